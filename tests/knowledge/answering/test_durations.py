"""The time between two dated things. Expected values are worked out by hand."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason
from knowledge.answering.answerer import Answerer


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
