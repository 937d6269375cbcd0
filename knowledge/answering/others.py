"""Follow-ups for others than were told: "who else?", "who else said something about it?"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from knowledge.answering.answer import Answer, Status
from knowledge.answering.conversation import Conversation
from knowledge.answering.decision import Decision
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import Refusal
from knowledge.base import KnowledgeBase
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query

CLOSE = 0.35  # information of the question that what is told of others may leave unaccounted for
SURE = 0.92  # probability that no others are named


class Others:
    """Keeps a question for others from being answered with what was just told."""

    def __init__(
        self, base: KnowledgeBase, language: Language, decision: Decision, refusal: Refusal, decide: Callable[[Reading], Answer]
    ) -> None:
        self._base = base
        self._language = language
        self._decision = decision
        self._refusal = refusal
        self._decide = decide

    def instead(self, answer: Answer, query: Query, reading: Reading, conversation: Conversation) -> Answer | None:
        """What is told of others in place of an answer that repeats what was told, or that no others are named.

        None where no others are asked for, or the answer is about some.
        """
        if self._language.others.isdisjoint(query.row) or not conversation.answered or answer.status is not Status.ANSWERED:
            return None
        told, before = frozenset(conversation.facts), conversation.query
        if not told or before is None or before.yes_no:  # "is A one of them?", "who else?": the same fact tells of the others
            return None
        of_things = not self._language.things.isdisjoint(query.row)
        same_names = not of_things and "person" in query.asks and self._names(answer.facts) <= self._names(told)
        if not (told.issuperset(answer.facts) or same_names):
            return None
        is_other = self._is_other if of_things else self._tells_of_others
        kept = [match for match in reading.matches if match.candidate.is_gap or is_other(match.candidate.id, told)]
        near = next((match for match in kept if not match.candidate.is_gap), None)
        if near and near.evidence.unexplained <= CLOSE:
            found = self._decide(replace(reading, matches=kept, verdict=self._decision.verdict(reading.query, kept)))
            if found.status is Status.ANSWERED:
                return found
        return self._refusal.untold("others", answer, SURE)

    def _is_other(self, name: str, told: frozenset[str]) -> bool:
        """Whether a fact was not told, or a list holds such a fact."""
        return name not in told if self._base.has_fact(name) else not told.issuperset(self._base.members_of(name))

    def _tells_of_others(self, name: str, told: frozenset[str]) -> bool:
        """Whether a fact names somebody or something that was not told, or a list holds such a fact."""
        known = self._names(told)
        if self._base.has_fact(name):
            return name not in told and not self._names([name]) <= known
        return not self._names(self._base.members_of(name)) <= known

    def _names(self, facts: Iterable[str]) -> set[str]:
        return {name for fact in facts for name in self._base.fact(fact).entities}
