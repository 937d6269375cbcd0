"""Short questions that may mean several things alike are asked back, with readings that can be answered."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from tests.knowledge.other_packs import TRAMS, answerer


@pytest.fixture(scope="module")
def trams() -> Answerer:
    return answerer(TRAMS)


def talk(answerer: Answerer, *questions: str) -> Answer:
    conversation = Conversation()
    for question in questions:
        answer, conversation = answerer.converse(question, conversation)
    return answer


def asked_back(answerer: Answerer, question: str) -> tuple[str, ...]:
    """The readings that a question is asked back with: each is answered, with other facts than the others."""
    answer = answerer.answer(question)
    assert answer.status is Status.CLARIFY, answer.text
    told = [answerer.answer(reading) for reading in answer.suggestions]
    assert [reading.text for reading in told if reading.status is not Status.ANSWERED] == []
    assert len({reading.facts for reading in told}) == len(told) > 1
    return answer.suggestions


@pytest.mark.parametrize(
    "question",
    ["when did they do it?", "which year?", "When was that?", "who said that?", "what did he say", "In which year?"],
)
def test_what_says_nothing_but_what_kind_of_answer_it_wants_is_asked_back(question: str, shipped: Answerer) -> None:
    asked_back(shipped, question)


def test_it_goes_on_from_what_was_told_where_something_was(shipped: Answerer) -> None:
    told = talk(shipped, "When did the Taliban return to power?", "when was that?")
    assert told.status is Status.ANSWERED
    assert "August 2021" in told.text
    assert talk(shipped, "Who decided on the recognition?", "who said that?").reason is Reason.SOURCE


@pytest.mark.parametrize("question", ["who recognised it first", "Who recognised it first?"])
def test_a_word_like_it_with_nothing_before_is_asked_back(question: str, shipped: Answerer) -> None:
    readings = asked_back(shipped, question)
    assert any("independence" in reading for reading in readings)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is the ambassador?", ("Kabul", "Moscow")),
        ("what did the ambassador say", ("Zhirnov", "Qatar")),
        ("tell me about the project", ("TAPI", "railway")),
        ("Which agreement?", ("SAFTA", "ECOTA")),
        ("what does the agreement allow exactly?", ("SAFTA", "APTTA")),
        ("And the minister, who is he?", ("foreign minister", "deputy")),
    ],
)
def test_a_noun_in_the_singular_that_several_bear_is_asked_back(question: str, named: tuple[str, ...], shipped: Answerer) -> None:
    readings = " ".join(shipped.answer(question).suggestions)
    assert shipped.answer(question).status is Status.CLARIFY
    assert [name for name in named if name not in readings] == []


@pytest.mark.parametrize("question", ["Who is the mayor?", "what did the mayor say"])
def test_it_is_in_a_pack_on_another_subject(question: str, trams: Answerer) -> None:
    readings = " ".join(trams.answer(question).suggestions)
    assert trams.answer(question).status is Status.CLARIFY
    assert "mayor of Ostrey" in readings


@pytest.mark.parametrize(
    "question",
    [
        "Who are the ambassadors?",
        "Who is the Russian ambassador to Kabul?",
        "Which agreements does Afghanistan have?",
        "What is the railway?",
        "Who is the foreign minister?",
        "What is the population?",
        "When did Kazakhstan take it off the list?",
    ],
)
def test_what_a_name_a_plural_or_its_being_the_only_one_makes_clear_is_answered(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).status is Status.ANSWERED


@pytest.mark.parametrize("question", ["Who is the mayor of Ostrey?", "Who are the mayors?", "Who is the harbour master?"])
def test_it_is_answered_in_a_pack_on_another_subject(question: str, trams: Answerer) -> None:
    assert trams.answer(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question", ["Which country was the second to recognise the Taliban?", "Who said that the decision was stupid?"]
)
def test_another_place_in_a_row_and_a_judgement_that_nobody_passed_are_not_known(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("growth", ("2.3%", "US$1 billion")),
        ("How strong is growth?", ("2.3%", "US$1 billion")),
        ("What was Russia the first to do?", ("first major power", "independence")),
        ("Which bans are there?", ("2003", "black, red and green")),
        ("What are the colours of the flag?", ("black and white", "black, red and green")),
        ("How much will the trade be?", ("US$3 billion", "US$10 billion")),
        ("How big is the trade?", ("US$170 million", "US$1 billion")),
        ("gdp", ("US$88.38 billion", "US$1,365")),
    ],
)
def test_what_a_list_of_the_shipped_pack_holds_is_told_whole(question: str, told: tuple[str, ...], shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.ANSWERED
    assert [part for part in told if part not in answer.text.replace("**", "")] == []


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("In what capacity does Mr. Kabulov serve?", "people.kabulov"),
        ("In which capacity does Lavrov serve?", "people.lavrov"),
    ],
)
def test_a_fact_in_the_same_words_about_somebody_else_stands_in_no_ones_way(question: str, fact: str, shipped: Answerer) -> None:
    assert shipped.answer(question).facts == (fact,)
