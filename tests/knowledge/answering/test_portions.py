"""Parts, shares and multiples of known amounts. Expected values are worked out by hand, not by the code under test."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from tests.knowledge.other_packs import LYNX, MOSS, TRAMS, answerer


@pytest.fixture(scope="module")
def trams() -> Answerer:
    return answerer(TRAMS)


@pytest.fixture(scope="module")
def lynx() -> Answerer:
    return answerer(LYNX)


def worked_out(answerer: Answerer, question: str, value: float, shown: str) -> None:
    answer = answerer.answer(question)
    assert answer.reason is Reason.COMPUTED, answer.text
    assert answer.computed is not None
    assert answer.computed.value == pytest.approx(value, rel=1e-3)
    assert shown in answer.text
    assert answer.citations
    assert answer.note
    assert "Worked out" in answer.note


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("What is half of the harvest of 2021?", 200, "400 kg ÷ 2"),
        ("What is 10% of the harvest in 2022?", 65, "10% × 650 kg"),
        ("twice the harvest of 2022", 1300, "2 × 650 kg"),
        ("What would three times the harvest of 2021 be?", 1200, "3 × 400 kg"),
        ("What share of the total harvest fell to 2022?", 61.905, "650 kg ÷ (400 kg + 650 kg)"),
        ("the harvest of 2021 as a percentage of the harvest of 2022", 61.538, "400 kg ÷ 650 kg"),
    ],
)
def test_a_part_or_a_multiple_of_an_amount_is_worked_out(question: str, value: float, shown: str, tea: Answerer) -> None:
    worked_out(tea, question, value, shown)


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("What share of the passengers of 2019 came in 2020?", 53.134, "17.8 million passengers ÷ 33.5 million passengers"),
        ("What is 10% of the passengers in 2023?", 3_260_000, "3.26 million passengers"),
        ("twice the length of the Sarn Bridge", 1280, "1,280 m"),
    ],
)
def test_they_are_in_a_pack_on_another_subject(question: str, value: float, shown: str, trams: Answerer) -> None:
    worked_out(trams, question, value, shown)


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("Trade with Russia in 2023 as a percentage of GDP", 1.1315, "US$1 billion ÷ approximately US$88.38 billion"),
        ("How many per cent of the 2030 expectation was reached by 2023?", 10, "US$10 billion (expected)"),
        ("How much is GDP per capita times the population?", 58_149_000_000, "US$58.149 billion"),
        ("trade with Russia in 2022 per inhabitant", 3.9906, "US$3.99"),
        ("a quarter of the population", 10_650_000, "10.65 million people"),
    ],
)
def test_they_are_in_the_shipped_pack(question: str, value: float, shown: str, shipped: Answerer) -> None:
    worked_out(shipped, question, value, shown)


@pytest.mark.parametrize("question", ["What is the GDP per person?", "GDP per head"])
def test_what_a_fact_tells_itself_is_not_worked_out(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).facts == ("economy.per_capita",)


@pytest.mark.parametrize(
    "question",
    [
        "What share of Afghan trade is with Russia?",
        "What percentage of the population is female?",
        "what share of the trade is paid in rubles",
        "half of what?",
    ],
)
def test_a_share_of_which_one_side_is_not_known_is_not_worked_out(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).status is Status.DECLINED


def test_a_share_that_is_the_name_of_an_amount_is_told(trams: Answerer) -> None:
    answer = trams.answer("What is the share of Velmouth?")
    assert answer.reason is Reason.FACT
    assert "€180 million" in answer.text


@pytest.mark.parametrize(
    "time", ["the first half of 2022", "the third quarter of 2022", "Q2 2022", "March 2022", "the last half of 2022"]
)
def test_what_fell_to_a_part_of_a_year_is_not_known_from_the_whole(time: str, tea: Answerer, shipped: Answerer) -> None:
    assert tea.answer(f"What was the harvest in {time}?").status is Status.DECLINED
    assert shipped.answer(f"How much was trade with Russia in {time}?").status is Status.DECLINED


def test_half_of_a_time_is_no_half_of_an_amount(tea: Answerer) -> None:
    assert tea.answer("the harvest in half of 2022").computed is None
    worked_out(tea, "half of the 2022 harvest", 325, "650 kg ÷ 2")


def test_a_month_to_which_something_is_dated_is_told(shipped: Answerer) -> None:
    assert shipped.answer("What did China announce in October 2024?").facts


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how much trade per afghan in 2023", 23.47),
        ("gdp per head but calculated", 2074.65),
        ("work out the gdp per person for me", 2074.65),
    ],
)
def test_an_amount_for_each_is_worked_out_where_that_is_asked(question: str, value: float, shipped: Answerer) -> None:
    computed = shipped.answer(question).computed
    assert computed
    assert computed.value == pytest.approx(value, rel=0.01)


def test_an_amount_for_each_of_whom_nobody_counted_is_not_worked_out(shipped: Answerer) -> None:
    assert shipped.answer("how much trade per russian in 2023").computed is None


def test_an_amount_for_each_that_is_told_is_told(shipped: Answerer) -> None:
    assert shipped.answer("gdp per person").facts == ("economy.per_capita",)


def said_after(answerer: Answerer, *questions: str) -> Answer:
    conversation = Conversation()
    for question in questions:
        answer, conversation = answerer.converse(question, conversation)
    return answer


@pytest.mark.parametrize("asked", ["per head?", "and how much is that per person?", "divided by the population?"])
def test_what_was_just_told_can_be_shared_out(asked: str, shipped: Answerer) -> None:
    answer = said_after(shipped, "how much was trade in 2023", asked)
    assert answer.computed is not None
    assert answer.computed.value == pytest.approx(23.47, rel=1e-3)
    assert "US$1 billion ÷ approximately 42.6 million people" in answer.text


def test_what_a_fact_tells_for_each_is_worked_out_only_where_a_division_is_asked_for(shipped: Answerer) -> None:
    for asked in (
        "what is the GDP of Afghanistan",
        "how large is Afghanistan's GDP",
        "What is the Afghan GDP at purchasing power?",
    ):
        for next_one in ("per head?", "and per person?"):
            assert said_after(shipped, asked, next_one).facts == ("economy.per_capita",)
    divided = said_after(shipped, "what is the GDP of Afghanistan", "divided by the people?")
    assert divided.computed is not None
    assert divided.computed.value == pytest.approx(2074.65, rel=1e-3)


def test_what_is_no_amount_is_not_shared_out(shipped: Answerer) -> None:
    assert said_after(shipped, "when did russia recognise the taliban", "per head?").computed is None


def test_a_figure_of_one_year_is_no_portion_of_what_names_no_year(lynx: Answerer) -> None:
    """ "Spent" may be any of the years, and the ceiling has two figures, of which its label tells one."""
    assert lynx.answer("what percentage of the ceiling has been spent?").computed is None
    assert lynx.answer("what is half of the cost?").computed is None
    worked_out(lynx, "half of the cost of 2022", 23_950_000, "€47.9 million ÷ 2")
    worked_out(lynx, "a fifth of the ceiling", 41_000_000, "€205 million ÷ 5")


def test_a_place_in_a_row_is_no_fraction() -> None:
    moss = answerer(MOSS)
    assert moss.answer("Which team came runner-up in the Northern Third Division?").computed is None
