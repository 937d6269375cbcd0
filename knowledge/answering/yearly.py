"""Figures that a list, or a single fact, gives year by year, where no curator declared them a series."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from knowledge.model import Fact, Figure

FEWEST = 3  # years that make a series
_YEAR = re.compile(r"\b\d{4}\b")

Rows = tuple[tuple[Figure, Fact], ...]  # by year
Series = tuple[frozenset[str], Rows]  # with what all of them are about


def yearly(facts: Iterable[Fact]) -> Iterator[Series]:
    """The figures among some facts, one of each, that differ in nothing but year and amount.

    Their unit is the same, and so are their labels, but for a year in them.
    """
    for found in _alike(facts):
        if len({fact.id for _, fact in found}) == len(found):
            about = frozenset.intersection(*(frozenset(fact.entities) for _, fact in found))
            yield about, found


def yearly_within(facts: Iterable[Fact]) -> Iterator[Series]:
    """The same for figures that one fact gives all by itself."""
    for fact in facts:
        if len(fact.figures) >= FEWEST:
            for found in _alike([fact]):
                yield frozenset(fact.entities), found


def _alike(facts: Iterable[Fact]) -> Iterator[Rows]:
    rows: dict[tuple[str, tuple[str, ...]], list[tuple[Figure, Fact]]] = defaultdict(list)
    for fact in facts:
        for figure in fact.figures:
            if figure.year and not figure.series:
                label = tuple(_YEAR.sub("", text) for text in figure.label.values()) if figure.label else ()
                rows[figure.unit, label].append((figure, fact))
    for found in rows.values():
        if FEWEST <= len({figure.year for figure, _ in found}) == len(found):
            yield tuple(sorted(found, key=lambda row: row[0].year or 0))
