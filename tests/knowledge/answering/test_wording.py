"""Amounts and dates in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.wording import Wording
from knowledge.model import Figure, FigureStatus
from knowledge.understanding.language import Language, load_language
from knowledge.when import When


@pytest.fixture
def wording(english: Language) -> Wording:
    return Wording(english)


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("86600000", "USD", "US$86.6 million"),
        ("170000000", "USD", "US$170 million"),
        ("1000000000", "USD", "US$1 billion"),
        ("1256600000", "USD", "US$1.26 billion"),
        ("88380000000", "USD", "US$88.38 billion"),
        ("-83400000", "USD", "-US$83.4 million"),
        ("1365", "USD per person", "US$1,365 per person"),
        ("2074.65", "USD per person", "US$2,074.65 per person"),
        ("42600000", "people", "42.6 million people"),
        ("2.3", "percent", "2.3%"),
        ("400", "kg", "400 kg"),
        ("0", "kg", "0 kg"),
        ("999999", "kg", "999,999 kg"),
        ("1.625", "kg", "1.63 kg"),
        ("100", "EUR", "€100"),
    ],
)
def test_an_amount_is_said_as_people_say_it(amount: str, unit: str, said: str, wording: Wording) -> None:
    assert wording.amount(Decimal(amount), unit) == said


def test_rounding_moves_on_to_the_next_name(wording: Wording) -> None:
    assert wording.amount(Decimal("999999999"), "USD") == "US$1 billion"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021", "2021"),
        ("2021-08", "August 2021"),
        ("2025-07-03", "3 July 2025"),
        ("2021/2023", "2021 to 2023"),
        ("2021-08/2021-10-31", "August 2021 to 31 October 2021"),
    ],
)
def test_a_date_is_said_as_people_say_it(text: str, said: str, wording: Wording) -> None:
    assert wording.date(When(text)) == said


def test_an_expectation_is_marked(wording: Wording) -> None:
    figure = Figure(amount=Decimal(3), unit="kg", status=FigureStatus.EXPECTED)
    assert wording.figure(figure) == "3 kg (expected)"


@given(st.decimals(-(10**15), 10**15, places=3), st.sampled_from(["USD", "kg", "percent", "USD per person"]))
def test_any_amount_can_be_said(amount: Decimal, unit: str) -> None:
    said = Wording(load_language("en")).amount(amount, unit)
    assert any(character.isdigit() for character in said)
    assert said.startswith("-") is (amount < 0)
    assert "E" not in said.replace("EUR", "")
