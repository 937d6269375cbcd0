"""What the bot says when it holds somebody's message against its facts. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

MENU: Final = "Check with Safir"  # the entry of a message's menu; Discord: at most 32 characters

TITLE: Final = "**Held against what I know**"
ONLY_YOU: Final = "Only you see this. I judge statements, not people, and only by my sources."
STATEMENT: Final = "{sign} **{verdict}** · “{statement}”"
AGREES: Final = "Agrees"
AGREES_WITH: Final = "Agrees with what {who} says"
DIFFERS: Final = "Differs from my source"
DIFFERS_FROM: Final = "Differs from what {who} says"
NEAR: Final = "I cannot tell"
UNKNOWN: Final = "I know nothing about this"
SAYS: Final = "The source says: {statement} ({places})"
IS_NEAR: Final = "This is near: {statement} ({places})"
IN_SOURCE: Final = "source {number}, {paragraphs}"
MORE: Final = "The message says more than I check at once: these are its first statements."

NO_TEXT: Final = "There is no text in that message that I could check."
NO_STATEMENT: Final = "I find no statement in that message that I could check. Questions I answer with /ask."
MY_OWN: Final = "That is from me. “Sources” under an answer shows where it stands, “Suggest a correction” tells the moderators."
