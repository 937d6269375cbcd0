"""Which of several dated things came first, and lists by date."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation

KAZAKH, KYRGYZ, RUSSIAN = (f"terror_list.{state}.removed" for state in ("kazakhstan", "kyrgyzstan", "russia"))
CHINA, UZBEK = "agreements.china.zero_tariff", "neighbours.uzbekistan.agreements"


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Which happened first: China's zero tariffs or the Uzbek agreements?", (UZBEK, CHINA)),
        ("the uzbek agreements or chinas zero tariffs, what came first", (UZBEK, CHINA)),
        ("what came later, the agreements of uzbekistan or the chinese tariffs", (UZBEK, CHINA)),
        ("did china offer zero tariffs before or after uzbekistan signed its agreements", (UZBEK, CHINA)),
        ("which was earlier, the kyrgyz or the kazakh delisting", (KAZAKH, KYRGYZ)),
        ("what came first, kyrgyzstan or kazakhstan", (KAZAKH, KYRGYZ)),
        ("who came first, russia, kyrgyzstan or kazakhstan?", (KAZAKH, KYRGYZ, RUSSIAN)),
        ("did the taliban return to power before russia designated them?", ("terror_list.russia.designated.2003",)),
    ],
)
def test_things_are_set_in_the_order_of_their_dates(question: str, facts: tuple[str, ...], shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.ANSWERED
    assert answer.facts[: len(facts)] == facts
    dates = [shipped.base.fact(fact).when for fact in answer.facts]
    assert all(date is not None for date in dates)


@pytest.mark.parametrize(
    "question",
    [
        "What came first, the pipeline or the railway?",  # neither is dated
        "Did Iran recognise the Taliban before or after Russia?",
        "Did Pakistan sign APTTA before or after SAFTA?",
    ],
)
def test_what_is_not_dated_has_no_order(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).status is Status.DECLINED


def test_dates_that_are_too_rough_tell_no_order(shipped: Answerer) -> None:
    answer = shipped.answer("What came first, the withdrawal or the return of the Taliban?")
    assert answer.reason is not Reason.TIMELINE


@pytest.mark.parametrize(
    "question", ["Rank the countries by date of delisting", "sort the delistings of the taliban chronologically please"]
)
def test_a_list_is_sorted_by_its_dates(question: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.reason is Reason.TIMELINE
    assert answer.facts == (KAZAKH, KYRGYZ, RUSSIAN)


@pytest.mark.parametrize("last", ["sort them by date", "in what order?", "in chronological order pls"])
def test_what_was_just_told_is_sorted(last: str, shipped: Answerer) -> None:
    _, conversation = shipped.converse("which countries took the taliban off their terror lists", Conversation())
    assert shipped.answer(last, conversation).facts == (KAZAKH, KYRGYZ, RUSSIAN)


def test_a_series_is_still_ranked_by_its_figures(shipped: Answerer) -> None:
    answer = shipped.answer("Rank the years by trade with Russia")
    assert answer.computed
    assert answer.computed.operation == "rank"


def test_a_list_without_dates_is_told_as_it_is(shipped: Answerer) -> None:
    assert shipped.answer("List the trade agreements by date").reason is not Reason.TIMELINE
