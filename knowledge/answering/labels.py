"""Figures by their labels: which of them are parts of one whole, and which are the same thing as different people have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.answering.operands import Operand
from knowledge.localised import text_in
from knowledge.model import Fact, Figure
from knowledge.text import words
from knowledge.understanding.language import Language
from knowledge.understanding.reader import Reader

ROUGHLY = Decimal("0.1")  # share by which parts may miss the whole that a source gives them


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with the terms that its label and its year name it by, and the plain words of the label in order."""

    operand: Operand
    terms: frozenset[str]
    row: tuple[str, ...]

    @property
    def amount(self) -> Decimal:
        """The figure's amount, in whole units."""
        return self.operand.amount


class Labels:
    """Reads the labels of figures, each fact's once and only when it is asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[str, tuple[Labelled, ...]] = {}

    def of(self, fact: Fact) -> tuple[Labelled, ...]:
        """The figures of a fact that have a label and belong to no series."""
        if (known := self._read.get(fact.id)) is None:
            known = self._read[fact.id] = tuple(
                self._labelled(fact, figure) for figure in fact.figures if figure.label and not figure.series
            )
        return known

    def _labelled(self, fact: Fact, figure: Figure) -> Labelled:
        assert figure.label is not None
        label = text_in(figure.label, self._reader.language.code)
        terms = {token.term for token in self._reader.read(label, repair=False).tokens}
        terms |= {f"y:{figure.year}"} if figure.year else set()
        return Labelled(Operand(figure, fact, label), frozenset(terms), tuple(words(label)))


def whole_of(group: Sequence[Labelled]) -> Labelled | None:
    """The figure that the others make together, about: the whole that a source gives to its parts. None where there is none."""
    if len(group) < 3:
        return None
    largest = max(group, key=lambda figure: figure.amount)
    rest = sum((figure.amount for figure in group if figure is not largest), Decimal())
    return largest if largest.amount > 0 and abs(rest - largest.amount) <= ROUGHLY * largest.amount else None


def own_terms(parts: Sequence[Labelled]) -> list[frozenset[str]]:
    """The terms of each label that no other has."""
    return [part.terms - frozenset[str]().union(*(other.terms for other in parts if other is not part)) for part in parts]


def parallel(parts: Sequence[Labelled], language: Language) -> bool:
    """Whether labels are alike but for one place: "votes for the plan" and "votes against the plan", "share of A", "share of B".

    "Stops of Line 7" and "stops in Ostrey" are not: one may hold the other.
    """
    start, end, middles = _middles(parts)
    row = parts[0].row
    told = {*row[:start], *(row[len(row) - end :] if end else ())} - language.function_words
    joined = start > 0 and row[start - 1] in language.function_words
    return bool(told) and all(middles) and (joined or all(len(middle) == 1 for middle in middles))


def opposed(parts: Sequence[Labelled]) -> bool:
    """Whether labels differ in a single word: "for" and "against"."""
    return all(len(middle) == 1 for middle in _middles(parts)[2])


def alternatives(parts: Sequence[Labelled], language: Language) -> bool:
    """Whether figures are the same thing as different people have it, or at different times, rather than parts of a whole."""
    years = {part.operand.figure.year for part in parts}
    states = {part.operand.figure.status for part in parts}
    marked = any(not language.alternative_marks.isdisjoint(part.row) for part in parts)
    return marked or len(years) > 1 or len(states) > 1


def _middles(parts: Sequence[Labelled]) -> tuple[int, int, list[tuple[str, ...]]]:
    """How many words all labels begin and end with, and what stands between."""
    rows = [part.row for part in parts]
    start = _in_common(rows)
    end = _in_common([row[start:][::-1] for row in rows])
    return start, end, [row[start : len(row) - end] for row in rows]


def _in_common(rows: Sequence[Sequence[str]]) -> int:
    """How many words all rows begin with."""
    count = 0
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1:
            break
        count += 1
    return count
