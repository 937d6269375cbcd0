"""Figures that a list gives year by year, where no curator declared them a series."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from knowledge.model import Fact, Figure

FEWEST = 3  # years that make a series
_YEAR = re.compile(r"\b\d{4}\b")


def yearly(facts: Iterable[Fact]) -> Iterator[tuple[frozenset[str], tuple[tuple[Figure, Fact], ...]]]:
    """The rows of figures among some facts that differ in nothing but year and amount, by year; with what all of them are about.

    Each fact gives one of them. Their unit is the same, and so are their labels, but for a year in them.
    """
    rows: dict[tuple[str, tuple[str, ...]], list[tuple[Figure, Fact]]] = defaultdict(list)
    for fact in facts:
        for figure in fact.figures:
            if figure.year and not figure.series:
                label = tuple(_YEAR.sub("", text) for text in figure.label.values()) if figure.label else ()
                rows[figure.unit, label].append((figure, fact))
    for found in rows.values():
        years = {figure.year for figure, _ in found}
        if FEWEST <= len(years) == len(found) == len({fact.id for _, fact in found}):
            about = frozenset.intersection(*(frozenset(fact.entities) for _, fact in found))
            yield about, tuple(sorted(found, key=lambda row: row[0].year or 0))
