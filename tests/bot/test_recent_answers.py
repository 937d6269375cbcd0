"""A question that comes again is answered as before without being looked up, as long as nothing that it depends on changed."""

from __future__ import annotations

import pytest

from bot.recent_answers import RecentAnswers
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

QUESTION = "Who is Tomas Oak?"


class Clock:
    """Seconds, as a test sets them."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def recent(clock: Clock) -> RecentAnswers:
    return RecentAnswers(clock, lifetime=60, size=3)


@pytest.fixture(scope="module")
def tea() -> Answerer:
    from tests.bot.conftest import TEA

    return Answerer(KnowledgeBase(load_pack(TEA)))


def test_a_question_that_comes_again_is_answered_alike(tea: Answerer, recent: RecentAnswers) -> None:
    first, second, third = (recent.converse(tea, QUESTION, Conversation()) for _ in range(3))
    assert first[:2] == second[:2] == third[:2]
    assert first.cards is None
    assert second.cards is third.cards is not None  # what is built for the one is there for the other
    assert (recent.asked, recent.found) == (3, 2)


def test_what_was_said_before_counts(tea: Answerer, recent: RecentAnswers) -> None:
    _, one, _ = recent.converse(tea, "How much tea did Brookvale pick in 2021?", Conversation())
    _, other, _ = recent.converse(tea, QUESTION, Conversation())
    question = "and in 2022?"
    follow_ups = [recent.converse(tea, question, before)[0] for before in (one, other, Conversation(), one)]
    assert [answer.facts for answer in follow_ups] == [tea.answer(question, b).facts for b in (one, other, Conversation(), one)]
    assert follow_ups[0].reason is not follow_ups[2].reason
    assert recent.found == 0


def test_an_edit_holds_at_once(tea: Answerer, recent: RecentAnswers) -> None:
    recent.converse(tea, QUESTION, Conversation())
    told = {"en": "Tomas Oak is **somebody else**."}
    facts = [
        fact.model_copy(update={"statement": told}) if fact.id == "growers.tomas_oak" else fact for fact in tea.base.pack.facts
    ]
    later = tea.changed(tea.base.with_facts(facts))
    assert "somebody else" in recent.converse(later, QUESTION, Conversation())[0].text
    assert "somebody else" not in recent.converse(tea, QUESTION, Conversation())[0].text


def test_what_nobody_asks_is_forgotten(tea: Answerer, recent: RecentAnswers, clock: Clock) -> None:
    recent.converse(tea, QUESTION, Conversation())
    clock.now = 50
    recent.converse(tea, QUESTION, Conversation())
    clock.now = 100
    recent.converse(tea, QUESTION, Conversation())
    assert recent.found == 2
    clock.now = 200
    recent.converse(tea, QUESTION, Conversation())
    assert recent.found == 2
    for number in range(3):
        recent.converse(tea, f"Who is number {number}?", Conversation())
    recent.converse(tea, QUESTION, Conversation())
    assert recent.found == 2
