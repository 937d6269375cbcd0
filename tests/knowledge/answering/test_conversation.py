"""Questions that lean on the one before, and two questions in one message."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation


def talk(answerer: Answerer, *questions: str) -> Answer:
    """The answer to the last of these questions, asked one after the other."""
    conversation = Conversation()
    for question in questions:
        answer, conversation = answerer.converse(question, conversation)
    return answer


@pytest.mark.parametrize("said", ["asdfghjkl", "my cat sleeps", "what about bananas", "blorp zzz"])
def test_words_that_nobody_knows_go_on_from_nothing(said: str, tea: Answerer) -> None:
    asked = "How much tea did Brookvale pick in 2021?"
    assert talk(tea, asked, said).status is Status.DECLINED
    assert talk(tea, asked, said, "and in 2022?").facts == ("harvest.brookvale.2022",)


@pytest.mark.parametrize(
    ("questions", "fact"),
    [
        (["How much tea did Brookvale pick in 2021?", "and in 2022?"], "harvest.brookvale.2022"),
        (["How much tea did Brookvale pick in 2022?", "what about 2021"], "harvest.brookvale.2021"),
        (["Who is Mira Lind?", "and Tomas Oak?"], "growers.tomas_oak"),
        (["Who is Tomas Oak?", "How long does black tea steep?"], "brewing.black.time"),
        (["Who is Tomas Oak?", "and Mira Lind?", "and Tomas Oak?"], "growers.tomas_oak"),
    ],
)
def test_a_follow_up_is_completed_by_the_question_before(questions: list[str], fact: str, tea: Answerer) -> None:
    answer = talk(tea, *questions)
    assert answer.status is Status.ANSWERED
    assert fact in answer.facts


@pytest.mark.parametrize("follow_up", ["and in 2021?", "what about 2021", "2021?"])
def test_a_follow_up_with_a_date_keeps_to_its_subject(follow_up: str, shipped: Answerer) -> None:
    answer = talk(shipped, "How much did Russia and Afghanistan trade in 2023?", follow_up)
    assert answer.facts == ("trade.russia.turnover.2021",)


def test_a_follow_up_names_another_year_of_the_shipped_series(shipped: Answerer) -> None:
    answer = talk(shipped, "How much did Russia and Afghanistan trade in 2023?", "and in 2022?")
    assert "US$170 million" in answer.text


@pytest.mark.parametrize("question", ["who said that?", "Who says so", "according to whom?"])
def test_who_said_it_names_the_attribution(question: str, tea: Answerer) -> None:
    answer = talk(tea, "How hot should the water be for green tea?", question)
    assert answer.reason is Reason.SOURCE
    assert "attributed to Kettle Press" in answer.text
    assert answer.facts == ("brewing.green.temperature",)
    assert answer.citations


def test_who_said_it_admits_that_nobody_is_named(tea: Answerer) -> None:
    answer = talk(tea, "Who is Tomas Oak?", "who said that?")
    assert "without naming anybody" in answer.text
    assert answer.citations


@pytest.mark.parametrize("question", ["where does that come from?", "source?", "what is your source", "Source please!"])
def test_where_it_comes_from_names_source_and_paragraph(question: str, tea: Answerer) -> None:
    answer = talk(tea, "How much tea did Brookvale pick in 2022?", question)
    assert answer.reason is Reason.SOURCE
    assert "The Little *Tea* Book" in answer.text
    assert "¶5" in answer.text
    assert [citation.paragraph for citation in answer.citations] == [5]


def test_the_source_can_be_asked_for_twice_and_after_thanks(tea: Answerer) -> None:
    answer = talk(tea, "Who is Tomas Oak?", "thanks", "source?", "who said that?")
    assert answer.facts == ("growers.tomas_oak",)


def test_the_source_of_nothing_is_every_source(tea: Answerer) -> None:
    assert "The Little *Tea* Book" in talk(tea, "where does that come from?").text


def test_one_conversation_does_not_reach_into_another(tea: Answerer) -> None:
    talk(tea, "How much tea did Brookvale pick in 2021?")
    assert tea.answer("and Tomas Oak?").facts in {("growers.tomas_oak",), ()}
    assert tea.answer("who said that?").facts == ()


def test_a_conversation_is_a_value(tea: Answerer) -> None:
    _, first = tea.converse("Who is Mira Lind?", Conversation())
    one = tea.answer("and Tomas Oak?", first)
    tea.converse("How long does black tea steep?", first)
    again = tea.answer("and Tomas Oak?", first)
    assert one.model_copy(update={"elapsed_ms": 0.0}) == again.model_copy(update={"elapsed_ms": 0.0})


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("Who is Mira Lind and who is Tomas Oak?", {"growers.mira_lind", "growers.tomas_oak"}),
        ("Who is Mira Lind? How long does black tea steep?", {"growers.mira_lind", "brewing.black.time"}),
        (
            "How hot should the water be for green tea and how long does black tea steep?",
            {"brewing.green.temperature", "brewing.black.time"},
        ),
    ],
)
def test_two_questions_in_one_message_are_both_answered(message: str, facts: set[str], tea: Answerer) -> None:
    answer = tea.answer(message)
    assert answer.status is Status.ANSWERED
    assert set(answer.facts) == facts
    assert all(tea.base.fact(fact).statement["en"] in answer.text for fact in facts)
    cited = {place.paragraph for fact in facts for place in tea.base.fact(fact).citations}
    assert {citation.paragraph for citation in answer.citations} == cited


def test_of_two_questions_the_unknown_one_is_named(tea: Answerer) -> None:
    answer = tea.answer("How hot should the water be for green tea and who won the world cup?")
    assert answer.facts == ("brewing.green.temperature",)
    assert "80 °C" in answer.text
    assert "who won the world cup" in answer.text
    assert "don't know" in answer.text


def test_two_questions_that_one_fact_answers_are_answered_once(tea: Answerer) -> None:
    answer = tea.answer("Who founded Brookvale? When was Brookvale founded?")
    assert answer.facts == ("history.founded",)
    assert answer.text.count("founded the Brookvale garden") == 1


def test_two_unknown_questions_are_declined(tea: Answerer) -> None:
    answer = tea.answer("Who won the world cup? What is the capital of France?")
    assert answer.status is Status.DECLINED
    assert not answer.facts


@pytest.mark.parametrize(
    ("last", "value"),
    [("add them up", 1050), ("what's the total?", 1050), ("and the average?", 525), ("how much did it grow?", 250)],
)
def test_a_sum_that_names_no_figures_means_those_told_before(last: str, value: float, tea: Answerer) -> None:
    answer = talk(tea, "How much tea did Brookvale pick in 2021?", "and in 2022?", last)
    assert answer.computed
    assert answer.computed.value == value


def test_figures_told_before_another_subject_are_no_longer_meant(tea: Answerer) -> None:
    questions = ("How much tea did Brookvale pick in 2021?", "and in 2022?", "Who is Mira Lind?", "what's the total?")
    assert talk(tea, *questions).reason is not Reason.COMPUTED


def test_a_year_alone_asks_for_the_same_series_however_long_the_conversation(tea: Answerer) -> None:
    questions = ["harvest 2021", *["and 2022?", "and 2021?"] * 4]
    assert talk(tea, *questions).facts == ("harvest.brookvale.2021",)
    assert talk(tea, "harvest 2022", "and the year before?").facts == ("harvest.brookvale.2021",)


def test_what_happened_is_asked_again_of_another_time(tea: Answerer) -> None:
    assert talk(tea, "What happened in 2021?", "and in 1998?").facts == ("history.founded",)
    assert talk(tea, "What happened in April 1998?", "and in march?").facts == ("history.founded",)


def test_a_yes_no_question_that_only_names_somebody_takes_over_what_is_asked(shipped: Answerer) -> None:
    answer = talk(shipped, "Which country recognised the Taliban?", "did China too?")
    assert answer.status is Status.DECLINED


def test_a_new_name_is_not_answered_with_the_fact_told_before(shipped: Answerer) -> None:
    told = talk(shipped, "When did Kazakhstan delist the Taliban?")
    assert talk(shipped, "When did Kazakhstan delist the Taliban?", "what about China?").facts != told.facts


@pytest.mark.parametrize(
    ("before", "question", "fact"),
    [
        ("What is the population of Afghanistan?", "and the gdp", "economy.gdp"),
        ("What is TAPI?", "and the railway?", "projects.railway.route"),
    ],
)
def test_a_keyword_of_a_curator_is_a_question_of_its_own(before: str, question: str, fact: str, shipped: Answerer) -> None:
    assert talk(shipped, before, question).facts[0] == fact
    assert talk(shipped, before, question).facts == shipped.answer(question).facts


def test_a_word_that_only_joins_a_clause_points_to_nothing_said_before(shipped: Answerer) -> None:
    question = "List all the countries that have a Taliban ambassador accredited."
    assert talk(shipped, "How long is the TAPI pipeline?", question).text == shipped.answer(question).text


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (["harvest in 2022", "and compared to 2021?"], 250),
        (["How much more was the harvest in 2022 than in 2021?", "by how much?"], 250),
    ],
)
def test_a_follow_up_is_compared_with_the_year_before_it(questions: list[str], value: float, tea: Answerer) -> None:
    answer = talk(tea, *questions)
    assert answer.computed is not None, answer.text
    assert answer.computed.value == value


def test_a_follow_up_is_compared_with_the_year_that_was_asked_of_first(shipped: Answerer) -> None:
    answer = talk(shipped, "How much more was trade in 2023 than in 2022?", "and compared to 2021?")
    assert answer.computed is not None
    assert answer.computed.value == pytest.approx(913_400_000)


@pytest.mark.parametrize(
    ("questions", "fact"),
    [
        (["How much trade is expected in 2025?", "and five years later?"], "trade.russia.expected.2030"),
        (["trade in 2021", "2 years after that?"], "trade.russia.turnover.2023"),
        (["What did China announce in October 2024?", "and what did Kazakhstan do that year?"], "terror_list.kazakhstan.removed"),
    ],
)
def test_a_year_is_counted_from_the_question_before(questions: list[str], fact: str, shipped: Answerer) -> None:
    assert fact in talk(shipped, *questions).facts


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (["Which flag flies over the embassy in Moscow?", "and which one was banned?"], "tricolour"),
        (["What colours does the Taliban flag have?", "and the old one?"], "black, red and green"),
        (["What is ECOTA?", "and the one with Pakistan?"], "APTTA"),
    ],
)
def test_one_stands_for_the_noun_of_the_question_before(questions: list[str], told: str, shipped: Answerer) -> None:
    answer = talk(shipped, *questions)
    assert answer.status is Status.ANSWERED
    assert told in answer.text.replace("**", "")


@pytest.mark.parametrize(
    "questions",
    [
        ["What is the GDP per capita?", "and unemployment?"],
        ["Which currencies do Russia and Afghanistan use in trade?", "since when?"],
        ["How many people live in Afghanistan?", "since when?"],
    ],
)
def test_what_a_follow_up_is_for_is_not_passed_over(questions: list[str], shipped: Answerer) -> None:
    assert talk(shipped, *questions).status is Status.DECLINED


def test_a_question_word_alone_goes_on_from_what_was_told(shipped: Answerer) -> None:
    answer = talk(shipped, "Which flag was banned?", "by whom?")
    assert any(fact.startswith("kabul.flag") for fact in answer.facts)


@pytest.mark.parametrize("before", ["Which agreements does Afghanistan have?", "Who is Putin?", "trade with Russia"])
def test_what_happened_is_asked_by_itself(before: str, shipped: Answerer) -> None:
    answer = talk(shipped, before, "What happened since 2021?")
    assert answer.reason is Reason.TIMELINE
    assert answer.facts == shipped.answer("What happened since 2021?").facts


def test_another_property_takes_the_place_of_the_one_before(shipped: Answerer) -> None:
    answer = talk(shipped, "What is the size of the Afghan economy?", "And how fast is it growing?")
    assert answer.facts == ("economy.growth",)
