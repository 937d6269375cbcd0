"""What was asked and answered in the last minutes: many people ask the same, and an answer takes a few milliseconds to find.

An answer is made of the snapshot that answers, the question and the conversation before it, and of nothing else. What is kept is
found again under just these, for questions that begin a conversation: what follows another one seldom comes again.
"""

from __future__ import annotations

from time import perf_counter
from typing import Final
from weakref import ref

from bot.conversations import Fading
from bot.limits import Clock
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation

LIFETIME: Final = 600.0  # seconds since somebody last asked it
KEPT: Final = 1_000  # answers, some kilobytes each
NOTHING: Final = Conversation()


class RecentAnswers:
    """The answers of one process, of whatever answers in each server. Kept in memory only, without who asked."""

    def __init__(self, clock: Clock, *, lifetime: float = LIFETIME, size: int = KEPT) -> None:
        self._kept: Fading[tuple[ref[Answerer], str], tuple[Answer, Conversation]] = Fading(clock, lifetime=lifetime, size=size)
        self.found = 0  # since the start
        self.asked = 0

    def converse(self, answerer: Answerer, question: str, before: Conversation) -> tuple[Answer, Conversation]:
        """As `Answerer.converse`: its answer, or the one that it gave to the very same question a moment ago."""
        self.asked += 1
        if before != NOTHING:
            return answerer.converse(question, before)
        started, key = perf_counter(), (ref(answerer), question)
        found = self._kept.recall(key)
        if found is None:
            found = answerer.converse(question, before)
        else:
            self.found += 1
            answer, following = found
            elapsed = round((perf_counter() - started) * 1000, 3)
            found = answer.model_copy(update={"elapsed_ms": elapsed}), following
        self._kept.keep(key, found)
        return found
