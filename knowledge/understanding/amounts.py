"""Amounts in questions: "86.6", "2,075", "170m", "3 billion"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_AMOUNT = re.compile(r"^(\d+(?:[.,]\d+)*)([a-z]*)$")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


class Amount(NamedTuple):
    """What a word says of an amount, and whether the word after it may yet multiply it ("3" and "3 billion")."""

    value: float
    is_open: bool


def amount_of(word: str, magnitudes: Mapping[str, float]) -> Amount | None:
    """The amount that a word in lower case stands for, or None."""
    if not (number := _AMOUNT.match(word)):
        return None
    digits, suffix = number.groups()
    value = _parsed(digits)
    return Amount(value * magnitudes[suffix], False) if suffix in magnitudes else Amount(value, True)


def _parsed(digits: str) -> float:
    """ "86.6" and "86,6" are decimals; "2,075" and "1,000,000" are thousands."""
    if _THOUSANDS.fullmatch(digits):
        return float(digits.replace(",", ""))
    whole, _, rest = digits.replace(",", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)
