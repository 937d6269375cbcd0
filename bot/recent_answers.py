"""What was asked and answered in the last minutes: many people ask the same, and an answer takes a few milliseconds to find.

An answer is made of the snapshot that answers, the question and the conversation before it, and of nothing else. What is kept is
found again under just these, for questions that begin a conversation: what follows another one seldom comes again.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final, NamedTuple
from weakref import ref

from bot.conversations import Fading
from bot.limits import Clock
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation

LIFETIME: Final = 600.0  # seconds since somebody last asked it
KEPT: Final = 1_000  # answers, some kilobytes each
NOTHING: Final = Conversation()


class Told(NamedTuple):
    """An answer, the conversation after it, and the cards that it was shown on: None where it was not given before."""

    answer: Answer
    conversation: Conversation
    cards: dict[Hashable, Any] | None = None


class RecentAnswers:
    """The answers of one process, of whatever answers in each server. Kept in memory only, without who asked."""

    def __init__(self, clock: Clock, *, lifetime: float = LIFETIME, size: int = KEPT) -> None:
        self._kept: Fading[tuple[ref[Answerer], str], Told] = Fading(clock, lifetime=lifetime, size=size)
        self.found = 0  # since the start
        self.asked = 0

    def converse(self, answerer: Answerer, question: str, before: Conversation) -> Told:
        """As `Answerer.converse`: its answer, or the one that it gave to the very same question a moment ago."""
        self.asked += 1
        if before != NOTHING:
            return Told(*answerer.converse(question, before))
        key = ref(answerer), question
        found = self._kept.recall(key)
        if found is None:
            found = Told(*answerer.converse(question, before))
        else:
            self.found += 1
            if found.cards is None:  # from now on it is worth keeping them
                found = found._replace(cards={})
        self._kept.keep(key, found)
        return found
