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


@pytest.mark.parametrize(
    ("story", "fact"),
    [
        (
            "listen, nobody in our club cares for gardening and we only meet for the cake, but now we have to settle a bet and "
            "need to know when the tea garden was founded because the loser pays",
            "history.founded",
        ),
        (
            "my sister has been making a fuss all morning about her new kettle with the display, so before she burns another "
            "pot please show me how hot the water has to be for green tea and nothing else",
            "brewing.green.temperature",
        ),
    ],
)
def test_a_question_behind_a_lead_in_is_found_without_what_is_said_by_the_way(story: str, fact: str, tea: Answerer) -> None:
    answer = tea.answer(story)
    assert answer.status is Status.ANSWERED
    assert fact in answer.facts


@pytest.mark.parametrize(
    "story",
    [
        "listen, we had the builders in all week and the dog is afraid of them, so what can i give him to calm down at night",
        "hey guys i have a problem with my printer, it keeps jamming when i open the big drawer and the ink is all over the "
        "carpet, what should i do",
        "ok so yesterday the neighbours raised the fence again and i am not sure they are even allowed to, can anybody tell me "
        "what the rules are for that kind of thing",
    ],
)
def test_a_story_of_something_else_is_declined_though_everyday_words_of_it_are_known(story: str, shipped: Answerer) -> None:
    assert shipped.answer(story).status is Status.DECLINED


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
