"""Autocomplete offers questions that can be answered."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer


def test_an_empty_beginning_offers_questions_from_all_over_the_base(shipped: Answerer) -> None:
    offered = shipped.suggest("", 25)
    assert len(offered) == len(set(offered)) == 25
    topics = {shipped.base.fact(fact).topic for question in offered for fact in shipped.answer(question).facts[:1]}
    assert len(topics) >= 6


def test_what_is_typed_is_completed(tea: Answerer) -> None:
    assert tea.suggest("who is th", 3)[0].startswith("Who is the")
    assert "How much tea did Brookvale pick in 2022?" in tea.suggest("HOW MUCH TEA", 5)


def test_a_typo_still_finds_questions(tea: Answerer) -> None:
    assert any("Brookvale" in question for question in tea.suggest("brokvale foundd", 5))


def test_nonsense_offers_nothing_or_little(tea: Answerer) -> None:
    assert tea.suggest("xqzj wvkp", 25) == []


@pytest.mark.parametrize("typed", ["trade", "who", "recogn", "afghan amb", "2024"])
def test_what_is_offered_can_be_answered(typed: str, shipped: Answerer) -> None:
    offered = shipped.suggest(typed, 10)
    assert offered
    unanswered = [question for question in offered if shipped.answer(question).status is not Status.ANSWERED]
    assert len(unanswered) <= 1, unanswered


@pytest.mark.parametrize("limit", [1, 5, 25])
def test_no_more_is_offered_than_fits(limit: int, shipped: Answerer) -> None:
    assert len(shipped.suggest("the", limit)) <= limit
    assert len(shipped.suggest("", limit)) <= limit
