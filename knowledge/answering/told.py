"""What short follow-ups ask of the answer before: how many that are, when that was, how long it is between the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge.answering.answer import Answer, Status
from knowledge.answering.computing import Computing
from knowledge.answering.conversation import Conversation
from knowledge.answering.durations import Dated
from knowledge.answering.in_context import InContext
from knowledge.answering.lists import Lister
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import Refusal
from knowledge.answering.typed import as_meant
from knowledge.localised import text_in
from knowledge.model import Collection, Fact
from knowledge.text import words
from knowledge.understanding.query import Query, Role
from knowledge.understanding.tokens import PROPERTY

SURE = 0.92  # probability that it is what was meant
_COUNT, _DATE = frozenset({"count"}), frozenset({"date"})
_SAYS_NOTHING = {Role.FUNCTION, Role.ASK}


class Told:
    """Answers them from the facts of one snapshot."""

    def __init__(self, lister: Lister, refusal: Refusal, in_context: InContext, computing: Computing) -> None:
        self._base = lister.base
        self._lister = lister
        self._refusal = refusal
        self._in_context = in_context
        self._language = lister.wording.language
        self._durations = computing.durations
        self._portions = computing.portions

    def answer(self, query: Query, conversation: Conversation) -> Answer | None:
        """How many were told, how long it was between two that were, or an amount that was for each of some.

        None for other questions, or where that is not told.
        """
        if not conversation.answered or query.dates:
            return None
        if query.asks == _COUNT and all(token.role in _SAYS_NOTHING for token in query.tokens):
            listed = self._collection(conversation)
            return self._lister.composer.collection(query.utterance, listed, SURE) if listed else None
        return self._apart(query, conversation) or self._portions.of_told(query, conversation)

    def instead(
        self, refused: Answer, query: Query, reading: Reading, conversation: Conversation, decide: Callable[[Reading], Answer]
    ) -> tuple[Answer, Query] | None:
        """The answer to a follow-up that was refused as it was read, and how it was understood; None where there is none.

        A "when?" is for the dates of what was told, a name alone may go on with the question before the last.
        """
        if not refused.untold and (dates := self._dates(query, reading, conversation)):
            return dates, reading.query
        other = self._in_context.of_earlier(query, conversation)
        told = decide(other) if other else None
        return (told, other.query) if told and other and told.status is Status.ANSWERED else None

    def _dates(self, query: Query, reading: Reading, conversation: Conversation) -> Answer | None:
        if query.asks != _DATE or query.content or not conversation.answered or not conversation.facts:
            return None
        facts, composer = list(map(self._base.fact, conversation.facts)), self._lister.composer
        if len(facts) == 1 and facts[0].when:
            return composer.facts(query.utterance, facts, SURE)
        if dated := sorted((fact for fact in facts if fact.when), key=lambda fact: (fact.when is None, fact.when)):
            return self._lister.in_order(query.utterance, self._lister.wording.say("by_date"), dated, SURE)
        if self._refusal.known_gap(reading.query, reading.matches):
            return None
        listed = self._collection(conversation)
        told = composer.collection(query.utterance, listed, SURE) if listed else composer.facts(query.utterance, facts[:1], SURE)
        return self._refusal.untold("date", told, SURE)

    def _collection(self, conversation: Conversation) -> Collection | None:
        """The list that was told, where its introduction tells a number."""
        code, numbers = self._language.code, self._language.numbers
        for collection in self._base.collections:
            if tuple(fact.id for fact in self._base.members(collection)) == conversation.facts:
                said = words(text_in(collection.statement, code))
                return collection if any(word in numbers or word.isdecimal() for word in said) else None
        return None

    def _apart(self, query: Query, conversation: Conversation) -> Answer | None:
        """The time between two things that were told: "how long after?", "how many years is that?"."""
        measures = {f"{PROPERTY}{name}" for name in ("length", "distance")}
        language = self._language
        row = as_meant(query).split()
        unit = self._durations.unit(row)
        if any(token.term not in measures for token in query.content) or not (unit or query.content):
            return None
        if not language.order.ago.isdisjoint(row):
            return None  # that is for the time from then until now
        if language.order.apart.isdisjoint(row) or (unit and not query.asks & {"count", "amount"}):
            return None
        ends = self._ends(conversation)
        return self._durations.between(query, unit or "month", ends) if len(ends) == 2 else None

    def _ends(self, conversation: Conversation) -> list[Dated]:
        """The two times that were told: by the last answer, or by the last two."""
        found = _apart(map(self._base.fact, conversation.facts))
        if len(found) == 1 and conversation.earlier and conversation.earlier.answered:
            found = _apart(map(self._base.fact, (*conversation.facts, *conversation.earlier.facts)))
        return found


def _apart(facts: Iterable[Fact]) -> list[Dated]:
    """One fact for each time that the facts are dated to, by time; what overlaps is one time, told by the most exact."""
    found: list[Dated] = []
    for fact in facts:
        near = [end for end in found if fact.when and fact.when.overlaps(end[1])]
        if fact.when and not near:
            found.append((fact, fact.when))
        elif fact.when and fact.when != near[0][1] and fact.when.within(near[0][1]):
            found[found.index(near[0])] = (fact, fact.when)
    return sorted(found, key=lambda end: end[1])
