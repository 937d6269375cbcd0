"""Days in questions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import words
from knowledge.understanding.days import day_period, days_in
from knowledge.understanding.language import load_language


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("on 9 October 2023", "2023-10-09"),
        ("on the 9th of October 2023", "2023-10-09"),
        ("January 27, 2024", "2024-01-27"),
        ("january 27th 2024", "2024-01-27"),
        ("on 2023-10-09", "2023-10-09"),
        ("since 9 October 2023", "2023-10-09/2199-12-31"),
        ("from 9 October 2023 on", "2023-10-09/2199-12-31"),
        ("after 31 December 2023", "2024-01-01/2199-12-31"),
        ("before 1 March 2024", "1500-01-01/2024-02-29"),
        ("until 1 March 2024", "1500-01-01/2024-03-01"),
        ("between 3 May and 27 June 2024", "2024-05-03/2024-06-27"),
        ("from 3 May 2023 to 27 June 2024", "2023-05-03/2024-06-27"),
        ("between 27 June 2024 and 3 May 2024", "2024-06-27"),  # no time runs backwards: the first day counts
    ],
)
def test_a_day_or_a_time_of_days_is_read(text: str, period: str) -> None:
    assert str(day_period(words(text), load_language("en"))) == period


@pytest.mark.parametrize("text", ["in October 2023", "in 2023", "31 February 2024", "40 May 2024", "9 votes in 2023", ""])
def test_what_names_no_day_is_none(text: str) -> None:
    assert day_period(words(text), load_language("en")) is None


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_found_as_it_is_written(day: date) -> None:
    language = load_language("en")
    month = language.months[day.month - 1]
    for written in (f"{day.day} {month} {day.year:04}", f"{month} {day.day}, {day.year:04}", day.isoformat()):
        assert days_in(words(written), language) == (day,)


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    days_in(words(text), load_language("en"))
