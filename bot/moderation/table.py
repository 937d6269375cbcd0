"""Facts in the cells of a table: what stands in a cell, and what is meant by it."""

from __future__ import annotations

from typing import Final

from bot.moderation.fields import PAGES, REASON
from bot.moderation.form import EXAMPLES
from knowledge.store.revision import Kind

COLUMNS: Final = ("id", "topic", "rank", *(one.name for page in PAGES[Kind.FACT] for one in page.fields if one.name != REASON))
DELIMITERS: Final = ",;\t"  # spreadsheets write the one of their country
MORE: Final = "|"  # between the values of a cell that can hold several
_LISTS: Final = EXAMPLES | {"citations", "figures"}
# What a cell begins with that spreadsheets would reckon out (https://owasp.org/www-community/attacks/CSV_Injection), and the
# sign before it that makes it a text.
_RECKONED, _TEXT = ("=", "+", "-", "@", "\t", "\r"), "'"


def cell(name: str, typed: str) -> str:
    """What stands in a cell for what is typed into a field's box."""
    shown = typed.replace("\n", MORE) if name in _LISTS else typed
    return f"{_TEXT}{shown}" if shown.startswith(_RECKONED) else shown


def typed_in(name: str, shown: str) -> str:
    """What is typed into a field's box for what stands in a cell."""
    meant = shown[1:] if shown.startswith(_TEXT) and shown[1:].startswith(_RECKONED) else shown
    return meant.replace(MORE, "\n") if name in _LISTS else meant


def delimiter_of(text: str) -> str:
    """What stands between the cells of a table, as its first line shows."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)
