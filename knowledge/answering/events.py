"""What happened after or before another thing ("… since the bridge fell"), or in a month whose year is not named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from knowledge.answering.answer import Answer, Status
from knowledge.answering.conversation import Conversation
from knowledge.answering.lists import Lister
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import Refusal
from knowledge.answering.timelines import NO_EVENT, Timelines
from knowledge.answering.typed import as_meant
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact, FigureStatus
from knowledge.text import any_of
from knowledge.understanding.dates import EARLIEST, LATEST
from knowledge.understanding.query import Query, Role
from knowledge.when import When

CLOSE = 0.35  # information of what is named that its fact may leave unaccounted for
KNOWN = 0.5  # probability from which it is understood


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
        words = language.date_words
        later, earlier = {*words["after"], *words["since"]}, {*words["before"], *words["until"]} - {*words["since"]}
        self._later = later
        cues, orders = any_of(language.timeline_cues), any_of(later | earlier)
        self._around = re.compile(rf"\b{cues}(?:\s{cues})*\b(?P<between>.*?)\b(?P<order>{orders})\s(?P<thing>.+)")

    def answer(self, query: Query, conversation: Conversation) -> Answer | None:
        """The timeline, a question back where a month may be of several years, or None where no such thing is asked for."""
        if query.dates or query.yes_no or not query.asks.isdisjoint(NO_EVENT) or not self._timelines.says_so(query):
            return None
        return self._in_month(query) or self._beside(query, conversation)

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
        if found is None or self._matcher.read(found["between"]).content:
            return None
        when = self._when(self._matcher.read(found["thing"]), conversation)
        if when is None or when.precision not in {"month", "day"}:
            return None  # no finer than the sources date
        if found["order"] in self._later:
            first = min(when.last + timedelta(days=1), date(LATEST, 12, 31))
            period = When(f"{first.isoformat()}/{LATEST:04}-12-31")
        else:
            last = max(when.first - timedelta(days=1), date(EARLIEST, 1, 1))
            period = When(f"{EARLIEST:04}-01-01/{last.isoformat()}")
        timeline = self._lister.timeline(query.utterance, period)
        if timeline.status is Status.DECLINED or all(map(_is_expected, map(self._lister.base.fact, timeline.facts))):
            return None
        return timeline

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


def _is_about(fact: Fact, entity: str | None) -> bool:
    return entity is None or entity in fact.entities
