"""Dates as precise as a source gives them: EDTF level 0 (a year, a month, a day, or an interval of two of them).

Specification: the Library of Congress's Extended Date/Time Format, https://www.loc.gov/standards/datetime/ . Only level 0
without times is read, because nothing else occurs in facts; a library for all levels would double the start-up time.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from knowledge import check_wording as words
from knowledge.filled import Filled

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _bounds(text: str) -> tuple[date, date]:
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(Filled(words.NO_DATE, text=text))
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(Filled(words.NO_DAY, text=text)) from None


@total_ordering
class When:
    """An EDTF date: its text and the first and last day that it covers.

    Raises ValueError when the text is not EDTF level 0, is no day of the calendar, or ends before it begins.
    """

    __slots__ = ("first", "last", "text")
    text: str
    first: date
    last: date

    def __init__(self, text: str) -> None:
        parts = text.split("/")
        if len(parts) > 2:
            raise ValueError(Filled(words.MANY_DATES, text=text))
        bounds = [_bounds(part) for part in parts]
        set_once = object.__setattr__
        set_once(self, "text", text)
        set_once(self, "first", bounds[0][0])
        set_once(self, "last", bounds[-1][1])
        if self.last < self.first:
            raise ValueError(Filled(words.ENDS_EARLY, text=text))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a date is a value and cannot be changed")

    def overlaps(self, other: When) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: When) -> bool:
        """Whether every day of this one lies in the other."""
        return other.first <= self.first and self.last <= other.last

    @property
    def years(self) -> range:
        """The calendar years that are touched."""
        return range(self.first.year, self.last.year + 1)

    @property
    def precision(self) -> str:
        """'year', 'month', 'day' or 'interval'."""
        return "interval" if "/" in self.text else ("year", "month", "day")[self.text.count("-")]

    def __reduce__(self) -> tuple[type[When], tuple[str]]:
        return When, (self.text,)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"When({self.text!r})"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, When) and self.text == other.text

    def __lt__(self, other: When) -> bool:
        return (self.first, self.last, self.text) < (other.first, other.last, other.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Packs and JSON hold a date as its text."""

        def read(value: Any) -> When:
            return value if isinstance(value, When) else When(str(value))

        return core_schema.no_info_plain_validator_function(read, serialization=core_schema.to_string_ser_schema(), metadata={})
