"""Follow-ups as people type them: sums that go on from a figure, "why?", "no i meant …", "and after that?"."""

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


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (["Who first recognised Afghanistan's independence?", "when was that"], "don't say when"),
        (["what is the gdp of afghanistan", "when?"], "don't say when"),
    ],
)
def test_what_no_source_dates_is_said_to_have_no_date(questions: list[str], said: str, shipped: Answerer) -> None:
    answer = talk(shipped, *questions)
    assert answer.status is Status.DECLINED
    assert said in answer.text


@pytest.mark.parametrize("last", ["how many?", "and how many are there"])
def test_how_many_counts_the_list_that_was_told(last: str, shipped: Answerer) -> None:
    listed = talk(shipped, "which trade agreements does afghanistan have")
    assert talk(shipped, "which trade agreements does afghanistan have", last).facts == listed.facts


@pytest.mark.parametrize(
    ("questions", "value", "unit"),
    [
        (["what came first, kazakhstan or kyrgyzstan", "how long after"], 3, "month"),
        (
            ["when did kazakhstan delist the taliban", "and uzbekistan, when did it sign", "how many months later is that"],
            2,
            "month",
        ),
    ],
)
def test_the_time_between_what_was_told(questions: list[str], value: int, unit: str, shipped: Answerer) -> None:
    computed = talk(shipped, *questions).computed
    assert computed
    assert (computed.value, computed.unit) == (value, unit)


@pytest.mark.parametrize(
    ("questions", "facts"),
    [
        (["how much did they trade in 2021", "no i meant 2022"], ["trade.russia.turnover.2022"]),
        (["what is aptta", "no i meant ecota"], ["agreements.ecota"]),
        (["When did the Taliban return to power?", "what did they call the country after that"], ["kabul.renamed"]),
        (["when did uzbekistan sign", "and then?"], ["terror_list.kyrgyzstan.removed"]),
        (
            ["when did uzbekistan sign", "what came next", "what came next"],
            ["agreements.china.zero_tariff", "agreements.china.ties"],
        ),
    ],
)
def test_what_is_meant_goes_on_from_what_was_said(questions: list[str], facts: list[str], shipped: Answerer) -> None:
    assert list(talk(shipped, *questions).facts) == facts


def test_what_was_before_a_timeline_is_the_time_before(shipped: Answerer) -> None:
    answer = talk(shipped, "what happened in 2024", "and before that?")
    assert answer.reason is Reason.TIMELINE
    assert "kabul.taliban.return" in answer.facts
    assert "terror_list.kazakhstan.removed" not in answer.facts


def test_a_name_goes_on_with_the_last_question_for_one_of_its_kind(shipped: Answerer) -> None:
    questions = ["does afghanistan have a trade agreement with china", "what is tapi", "and of pakistan?"]
    assert "agreements.bilateral" in talk(shipped, *questions).facts
    assert talk(shipped, "how many people live in afghanistan", "who is putin", "and in pakistan?").status is Status.DECLINED


def test_who_was_it_before_is_for_somebody_else(shipped: Answerer) -> None:
    assert talk(shipped, "who is ghulam hassan", "who was it before").status is Status.DECLINED


@pytest.mark.parametrize(
    ("questions", "facts"),
    [
        (["what happened in april", "and in june"], ["terror_list.kazakhstan.removed"]),
        (["which agreement has problems", "what problems?"], ["agreements.aptta.challenges"]),
        (["when did nato leave", "what came next"], ["kabul.taliban.return"]),
        (["1bn?? in what year", "and 170m?"], ["trade.russia.turnover.2022"]),
    ],
)
def test_a_short_question_keeps_to_what_was_talked_of(questions: list[str], facts: list[str], shipped: Answerer) -> None:
    assert list(talk(shipped, *questions).facts) == facts


def test_what_somebody_did_in_another_year_is_a_timeline(shipped: Answerer) -> None:
    answer = talk(shipped, "what did russia do in 2003", "and in 2025")
    assert answer.reason is Reason.TIMELINE
    assert {"terror_list.russia.removed", "recognition.russia"} <= set(answer.facts)


def test_what_is_set_against_another_does_not_stand_alone(shipped: Answerer) -> None:
    assert talk(shipped, "how fast does the gdp grow", "compared to pakistan?").status is Status.DECLINED
