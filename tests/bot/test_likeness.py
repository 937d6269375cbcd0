"""Questions that ask for the same are put together, in the order of their first ones."""

from __future__ import annotations

from datetime import date

from bot.moderation.likeness import grouped
from knowledge.store.misses import Miss


def misses(*questions: str) -> list[Miss]:
    return [Miss(number, 1, question, "declined", date(2026, 3, 1)) for number, question in enumerate(questions)]


def groups(*questions: str) -> list[list[str]]:
    return [[miss.question for miss in group] for group in grouped(misses(*questions), str.casefold)]


def test_like_questions_are_together_in_the_order_of_the_first() -> None:
    found = groups("chess in oslo", "bicycle repair", "Oslo chess", "repair of a bicycle", "harvest 1999")
    assert found == [["chess in oslo", "Oslo chess"], ["bicycle repair", "repair of a bicycle"], ["harvest 1999"]]


def test_every_question_is_in_one_group() -> None:
    questions = ["a b", "b c", "c a", "", "?", "a b c"]
    assert sorted(question for group in groups(*questions) for question in group) == sorted(questions)


def test_none_are_none() -> None:
    assert groups() == []
