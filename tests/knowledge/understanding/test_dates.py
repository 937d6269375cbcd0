"""Date expressions in questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import clean, words
from knowledge.understanding.dates import LATEST, find_dates, open_range
from knowledge.understanding.language import Language, load_language


def dates_of(question: str) -> list[str]:
    return [str(mention.when) for mention in find_dates(words(clean(question)), load_language("en"))]


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("how much was trade in 2022", ["2022"]),
        ("trade 2021 2022", ["2021", "2022"]),
        ("what happened in august 2024?", ["2024-08"]),
        ("what happened in August of 2024?", ["2024-08"]),
        ("2024 August", ["2024-08"]),
        ("on 15 August, 2024", ["2024-08"]),
        ("from 2021 to 2023", ["2021-01-01/2023-12-31"]),
        ("between 2021 and 2023", ["2021-01-01/2023-12-31"]),
        ("from august 2021 until october 2024", ["2021-08-01/2024-10-31"]),
        ("2021 to 2023", ["2021-01-01/2023-12-31"]),
        ("in 2021 and in 2023", ["2021", "2023"]),
        ("two years after 2021", ["2023"]),
        ("the year before 2023", ["2022"]),
        ("3 years before 2023", ["2020"]),
        ("who decided it", []),
        ("it came in august", []),
        ("1365 dollars or 12 or 99999 or 2500", []),
        ("may i ask", []),
    ],
)
def test_a_date_is_found(question: str, dates: list[str]) -> None:
    assert dates_of(question) == dates


@pytest.mark.xfail(strict=True, reason="the dash is lost when the words are split: two years, not a span of them")
@pytest.mark.parametrize("question", ["trade 2021-2023", "trade 2021–2023", "trade 2021 - 2023"])
def test_a_dash_between_years_spans_them(question: str) -> None:
    assert dates_of(question) == ["2021-01-01/2023-12-31"]


def test_a_span_that_runs_backwards_is_no_span() -> None:
    assert dates_of("from 2023 to 2021") == ["2023", "2021"]


_TELLING = """
    in 2021 2023 1500 2199 2024 august may of year years after before two half 3 10 99 between and from to since until till
    the 15 march twelve
"""
_WORDS = st.sampled_from(_TELLING.split())


@given(st.lists(_WORDS, max_size=14))
def test_any_row_of_date_words_is_read_in_order_and_without_overlap(row: list[str]) -> None:
    language: Language = load_language("en")
    mentions = find_dates(row, language)
    end = 0
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(row)
        assert mention.end > end
        end = mention.end
        assert mention.when.first.year <= mention.when.last.year <= LATEST


@given(st.lists(st.text(st.characters(), max_size=6), max_size=10))
def test_any_words_are_looked_through(row: list[str]) -> None:
    find_dates(row, load_language("en"))


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("what happened in the second half of 2024", "2024-07/2024-12"),
        ("events of summer 2024", "2024-06/2024-08"),
        ("early 2024", "2024-01/2024-04"),
        ("from june to october 2024", "2024-06/2024-10"),
        ("between june and august 2024", "2024-06/2024-08"),
        ("what happened after 2022", "2023-01-01/2199-12-31"),
        ("since 2022", "2022-01-01/2199-12-31"),
        ("from 2022 onwards", "2022-01-01/2199-12-31"),
        ("news from 2022", "2022"),
        ("before 2022", "1500-01-01/2021-12-31"),
    ],
)
def test_a_period_reaches_as_far_as_its_words_say(question: str, period: str) -> None:
    row = words(clean(question))
    assert str(open_range(row, find_dates(row, load_language("en"))[0], load_language("en"))) == period
