"""What happened after or before another thing ("… since the bridge fell"), or in a month whose year is not named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from knowledge.answering.answer import Answer, Status
from knowledge.answering.conversation import Conversation
from knowledge.answering.fact_dates import dates_told
from knowledge.answering.lists import Lister, place_in_time
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import Refusal
from knowledge.answering.timelines import NO_EVENT, Timelines
from knowledge.answering.typed import as_meant
from knowledge.localised import text_in
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact, FigureStatus
from knowledge.text import any_of, words
from knowledge.understanding.dates import EARLIEST, LATEST
from knowledge.understanding.query import Query, Role
from knowledge.when import When

CLOSE = 0.35  # information of what is named that its fact may leave unaccounted for
KNOWN = 0.5  # probability from which it is understood
SURE = 0.9  # probability that what is dated next to a thing is what was meant


class Events:
    """Tells from the facts of one snapshot what happened around a thing that they date."""

    def __init__(
        self, lister: Lister, timelines: Timelines, refusal: Refusal, matcher: Matcher, read: Callable[[Query], Reading]
    ) -> None:
        self._lister = lister
        self._timelines = timelines
        self._refusal = refusal
        self._matcher = matcher
        self._read = read
        self._language = language = lister.wording.language
        said = language.date_words
        later, earlier = {*said["after"], *said["since"]}, {*said["before"], *said["until"]} - {*said["since"]}
        self._later, self._earlier = later, earlier
        cues, orders = any_of(language.timeline_cues), any_of(later | earlier)
        self._around = re.compile(rf"\b{cues}(?:\s{cues})*\b(?P<between>.*?)\b(?P<order>{orders})\s(?P<thing>.+)")

    def answer(self, query: Query, conversation: Conversation) -> Answer | None:
        """The timeline, a question back where a month may be of several years, or None where no such thing is asked for."""
        if query.dates or query.yes_no or not query.asks.isdisjoint(NO_EVENT):
            return None
        if self._goes_on(query):
            return self._around_told(query, conversation)
        if (before := conversation.query) and self._timelines.says_so(before) and (month := self._month_alone(query)):
            return self._in_month(self._matcher.read(self._lister.wording.say("what_happened", date=month)))
        return (self._in_month(query) or self._beside(query, conversation)) if self._timelines.says_so(query) else None

    def _month_alone(self, query: Query) -> str:
        """The month, where a question names one and says no more: "and in june?"."""
        months = {token.surface for token in query.content}.intersection(self._language.months)
        return months.pop() if len(months) == len(query.content) == 1 else ""

    def _goes_on(self, query: Query) -> bool:
        """Whether a question only asks for what was before or after that which was told: "and before that?", "what next?"."""
        language = self._language
        orders = self._later | self._earlier | language.order.nearest
        moves = orders | language.order.moves
        says = all(token.role is Role.FUNCTION or token.surface in moves for token in query.tokens)
        somebody = language.lone_pronouns - language.definite  # "what did they do then?" is for what these did
        return says and not query.asks and not orders.isdisjoint(query.row) and somebody.isdisjoint(query.row)

    def _around_told(self, query: Query, conversation: Conversation) -> Answer | None:
        dated = [fact for fact in map(self._lister.base.fact, conversation.facts) if fact.when]
        if not dated or not conversation.answered:
            return None
        earlier = not self._earlier.isdisjoint(query.row)
        ends = [fact.when for fact in dated if fact.when]
        when = min(ends) if earlier else max(ends, key=lambda end: (end.last, end.first))
        return self._told(query, when, later=not earlier, told=frozenset(conversation.facts))

    def _in_month(self, query: Query) -> Answer | None:
        months = {name: number for number, name in enumerate(self._language.months, 1)}
        row = [token.surface for token in query.tokens]
        opens = self._language.date_words["in"]
        named = [months[word] for before, word in pairwise(row) if word in months and before in opens]
        beside = [token for token in self._timelines.telling(query) if token.surface not in months]
        if len(named) != 1 or any(token.role is not Role.ENTITY for token in beside) or len(query.entities) != len(beside):
            return None
        entity = query.entities[0] if query.entities else None
        dated = [fact for fact in self._lister.base.facts if fact.when and fact.when.precision in {"month", "day"}]
        years = sorted({f.when.first.year for f in dated if f.when and f.when.first.month == named[0] and _is_about(f, entity)})
        times = [When(f"{year:04}-{named[0]:02}") for year in years]
        if len(times) > 1 and not entity:
            wording = self._lister.wording
            return self._refusal.asked_back(query, [wording.say("what_happened", date=wording.date(when)) for when in times])
        return self._lister.timeline(query.utterance, times[-1], entity) if times else None

    def _beside(self, query: Query, conversation: Conversation) -> Answer | None:
        found = self._around.search(as_meant(query))
        if found is None:
            return None
        between = self._matcher.read(found["between"]).content
        if any(token.surface not in self._language.order.nearest for token in between):
            return None
        when = self._when(self._matcher.read(found["thing"]), conversation)
        return self._told(query, when, later=found["order"] in self._later) if when else None

    def _told(self, query: Query, when: When, *, later: bool, told: frozenset[str] = frozenset()) -> Answer | None:
        """What is dated after a time, or before it; where that is of facts that were `told`, also of a year, with all of it."""
        exact = when.precision in {"month", "day"}
        if not (exact or told):
            return None  # no finer than the sources date
        if later:
            first = min(when.last + timedelta(days=1), date(LATEST, 12, 31)) if exact else when.first
            period = When(f"{first.isoformat()}/{LATEST:04}-12-31")
        else:
            last = max(when.first - timedelta(days=1), date(EARLIEST, 1, 1))
            period = When(f"{EARLIEST:04}-01-01/{last.isoformat()}")
        timeline = self._lister.timeline(query.utterance, period)
        facts = list(map(self._lister.base.fact, timeline.facts))
        if timeline.status is Status.DECLINED or all(map(_is_expected, facts)):
            return None
        if self._language.order.nearest.isdisjoint(query.row):
            return timeline
        return self._nearest(query, when, [fact for fact in facts if fact.id not in told], later=later)

    def _nearest(self, query: Query, when: When, facts: Sequence[Fact], *, later: bool) -> Answer | None:
        """Of what is dated after or before a time, only what is next to it; None where it cannot be told what that is."""
        wording = self._lister.wording
        near = [fact for fact in self._lister.base.facts if fact.when and fact.when != when and when.within(fact.when)]
        beside = [fact for fact in near if later and self._says_after(fact, when)]
        if not beside and any(fact.when and not fact.figures and fact.when.precision == "year" for fact in near):
            return None  # what is only dated to the same year may have been before or after
        rows = beside or [fact for fact in facts if fact.when and not _is_yearly(fact)]
        if not rows:
            return None
        ends = sorted((fact.when for fact in rows if fact.when), key=place_in_time)
        chosen = [fact for fact in rows if fact.when and fact.when.within(ends[0] if later else ends[-1])]
        return self._lister.in_order(query.utterance, wording.say("next_dated" if later else "last_dated"), chosen, SURE)

    def _says_after(self, fact: Fact, when: When) -> bool:
        """Whether a fact, dated no finer, begins by saying that it came after a time: "After the war in August 2021, …"."""
        row = words(text_in(fact.statement, self._language.code))
        return bool(row) and row[0] in self._later and when in dates_told(fact, self._language)

    def _when(self, thing: Query, conversation: Conversation) -> When | None:
        """When that was which a question names, or which was told before: "what happened after that?"."""
        if not thing.content:
            told = (self._lister.base.fact(fact).when for fact in conversation.facts)
            return next(filter(None, told), None) if self._language.pronouns & {*thing.row} else None
        reading = self._read(thing)
        facts = [match for match in reading.matches if match.candidate.is_fact][:1]
        if reading.verdict.scope < KNOWN or not facts or facts[0].evidence.unexplained > CLOSE:
            return None
        return self._lister.base.fact(facts[0].candidate.id).when


def _is_expected(fact: Fact) -> bool:
    """Whether a fact only tells what may come to be."""
    return bool(fact.figures) and all(figure.status is FigureStatus.EXPECTED for figure in fact.figures)


def _is_yearly(fact: Fact) -> bool:
    """Whether a fact tells what was measured over years, rather than what happened."""
    spans = fact.when is not None and fact.when.precision == "interval"
    return spans or any(figure.series for figure in fact.figures)


def _is_about(fact: Fact, entity: str | None) -> bool:
    return entity is None or entity in fact.entities
