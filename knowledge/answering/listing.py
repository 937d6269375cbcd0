"""A list that can be asked for again, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Fact, Frozen

PAGE_LINES = 8  # entries of a page at most; pages of a list are about equally long
PAGE_CHARACTERS = 2_000  # of a page's entries: a message holds 4,000, with notes, sources and small print


class Listing(Frozen):
    """What is listed: the view of a topic's command, a collection, or (neither of them) a timeline; narrowed by the rest.

    `when` is an EDTF date. All of it is small, so that a button can carry it.
    """

    topic: str | None = None
    collection: str | None = None
    entity: str | None = None
    other_topic: str | None = None
    when: str | None = None


class Page(Frozen):
    """Which page an answer is: `number` from 0, of how many, and of how many entries in all."""

    number: int
    pages: int
    entries: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list and the fact that it stands for."""

    line: str
    fact: Fact


def pages(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """The entries in pages of about equal length, none above the limits but where a single entry is."""
    wanted = -(-len(entries) // PAGE_LINES)
    size = -(-len(entries) // wanted) if wanted else 1
    found: list[list[Entry]] = []
    room = 0
    for entry in entries:
        if not found or len(found[-1]) == size or len(entry.line) > room:
            found.append([])
            room = PAGE_CHARACTERS
        found[-1].append(entry)
        room -= len(entry.line) + 1
    return list(found)
