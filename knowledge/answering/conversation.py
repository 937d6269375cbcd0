"""What was said before, as far as the next question may lean on it."""

from __future__ import annotations

from dataclasses import dataclass

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


OF_STRUCTURE = {"date", "amount", "person", "place", "state"}  # kinds of answer that a fact's own fields show


def lift_of(query: Query, match: Match, lift: float) -> float:
    """What a fact that was just told gains in a follow-up; nothing where it cannot give what is asked for now ("when?")."""
    asked = query.asks & OF_STRUCTURE
    return lift if lift < 0 or not asked or asked & match.candidate.kinds else 0.0
