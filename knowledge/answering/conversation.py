"""What was said before, as far as the next question may lean on it."""

from __future__ import annotations

from dataclasses import dataclass

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
