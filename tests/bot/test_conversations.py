"""What was talked about is kept for ten minutes, and in bounded memory."""

from __future__ import annotations

from bot.conversations import Conversations, Fading
from knowledge.answering.conversation import Conversation


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


TALK = Conversation(facts=("a",), answered=True)
OTHER = Conversation(facts=("b",), answered=True)


def test_a_conversation_belongs_to_a_person_in_a_channel() -> None:
    held = Conversations(Clock())
    held.keep(1, 10, TALK)
    assert held.recall(1, 10) == TALK
    assert held.recall(2, 10) == Conversation()
    assert held.recall(1, 11) == Conversation()


def test_it_is_forgotten_after_ten_minutes() -> None:
    clock = Clock()
    held = Conversations(clock)
    held.keep(1, 10, TALK)
    clock.now = 599.9
    assert held.recall(1, 10) == TALK
    clock.now = 600
    assert held.recall(1, 10) == Conversation()


def test_a_reply_continues_from_the_answer_that_it_replies_to() -> None:
    held = Conversations(Clock())
    held.keep(1, 10, TALK)
    held.keep_answer(500, OTHER)
    assert held.recall(1, 10, replied_to=500) == OTHER
    assert held.recall(1, 10, replied_to=501) == TALK


def test_memory_is_bounded_and_the_old_is_dropped() -> None:
    clock = Clock()
    fading: Fading[int, str] = Fading(clock, lifetime=10, size=3)
    for key in range(5):
        fading.keep(key, "x")
    assert len(fading) == 3
    assert fading.recall(1) is None
    clock.now = 11
    fading.keep(9, "y")
    assert len(fading) == 1
