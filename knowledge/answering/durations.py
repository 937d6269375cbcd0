"""The time between two dated things, with the dates shown: "how many months between … and …", "how many years after … did …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from knowledge.answering.answer import Answer, Computed, Reason
from knowledge.answering.compose import Composer
from knowledge.answering.fact_dates import dates_told
from knowledge.answering.reading import Reading
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact
from knowledge.text import any_of, clean
from knowledge.understanding.followup import merged
from knowledge.understanding.query import Query
from knowledge.when import When

LEAST = 0.3  # probability that an end of the span was understood
MOST_WAYS = 6  # to part a question at a guess that are tried, each of which takes as long as two answers
CLOSE = 0.35  # information of an end that its fact may leave unaccounted for, where a question is split at a guess
FEW_DAYS = 60  # a shorter time is told in days where no unit is asked for, a longer one in months or years
_ANY = ""  # unit
Read = Callable[[Query], Reading]
Dated = tuple[Fact, When]


class Durations:
    """Answers questions for the time between two things that the base dates."""

    def __init__(self, composer: Composer, matcher: Matcher) -> None:
        self.composer = composer
        self.wording = composer.wording
        self._matcher = matcher
        language = composer.wording.language
        words = {name: any_of(cues) for name, cues in language.date_words.items()}
        self._between = re.compile(rf"\b{words['between']}\b(.+?)\b{words['and']}\b(.+)", re.IGNORECASE)
        self._from = re.compile(rf"\b{words['from']}\b(.+?)\b{words['to']}\b(.+)", re.IGNORECASE)
        orders = language.comes_first | language.comes_later
        than = any_of(f"{word} {than}" for word in orders for than in language.comparing_words)
        self._after = re.compile(rf"\b(?:{words['after']}|{words['before']}|{than})\b(.+)", re.IGNORECASE)
        self._cues = re.compile(rf"\b{any_of(language.span_cues)}\b", re.IGNORECASE)
        self._starts = re.compile(rf"\b{any_of(language.yes_no_starts)}\b", re.IGNORECASE)

    def unit(self, row: Sequence[str]) -> str | None:
        """The unit of time that a row of words names, if any."""
        named = self.wording.language.durations.items()
        return next((unit for unit, words in named if not set(words).isdisjoint(row)), None)

    def answer(self, query: Query, read: Read) -> Answer | None:
        """The span, or None when none is asked for or an end of it is not dated."""
        unit = self.unit(query.text.casefold().split())
        if unit is None and self._cues.search(query.text):
            unit = _ANY
        elif unit is None or not query.asks & {"count", "length", "amount"}:
            return None
        text = clean(query.utterance).rstrip("?!. ")
        if found := self._between.search(text):
            return self._spanned(query, unit, self._ends(found.groups(), read))
        for parts in islice(self._splits(text), MOST_WAYS):
            ends = self._close_ends(parts, read)
            if ends and (answer := self._spanned(query, unit, ends)):
                return answer
        return None

    def between(self, query: Query, unit: str, ends: Sequence[Dated]) -> Answer | None:
        """The span between two dated things, in a unit of the language; None where the dates are too rough to tell."""
        first, last = ends
        return self._spanned(query, unit, (first, last))

    def _splits(self, text: str) -> Iterator[Sequence[str]]:
        """The ways to part "from … to …", "… after … did …" into the two things that it names."""
        if found := self._from.search(text):
            yield found.groups()
        if (found := self._after.search(text)) is None:
            return
        behind = found[1]
        for start in self._starts.finditer(behind):
            if behind[: start.start()].strip() and behind[start.end() :].strip():
                yield behind[: start.start()], behind[start.end() :]
        for start in self._starts.finditer(text[: found.start()]):  # "how many days was the launch after the signing"
            if text[start.end() : found.start()].strip():
                yield text[start.end() : found.start()], behind

    def _ends(self, parts: Sequence[str], read: Read) -> tuple[Dated, Dated] | None:
        language = self.wording.language
        expanded = [" ".join(language.expansions.get(word, word) for word in part.split()) for part in parts]
        first, second = (self._matcher.read(part) for part in expanded)
        # "between the Kazakh and the Kyrgyz delisting": what the first half leaves out stands in the second.
        ends = [self._dated(read(first)), self._dated(read(merged(first, second, (), _kind, language)))]
        start = ends[0] or ends[1]
        stop = self._dated(read(second))
        if start is None or stop is None:
            return None
        if start.id == stop.id and ends[1] is not None and ends[1].id != stop.id:
            start = ends[1]
        if start.id == stop.id:
            return self._within(start)
        return ((start, start.when), (stop, stop.when)) if start.when and stop.when else None

    def _close_ends(self, parts: Sequence[str], read: Read) -> tuple[Dated, Dated] | None:
        """The two ends where each is all but fully accounted for by the fact that is found for it."""
        readings = [read(self._matcher.read(part)) for part in parts]
        facts = [self._dated(reading, closely=True) for reading in readings]
        if not (facts[0] and facts[1]):
            return None
        if facts[0].id == facts[1].id:
            return self._within(facts[0])
        return ((facts[0], facts[0].when), (facts[1], facts[1].when)) if facts[0].when and facts[1].when else None

    def _within(self, fact: Fact) -> tuple[Dated, Dated] | None:
        """Both ends in one fact, where it tells two days and no more."""
        days = [told for told in dates_told(fact, self.wording.language) if told.precision == "day"]
        return ((fact, days[0]), (fact, days[1])) if len(days) == 2 else None

    def _dated(self, reading: Reading, *, closely: bool = False) -> Fact | None:
        alike = min((match.evidence.unexplained for match in reading.matches[:4]), default=0.0)
        for match in reading.matches[:4]:
            if not match.candidate.is_fact or reading.verdict.scope < LEAST:
                continue
            fact = self.composer.base.fact(match.candidate.id)
            if closely and match.evidence.unexplained > min(alike, CLOSE):
                continue
            if fact.when:
                return fact
        return None

    def _spanned(self, query: Query, unit: str, ends: tuple[Dated, Dated] | None) -> Answer | None:
        if ends is None:
            return None
        (first, a), (last, b) = sorted(ends, key=lambda end: end[1])
        months = (b.first.year - a.first.year) * 12 + b.first.month - a.first.month
        precisions = {a.precision, b.precision}
        days = (b.first - a.first).days
        if unit == _ANY:
            unit = "day" if precisions == {"day"} and days < FEW_DAYS else "month"
        value = {"month": months, "year": b.first.year - a.first.year, "day": days}[unit]
        if (unit == "month" and not precisions <= {"month", "day"}) or (unit == "day" and precisions != {"day"}):
            unit, value = "year", b.first.year - a.first.year  # no finer than the sources date
        if unit == "year" and precisions <= {"month", "day"} and months % 12:
            unit, value = "month", months
        lasts = [when for when in (a, b) if when.precision == "interval" and when.first.year != when.last.year]
        if unit == "year" and lasts:
            return None  # which end of years is meant cannot be told
        if not value:
            return None  # the sources date both too roughly to tell
        expression = " − ".join(self.wording.date(when) for when in (b, a))
        amount = self.wording.amount(Decimal(value), self.wording.language.durations[unit][0 if value == 1 else 1])
        facts = list({fact.id: fact for fact in (first, last)}.values())
        lines = [self.wording.say("duration", value=amount, expression=expression)]
        lines += [self.composer.bullet(fact) for fact in facts]
        computed = Computed(operation="duration", expression=expression, value=value, unit=unit)
        answer = self.composer.answer(query.utterance, "\n".join(lines), facts, 0.9, Reason.COMPUTED)
        return answer.model_copy(update={"computed": computed})


def _kind(entity: str) -> str:
    return entity  # nothing is replaced: each name stays
