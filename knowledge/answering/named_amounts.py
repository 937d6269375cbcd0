"""The one amount that a piece of a question calls by its words: "the population", "the trade of 2023", "the total harvest"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.answering.labels import Labels, own_terms
from knowledge.answering.operands import Operand, Operands
from knowledge.answering.reading import Reading
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.matcher import Match, Matcher
from knowledge.model import Fact, Figure, FigureStatus
from knowledge.understanding.query import Query, Role

NEAR = 3  # candidates that an amount is looked for among
CLOSE = 0.35  # information of its words that they may leave unaccounted for …
STRAY = 0.6  # … and of words around a year that is counted against another of its series: "had been met by 2023"
KNOWN = 0.5  # probability from which the words for an amount are understood


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure, or several of a series together."""

    operands: tuple[Operand, ...]

    @property
    def value(self) -> Decimal:
        """What it comes to, in whole units."""
        return sum((operand.amount for operand in self.operands), Decimal())

    @property
    def unit(self) -> str:
        """The unit that its figures have in common."""
        return self.operands[0].figure.unit


class NamedAmounts:
    """Finds amounts among the facts of one snapshot; none where it is not certain which is meant."""

    def __init__(self, operands: Operands, matcher: Matcher, read: Callable[[Query], Reading]) -> None:
        self._operands = operands
        self._base: KnowledgeBase = operands.base
        self._matcher = matcher
        self._read = read
        self._labels = Labels(matcher.reader)
        self._language = matcher.reader.language.code

    def find(self, text: str, beside: Amount | None = None) -> Amount | None:
        """What a text calls by its words, or by its year where it is set `beside` another amount of the same series."""
        query = self._matcher.read(text)
        if not query.content:
            return None
        if "sum" in query.operations or "total" in query.operations:
            together = self._operands.of_series(query, "sum")
            if len(together) > 1:
                return Amount(tuple(map(self.named, together)))
        reading = self._read(query)
        if reading.verdict.known >= KNOWN and not (reading.matches and reading.matches[0].candidate.is_gap):
            for match in reading.matches[:NEAR]:
                figures = self._figures(query, match)
                if len(figures) == 1:
                    return Amount((self.named(figures[0]),))
                if figures:
                    break  # which of them is meant is open; what comes behind is meant even less
        return self._of_year(query, beside) if beside else None

    def told(self, query: Query, fact: Fact) -> Amount | None:
        """The figure of a fact that a question was answered with, where it has one only, or the question settles which."""
        figures = self._meant(query, fact)
        return Amount((self.named(figures[0]),)) if len(figures) == 1 else None

    def named(self, operand: Operand) -> Operand:
        """An operand under a name that tells it from any other: its label, or its series and year."""
        return Operand(operand.figure, operand.fact, self._label(operand.figure) or text_in(operand.fact.title, self._language))

    def _figures(self, query: Query, match: Match) -> list[Operand]:
        """The figures of a candidate that a piece of a question may mean."""
        if not match.candidate.is_fact or match.evidence.unexplained > CLOSE:
            return []
        found = self._meant(query, self._base.fact(match.candidate.id))
        return [] if len(found) == 1 and not query.dates and self._is_one_of_years(found[0].figure) else found

    def _meant(self, query: Query, fact: Fact) -> list[Operand]:
        """The figures of a fact, of the years that a question names or of the label that it calls one of them by."""
        years = {year for when in query.dates for year in when.years}
        figures = [figure for figure in fact.figures if figure.year in years] if years else list(fact.figures)
        if len(figures) > 1:
            figures = self._called(query, fact) or figures
        return [Operand(figure, fact, "") for figure in figures]

    def _called(self, query: Query, fact: Fact) -> list[Figure]:
        """The only figure of a fact whose label has words of a question that the labels beside it have not."""
        labelled = self._labels.of(fact)
        said = {token.term for token in query.content}
        own = own_terms(labelled) if len(labelled) == len(fact.figures) else []
        called = [label.operand.figure for label, terms in zip(labelled, own, strict=False) if terms & said]
        return called if len(called) == 1 else []

    def _is_one_of_years(self, figure: Figure) -> bool:
        """Whether a figure is one of several that are reported of a series, so that without a year none of them is meant."""
        rows = self._base.series_figures(figure.series) if figure.series else ()
        return len([row for row, _ in rows if row.status is FigureStatus.REPORTED]) > 1

    def _of_year(self, query: Query, beside: Amount) -> Amount | None:
        """The figure of a year in the series of another amount: "… of the target had been met by 2023"."""
        series = beside.operands[0].figure.series
        stray = [token for token in query.content if token.role is not Role.DATE]
        if series is None or len(query.dates) != 1 or query.entities or sum(token.weight for token in stray) > STRAY:
            return None
        rows: Sequence[tuple[Figure, Fact]] = self._base.series_figures(series)
        rows = [(figure, fact) for figure, fact in rows if figure.year in query.dates[0].years]
        return Amount((self.named(Operand(*rows[0], "")),)) if len(rows) == 1 else None

    def _label(self, figure: Figure) -> str:
        if figure.series:
            return f"{text_in(self._base.series(figure.series).title, self._language)}, {figure.year}"
        return text_in(figure.label, self._language) if figure.label else ""
