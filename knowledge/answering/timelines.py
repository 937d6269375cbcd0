"""Questions for what happened: in a time that is named, or ever; and the same asked again of another time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.lists import Lister
from knowledge.answering.typed import as_meant
from knowledge.understanding.query import Query, Role, Token
from knowledge.when import When

NO_EVENT = {"reason", "person", "amount", "count", "place", "manner"}  # kinds of answer that no timeline gives


class Timelines:
    """Recognises questions for a timeline and has it written."""

    def __init__(self, lister: Lister) -> None:
        self.language = lister.wording.language
        self._lister = lister

    def answer(self, query: Query) -> Answer | None:
        """What happened in a time that is named, or ever, where that is all that is asked; at most one name may narrow it."""
        if not query.asks.isdisjoint(NO_EVENT):
            return None
        telling = self.telling(query)
        asked = self.says_so(query)
        by_name = _says(query, self.language.timeline_names)
        if len(telling) > 1 or any(token.role is not Role.ENTITY for token in telling) or (telling and not asked):
            return None
        if (query.period is None and not by_name) or (telling and not query.entities):
            return None  # a name that the base does not know is no name to narrow by
        entity = query.entities[0] if query.entities else None
        if len(query.dates) > 1 and query.period == query.dates[0]:
            return self._of_each(query, entity)
        timeline = self._lister.timeline(query.utterance, query.period, entity)
        return None if query.entities and timeline.status is Status.DECLINED else timeline

    def telling(self, query: Query) -> list[Token]:
        """What a question says beyond its times and that it is for what happened."""
        cues = self.language.timeline_words
        if query.period and query.period.precision in {"interval", "day"}:
            cues = cues | {*self.language.months, *self.language.date_words["ordinal"]} | _days_of(query.period)
        return [token for token in query.content_beyond_dates if token.surface not in cues]

    def says_so(self, query: Query) -> bool:
        """Whether a question itself is for what happened, so that it goes on from none before."""
        return _says(query, self.language.timeline_cues)

    def _of_each(self, query: Query, entity: str | None) -> Answer | None:
        """One timeline after the other, where several times are named; a time that nothing is dated to is said to be so."""
        found = [self._lister.timeline(query.utterance, when, entity) for when in query.dates]
        facts = [fact for timeline in found for fact in timeline.facts]
        if not facts:
            return None if entity else found[0]
        base, text = self._lister.base, "\n".join(timeline.text for timeline in found)
        return self._lister.composer.answer(query.utterance, text, list(map(base.fact, facts)), found[0].score, Reason.TIMELINE)

    def again(self, query: Query, whole: Query, before: Query) -> Query | None:
        """The question before, asked of another time: "and in 2023?" after "what happened in 2022?"; None for other follow-ups.

        `whole` is the question with what it takes over from the one `before`.
        """
        more = [token for token in query.content_beyond_dates if token.surface not in self.language.months]
        if more or query.asks or query.operations or not whole.dates or whole.dates == before.dates or not self.answer(before):
            return None
        return replace(before, utterance=query.utterance, dates=whole.dates, period=query.period or whole.dates[0])


def _says(query: Query, phrases: Iterable[str]) -> bool:
    text = f" {as_meant(query)} "
    return any(f" {phrase} " in text for phrase in phrases)


def _days_of(period: When) -> set[str]:
    """How the days at the ends of a time are written, and those just outside it, which "after" and "before" name."""
    days = [end + timedelta(days=apart) for end in (period.first, period.last) for apart in (-1, 0, 1)]
    return {text for day in days for text in (str(day.day), f"{day.day:02}", f"{day.month:02}")}
