"""Long messages: somebody tells a story, and asks of something in it."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("story", "fact"),
    [
        (
            "hey all, long day at the garden centre again, my aunt kept on telling everybody about how hot the water "
            "has to be for green tea, cant for the life of me remember it, does anyone know",
            "brewing.green.temperature",
        ),
        (
            "not gonna lie i never cared for plants, but a friend sent me a postcard of the old tea garden that Mira Lind "
            "founded up at Brookvale, whats the story there",
            "history.founded",
        ),
    ],
)
def test_a_story_is_answered_by_what_it_asks_for(story: str, fact: str, tea: Answerer) -> None:
    answer = tea.answer(story)
    assert answer.status is Status.ANSWERED
    assert fact in answer.facts


def test_a_last_clause_that_says_little_asks_of_what_was_told_before(shipped: Answerer) -> None:
    answer = shipped.answer(
        "hey all, been reading up on asia for my exam and my teacher keeps on about a railway that would run from uzbekistan to "
        "pakistan, forgot how she called it, does anyone know which one it is"
    )
    assert answer.status is Status.ANSWERED
    assert "projects.railway.route" in answer.facts


def test_a_last_clause_that_asks_for_something_else_is_not_answered_with_the_story(tea: Answerer) -> None:
    answer = tea.answer(
        "not gonna lie i never cared for plants, but a friend sent me a postcard of the old tea garden that Mira Lind founded "
        "up at Brookvale, how much does the train ticket from London to Paris cost"
    )
    assert answer.status is Status.DECLINED


def test_a_last_question_that_only_points_back_asks_of_what_was_told(shipped: Answerer) -> None:
    answer = shipped.answer(
        "Good evening everybody, my uncle and I were having tea yesterday and he kept going on about how back in the day Moscow "
        "was the very first to accept that Afghanistan is independent. Some ambassador said it again. Which ambassador was it?"
    )
    assert answer.status is Status.ANSWERED
    assert "Zhirnov" in answer.text
