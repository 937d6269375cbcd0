"""How long it is from one date to another, in a unit that the dates are fine enough for."""

from __future__ import annotations

from typing import NamedTuple

from knowledge.when import When

ANY = ""  # no unit is asked for
MONTHS = 12  # of a year
FEW_DAYS = 60  # a shorter time is told in days where no unit is asked for, a longer one in months or years
HALF_A_MONTH = 15  # days from which a month that has begun is counted


class Span(NamedTuple):
    """A number of days, months or years; not `exact` where days are left over, or one of the dates is rougher than the other."""

    value: int
    unit: str
    exact: bool = True


def span_of(first: When, last: When, unit: str) -> Span | None:
    """The time from the beginning of `first` to that of `last`, in a unit or in that which suits (`ANY`).

    It is told no finer than the dates are. None where they are too rough to tell, or it is open which end of years is meant.
    """
    years = last.first.year - first.first.year
    precisions = {_precision(first), _precision(last)}
    days = (last.first - first.first).days
    if unit == ANY:
        unit = "day" if precisions == {"day"} and days < FEW_DAYS else "month"
    if unit == "day" and precisions == {"day"}:
        return Span(days, unit) if days else None
    if precisions <= {"month", "day"}:
        span = _in_months(first, last, exactly=precisions == {"day"})
        whole, rest = divmod(span.value, MONTHS)
        span = Span(whole, "year", span.exact) if unit == "year" and not rest else span
        return span if span.value else None
    if any(when.precision == "interval" and when.first.year != when.last.year for when in (first, last)):
        return None
    return Span(years, "year", exact=precisions == {"year"}) if years else None  # no finer than the sources date


def _precision(when: When) -> str:
    """What a date is exact to: a few days of one month are exact to the month."""
    within = (when.first.year, when.first.month) == (when.last.year, when.last.month)
    return "month" if when.precision == "interval" and within else when.precision


def _in_months(first: When, last: When, *, exactly: bool) -> Span:
    """The months between two dates; between days rounded to the nearest, and marked so."""
    months = (last.first.year - first.first.year) * MONTHS + last.first.month - first.first.month
    apart = last.first.day - first.first.day
    if not exactly or not apart:
        return Span(months, "month")
    rounded = months + (apart > HALF_A_MONTH) - (apart < -HALF_A_MONTH)
    return Span(rounded, "month", exact=False)
