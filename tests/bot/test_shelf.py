"""What somebody has begun is kept for a day; of one person only so much, and of all only so much."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.moderation import shelf
from bot.moderation.shelf import PER_PERSON, SECONDS, Shelf


@dataclass(frozen=True)
class Draft:
    person: int = 1
    weight: int = 1


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def kept(held: Shelf[Draft], keys: int) -> list[int]:
    return [key for key in range(keys) if held.recall(str(key)) is not None]


def test_a_person_s_newest_are_kept_and_the_oldest_make_room() -> None:
    held: Shelf[Draft] = Shelf(Clock())
    for key in range(PER_PERSON):
        held.keep(str(key), Draft())
    assert kept(held, PER_PERSON) == list(range(PER_PERSON))
    held.keep("another's", Draft(person=2))
    held.keep(str(PER_PERSON), Draft())
    assert kept(held, PER_PERSON + 1) == list(range(1, PER_PERSON + 1))
    assert held.recall("another's") is not None


def test_what_is_large_takes_the_place_of_several_and_is_kept_alone_if_it_must() -> None:
    held: Shelf[Draft] = Shelf(Clock(), lambda draft: draft.weight)
    for key in range(PER_PERSON):
        held.keep(str(key), Draft())
    held.keep("large", Draft(weight=PER_PERSON - 1))
    assert kept(held, PER_PERSON) == [PER_PERSON - 1]
    held.keep("larger", Draft(weight=PER_PERSON + 5))
    assert held.recall("larger") is not None
    assert held.recall("large") is None


def test_what_is_touched_again_is_among_the_newest() -> None:
    held: Shelf[Draft] = Shelf(Clock())
    for key in range(PER_PERSON):
        held.keep(str(key), Draft())
    held.keep("0", Draft())
    held.keep(str(PER_PERSON), Draft())
    assert kept(held, PER_PERSON + 1) == [0, *range(2, PER_PERSON + 1)]


def test_after_a_day_it_is_gone() -> None:
    clock = Clock()
    held: Shelf[Draft] = Shelf(clock)
    held.keep("0", Draft())
    clock.now = SECONDS - 1
    assert held.recall("0") is not None
    clock.now = SECONDS
    assert held.recall("0") is None


def test_of_all_people_together_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 3)
    held: Shelf[Draft] = Shelf(Clock())
    for key in range(5):
        held.keep(str(key), Draft(person=key))
    assert kept(held, 5) == [2, 3, 4]
