"""Follow-ups as people type them: sums that go on from a figure, "why?", "no i meant …", "and after that?"."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation


def talk(answerer: Answerer, *questions: str) -> Answer:
    """The answer to the last of these questions, asked one after the other."""
    conversation = Conversation()
    for question in questions:
        answer, conversation = answerer.converse(question, conversation)
    return answer


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (["how much was trade in 2022", "how much more than the year before"], 83_400_000),
        (["trade russia 2023", "how much is that more than 2021"], 913_400_000),
        (["whats the latest trade figure", "how much more than the year before?"], 830_000_000),
        (["how much will trade be in 2030", "how many times more is that than now"], 10),
        (["trade in 2022", "and compared to 2021?", "in percent"], 96.3),
        (["how much more trade was there in 2023 than in 2021", "and per year on average?"], 456_700_000),
        (["how much was trade in 2023", "and the growth?"], 830_000_000),
        (["how much did trade with russia grow"], 913_400_000),
    ],
)
def test_sums_go_on_from_what_was_told(questions: list[str], value: float, shipped: Answerer) -> None:
    answer = talk(shipped, *questions)
    assert answer.computed, answer.text
    assert answer.computed.value == pytest.approx(value, rel=0.01)


def test_a_comparison_goes_on_with_another_year(shipped: Answerer) -> None:
    answer = talk(shipped, "how much will trade be in 2030", "how many times more is that than in 2023", "and than 2021")
    assert answer.facts == ("trade.russia.turnover.2021", "trade.russia.expected.2030")


def test_growth_of_nothing_in_particular_is_not_reckoned(shipped: Answerer) -> None:
    answer = shipped.answer("and how much did it grow?")
    assert answer.computed is None
    assert {"economy.growth", "trade.russia.growth"} <= set(answer.facts)


@pytest.mark.parametrize("before", [["who recognised the taliban"], ["did russia recognise the taliban", "since when"]])
def test_why_asks_for_the_reason_of_what_was_asked(before: list[str], shipped: Answerer) -> None:
    assert talk(shipped, *before, "lol why").facts == ("recognition.partnership",)


@pytest.mark.parametrize("before", ["who signed agreements in 2024", "did china offer zero tariffs", "what did lavrov do"])
def test_why_is_not_answered_with_what_was_just_told(before: str, shipped: Answerer) -> None:
    assert talk(shipped, before, "why?").status is Status.DECLINED


def test_the_us_is_a_name_in_small_letters_too(shipped: Answerer) -> None:
    assert shipped.answer("when did the us leave").facts == ("kabul.withdrawal",)
    assert talk(shipped, "is the taliban still a terror group in russia", "and in the us?").status is Status.DECLINED
    assert shipped.answer("does it help us").facts != ("kabul.withdrawal",)
