"""Sums over figures, with the sum shown. Expected values are worked out by hand, not by the code under test."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.answering.answer import Computed, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.model import Figure

BOTH = ("harvest.brookvale.2021", "harvest.brookvale.2022")
PackWriter = Callable[..., Path]


def computed(answerer: Answerer, question: str) -> Computed:
    answer = answerer.answer(question)
    assert answer.status is Status.ANSWERED
    assert answer.reason is Reason.COMPUTED, answer.text
    assert answer.computed is not None
    return answer.computed


def harvests(tea: Answerer, first: int, last: int) -> Answerer:
    """Tea, with other harvests."""
    amounts = dict(zip(BOTH, (first, last), strict=True))
    facts = [
        fact.model_copy(update={"figures": (fact.figures[0].model_copy(update={"amount": Decimal(amounts[fact.id])}),)})
        if fact.id in amounts
        else fact
        for fact in tea.base.pack.facts
    ]
    return Answerer(tea.base.with_facts(facts))


@pytest.mark.parametrize(
    ("question", "operation", "value", "parts"),
    [
        ("What was the harvest in 2021 and 2022 together?", "sum", 1050, ["1,050 kg", "400 kg + 650 kg"]),
        ("total harvest of 2021 and 2022", "sum", 1050, ["1,050 kg", "400 kg + 650 kg"]),
        ("What is the average harvest?", "average", 525, ["525 kg", "(400 kg + 650 kg) ÷ 2"]),
        ("What was the difference between the harvests of 2021 and 2022?", "difference", 250, ["250 kg", "650 kg − 400 kg"]),
        ("By how much did the harvest grow from 2021 to 2022?", "difference", 250, ["250 kg", "650 kg − 400 kg"]),
        ("How many times the harvest of 2021 was that of 2022?", "ratio", 1.625, ["650 kg ÷ 400 kg"]),
        ("By how many percent did the harvest grow from 2021 to 2022?", "growth", 62.5, ["+62.5%"]),
        ("In which year was the harvest highest?", "highest", 650, ["650 kg", "2022"]),
        ("What was the lowest harvest?", "lowest", 400, ["400 kg", "2021"]),
    ],
)
def test_a_sum_is_worked_out_and_shown(question: str, operation: str, value: float, parts: list[str], tea: Answerer) -> None:
    answer = tea.answer(question)
    found = computed(tea, question)
    assert found.operation == operation
    assert found.value == pytest.approx(value)
    assert [part for part in parts if part not in answer.text] == []
    assert answer.facts == BOTH
    assert {citation.paragraph for citation in answer.citations} == {4, 5}
    assert answer.note
    assert "Worked out" in answer.note


@pytest.mark.parametrize(
    ("question", "operation", "value"),
    [
        ("What was the total of trade from 2021 to 2023?", "sum", 1_256_600_000),
        ("What was the average trade from 2021 to 2023?", "average", 1_256_600_000 / 3),
        ("How many times more was trade in 2023 than in 2022?", "ratio", 1_000_000_000 / 170_000_000),
        ("difference between trade in 2021 and 2022", "difference", 83_400_000),
        ("diff 2021 2022 trade", "difference", 83_400_000),
        ("delta between 2021 and 2022 in trade with russia", "difference", 83_400_000),
        ("By how many percent did trade grow from 2021 to 2022?", "growth", 100 * 83.4 / 86.6),
    ],
)
def test_the_shipped_series_can_be_reckoned_with(question: str, operation: str, value: float, shipped: Answerer) -> None:
    found = computed(shipped, question)
    assert found.operation == operation
    assert found.value == pytest.approx(value, rel=1e-6)
    assert "US$" in found.expression


def test_figures_that_are_only_expected_are_named_as_such(shipped: Answerer) -> None:
    answer = shipped.answer("What is the difference between trade in 2023 and in 2030?")
    assert answer.computed is not None
    assert answer.computed.value == pytest.approx(9_000_000_000)
    assert answer.note
    assert "2030" in answer.note
    assert "expectation" in answer.note


def test_without_years_only_reported_figures_are_reckoned_with(shipped: Answerer) -> None:
    assert computed(shipped, "average trade with russia").value == pytest.approx(1_256_600_000 / 3)


def test_a_fall_is_called_a_fall(tea: Answerer) -> None:
    falling = harvests(tea, 400, 100)
    answer = falling.answer("What was the difference between the harvests of 2021 and 2022?")
    assert answer.computed is not None
    assert answer.computed.value == -300
    assert "a fall of **300 kg**" in answer.text
    assert "rise" not in answer.text


@pytest.fixture(scope="module")
def tins(tea: Answerer) -> Answerer:
    """Tea, with a fact that tells three years at once."""
    sold = {2021: 300, 2022: 450, 2023: 420}
    fact = tea.base.fact(BOTH[0]).model_copy(
        update={
            "id": "harvest.tins",
            "statement": {"en": "Brookvale sold **300 tins** in 2021, **450** in 2022 and **420** in 2023."},
            "asked_as": {"en": ("How many tins does Brookvale sell?", "tins sold")},
            "when": None,
            "figures": tuple(Figure(amount=Decimal(n), unit="tins", year=year) for year, n in sold.items()),
        }
    )
    return Answerer(tea.base.with_facts([*tea.base.facts, fact]))


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("How many tins were sold in total?", 1_170, "300 tins + 450 tins + 420 tins"),
        ("By how many tins did the sales drop from 2022 to 2023?", -30, "a fall of **30 tins**"),
        ("What was the highest number of tins?", 450, "in 2022"),
        ("Did the number of tins fall in 2023?", -30, "Yes. From 2022 to 2023"),
        ("Did the number of tins rise in 2023?", -30, "No. From 2022 to 2023"),
    ],
)
def test_what_one_fact_tells_year_by_year_is_reckoned_with(question: str, value: float, shown: str, tins: Answerer) -> None:
    assert computed(tins, question).value == value
    assert shown in tins.answer(question).text


def test_an_exact_sum_is_told_in_full(tea: Answerer) -> None:
    assert "**1.236 million kg**" in harvests(tea, 1_000_000, 236_000).answer("total harvest of 2021 and 2022").text


@pytest.mark.parametrize(
    "question", ["By how much did the harvest grow from 2021 to 2022?", "difference of harvest 2021 and 2022"]
)
def test_a_figure_of_zero_is_no_trouble(question: str, tea: Answerer) -> None:
    answer = harvests(tea, 0, 650).answer(question)
    assert answer.status is Status.ANSWERED
    assert "650 kg" in answer.text


def test_a_year_that_is_named_and_not_known_is_not_reckoned_with(tea: Answerer) -> None:
    answer = tea.answer("What was the difference between the harvest of 2021 and that of 2030?")
    assert answer.reason is not Reason.COMPUTED


@pytest.mark.parametrize(
    "question",
    [
        "By how much did trade grow from 2021 to 2024?",
        "What was the total of trade from 2021 to 2024?",
        "What was the average trade from 2019 to 2022?",
    ],
)
def test_the_missing_end_of_a_span_is_not_passed_over(question: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    missing = question.split()[-1].rstrip("?") if "2024" in question else "2019"
    said = answer.text + (answer.note or "").replace(shipped.base.fact("trade.russia.turnover.2023").note["en"], "")  # type: ignore[index]
    assert answer.reason is not Reason.COMPUTED or missing in said


def test_a_span_with_a_dash_is_summed_up_whole(shipped: Answerer) -> None:
    assert computed(shipped, "total trade 2021-2023").value == pytest.approx(1_256_600_000)


def test_a_sum_of_approximate_figures_says_so(shipped: Answerer) -> None:
    answer = shipped.answer("What was the total of trade from 2021 to 2023?")
    assert "approx" in f"{answer.text} {answer.note}"


def test_a_ratio_is_rounded_like_every_other_number(tea: Answerer) -> None:
    assert "1.63 times" in tea.answer("How many times the harvest of 2021 was that of 2022?").text


def test_one_figure_alone_is_no_sum(tea: Answerer) -> None:
    assert tea.answer("What was the total harvest in 2021?").facts == ("harvest.brookvale.2021",)


def test_amounts_of_different_units_are_not_added(tea: Answerer) -> None:
    facts = [
        fact.model_copy(update={"figures": (Figure(amount=Decimal(3), unit="leaves", label={"en": "cups"}),)})
        if fact.id == "brewing.milk"
        else fact
        for fact in tea.base.pack.facts
    ]
    answer = Answerer(tea.base.with_facts(facts)).answer("What is the sum of the harvest in 2021 and the cups of milk?")
    assert answer.reason is not Reason.COMPUTED


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("Rank the years by harvest", 650, "650 kg (2022), 400 kg (2021)"),
        ("In which year did the harvest grow the most?", 250, "from 2021 to 2022: 650 kg − 400 kg"),
        ("How much did the harvest grow per year on average from 2021 to 2022?", 250, "(650 kg − 400 kg) ÷ 1"),
        ("How much did the harvest grow in total between 2021 and 2022?", 250, "650 kg − 400 kg"),
        ("What was the total harvest of 2021 and 2022?", 1050, "400 kg + 650 kg"),
    ],
)
def test_ranks_leaps_and_yearly_rises_are_worked_out(question: str, value: float, shown: str, tea: Answerer) -> None:
    answer = tea.answer(question)
    assert answer.computed
    assert answer.computed.value == value
    assert shown in answer.text.replace("**", "")
