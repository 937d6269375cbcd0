"""The time between two dated things, with the dates shown: "how many months between … and …", "how many years after … did …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from knowledge.answering.answer import Answer, Computed, Reason
from knowledge.answering.compose import Composer
from knowledge.answering.fact_dates import dates_told
from knowledge.answering.reading import Reading
from knowledge.answering.spans import ANY, MONTHS, Span, span_of
from knowledge.matching.features import accounted
from knowledge.matching.matcher import Match, Matcher
from knowledge.model import Fact
from knowledge.text import any_of, clean
from knowledge.understanding.followup import merged
from knowledge.understanding.query import Query, Role
from knowledge.when import When

LEAST = 0.3  # probability that an end of the span was understood
MOST_WAYS = 6  # to part a question at a guess that are tried, each of which takes as long as two answers
CLOSE = 0.35  # information of an end that its fact may leave unaccounted for, where a question is split at a guess
Read = Callable[[Query], Reading]
Dated = tuple[Fact, When]


class _Parts(NamedTuple):
    """Two things that a question names, and whether it holds the `other` to be later than the `thing` (None: it does not say)."""

    thing: str
    other: str
    later: bool | None = None
    alike: bool = False  # the one is what it is in the same way as the other: "later than …"


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
        order = rf"(?P<order>{words['after']}|{words['before']}|{than})"
        self._after = re.compile(rf"\b{order}\b(?P<thing>.+)", re.IGNORECASE)
        starts = any_of(language.yes_no_starts)
        self._compared = re.compile(
            rf"\b(?P<order>{any_of(orders)})\s{starts}\b(?P<other>.+)\b{any_of(language.comparing_words)}\b(?P<thing>.+)",
            re.IGNORECASE,
        )
        self._later = {*language.date_words["after"], *language.comes_later} | {
            f"{word} {than}" for word in language.comes_later for than in language.comparing_words
        }
        self._cues = re.compile(rf"\b{any_of(language.span_cues)}\b", re.IGNORECASE)
        self._starts = re.compile(rf"\b{starts}\b", re.IGNORECASE)

    def unit(self, row: Sequence[str]) -> str | None:
        """The unit of time that a row of words names, if any."""
        named = self.wording.language.durations.items()
        return next((unit for unit, words in named if not set(words).isdisjoint(row)), None)

    def between_named(self, query: Query, read: Read) -> Answer | None:
        """The span between two things of which a question sets one after the other: "how long after A did B?".

        Both are all but fully accounted for, so that no gap can be meant. None for other questions, or where one is not dated.
        """
        return self._first_of(query, read, self._orderly) if self._asked(query) is not None else None

    def answer(self, query: Query, read: Read) -> Answer | None:
        """The span, or None when none is asked for or an end of it is not dated."""
        if (unit := self._asked(query)) is None:
            return None
        if found := self._between.search(_plain(query)):
            return self._spanned(query, unit, self._ends(found.groups(), read))
        return self._first_of(query, read, self._splits)

    def between(self, query: Query, unit: str, ends: Sequence[Dated]) -> Answer | None:
        """The span between two dated things, in a unit of the language; None where the dates are too rough to tell."""
        first, last = ends
        return self._spanned(query, unit, (first, last))

    def _asked(self, query: Query) -> str | None:
        """The unit of a span that is asked for, `ANY` where it names none; None where no span is."""
        unit = self.unit(query.text.casefold().split())
        if unit is None:
            return ANY if self._cues.search(query.text) else None
        return unit if query.asks & {"count", "length", "amount"} or self._cues.search(query.text) else None

    def _first_of(self, query: Query, read: Read, ways: Callable[[str], Iterator[_Parts]]) -> Answer | None:
        unit = self._asked(query) or ANY
        for parts in islice(ways(_plain(query)), MOST_WAYS):
            ends = self._close_ends(parts, read)
            if ends and (answer := self._spanned(query, unit, ends, parts.later)):
                return answer
        return None

    def _orderly(self, text: str) -> Iterator[_Parts]:
        """The ways to part "… after A did B" and "how much later did B than A" into the two things that it names."""
        if found := self._after.search(text):
            for start in self._starts.finditer(found["thing"]):
                one, other = found["thing"][: start.start()], found["thing"][start.end() :]
                if one.strip() and other.strip():
                    order = found["order"].casefold()
                    yield _Parts(one, other, order in self._later, alike=" " in order)
        if found := self._compared.search(text):
            yield _Parts(found["thing"], found["other"], found["order"].casefold() in self._later, alike=True)

    def _splits(self, text: str) -> Iterator[_Parts]:
        """All the ways to part a text: "from … to …", "… after … did …", "… is … after …"."""
        if found := self._from.search(text):
            yield _Parts(found[1], found[2])
        yield from self._orderly(text)
        if (found := self._after.search(text)) is None:
            return
        for start in self._starts.finditer(text[: found.start()]):  # "how many days was the launch after the signing"
            if text[start.end() : found.start()].strip():
                yield _Parts(found["thing"], text[start.end() : found.start()], found["order"].casefold() in self._later)

    def _ends(self, parts: Sequence[str], read: Read) -> tuple[Dated, Dated] | None:
        language = self.wording.language
        expanded = [" ".join(language.expansions.get(word, word) for word in part.split()) for part in parts]
        first, second = (self._matcher.read(part) for part in expanded)
        second = self._completed(second, first, alike=False)  # "the northern bridge and the southern one"
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

    def _close_ends(self, parts: _Parts, read: Read) -> tuple[Dated, Dated] | None:
        """The dates of the thing and of the other, each all but fully accounted for by the fact that is found for it."""
        one, other = (self._matcher.read(part) for part in (parts.thing, parts.other))
        asked = self._completed(one, other, alike=parts.alike), self._completed(other, one, alike=parts.alike)
        facts = [self._dated(read(query), closely=True) for query in asked]
        if not (facts[0] and facts[1]):
            return None
        if facts[0].id == facts[1].id:
            return self._within(facts[0])
        return ((facts[0], facts[0].when), (facts[1], facts[1].when)) if facts[0].when and facts[1].when else None

    def _completed(self, part: Query, other: Query, *, alike: bool) -> Query:
        """A part with what it leaves to the other: the names that "it" stands for, and of a name alone what is told of the other.

        `alike` tells that the parts are set against each other: "… than the southern one".
        """
        language = self.wording.language
        names = tuple(token for token in other.tokens if token.role is Role.ENTITY)
        if not part.entities and not language.lone_pronouns.isdisjoint(part.row):
            return replace(part, tokens=(*names, *part.tokens), entities=other.entities)
        says_more = any(token.role is Role.CONTENT and not token.part for token in part.content)
        if not part.entities or says_more or not (alike or not language.one.isdisjoint(part.row)):
            return part
        return merged(part, other, (), self.composer.base.kind_of, language)

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
            if closely and (match.evidence.unexplained > min(alike, CLOSE) or _is_of_others(reading.query, match)):
                continue
            if fact.when:
                return fact
        return None

    def _spanned(self, query: Query, unit: str, ends: tuple[Dated, Dated] | None, later: bool | None = None) -> Answer | None:
        """The answer; `later` tells that a question holds the second end to be later than the first, or earlier."""
        if ends is None:
            return None
        (first, a), (last, b) = sorted(ends, key=lambda end: end[1])
        span = span_of(a, b, unit)
        if span is None:
            return None
        turned = later is not None and later == ((last, b) == ends[0])
        expression = " − ".join(self.wording.date(when) for when in (b, a))
        key = ("duration_earlier" if later else "duration_later") if turned else "duration"
        facts = list({fact.id: fact for fact in (first, last)}.values())
        lines = [self.wording.say(key, value=self._shown(span, unit), expression=expression)]
        lines += [self.composer.bullet(fact) for fact in facts]
        computed = Computed(operation="duration", expression=expression, value=span.value, unit=span.unit)
        answer = self.composer.answer(query.utterance, "\n".join(lines), facts, 0.9, Reason.COMPUTED)
        return answer.model_copy(update={"computed": computed})

    def _shown(self, span: Span, asked: str) -> str:
        """A span for people: of many months that were not asked for as such also the years."""
        text = self._counted(span.value, span.unit)
        years, rest = divmod(span.value, MONTHS)
        if span.unit == "month" and asked != "month" and years > 1:
            parts = {"months": text, "years": self._counted(years, "year"), "rest": self._counted(rest, "month")}
            text = self.wording.say("duration_years_and_months" if rest else "duration_years", **parts)
        return text if span.exact else self.wording.say("approximately", amount=text)

    def _counted(self, value: int, unit: str) -> str:
        return self.wording.amount(Decimal(value), self.wording.language.durations[unit][0 if value == 1 else 1])


def _plain(query: Query) -> str:
    return clean(query.utterance).rstrip("?!. ")


def _is_of_others(query: Query, match: Match) -> bool:
    """Whether a match does not speak of a name of a question."""
    names = (token for token in query.content if token.role is Role.ENTITY and not token.part)
    return any(not accounted(token, match.profile) for token in names)


def _kind(entity: str) -> str:
    return entity  # nothing is replaced: each name stays
