"""A list in a button's id: short marks for what it is made of, so that its pages can be turned after a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.views.fact_marks import LENGTH, mark
from knowledge.answering.listing import Listing
from knowledge.base import KnowledgeBase

PATTERN: Final = rf"(?:[tceo][A-Za-z0-9_-]{{{LENGTH}}}){{0,4}}(?:w[0-9/-]{{4,21}})?"
_SIGNS: Final = {"t": "topic", "c": "collection", "e": "entity", "o": "other_topic"}
_PART: Final = re.compile(rf"([tceo])([A-Za-z0-9_-]{{{LENGTH}}})|w([0-9/-]+)")


def coded(listing: Listing) -> str:
    """At most 50 characters that stand for a list."""
    ids = {sign: getattr(listing, field) for sign, field in _SIGNS.items()}
    return "".join(sign + mark(one) for sign, one in ids.items() if one) + (f"w{listing.when}" if listing.when else "")


def decoded(code: str, base: KnowledgeBase) -> Listing | None:
    """The list that a code stands for, or None where the base no longer has what it is made of."""
    found: dict[str, str] = {}
    for sign, wanted, when in _PART.findall(code):
        if when:
            found["when"] = when
            continue
        owner = next((one for one in _ids(sign, base) if mark(one) == wanted), None)
        if owner is None:
            return None
        found[_SIGNS[sign]] = owner
    return Listing(**found)


def _ids(sign: str, base: KnowledgeBase) -> Iterable[str]:
    match sign:
        case "c":
            return (collection.id for collection in base.collections)
        case "e":
            return base.entities
        case _:
            return (topic.id for topic in base.topics)
