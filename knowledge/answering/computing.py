"""Questions whose answer is worked out, or put together from figures: which of the ways to reckon is meant, if any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.answering.answer import Answer
from knowledge.answering.arithmetic import CHANGES, Arithmetic
from knowledge.answering.compose import Composer
from knowledge.answering.conversation import Conversation
from knowledge.answering.decision import only_in_gap
from knowledge.answering.durations import Durations
from knowledge.answering.figures_told import operands_of
from knowledge.answering.portions import Portions
from knowledge.answering.reading import Reading
from knowledge.answering.shares_within import SharesWithin
from knowledge.answering.yearly import yearly_within
from knowledge.answering.years_told import YearsTold
from knowledge.matching.matcher import Matcher
from knowledge.understanding.followup import leans
from knowledge.understanding.query import Query

ELSEWHERE = 0.6  # information that only a gap accounts for: then the sum of something else is asked for
AVERAGE = frozenset({"average"})  # of a change that was just worked out: the change a year
SURE = 0.8  # probability from which a fact is what was asked for


class Computing:
    """Works out answers from the figures and dates of one snapshot."""

    def __init__(self, composer: Composer, matcher: Matcher, read: Callable[[Query], Reading]) -> None:
        self._base = composer.base
        self._language = matcher.reader.language
        self._read = read
        self._arithmetic = Arithmetic(composer, matcher)
        self.portions = Portions(self._arithmetic, matcher, read)
        self.durations = Durations(composer, matcher)
        self._within = SharesWithin(self._arithmetic, matcher)
        self._years = YearsTold(composer, self._arithmetic.operands, matcher)

    def answer(self, query: Query, reading: Reading, conversation: Conversation) -> Answer | None:
        """The computed answer to a question, understood as in `reading`; None where nothing is to be worked out, or cannot be."""
        asked = query if len(query.dates) > 1 else reading.query  # the years of a sum may stand apart from its question
        if span := self.durations.between_named(query, self._read):
            return span
        if only_in_gap(asked, reading.matches) >= ELSEWHERE:
            return None
        if portion := self.portions.answer(query, reading):
            return portion
        if within := self._within.answer(query, reading):
            return within
        if self._told(reading):
            return self._arithmetic.of_fact(asked, reading)
        if len(conversation.figures) > 1 and query.operations and leans(query, self._language) and not query.dates:
            if query.operations == AVERAGE and conversation.query and conversation.query.operations & CHANGES:
                query = replace(query, operations=AVERAGE | {"difference"})
            return self._arithmetic.answer(query, operands_of(conversation.figures, self._base))
        worked_out = self._arithmetic.answer(asked, reading=reading) or self.durations.answer(query, self._read)
        return worked_out or self._years.answer(reading.query if reading.goes_on else query)

    def _told(self, reading: Reading) -> bool:
        """Whether one fact tells all of what sounds like a sum over a whole series: "to what sum should trade come by 2030"."""
        first = reading.matches[0] if reading.matches else None
        if first is None or reading.query.dates or not first.candidate.is_fact:
            return False
        if first.evidence.unexplained or reading.verdict.right < SURE:
            return False
        fact = self._base.fact(first.candidate.id)
        return not any(len(rows) == len(fact.figures) for _, rows in yearly_within([fact]))  # years alone tell no sum
