"""What `/settings show` says. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

COMMAND: Final = "How I am set in this server, and what is missing for it to work"
TITLE: Final = "**How I am set in this server**"
ANSWERING: Final = "• I answer everything in {channels} (/settings ask-channel)"
ANSWERING_NOWHERE: Final = "• I answer only when spoken to (/settings ask-channel makes channels in which I answer everything)"
EDITORS: Final = "• Facts are edited by people with Manage Server and by {role} (/settings editors)"
EDITORS_NONE: Final = "• Facts are edited by people with Manage Server (/settings editors adds a role)"
EDITORS_GONE: Final = (
    "• ⚠️ The role that could edit facts is not there any more: only people with Manage Server can (/settings editors)"
)
LOGGED: Final = "• Changes of facts are told in {channel} (/settings log-channel)"
LOGGED_NOWHERE: Final = "• Changes of facts are told in no channel (/settings log-channel)"
LOGGED_GONE: Final = "• ⚠️ The channel in which changes were told is not there any more (/settings log-channel)"
TWO_PEOPLE: Final = "• A change needs two people (/settings two-people)"
ONE_PERSON: Final = "• A change needs one person (/settings two-people)"
KEEPING: Final = Plural(
    "• Questions that I answer badly are kept for {days} day (/settings keep-questions)",
    "• Questions that I answer badly are kept for {days} days (/settings keep-questions)",
    by="days",
)
KEEPING_NOT: Final = "• Questions are not kept (/settings keep-questions)"
KEEPING_OFF: Final = "• Questions are not kept: my operator has switched that off"
LACKING: Final = "• ⚠️ In {channel} I lack these permissions: {permissions}"
EDITED: Final = Plural("• {count} fact or source was changed here", "• {count} facts or sources were changed here")
WAITING: Final = Plural(
    "• {count} change waits for a second person (/review queue)",
    "• {count} changes wait for a second person (/review queue)",
)
