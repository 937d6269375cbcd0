"""Figures of several years, and the year that stands out. What is expected stands in the packs' statements."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from tests.knowledge.other_packs import BREWERY, LYNX, MOSS, STRAIT, answerer


def said_after(asked: Answerer, *questions: str) -> Answer:
    conversation = Conversation()
    for question in questions:
        answer, conversation = asked.converse(question, conversation)
    return answer


@pytest.mark.parametrize(
    ("pack", "question", "facts"),
    [
        (MOSS, "What was the gate in 2018 and 2024?", ["gates.2018", "gates.2024"]),
        (STRAIT, "landings in 2021, 2022 and 2023", ["fishing.landings.2021", "fishing.landings.2022", "fishing.landings.2023"]),
        (STRAIT, "how much fish was traded from 2021 to 2022", ["trade.2021", "trade.2022"]),
        (LYNX, "what did it cost in 2019, 2022 and 2024", ["costs.2019", "costs.2022", "costs.2024"]),
        # a year of which the pack says that there is no figure
        (BREWERY, "what was the output in 2020 and 2021", ["output.2020", "output.2021"]),
        (MOSS, "What was the gate in 2020 and 2021?", ["gates.2020", "gates.2021"]),
    ],
)
def test_each_year_that_is_named_is_told(pack: str, question: str, facts: list[str]) -> None:
    answer = answerer(pack).answer(question)
    assert answer.status is Status.ANSWERED
    assert list(answer.facts) == facts


def test_the_shipped_series_is_told_by_years(shipped: Answerer) -> None:
    answer = shipped.answer("what was the trade in 2021 and in 2023")
    assert answer.facts == ("trade.russia.turnover.2021", "trade.russia.turnover.2023")


def test_a_year_of_which_nothing_is_known_is_named() -> None:
    answer = answerer(STRAIT).answer("what were the landings in 2019 and 2018?")
    assert answer.facts == ("fishing.landings.2019",)
    assert "My sources give nothing for 2018." in answer.text


def test_years_go_on_from_the_question_before() -> None:
    answer = said_after(answerer(STRAIT), "how much was landed in 2023", "and in 2019 and 2020?")
    assert answer.facts == ("fishing.landings.2019", "fishing.landings.2020")


@pytest.mark.parametrize("question", ["who traded in 2022 and 2023", "how much trade with Pakistan in 2022 and 2023"])
def test_what_is_no_question_for_figures_of_the_series_is_not_told_by_years(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("pack", "question", "lines"),
    [
        (STRAIT, "List the catch of ling for all years that are known", ["2019: 61,300 tonnes", "2024: 41,600 tonnes"]),
        (BREWERY, "how much beer was brewed in each year", ["2020: 31,500 hectolitres", "2025: 51,000 hectolitres (expected)"]),
    ],
)
def test_all_years_are_told_as_a_list(pack: str, question: str, lines: list[str]) -> None:
    answer = answerer(pack).answer(question)
    assert answer.reason is Reason.SERIES
    assert all(f"• {line}" in answer.text.replace("**", "") for line in lines)


def test_all_years_are_told_in_the_curators_words_where_there_are_any(shipped: Answerer) -> None:
    assert shipped.answer("trade figures for every year").reason is Reason.COLLECTION


@pytest.mark.parametrize(
    ("pack", "question", "value"),
    [
        (STRAIT, "In which year was the catch the most big?", 61_300),
        (STRAIT, "the most small catch", 39_800),
        (STRAIT, "when did they catch the most ling", 61_300),
        (LYNX, "In which year was the mission most expensive?", 47_900_000),
        (MOSS, "which year had the most spectators?", 1764),
        (BREWERY, "in which year did they brew the fewest hectolitres", 31_500),
    ],
)
def test_the_year_with_the_most_or_the_least_is_found_in_any_english(pack: str, question: str, value: float) -> None:
    answer = answerer(pack).answer(question)
    assert answer.computed is not None, answer.text
    assert answer.computed.value == value


@pytest.mark.parametrize("question", ["which month had the most spectators", "who had the most spectators"])
def test_a_month_or_a_name_that_stands_out_is_not_told_by_years(question: str) -> None:
    assert answerer(MOSS).answer(question).computed is None


def test_a_change_goes_from_the_earlier_year_to_the_later_in_whichever_order_they_were_asked_for() -> None:
    answer = said_after(answerer(MOSS), "what was the gate in 2023?", "and the year before?", "how much did it grow?")
    assert answer.computed is not None
    assert answer.computed.value == 416
    assert "From 2022 to 2023 that is a rise" in answer.text


@pytest.mark.parametrize(
    ("question", "first", "count"),
    [("what was the trade before 2023", "2021", 2), ("trade since 2022", "2022", 4), ("trade until 2023", "2021", 3)],
)
def test_small_words_that_ask_for_other_times_are_not_passed_over(
    question: str, first: str, count: int, shipped: Answerer
) -> None:
    """Without them it is a question that a curator listed, for one year."""
    answer = shipped.answer(question)
    assert len(answer.facts) == count
    assert answer.facts[0].endswith(first)
