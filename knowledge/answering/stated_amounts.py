"""The amounts that a text states, with their units and with what is said of them ("more than US$170 million")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.text import any_of
from knowledge.understanding.amounts import amount_of
from knowledge.understanding.dates import year_of
from knowledge.understanding.language import Language

SAME = 0.02  # amounts this close (as a share) are one amount, differently rounded
OTHER = 0.1  # … and from here on they are different ones, however roughly they are told


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount. unit: as in figures, None where none is said. bound: "=", ">", ">=" or "<". strange: with an unknown sign."""

    value: float
    unit: str | None = None
    bound: str = "="
    strange: bool = False

    def holds(self, given: float, unit: str) -> bool | None:
        """Whether it is true of an amount that is given; None where it cannot be told for certain."""
        if self.strange or not self._is_in(unit):
            return None
        if self.bound == ">":
            return given > self.value
        if self.bound == ">=":
            return given >= self.value
        if self.bound == "<":
            return given < self.value
        apart = abs(self.value - given) / abs(given) if given else abs(self.value)
        return True if apart <= SAME else False if apart >= OTHER else None

    def _is_in(self, unit: str) -> bool:
        first = unit.partition(" ")[0]
        must_be_said = (len(first) == 3 and first.isupper()) or first == "percent"
        return self.unit == first or (self.unit is None and not must_be_said)


def stated_amounts(text: str, language: Language) -> tuple[str, tuple[Stated, ...]]:
    """The text without its amounts, and these. Years, days and ordinals stay where they are."""
    found: list[Stated] = []

    def take(match: re.Match[str]) -> str:
        number, magnitude = match["number"], (match["magnitude"] or "").casefold()
        sign, said = (match["sign"] or "").strip(), (match["unit"] or "").strip()
        units = _units(language)
        strange = bool(sign) and sign.casefold() not in units
        if not (sign or magnitude or said) and (year_of(number) or _is_day(match, language)):
            return match[0]
        amount = amount_of(number + _magnitudes(language).get(magnitude, ""), language.magnitudes)
        if amount is None:
            return match[0]
        unit = units.get(sign.casefold()) or units.get(" ".join(said.casefold().split()))
        bound, rest = _bound(match["before"] or "", language)
        found.append(Stated(amount.value, unit, bound, strange))
        return f"{rest} "

    return _pattern(language).sub(take, text), tuple(found)


def _bound(before: str, language: Language) -> tuple[str, str]:
    """What the words before an amount say of it, and those of them that say nothing of it."""
    row = before.split()
    last = row[-1].casefold() if row else ""
    if last in language.checking.approximators:
        return "=", " ".join(row[:-1])
    if last == "than" and len(row) > 1:
        bound = ">" if row[-2].casefold() in language.more_than else "<" if row[-2].casefold() in language.below else ""
        return (bound, " ".join(row[:-2])) if bound else ("=", before)
    if last == "least" and len(row) > 1:
        return ">=", " ".join(row[:-2])
    if last in language.more_than:
        return ">", " ".join(row[:-1])
    return ("<", " ".join(row[:-1])) if last in language.below else ("=", before)


def _is_day(match: re.Match[str], language: Language) -> bool:
    """Whether a bare number stands beside a month: "3 July"."""
    after = re.match(r"\W*(\w+)", match.string[match.end() :])
    before = (match["before"] or "").split()
    near = {before[-1].casefold() if before else "", after[1].casefold() if after else ""}
    return not near.isdisjoint(language.months)


@cache
def _units_of(said: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    return {form: unit for unit, forms in said for form in forms}


def _units(language: Language) -> dict[str, str]:
    return _units_of(tuple(language.checking.units.items()))


def _magnitudes(language: Language) -> dict[str, str]:
    short = {word: long for word, long in language.expansions.items() if long in language.magnitudes}
    return {**{word: word for word in language.magnitudes}, **short, "": ""}


@cache
def _compiled(magnitudes: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    sized, named = any_of(magnitudes), any_of(units)
    return re.compile(
        r"(?P<before>(?<!\w)(?:[^\W\d_]+\s+){0,2})"
        rf"(?P<sign>(?:[^\W\d_]{{0,3}}[^\w\s.,;:!?'\"()\-/&@#*+%=]|{named}(?![^\W\d_]))\s?)?"
        rf"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)*)(?:\s?-?(?P<magnitude>{sized})(?!\w))?(?P<unit>\s?-?{named}(?!\w))?(?!\w|[.,]\d)",
        re.IGNORECASE,
    )


def _pattern(language: Language) -> re.Pattern[str]:
    return _compiled(tuple(filter(None, _magnitudes(language))), tuple(_units(language)))
