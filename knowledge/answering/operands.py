"""Finds the figures that a question wants to reckon with: years of a series, or figures that it calls by their labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from knowledge.answering.reading import Reading
from knowledge.answering.yearly import yearly, yearly_within
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.features import accounted
from knowledge.matching.matcher import Matcher
from knowledge.matching.profile import Profile
from knowledge.model import Fact, Figure, FigureStatus
from knowledge.text import words
from knowledge.understanding.query import Query, Role, Token

WHOLE_SERIES = frozenset(
    {"sum", "average", "highest", "lowest", "rank", "leap", "yearly"}
)  # without years, all reported figures are meant
NEEDS_TWO = frozenset({"ratio", "growth", "difference"})
STRAY = 0.6  # weight that may stay unaccounted for where the years say what is meant
_SOMETHING_ELSE = 0.6  # weight of a word of the base that a sum of something else is asked by: "population"
_TELLING = 0.3  # weight from which a word has to be accounted for


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure, the fact that it stands in, and what to call it: its year or its label."""

    figure: Figure
    fact: Fact
    label: str

    @property
    def amount(self) -> Decimal:
        """The figure's amount, in whole units."""
        return self.figure.amount


class Operands:
    """Looks for operands in the figures of one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self.base = base
        self._matcher = matcher
        self._language = matcher.reader.language
        self._cues = self._language.operation_words | self._language.years.words

    @cached_property
    def _labels(self) -> list[tuple[frozenset[str], Operand]]:
        """Every figure that has a label, by the terms of the label. Read when the first figure is looked for."""
        found: list[tuple[frozenset[str], Operand]] = []
        for fact in self.base.facts:
            for figure in fact.figures:
                if figure.label:
                    label = text_in(figure.label, self._language.code)
                    terms = {token.term for token in self._matcher.reader.read(label, repair=False).content}
                    found.append((frozenset(terms), Operand(figure, fact, label)))
        return found

    @cached_property
    def _series(self) -> list[tuple[frozenset[str], list[Operand]]]:
        """The figures of every series by year, and what it is about; read when the first sum is asked for.

        What a list or a fact tells year by year is a series, too, though no curator declared it one.
        """
        found = [(frozenset(series.entities), self.base.series_figures(series.id)) for series in self.base.pack.series]
        found += [pair for collection in self.base.collections for pair in yearly(self.base.members(collection))]
        found += yearly_within(self.base.facts)
        return [(about, [Operand(figure, fact, str(figure.year)) for figure, fact in rows]) for about, rows in found]

    def of_series(self, query: Query, operation: str) -> list[Operand]:
        """The figures of the series that the question is about, narrowed to its years."""
        best: list[Operand] = []
        for entities, rows in self._series:
            if rows and self._about(query, rows, entities):
                chosen = (
                    self._of_now(query, rows, operation)
                    or self._of_all(query, rows, operation)
                    or _of_years(query, rows, operation, holes=self._takes_holes(query), apart=self._sets_apart(query))
                )
                best = chosen if len(chosen) > len(best) else best
        return best

    def about(self, query: Query) -> list[Operand]:
        """All figures of the one series that a question is about, by year; none where it may be about another as well."""
        named = replace(query, dates=())  # a year alone says nothing of what is counted
        found = [rows for entities, rows in self._series if rows and self._about(named, rows, entities)]
        longest = max(found, key=len, default=[])
        held = {(row.fact.id, row.figure.year) for row in longest}
        return longest if all(held.issuperset((row.fact.id, row.figure.year) for row in rows) for rows in found) else []

    def _of_now(self, query: Query, rows: Sequence[Operand], operation: str) -> list[Operand]:
        """The figure of the one year that is named and the newest that is reported, where it is set against the present."""
        if operation not in NEEDS_TWO or len(query.dates) != 1 or self._language.now_words.isdisjoint(query.row):
            return []
        newest = [row for row in rows if row.figure.status is FigureStatus.REPORTED][-1:]
        named = [row for row in rows if row.figure.year in query.dates[0].years]
        return sorted([*newest, *named], key=lambda row: row.figure.year or 0) if len(named) == 1 and named != newest else []

    def _of_all(self, query: Query, rows: Sequence[Operand], operation: str) -> list[Operand]:
        """The first and the newest figure that are reported, where no year is named: "how much has it grown?"."""
        changes = self._language.rising | self._language.falling
        if operation not in {"growth", "difference"} or query.dates or not query.asks & {"amount", "percentage"}:
            return []
        if changes.isdisjoint(query.row):
            return []
        reported = [row for row in rows if row.figure.status is FigureStatus.REPORTED]
        return [reported[0], reported[-1]] if len(reported) > 1 else []

    def _takes_holes(self, query: Query) -> bool:
        """Whether a question is for the figures that there are: "all the published ones"."""
        return not self._language.given_words.isdisjoint(words(query.text))

    def _sets_apart(self, query: Query) -> bool:
        """Whether a question names both things that it compares: "the difference between … and …"."""
        row, language = words(query.text), self._language.date_words
        return not set(row).isdisjoint(language["between"]) and not set(row).isdisjoint(language["and"])

    def told_apart(self, reading: Reading, operands: Sequence[Operand]) -> bool:
        """Whether a fact beside a series tells what sounds like its highest or lowest: the record of a day among yearly means."""
        first = reading.matches[0] if reading.matches else None
        if first is None or not first.candidate.is_fact or not operands:
            return False
        fact = self.base.fact(first.candidate.id)
        if any(operand.fact is fact for operand in operands):
            return False
        alike = any(figure.unit == operands[0].figure.unit and not figure.series for figure in fact.figures)
        return alike and not first.evidence.unexplained

    def _about(self, query: Query, rows: Sequence[Operand], entities: Collection[str]) -> bool:
        """Whether the facts of a series account for what the question names; two named years make up for a stray word."""
        profiles = [profile for row in rows if (profile := self._matcher.profile(row.fact.id))]
        named = any(self._names(token, profiles) for token in query.content)
        if not (named or query.dates):
            return False
        stray = 0.0
        for token in query.content:
            if token.role in {Role.DATE, Role.NUMBER} or self._accounted(token, profiles, entities):
                continue
            if token.role is Role.ENTITY or (token.known and token.weight >= _SOMETHING_ELSE):
                return False
            stray += token.weight
        years = {year for when in query.dates for year in when.years}
        return stray <= (STRAY if named and len(years) > 1 else 0.0)

    def _names(self, token: Token, profiles: Sequence[Profile]) -> bool:
        """Whether a word is what the series counts: a fact of it uses it, and it is neither a name nor a cue."""
        if token.role is not Role.CONTENT or self._is_cue(token):
            return False
        return any(token.term in profile.terms for profile in profiles)

    def _is_cue(self, token: Token) -> bool:
        return self._cues.issuperset(token.surface.split())

    def _accounted(self, token: Token, profiles: Iterable[Profile], entities: Collection[str]) -> bool:
        if token.role is Role.ENTITY and {token.term[2:], token.stands_for[2:]} & set(entities):
            return True
        if token.role is not Role.ENTITY and (token.weight <= _TELLING or self._is_cue(token)):
            return True
        return any(accounted(token, profile) for profile in profiles)

    def labelled(self, query: Query, operation: str) -> list[Operand]:
        """Two figures that the question calls by their labels; of labels within labels the longest.

        Two of one fact and one unit may be parts, alternatives, or a part and its whole: they are not added up here.
        """
        terms = [token.term for token in query.tokens]
        found: dict[int, tuple[frozenset[str], Operand]] = {}
        for wanted, operand in sorted(self._labels, key=lambda pair: -len(pair[0])):
            if wanted and wanted <= set(terms) and not any(wanted < taken for taken, _ in found.values()):
                place = min(terms.index(term) for term in wanted)
                found.setdefault(place, (wanted, operand))
        operands = [operand for _, (_, operand) in sorted(found.items())]
        if len(operands) != 2:
            return []
        of_one = operands[0].fact.id == operands[1].fact.id and operands[0].figure.unit == operands[1].figure.unit
        return [] if of_one and operation in {"sum", "average"} else operands


def _alike(rows: Sequence[Operand]) -> bool:
    return len({row.figure.status for row in rows}) == 1


def _of_years(query: Query, rows: list[Operand], operation: str, *, holes: bool, apart: bool) -> list[Operand]:
    years = {year for when in query.dates for year in when.years}
    spans = any(when.precision == "interval" for when in query.dates)
    named = [row for row in rows if row.figure.year in years]
    if not spans and years - {row.figure.year for row in rows}:
        return []  # a year that the series does not have
    ends = {year for when in query.dates for year in (when.first.year, when.last.year)}
    if operation not in {"highest", "lowest", "rank", "leap"} and ends - {row.figure.year for row in rows}:
        return []  # a span that the series does not cover
    lacking = years - {row.figure.year for row in named}
    if spans and operation in {"sum", "average"} and ((lacking and not holes) or not _alike(named)):
        return []  # a sum with holes in it, or of what was and what is hoped for
    if operation in NEEDS_TWO and len(named) > 2:
        return [named[0], named[-1]]
    if not years and operation in WHOLE_SERIES:
        wanted = FigureStatus.EXPECTED if query.expects else FigureStatus.REPORTED
        return [row for row in rows if row.figure.status is wanted]
    if not years:
        return []  # "how has it grown?" is told by a fact
    if len(named) == 1 and operation in {"difference", "growth", "ratio"}:
        if apart:
            return []  # "between the one forecast for 2029 and the other": it is not the year before that is meant
        place = rows.index(named[0])
        return rows[place - 1 : place + 1] if place else []  # against the figure before
    return named
