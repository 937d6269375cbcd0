"""What the bot says where a server requires two people for a change. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

# Handing in
PROPOSE: Final = "Propose"
NEEDS_SECOND: Final = "-# In this server another editor has to accept each change: it then waits in /review queue."
HANDED_IN: Final = (
    "📨 Proposed. Nothing has changed yet: in this server another editor has to accept each change. It waits in /review queue, "
    "and I tell you what becomes of it, if I may write to you."
)
HANDED_IN_ALL: Final = Plural(
    "📨 {count} change proposed. Nothing has changed yet: another editor has to accept it in /review queue.",
    "📨 {count} changes proposed. Nothing has changed yet: another editor has to accept them in /review queue.",
    by="count",
)
IMPORT_ASK: Final = "Nothing is saved yet. Confirm to propose those without problems: another editor then has to accept them."
ANNOUNCED: Final = "📨 {who} proposes a change of **{title}** (`{id}`). It waits for a second person in /review queue."
ANNOUNCED_ALL: Final = Plural(
    "📨 {who} proposes {count} change from a file. It waits for a second person in /review queue.",
    "📨 {who} proposes {count} changes from a file. They wait for a second person in /review queue.",
    by="count",
)
SWITCHED: Final = {
    True: "🔒 {who} has switched on that two people are needed for a change (/settings two-people).",
    False: "🔓 {who} has switched off that two people are needed for a change (/settings two-people).",
}

# What waits
PROPOSES: Final = {
    "add": "**{who}** proposes to add **{title}** (`{id}`) · {time}",
    "edit": "**{who}** proposes to change **{title}** (`{id}`) · {time}",
    "retire": "**{who}** proposes to retire **{title}** (`{id}`) · {time}",
    "restore": "**{who}** proposes to restore **{title}** (`{id}`) · {time}",
    "revert": "**{who}** proposes to bring an earlier text of **{title}** (`{id}`) back · {time}",
    "keep": "**{who}** proposes to keep this server's text of **{title}** (`{id}`) · {time}",
}
OF_IMPORT: Final = Plural(
    "-# {count} change of this import waits.",
    "-# {count} changes of this import wait.",
    by="count",
)
OWN: Final = "You proposed this yourself: another editor has to accept it."
STALE: Final = (
    "⚠️ **This cannot be accepted as it is.** {who} changed the fact after it was proposed. **Amend** carries the proposal over "
    "to the text of now, and nothing of it is lost."
)
SINCE: Final = "**What changed meanwhile**"
WRONG: Final = "⚠️ **This cannot be accepted as it is:** {reason}"
ACCEPT: Final = "Accept"
ACCEPT_ALL: Final = "Accept the whole import"
AMEND: Final = "Amend"
REJECT: Final = "Reject"
REJECT_ALL: Final = "Reject the whole import"
WITHDRAW: Final = "Take back"
TAKEN_BACK: Final = "Taken back. Nothing was changed."
ALL_DONE: Final = "✅ Accepted: {done} of {count}. What could not be accepted still waits, and says why."
ACCEPTED_BY: Final = ", accepted by {who}"

# To whoever proposed it
TOLD_ACCEPTED: Final = "{who} accepted the change of **{title}** that you proposed in {server}. From now on I answer so."
TOLD_REJECTED: Final = "{who} did not accept the change of **{title}** that you proposed in {server}.\nReason: {reason}"

# /settings two-people
SETTING: Final = "Whether another editor has to accept each change of a fact"
REQUIRED: Final = "Yes: changes wait in /review queue until a second person accepts them"
SWITCHED_ON: Final = (
    "🔒 From now on two people are needed for a change in this server: whatever an editor saves, imports or takes back waits in "
    "/review queue until another one accepts it. Nobody can accept their own."
)
SWITCHED_OFF: Final = "🔓 From now on one person is enough for a change in this server."
STILL_WAITING: Final = Plural(
    "{count} change still waits in /review queue.",
    "{count} changes still wait in /review queue.",
    by="count",
)
