"""What happened around another thing, or in a month whose year is not named."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from tests.knowledge.other_packs import LYNX, answerer


@pytest.fixture(scope="module")
def lynx() -> Answerer:
    return answerer(LYNX)


def dates(answerer: Answerer, answer: Answer) -> list[str]:
    assert answer.reason is Reason.TIMELINE, answer.text
    return [str(answerer.base.fact(fact).when) for fact in answer.facts]


@pytest.mark.parametrize(
    "question",
    [
        "What happened after Kazakhstan took the Taliban off its list?",
        "what has happened since kazakhstan delisted the taliban",
        "Which events took place after the Kazakh delisting?",
    ],
)
def test_what_happened_after_something_is_what_is_dated_later(question: str, shipped: Answerer) -> None:
    found = dates(shipped, shipped.answer(question))
    assert "2024-08" in found
    assert "2024-10" in found
    assert not {"2003", "2021-08", "2024-06", "2024"} & {*found}


def test_what_happened_before_something_is_what_is_dated_earlier(shipped: Answerer) -> None:
    found = dates(shipped, shipped.answer("What happened before the Taliban returned to power?"))
    assert "2003" in found
    assert all(date < "2021-08" for date in found)


def test_it_may_be_what_was_told_before(shipped: Answerer) -> None:
    _, conversation = shipped.converse("When did Kazakhstan take the Taliban off its list?", Conversation())
    answer = shipped.answer("what happened after that?", conversation)
    assert answer.facts == shipped.answer("What happened after Kazakhstan took the Taliban off its list?").facts


def test_a_thing_that_is_only_dated_to_its_year_has_no_after(shipped: Answerer) -> None:
    assert shipped.answer("What happened before the recognition?").reason is Reason.FACT


@pytest.mark.parametrize(("month", "year"), [("June", 2024), ("september", 2024), ("April", 2025)])
def test_a_month_is_of_the_one_year_that_something_is_dated_in(month: str, year: int, shipped: Answerer) -> None:
    answer = shipped.answer(f"What happened in {month}?")
    assert answer.status is Status.ANSWERED
    assert any(str(shipped.base.fact(fact).when).startswith(str(year)) for fact in answer.facts)


@pytest.mark.parametrize("question", ["What happened in August?", "wat happend in agust"])
def test_a_month_of_several_years_is_asked_back(question: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.CLARIFY
    assert answer.suggestions == ("What happened in August 2021?", "What happened in August 2024?")
    assert [shipped.answer(reading).status for reading in answer.suggestions] == [Status.ANSWERED, Status.ANSWERED]


def test_a_name_tells_which_year_a_month_is_of(shipped: Answerer) -> None:
    answer = shipped.answer("What happened in Uzbekistan in August?")
    assert answer.facts == ("neighbours.uzbekistan.agreements",)


def test_a_month_in_which_nothing_is_dated_is_not_known(shipped: Answerer) -> None:
    assert shipped.answer("What happened in February?").status is Status.DECLINED


def test_it_is_in_a_pack_on_another_subject(lynx: Answerer) -> None:
    assert lynx.answer("what happened in march").suggestions == ("What happened in March 2023?", "What happened in March 2024?")
    found = dates(lynx, lynx.answer("What happened after the Bergsund Agreement was signed?"))
    assert found
    assert all(date > "2017-06-06" for date in found)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("What happened right after Kazakhstan delisted the Taliban?", ("neighbours.uzbekistan.agreements",)),
        ("what happened immediately after the taliban returned to power", ("kabul.renamed",)),
        ("what happened next after china's tariff offer", ("terror_list.russia.removed", "terror_list.russia.legalised")),
        ("what happened right before the kyrgyz delisting", ("neighbours.uzbekistan.agreements",)),
    ],
)
def test_right_after_a_thing_is_only_what_is_next_to_it(question: str, facts: tuple[str, ...], shipped: Answerer) -> None:
    assert shipped.answer(question).facts == facts
