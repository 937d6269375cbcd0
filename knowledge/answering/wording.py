"""Puts amounts, dates and fixed sentences into words of a language. The words stand in the language's resource."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from knowledge.model import Figure, FigureStatus
from knowledge.understanding.dates import EARLIEST, LATEST
from knowledge.understanding.language import Language
from knowledge.when import When


class Wording:
    """Speaks one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **parts: object) -> str:
        """The fixed sentence `key` with its gaps filled."""
        return self.language.says[key].format(**parts)

    def amount(self, amount: Decimal | float, unit: str) -> str:
        """An amount for people: "US$86.6 million", "2.3%", "42.6 million people"."""
        value = amount if isinstance(amount, Decimal) else Decimal(repr(amount))
        sign = "-" if value < 0 else ""
        number = self.number(abs(value))
        money, _, rest = unit.partition(" ")
        if money in self.language.currencies:
            return f"{sign}{self.language.currencies[money]}{number}" + (f" {rest}" if rest else "")
        if unit in self.language.units:
            return f"{sign}{number}{self.language.units[unit]}"
        return f"{sign}{number} {unit}"

    def number(self, value: Decimal) -> str:
        """A number, short: "170 million", "2,074.65", "5.88"; with the name of a size in full where three decimals are enough."""
        smallest = self.language.big_numbers[-1][0]
        for size, name in self.language.big_numbers:
            if value >= smallest and _short(value / size) >= 1:
                exact = (value / size).quantize(Decimal("0.001"))
                return f"{_trimmed(exact) if exact * size == value else _short(value / size)} {name}"
        return f"{_short(value):,}"

    def figure(self, figure: Figure) -> str:
        """A figure of a series, marked where it is only expected."""
        amount = self.amount(figure.amount, figure.unit)
        if figure.approximate:
            amount = self.say("approximately", amount=amount)
        expected = figure.status is FigureStatus.EXPECTED
        return self.say("expected_figure", amount=amount) if expected else amount

    def date(self, when: When) -> str:
        """A date for people: "August 2021", "3 July 2025", "2021", "2021 to 2023"."""
        first, _, last = when.text.partition("/")
        if not last:
            return self._part(first)
        if when.first.year <= EARLIEST:
            return self.say("date_until", last=self._part(_shortened(last, "-12-31", when.last)))
        if when.last.year >= LATEST:
            return self.say("date_since", first=self._part(_shortened(first, "-01-01", when.first)))
        whole_years = first.endswith("-01-01") and last.endswith("-12-31")
        parts = (first[:4], last[:4]) if whole_years else (first, last)
        return self.say("date_range", first=self._part(parts[0]), last=self._part(parts[1]))

    def _part(self, text: str) -> str:
        parts = text.split("-")
        if len(parts) == 1:
            return str(int(parts[0]))
        month = self.language.months[int(parts[1]) - 1].capitalize()
        return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def _short(value: Decimal) -> Decimal:
    return _trimmed(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _trimmed(value: Decimal) -> Decimal:
    """Without zeros behind its decimals."""
    return value.normalize() if value % 1 else value.quantize(Decimal(1))


def _shortened(text: str, end: str, day: date) -> str:
    """The year of a day that is the first or last of it, or its month where it is the first or last of that."""
    if text.endswith(end):
        return text[:4]
    whole = text.count("-") == 2 and (day.day == 1 if end == "-01-01" else (day + timedelta(days=1)).day == 1)
    return text[:7] if whole else text
