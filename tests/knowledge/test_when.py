"""Dates as precise as a source gives them: EDTF level 0."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from knowledge.when import When


def _part(day: date, precision: int) -> str:
    return day.isoformat()[: (4, 7, 10)[precision]]


_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
_PARTS = st.builds(_part, _DAYS, st.integers(0, 2))


@st.composite
def _whens(draw: st.DrawFn) -> When:
    first = draw(_PARTS)
    if draw(st.booleans()):
        return When(first)
    other = draw(_PARTS)
    try:
        return When(f"{first}/{other}")
    except ValueError:
        assume(When(other).first <= When(first).last)
        return When(f"{other}/{first}")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2021-08", date(2021, 8, 1), date(2021, 8, 31), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "month"),
        ("2025-07-03", date(2025, 7, 3), date(2025, 7, 3), "day"),
        ("2021/2023", date(2021, 1, 1), date(2023, 12, 31), "interval"),
        ("2021-08/2021-08-15", date(2021, 8, 1), date(2021, 8, 15), "interval"),
        ("2021-08-15/2021", date(2021, 8, 15), date(2021, 12, 31), "interval"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), "day"),
    ],
)
def test_a_date_covers_the_days_that_it_names(text: str, first: date, last: date, precision: str) -> None:
    when = When(text)
    assert (when.first, when.last, when.precision, str(when)) == (first, last, precision, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21",
        "20211",
        "2021-8",
        "2021-13",
        "2021-00",
        "2021-02-30",
        "2023-02-29",
        "2021-04-31",
        "0000",
        "-2021",
        "2021-08-15T10:00",
        "2021/",
        "/2021",
        "..",
        "2021/..",
        "2021/2022/2023",
        "2023/2021",
        "2021-09/2021-08",
        "2021~",
        "2021?",
        "202X",
        "2021 ",
        " 2021",
        "２０２１",
        "٢٠٢١",
        "August 2021",
    ],
)
def test_what_is_no_date_of_level_0_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a|more than two|ends before"):
        When(text)


def test_a_line_feed_is_no_part_of_a_date() -> None:
    with pytest.raises(ValueError, match="is not a date"):
        When("2021\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [("2021", "2021-08"), ("2021-08", "2021/2023"), ("2021-08-31", "2021-08"), ("2020/2022", "2021/2023")],
)
def test_dates_that_share_a_day_overlap(one: str, other: str) -> None:
    assert When(one).overlaps(When(other))
    assert When(other).overlaps(When(one))


@pytest.mark.parametrize(
    ("one", "other"), [("2021", "2022"), ("2021-08", "2021-09"), ("2021-08-31", "2021-09"), ("2019/2020", "2021/2023")]
)
def test_dates_that_share_no_day_do_not_overlap(one: str, other: str) -> None:
    assert not When(one).overlaps(When(other))
    assert not When(other).overlaps(When(one))


def test_dates_are_put_in_order_of_time_and_the_shorter_first() -> None:
    texts = ["2021-08-15", "2021", "2020-12-31", "2021-08", "2021/2023", "2022"]
    ordered = ["2020-12-31", "2021", "2021/2023", "2021-08", "2021-08-15", "2022"]
    assert [str(when) for when in sorted(map(When, texts))] == ordered


def test_a_date_is_a_value() -> None:
    when = When("2021")
    assert when == When("2021")
    assert when != When("2021-01/2021-12")
    assert when != "2021"
    assert len({when, When("2021"), When("2022")}) == 2
    with pytest.raises(AttributeError):
        when.text = "2022"


def test_years_are_those_that_are_touched() -> None:
    assert list(When("2021-08/2023-01").years) == [2021, 2022, 2023]


def test_models_hold_a_date_as_its_text() -> None:
    class Event(BaseModel):
        when: When

    assert Event.model_validate({"when": 2021}).when == When("2021")
    assert Event(when=When("2021-08")).model_dump_json() == '{"when":"2021-08"}'
    with pytest.raises(ValidationError, match="is not a date"):
        Event.model_validate({"when": "soon"})


@given(_whens())
def test_a_date_reads_its_own_text(when: When) -> None:
    assert When(str(when)) == when
    assert when.first <= when.last
    assert (min(when.years), max(when.years)) == (when.first.year, when.last.year)


@given(_whens(), _whens())
def test_overlap_means_a_common_day(one: When, other: When) -> None:
    common = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) is other.overlaps(one) is common


@given(_whens(), _whens())
def test_what_lies_within_overlaps(one: When, other: When) -> None:
    if one.within(other):
        assert one.overlaps(other)
        assert other.first <= one.first <= one.last <= other.last


@given(_whens(), _whens())
def test_two_dates_have_one_order(one: When, other: When) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    assert (one <= other) is not (other < one)


@given(_DAYS)
def test_a_month_is_all_of_its_days(day: date) -> None:
    month = When(day.isoformat()[:7])
    assert (month.last - month.first) == timedelta(days=calendar.monthrange(day.year, day.month)[1] - 1)
    assert When(day.isoformat()).within(month)
    assert month.within(When(f"{day.year:04}"))


@given(st.text(st.characters(), max_size=12))
def test_any_other_text_is_refused_plainly(text: str) -> None:
    try:
        when = When(text)
    except ValueError:
        return
    assert str(when) == text
