"""What the bot says about files of facts, and about lists and files that it cannot read. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

# Importing and exporting
DRY_RUN: Final = Plural(
    "**{count} fact in the file:** {new} new, {changed} changed, {wrong} that cannot be saved as they are.",
    "**{count} facts in the file:** {new} new, {changed} changed, {wrong} that cannot be saved as they are.",
    by="count",
)
AS_THEY_STAND: Final = Plural("{count} says what stands here already.", "{count} say what stands here already.")
IMPORT_ASK: Final = "Nothing is saved yet. Confirm to save those without problems."
NOTHING_TO_IMPORT: Final = "There is nothing to save. Mend the file and try again."
IMPORTED: Final = "✅ Facts saved: {saved} of {count}. From now on I answer so{where}."
EXPORTED: Final = Plural(
    "{count} fact as it stands here. /fact import reads the file again.",
    "{count} facts as they stand here. /fact import reads the file again.",
    by="count",
)
EXPORTED_LARGE: Final = Plural(
    "{count} fact as it stands here. /fact import reads at most {size} KiB at once, which is less than this.",
    "{count} facts as they stand here. /fact import reads at most {size} KiB at once, which is less than this: choose a topic.",
    by="count",
)
EXPORT_TOO_LARGE: Final = (
    "Discord does not let me send that much. My operator can write it to a folder: safir facts export --yaml"
)

# Files as a whole
TOO_LARGE: Final = "The file is larger than {size} KiB: split it."
TOO_MANY: Final = "There are more than {most} facts in the file: split it."
BUSY: Final = "A file of this server is being read just now: wait until it is done."
NOT_UTF8: Final = "The file is not UTF-8 text: save it as UTF-8."
UNKNOWN_KIND: Final = "I read files whose names end in .yaml, .json, .jsonl or .csv."
EMPTY: Final = "There is no fact in the file."
UNREADABLE: Final = "The file cannot be read: {reason}"
TOO_DEEP: Final = "The file is nested too deep."
NOT_JSON: Final = "The file cannot be read: line {number} is not JSON ({reason})."
UNKNOWN_COLUMNS: Final = "I do not know the columns {columns}. There are: {known}."
NO_TABLE: Final = "The file is no table: {reason}."
NO_LIST: Final = "The file must be a list of facts, or have one under the key 'facts', as a pack's files do."

# One fact of a file
LINE: Final = "line {number}"
PLACE: Final = "fact {number}"
CELLS: Final = "it has not as many cells as the first line"
NO_MAPPING: Final = "a fact is a mapping of fields to values"
TWICE: Final = "stands in {place} already"

# Lists that are typed
CITATION_SHAPE: Final = "write each line like: {source} ¶3, ¶4 (the sources are {sources})"
UNKNOWN_NAME: Final = "I know nobody and nothing called '{name}'; near it: {names}"
MANY_PARAGRAPHS: Final = "{first} to {last} are too many paragraphs"
FIGURE_SHAPE: Final = "'{line}': begin with the amount in whole units and its unit, like: 170000000 USD, 2023"
FIGURE_PART: Final = "'{part}' is not understood: after the unit come a year, expected, about, series ID, called NAME"
