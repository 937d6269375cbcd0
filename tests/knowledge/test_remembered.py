"""What is remembered has bounds, and is no part of what is kept on disk."""

from __future__ import annotations

import pickle

from knowledge.remembered import Remembered


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    memory: Remembered[int, int] = Remembered(3)
    for number in range(10):
        assert memory.keep(number, -number) == -number
        assert memory[number] == -number
        assert len(memory) <= 3


def test_it_is_pickled_empty_and_goes_on_with_the_same_room() -> None:
    memory: Remembered[str, int] = Remembered(2)
    memory.keep("a", 1)
    again = pickle.loads(pickle.dumps(memory))
    assert not again
    for number in range(5):
        again.keep(number, number)
    assert len(again) <= 2
    assert memory["a"] == 1
