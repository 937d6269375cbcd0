"""A question that one fact answers gets that fact, complete, with its source."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.base import KnowledgeBase
from knowledge.model import Rank


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("How hot should the water be for green tea?", "brewing.green.temperature"),
        ("green tea temperature", "brewing.green.temperature"),
        ("how many minutes should black tea steep", "brewing.black.time"),
        ("who is the blender", "growers.tomas_oak"),
        ("in which year was brookvale founded", "history.founded"),
        ("How much tea was picked at Brookvale in 2022?", "harvest.brookvale.2022"),
        ("<@123456> who is the blender?", "growers.tomas_oak"),
        ("hey bot, can you tell me who blends the teas pls", "growers.tomas_oak"),
    ],
)
def test_a_question_is_answered_by_its_fact(question: str, fact: str, tea: Answerer) -> None:
    answer = tea.answer(question)
    assert answer.status is Status.ANSWERED
    assert answer.facts == (fact,)
    assert tea.base.fact(fact).statement["en"] in answer.text


@pytest.mark.parametrize(
    ("question", "parts", "paragraph"),
    [
        ("how much did russia and afganistan trade in 2023", ["US$1 billion", "2023"], 13),
        ("How much did Russia and Afghanistan trade in 2022?", ["US$170 million", "2022"], 13),
        ("when did the taliban return to power", ["August 2021"], 2),
        ("who decided on the recognition", ["Putin", "Zhirnov"], 5),
        ("what is the population of afghanistan", ["42.6 million"], 12),
        ("who is zamir kabulov", ["Kabulov", "envoy"], 3),
        ("which court took the taliban off russias terrorist list", ["Supreme Court"], 1),
        ("What did China announce in October 2024?", ["zero tariffs", "October 2024"], 10),
    ],
)
def test_the_shipped_pack_answers_with_who_what_and_when(
    question: str, parts: list[str], paragraph: int, shipped: Answerer
) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.ANSWERED
    assert [part for part in parts if part not in answer.text] == []
    assert paragraph in {citation.paragraph for citation in answer.citations}


def test_an_answer_carries_everything_that_is_to_be_shown(tea: Answerer) -> None:
    answer = tea.answer("How hot should the water be for green tea?")
    assert answer.question == "How hot should the water be for green tea?"
    assert answer.reason is Reason.FACT
    assert answer.topic == "brewing"
    assert answer.attribution == "Kettle Press"
    assert answer.language == "en"
    assert 0 < answer.score <= 1
    assert answer.elapsed_ms > 0
    (citation,) = answer.citations
    assert (citation.source, citation.title, citation.paragraph) == ("tea-book", "The Little *Tea* Book", 2)
    assert (citation.published, citation.publisher) == ("2024-05", "Kettle Press")
    assert citation.url == "https://example.org/tea_(book)"


def test_a_fact_of_several_places_cites_each(tea: Answerer) -> None:
    answer = tea.answer("How long does black tea steep?")
    assert [citation.paragraph for citation in answer.citations] == [3, 2]


def test_the_editor_s_note_stands_apart_from_the_text(tea: Answerer) -> None:
    answer = tea.answer("How long does black tea steep?")
    assert answer.note == "The book says three minutes in its table and four in its text."
    assert answer.note not in answer.text


def test_a_dated_fact_tells_its_date(tea: Answerer) -> None:
    assert tea.answer("When was Brookvale founded?").when == "1998-03"


def test_a_deprecated_fact_is_not_answered_with(tea: Answerer) -> None:
    facts = [
        fact.model_copy(update={"rank": Rank.DEPRECATED}) if fact.id == "growers.tomas_oak" else fact
        for fact in tea.base.pack.facts
    ]
    answerer = Answerer(tea.base.with_facts(facts))
    assert "growers.tomas_oak" not in answerer.answer("Who is Tomas Oak?").facts
    assert answerer.base.fact("growers.tomas_oak").rank is Rank.DEPRECATED
    assert tea.answer("Who is Tomas Oak?").facts == ("growers.tomas_oak",), "the base before is as it was"


def test_an_edit_is_answered_with_at_once(tea: Answerer) -> None:
    facts = [
        fact.model_copy(update={"statement": {"en": "Tomas Oak has left."}}) if fact.id == "growers.tomas_oak" else fact
        for fact in tea.base.pack.facts
    ]
    assert Answerer(tea.base.with_facts(facts)).answer("Who is Tomas Oak?").text == "Tomas Oak has left."


def test_a_conversation_outlives_the_facts_that_it_was_about(tea: Answerer) -> None:
    _, conversation = tea.converse("Who is Tomas Oak?", Conversation())
    less = Answerer(tea.base.with_facts(fact for fact in tea.base.pack.facts if fact.id != "growers.tomas_oak"))
    for question in ("and Mira Lind?", "who said that?", "where does that come from?", "what does he do?"):
        assert less.answer(question, conversation).text


def test_a_base_with_no_example_questions_still_answers_by_its_statements(tea: Answerer) -> None:
    bare = [fact.model_copy(update={"asked_as": {}, "confirms": {}, "refutes": {}}) for fact in tea.base.pack.facts]
    answerer = Answerer(KnowledgeBase(tea.base.pack.model_copy(update={"facts": tuple(bare), "collections": ()})))
    for question in ("green tea water 80 °C", "hello", "what can you do", "Who is Tomas Oak?"):
        assert answerer.answer(question).text


def test_who_is_asks_for_one_and_not_for_a_list(shipped: Answerer) -> None:
    assert shipped.answer("Who is the ambassador in Moscow?").facts == ("people.ghulam_hassan",)


@pytest.mark.parametrize("question", ["population and gdp", "population & gdp growth"])
def test_two_keywords_ask_for_two_things(question: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert len(answer.facts) == 2
    assert "economy.population" in answer.facts


@pytest.mark.parametrize("question", ["in what year was it 170 million", "when 170m??"])
def test_an_amount_with_a_question_word_asks_for_what_has_that_amount(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).facts == ("trade.russia.turnover.2022",)


@pytest.mark.parametrize("question", ["name all persons who appear", "list everyone please"])
def test_a_list_of_everybody_is_not_asked_back(question: str, shipped: Answerer) -> None:
    assert len(shipped.answer(question).facts) > 5


def test_who_else_goes_on_with_the_first_name(shipped: Answerer) -> None:
    assert shipped.answer("nato and who else left in a hurry").facts == ("kabul.withdrawal",)


def test_of_facts_that_mention_an_amount_that_is_meant_whose_own_it_is(shipped: Answerer) -> None:
    assert shipped.answer("in which year was trade 170 million").facts == ("trade.russia.turnover.2022",)


def test_what_the_news_is_about_is_no_question_about_the_bot(shipped: Answerer) -> None:
    assert shipped.answer("What is this news story about?").facts == ("recognition.russia",)
