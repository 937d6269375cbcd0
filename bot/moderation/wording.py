"""What the bot says to moderators: every sentence, label and hint of editing. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

# Who may
ONLY_IN_SERVERS: Final = "Facts are edited in a server, not in direct messages."
NOT_A_MODERATOR: Final = (
    "You need the permission Manage Server, or the role that this server has chosen for editing facts (/settings editors)."
)
ONLY_THE_OWNER: Final = "Only my operator can change facts for all servers. Leave out `everywhere`."

# What there is not
UNKNOWN_FACT: Final = "I have no fact under “{typed}”."
UNKNOWN_FACT_OFFER: Final = "I have no fact under “{typed}”. You could choose: {names}."
UNKNOWN_TOPIC: Final = "I have no topic “{typed}”. You could choose: {names}."
UNKNOWN_SOURCE_OFFER: Final = "I have no source “{typed}”. You could choose: {names}."
NO_HISTORY: Final = "Nobody has changed **{title}** here: it stands as my pack has it."
NO_REVISION: Final = "**{title}** has no version {version} here."
NO_SUCH_BUTTON: Final = "There is no such button here. Nothing was done."
DRAFT_GONE: Final = "I no longer have this draft: it was saved, cancelled, or I was restarted. Start again with the command."
NOT_YOUR_DRAFT: Final = "This draft is somebody else's."

# A draft
NOT_SAVED: Final = "⚠️ **Not saved.** {reason}"
DATABASE_LOST: Final = "{reason} What you typed is kept here: press Save again later."
TO_MEND: Final = "⚠️ **Not saved yet.** Please mend this:"
PROBLEM: Final = "**{label}**: {message}"
PROBLEM_TYPED: Final = "**{label}**: {message}\n> you typed: {typed}"
CONFLICT: Final = (
    "⚠️ **Not saved.** {who} changed this meanwhile. Their changes are taken over; where both of you changed the same field, "
    "yours is kept below. Look at both, then save or edit again."
)
SOMEBODY: Final = "Somebody"
THEIRS: Final = "**What they changed**"
CHANGES: Final = "**What changes**"
CHANGES_OVER_THEIRS: Final = "**What you change on top of theirs**"
NO_CHANGES: Final = "Nothing yet."
ADDED: Final = "This is a new fact: `{id}`"
ADDED_SOURCE: Final = "This is a new source. Facts name it so: `{id} ¶1`"
REASON: Final = "Reason: {reason}"
REACHED: Final = Plural(
    "✅ {reached} of {count} example question reaches this fact.",
    "✅ {reached} of {count} example questions reach this fact.",
    by="count",
)
REACHED_NONE: Final = "⚠️ There are no example questions yet: people may not find this fact."
NOT_REACHED: Final = "These do not:"
TAKEN: Final = "⚠️ These questions belong elsewhere and would now be answered with this fact:"
NOTHING_TAKEN: Final = "It takes over no question of another fact."
RETIRED_NOTE: Final = "This fact is retired: it is kept and not answered with."
SAVED: Final = "✅ Saved as version {version}. From now on I answer so{where}."
SAVED_RETIRED: Final = "✅ Saved as version {version}. The fact is retired: I do not answer with it."
SAVED_GONE: Final = "✅ Saved as version {version}. The addition is taken back. /fact revert can bring it back."
SAVED_SINCE: Final = "✅ Saved as version {version}. {who} has changed it again since."
SAVED_HERE: Final = " in this server"
SAVED_EVERYWHERE: Final = " in every server that has no text of its own"
CANCELLED: Final = "Cancelled. Nothing was changed."

# Buttons and selects
SAVE: Final = "Save"
CANCEL: Final = "Cancel"
EDIT_AGAIN: Final = "Edit again"
MORE_FIELDS: Final = "More fields"
FIGURES: Final = "Names and figures"
TOPIC: Final = "Topic"
RANK: Final = "Rank"
ADD_SOURCE: Final = "Add a source"
RANKS: Final = {"preferred": "Preferred: first where several answer", "normal": "Normal"}
RANK_NAMES: Final = {"preferred": "preferred", "normal": "normal", "deprecated": "out of use"}
TOPIC_IS: Final = "Topic: {name}"
RANK_IS: Final = "Rank: {name}"
CONFIRM: Final = "Confirm"
NEWER: Final = "Newer"
OLDER: Final = "Older"
BRING_BACK: Final = "Bring an earlier version back"
REVERT: Final = "Revert"

# Forms
EDIT_TITLE: Final = "Edit: {title}"
ADD_TITLE: Final = "A new fact: {title}"
ADD_SOURCE_TITLE: Final = "A new source"
PARAGRAPHS_TITLE: Final = "Paragraphs of the source"
KEPT_LINES: Final = Plural(
    "One a line. {count} more does not fit here and is kept.",
    "One a line. {count} more do not fit here and are kept.",
    by="count",
)

# Retire, restore, revert
RETIRE_ASK: Final = "Retire **{title}**? It is kept with its history, and I no longer answer with it."
RESTORE_ASK: Final = "Restore **{title}**? I answer with it again."
REVERT_ASK: Final = "Bring back version {version} of **{title}**?"
REVERT_BENEATH_ASK: Final = "Give up this server's own text of **{title}**, and answer with the text for all servers again?"
REVERT_ADDED_ASK: Final = "Take back the addition of **{title}**?"
CHANGED_MEANWHILE: Final = "⚠️ **Nothing was changed.** {who} changed this meanwhile. Look at it with /fact show, then try again."
CANNOT: Final = "⚠️ **Nothing was changed.** {reason}"
NO_REASON: Final = "no reason given"
REASON_UNDO: Final = "takes back version {version}"
REASON_BACK: Final = "brings back version {version}"
REASON_BENEATH: Final = "undoes every change made here"

# Showing
SHOWN: Final = Plural(
    "`{id}` · topic {topic} · rank {rank} · {examples} example question · {origin}",
    "`{id}` · topic {topic} · rank {rank} · {examples} example questions · {origin}",
    by="examples",
)
FROM_PACK: Final = "as in my pack"
FROM_BASE: Final = "changed for all servers"
FROM_HERE: Final = "changed in this server (version {version})"
HISTORY_OF: Final = "**History of {title}**"
HISTORY_LINE: Final = "**Version {version}** · {operation} by {who} · {time}\n-# {reason}{fields}"
HISTORY_FIELDS: Final = " · {fields}"
HISTORY_PAGE: Final = "-# Page {page} of {pages}"
DIFF_OF: Final = "**{title}**: {old} → {new}"
VERSION: Final = "version {version}"
BENEATH: Final = "the text before any change here"
NO_DIFFERENCE: Final = "They say the same."
OPERATIONS: Final = {
    "add": "added",
    "edit": "edited",
    "retire": "retired",
    "restore": "restored",
    "revert": "reverted",
    "keep": "kept",
}
NOTHING: Final = "(nothing)"
OTHER_ORDER: Final = "the same in another order"
SERIES: Final = "series {series}"
MORE: Final = "… and {count} more"

SOURCES: Final = "**Sources**"
SOURCE_LINE: Final = Plural(
    "`{id}` · {title} · ¶1 to ¶{paragraphs} · {facts} fact stands on it",
    "`{id}` · {title} · ¶1 to ¶{paragraphs} · {facts} facts stand on it",
    by="facts",
)

# The log channel
LOGGED: Final = "{who} {operation} **{title}** (`{id}`, version {version}){where}"
LOGGED_EVERYWHERE: Final = " for all servers"
LOG_FAILED: Final = "\n-# I could not write to the log channel {channel}: check my permissions there."

# Names and descriptions of commands and options (Discord: at most 100 characters)
FACT: Final = "Look at facts and change them"
FACT_SHOW: Final = "Show a fact with everything about it"
FACT_ADD: Final = "Add a fact"
FACT_EDIT: Final = "Change a fact"
FACT_RETIRE: Final = "Take a fact out of use; it is kept with its history"
FACT_RESTORE: Final = "Bring a retired fact back into use"
FACT_HISTORY: Final = "Who changed a fact, when and why"
FACT_DIFF: Final = "What differs between two versions of a fact"
FACT_REVERT: Final = "Bring an earlier version of a fact back"
FACT_IMPORT: Final = "Add and change many facts from a file: YAML, JSON or CSV"
FACT_EXPORT: Final = "Get facts as a file"
FILE_OPTION: Final = "A .yaml, .json, .jsonl or .csv file of at most 256 KiB"
CHANGED_OPTION: Final = "Only what was changed here (without it, all facts)"
EXPORT_TOPIC_OPTION: Final = "Only the facts of this topic"
TABLE_OPTION: Final = "As a table for a spreadsheet (CSV), instead of YAML"
FACT_OPTION: Final = "The fact: type a part of its title or of what it says"
TOPIC_OPTION: Final = "The topic that it belongs to"
REASON_OPTION: Final = "Why: it stays in the history"
SOURCE: Final = "Look at the sources of facts and change them"
SOURCE_ADD: Final = "Add a source"
SOURCE_EDIT: Final = "Change a source"
SOURCE_LIST: Final = "Every source with its id"
SOURCE_HISTORY: Final = "Who changed a source, when and why"
SOURCE_OPTION: Final = "The source: type a part of its title"
EVERYWHERE: Final = "For all servers; only my operator may do that"
VERSION_OPTION: Final = "The version to bring back; 0 undoes every change made here"
FROM_OPTION: Final = "The older version; without it, the one before"
TO_OPTION: Final = "The newer version; without it, the newest"
VERSION_CHOICE: Final = "Version {version}, {operation} by {who}: {reason}"
BENEATH_CHOICE: Final = "Undo every change made here: back to the text for all servers"
BENEATH_NOTHING_CHOICE: Final = "Undo every change made here: take the addition back"
