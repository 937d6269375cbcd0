"""What is wrong with a value's bare form is told in plain words that say how to write it."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge import check_wording
from knowledge.model import Fact, Source
from knowledge.store.content import read_item
from knowledge.store.errors import InvalidFact

FACT = {
    "id": "tea.time",
    "topic": "tea",
    "title": "Tea time",
    "statement": "Tea steeps for four minutes.",
    "citations": [{"source": "tea-book", "paragraph": 1}],
}
SOURCE = {"id": "tea-book", "title": "The tea book", "paragraphs": 9}


def told(model: type[Fact | Source], content: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InvalidFact) as caught:
        read_item(model, content)
    return {problem.field: problem.message for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("review_after", "soon", check_wording.NO_REVIEW_DAY),
        ("review_after", "2027-13-45", check_wording.NO_REVIEW_DAY),
        ("id", "Tea Time", check_wording.NO_ID),
        ("title", None, check_wording.REQUIRED),
        ("citations", [], check_wording.EMPTY),
        ("attribution", ["Mira"], check_wording.NO_TEXT),
        ("entities", 7, check_wording.NO_LIST),
        ("rank", "best", "must be one of 'preferred', 'normal' or 'deprecated'"),
        ("figures", [{"amount": "many", "unit": "kg"}], check_wording.NO_NUMBER),
        ("figures", [{"amount": "1" * 40, "unit": "kg"}], "must have at most 30 digits"),
        ("figures", [{"amount": 1, "unit": "kg", "year": "last"}], check_wording.NO_WHOLE_NUMBER),
        ("figures", [{"amount": 1, "unit": "kg", "year": 10_000}], "must be at most 9999"),
        ("figures", [{"amount": 1, "unit": "k" * 41}], "must have at most 40 characters"),
        ("figures", [{"amount": 1, "unit": "kg", "approximate": "perhaps"}], check_wording.NO_TRUTH),
        ("figures", ["9 kg"], check_wording.NO_MAPPING),
        ("citations", [{"source": "tea-book", "paragraph": "one"}], check_wording.NO_WHOLE_NUMBER),
        ("colour", "red", check_wording.UNKNOWN_KEY),
    ],
)
def test_a_field_of_a_fact(field: str, value: Any, message: str) -> None:
    content = {name: kept for name, kept in {**FACT, field: value}.items() if kept is not None}
    assert list(told(Fact, content).values()) == [message]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("url", "example.org/tea", check_wording.NO_ADDRESS),
        ("paragraphs", "some", check_wording.NO_WHOLE_NUMBER),
        ("paragraphs", 0, "must be at least 1"),
        ("title", "", check_wording.EMPTY),
    ],
)
def test_a_field_of_a_source(field: str, value: Any, message: str) -> None:
    assert told(Source, {**SOURCE, field: value}) == {field: message}
