"""Figures of several years of one series, where a question names the years, or asks for all of them: "in 2019 and 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.answering.answer import Answer, Reason
from knowledge.answering.compose import Composer
from knowledge.answering.operands import Operand, Operands
from knowledge.localised import text_in
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact
from knowledge.text import any_of, words
from knowledge.understanding.query import Query
from knowledge.when import When

SURE = 0.93  # probability that it is what was asked for
MOST = 4  # years that are told in sentences; more are told as a list
_ASKED = frozenset({"amount", "count", "list"})  # kinds of answer that figures give


class YearsTold:
    """Tells the figures of years from the facts of one snapshot."""

    def __init__(self, composer: Composer, operands: Operands, matcher: Matcher) -> None:
        self._composer = composer
        self._base = composer.base
        self._operands = operands
        self._language = matcher.reader.language
        self._words = self._language.years
        self._all = frozenset(word for phrase in self._words.all for word in phrase.split())
        self._events = re.compile(rf"\b{any_of(self._language.timeline_cues)}\b")

    def answer(self, query: Query) -> Answer | None:
        """The figures; None where less than two years are meant, more is asked than figures, or no series is what is asked about.

        A year of which nothing is known is named.
        """
        if query.yes_no or query.operations or query.opinion or not query.asks <= _ASKED:
            return None
        text = " ".join(query.row) if query.dates or not self._all.isdisjoint(query.row) else ""
        if not text or self._events.search(text):
            return None  # "what happened in 2021 and 2022?" is for more than figures
        period = query.period
        if (
            period and period != query.dates[0] and len(period.years) > 1
        ):  # "before 2023", "since 2021", not "in the first half of it"
            years = [year for row in self._operands.about(query) if (year := row.figure.year) and year in period.years]
            return self._of_years(query, years) if years else None
        if len(years := _named(query)) > 1:
            return self._of_years(query, years)
        return None if query.dates or self._words.says_all.search(text) is None else self._of_all(query)

    def _of_years(self, query: Query, years: Sequence[int]) -> Answer | None:
        rows = self._operands.about(query)
        found = {row.figure.year: row.fact for row in rows}
        known = [year for year in years if year in found]
        if not known or len({found[year].id for year in known}) < len(known):
            return None  # one fact that tells several of them is told as it is
        facts = {year: found.get(year) or self._without(year, rows) for year in years}
        told = [fact for year in years if (fact := facts[year])]
        answer = self._composer.facts(query.utterance, told, SURE)
        say = self._composer.wording.say
        lacking = [say("declined_date", date=str(year)) for year in years if facts[year] is None]
        return answer.model_copy(update={"text": "\n".join([answer.text, *lacking])})

    def _without(self, year: int, rows: Sequence[Operand]) -> Fact | None:
        """The fact that says of a year that no figure is given for it, where there is just one."""
        beside = self._base.facts_of(rows[0].fact.topic)
        dated = [fact for fact in beside if fact.when == When(f"{year:04}") and not fact.figures]
        said = [words(text_in(fact.statement, self._language.code)) for fact in dated]
        found = [fact for fact, row in zip(dated, said, strict=True) if str(year) in row and self._language.negations & {*row}]
        return found[0] if len(found) == 1 else None

    def _of_all(self, query: Query) -> Answer | None:
        rows = self._operands.about(replace(query, dates=()))
        facts = list({row.fact.id: row.fact for row in rows}.values())
        if len(facts) < 2:
            return None
        for collection in self._base.collections:
            if {fact.id for fact in facts} <= set(collection.members):
                return self._composer.collection(query.utterance, collection, SURE)
        series = rows[0].figure.series
        if series is None or len(facts) <= MOST:
            return self._composer.facts(query.utterance, facts, SURE)
        text = "\n".join(self._lines(series, rows))
        return self._composer.answer(query.utterance, text, facts, SURE, Reason.SERIES)

    def _lines(self, series: str, rows: Sequence[Operand]) -> Iterator[str]:
        wording = self._composer.wording
        yield wording.say("series", title=text_in(self._base.series(series).title, wording.language.code))
        for row in rows:
            yield f"• {wording.say('series_line', year=row.figure.year, amount=wording.figure(row.figure))}"


def _named(query: Query) -> list[int]:
    """The years that a question names, in order; of a span all of them, nothing of what is no year."""
    if any(when.precision not in {"year", "interval"} for when in query.dates):
        return []
    return sorted({year for when in query.dates for year in when.years})
