"""What people say to the bot about the bot."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer


@pytest.mark.parametrize("said", ["hello", "Hi!", "HEY", "good morning", "Salam!!"])
def test_a_greeting_is_returned_with_something_to_ask(said: str, tea: Answerer) -> None:
    answer = tea.answer(said)
    assert answer.reason is Reason.ABOUT_BOT
    assert answer.text.startswith("Hello")
    assert answer.suggestions


@pytest.mark.parametrize("said", ["hello safir", "hi bot!"])
def test_a_greeting_by_name_is_returned(said: str, tea: Answerer) -> None:
    assert tea.answer(said).text.startswith("Hello")


@pytest.mark.parametrize("said", ["thanks", "Thank you!", "thx", "ty", "thanks a lot :)", "cool", "great!"])
def test_thanks_are_accepted(said: str, tea: Answerer) -> None:
    assert tea.answer(said).text == "You're welcome."


@pytest.mark.parametrize("said", ["what can you do?", "help", "Who are you?", "what can I ask you"])
def test_what_can_be_asked_is_told(said: str, tea: Answerer) -> None:
    answer = tea.answer(said)
    assert answer.reason is Reason.ABOUT_BOT
    assert all(title in answer.text for title in ("Brewing", "Harvest", "Growers", "History"))
    assert f"{len(tea.base.facts)} checked facts" in answer.text


@pytest.mark.parametrize("said", ["are you an AI?", "whats your name", "who made you"])
def test_it_says_that_no_language_model_writes(said: str, tea: Answerer) -> None:
    assert "without a language model" in tea.answer(said).text


@pytest.mark.parametrize("said", ["do you store my messages?", "privacy"])
def test_it_says_what_becomes_of_questions(said: str, tea: Answerer) -> None:
    assert "keep no questions" in tea.answer(said).text


@pytest.mark.parametrize("said", ["hello", "what can you do?", "help"])
def test_what_is_offered_can_be_answered(said: str, tea: Answerer, shipped: Answerer) -> None:
    for answerer in (tea, shipped):
        offered = answerer.answer(said).suggestions
        assert offered
        assert {answerer.answer(question).status for question in offered} == {Status.ANSWERED}


@pytest.mark.parametrize("question", ["hello, who is Tomas Oak?", "thanks! and who is Tomas Oak", "hi safir who is tomas oak"])
def test_politeness_around_a_question_does_not_hide_it(question: str, tea: Answerer) -> None:
    assert tea.answer(question).facts == ("growers.tomas_oak",)


@pytest.mark.parametrize(
    ("message", "says"),
    [("ok thx", "welcome"), ("hi whats this bot for", "I answer questions"), ("and who are you lol", "I answer questions")],
)
def test_set_phrases_are_known_among_polite_words(message: str, says: str, shipped: Answerer) -> None:
    assert says in shipped.answer(message).text
