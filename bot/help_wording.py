"""What the bot says about itself: `/help`, `/about`, and a greeting where it is new. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

# /help
TITLE: Final = "**How to ask me**"
ASK: Final = "• Type `/ask` and your question, in your own words: real questions are offered while you type."
MENTION: Final = "• Or mention me: {mention} and your question. Reply to an answer to go on from it."
EVERYTHING: Final = "• In {channels} I answer everything that is asked, without a mention."
DIRECT: Final = "• Write to me here: everything that you write is a question."
FOLLOW_UP: Final = "• For ten minutes I know what you asked before: “and in 2022?” is enough."
CHECK: Final = "• Is something true that somebody wrote? In the menu of the message: Apps → **{menu}**. Only you see what I find."
KNOWN: Final = Plural(
    "**What I know: {facts} fact about {subject}**", "**What I know: {facts} facts about {subject}**", by="facts"
)
TOPIC: Final = "{emoji} **{title}**: {example}"
ALSO: Final = "Every topic: /topics. Where it stands: /sources. What is kept of what you ask: /privacy. What I am: /about."
NOT_KNOWN: Final = "What my sources do not say I do not know, and then I say so."
TRY: Final = "Try one of these"

FOR_MODERATORS: Final = "**For moderators** (only you see this part)"
FACTS: Final = (
    "• A fact is wrong or missing: /fact edit, /fact add. You see first what a change would do; /fact history brings back what "
    "was."
)
REVIEW: Final = "• What people suggest, and what I could not answer: /review queue, /review gaps."
CHANNELS: Final = "• Where I answer without a mention: /settings ask-channel add, also for a forum."
EDITORS: Final = (
    "• Who may edit facts besides you, where changes are told, and all that is set: /settings editors, log-channel, show."
)
LACKING: Final = "⚠️ In this channel I lack: {permissions}."

# /about
ABOUT: Final = "What I am: version, sources, privacy, licence"
ABOUT_TITLE: Final = "**Safir {version}**"
WHAT: Final = "I answer questions about {subject}. A person wrote or checked every sentence; no language model writes any."
HOLDS: Final = Plural(
    "I hold {facts} fact from {sources}; the newest source is of {newest}.",
    "I hold {facts} facts from {sources}; the newest source is of {newest}.",
    by="facts",
)
HOLDS_UNDATED: Final = Plural("I hold {facts} fact from {sources}.", "I hold {facts} facts from {sources}.", by="facts")
SOURCES: Final = Plural("{count} source", "{count} sources")
EDITED: Final = "Moderators of this server have changed some of them for this server."
PRIVACY: Final = "Nothing leaves the machine that I run on. What is kept, and for how long: /privacy."
LICENCE: Final = "Licence: {licence}."
CODE: Final = "Code: {link}"

# The first message in a server
GREETING: Final = (
    "Hello! I am Safir. I answer questions about {subject}, each with its source, and I say so when I do not know.\n"
    "Type `/ask`, for example: “{example}” You can also mention me. I speak only when spoken to.\n"
    "How to ask, and what moderators can set: /help"
)
GREETING_TO_ADDER: Final = (
    "Thank you for adding me to **{server}**! I answer questions about {subject}, each with its source.\n"
    "Type `/ask` there, for example: “{example}” I speak only when spoken to.\n"
    "If there shall be a channel in which I answer everything: /settings ask-channel add. All else: /help"
)
