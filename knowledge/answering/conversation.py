"""What was said before, as far as the next question may lean on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.base import KnowledgeBase
from knowledge.matching.matcher import Match
from knowledge.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Conversation:
    """A frozen state: the last question as it was understood, and what it was answered with.

    Start with `Conversation()`; `Answerer.converse` gives the next one.
    """

    query: Query | None = None  # with what it took over from questions before
    facts: tuple[str, ...] = ()
    answered: bool = False
    figures: tuple[str, ...] = ()  # the facts that the answers in a row gave figures of a series from: "add them up"
    earlier: Conversation | None = None  # the state before, of which nothing earlier is kept

    def followed_by(self, query: Query, facts: tuple[str, ...], answered: bool, figures: tuple[str, ...]) -> Conversation:
        """The state after one more question."""
        return Conversation(query, facts, answered, figures, replace(self, earlier=None))

    def standing(self, base: KnowledgeBase) -> Conversation:
        """The conversation without facts that were taken out of the base since."""
        earlier = self.earlier.standing(base) if self.earlier else None
        facts, figures = (tuple(filter(base.has_fact, ids)) for ids in (self.facts, self.figures))
        same = (facts, figures) == (self.facts, self.figures) and earlier is self.earlier
        return self if same else replace(self, facts=facts, figures=figures, earlier=earlier)


OF_STRUCTURE = {"date", "amount", "person", "place", "state"}  # kinds of answer that a fact's own fields show


def lift_of(query: Query, match: Match, lift: float) -> float:
    """What a fact that was just told gains in a follow-up; nothing where it cannot give what is asked for now ("when?")."""
    asked = query.asks & OF_STRUCTURE
    return lift if lift < 0 or not asked or asked & match.candidate.kinds else 0.0
