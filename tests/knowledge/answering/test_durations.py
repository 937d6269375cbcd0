"""The time between two dated things. Expected values are worked out by hand."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.spans import span_of
from knowledge.when import When
from tests.knowledge.other_packs import LYNX, MOSS, answerer


@pytest.mark.parametrize(
    ("question", "value", "unit", "shown"),
    [
        ("How many months lie between Kazakhstan's and Kyrgyzstan's delisting?", 3, "month", "September 2024 − June 2024"),
        ("How much time passed between Kazakhstan's and Kyrgyzstan's delisting?", 3, "month", "September 2024 − June 2024"),
        ("How long after the US withdrawal did Kazakhstan delist them?", 3, "year", "June 2024 − 2021"),
        ("how much later than kazakhstan did russia delist them", 10, "month", "April 2025 − June 2024"),
    ],
)
def test_a_span_is_worked_out_with_or_without_a_unit(question: str, value: int, unit: str, shown: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.computed is not None, answer.text
    assert (answer.computed.operation, answer.computed.value, answer.computed.unit) == ("duration", value, unit)
    assert shown in answer.text
    assert len(answer.facts) == 2


@pytest.mark.parametrize("question", ["How long is the pipeline?", "How long had the Taliban been outlawed in Russia?"])
def test_a_length_and_the_time_of_one_thing_are_no_spans(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).reason is not Reason.COMPUTED


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        # what a gap speaks of, too: terms of the recognition, further details of the offer
        ("how long after the taliban took power did russia recognise them", 4, "year"),
        ("How long after Kazakhstan did China make its announcement?", 4, "month"),
        # what one end leaves out stands in the other
        ("How much later did Russia delist the Taliban than Kazakhstan?", 10, "month"),
        ("how much earlier than Russia did Kazakhstan delist the Taliban", 10, "month"),
        ("how many months passed between the Kazakh delisting and the Russian one", 10, "month"),
    ],
)
def test_a_span_is_reckoned_from_two_dated_facts(question: str, value: int, unit: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.computed is not None, answer.text
    assert (answer.computed.value, answer.computed.unit) == (value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "how long was the Taliban banned in Kyrgyzstan before it was delisted?",
        "how much later did Uzbekistan delist the taliban than Kazakhstan",
        "how long after the takeover did China recognise them",
        "how long after the takeover did Russia build a pipeline",
    ],
)
def test_no_span_is_reckoned_to_what_is_not_told(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much later than the Russian delisting did the Kazakh delisting come", "Not later, but 10 months earlier"),
        ("How much later did Kazakhstan delist the Taliban than Kyrgyzstan?", "Not later, but 3 months earlier"),
        ("How many months earlier than Kazakhstan did Kyrgyzstan delist the Taliban?", "Not earlier, but 3 months later"),
        ("how much later than kazakhstan did russia delist them", "That is 10 months"),
    ],
)
def test_an_order_that_is_supposed_wrongly_is_put_right(question: str, said: str, shipped: Answerer) -> None:
    assert shipped.answer(question).text.replace("**", "").startswith(said)


@pytest.mark.parametrize(
    ("pack", "question", "said"),
    [
        (LYNX, "how much later than the Earth flyby did the safe mode happen?", "Not later, but 47 days earlier"),
        (
            LYNX,
            "how long after the signing of the Bergsund Agreement was the launch?",
            "approximately 69 months, or 5 years and 9 months",
        ),
        (LYNX, "how long after the flyby did they choose Pantry?", "6 months"),
        (MOSS, "how long after the club was founded did it get promoted?", "368 months, or 30 years and 8 months"),
        (MOSS, "how long after the sponsorship deal did the trust reject the plan?", "approximately 15 months"),
    ],
)
def test_spans_of_other_subjects_are_told_for_people(pack: str, question: str, said: str) -> None:
    assert said in answerer(pack).answer(question).text.replace("**", "")


@pytest.mark.parametrize(
    ("first", "last", "unit", "span"),
    [
        ("2022-05-02", "2022-05-30", "", (28, "day", True)),
        ("2022-07-14", "2023-10-09", "month", (15, "month", False)),  # five days short of it
        ("2022-07-14", "2023-10-01", "month", (15, "month", False)),
        ("2022-07-30", "2023-10-01", "month", (14, "month", False)),
        ("2022-01-31", "2023-01-31", "year", (1, "year", True)),
        ("2021-08", "2025", "year", (4, "year", False)),
        ("2003", "2025", "day", (22, "year", True)),
        ("2024-09-04/2024-09-06", "2024-12", "", (3, "month", True)),
        ("2021/2024", "2025", "", None),
        ("2021", "2021-08", "", None),
    ],
)
def test_a_span_is_told_no_finer_than_the_dates(first: str, last: str, unit: str, span: tuple[int, str, bool] | None) -> None:
    assert span_of(When(first), When(last), unit) == span
