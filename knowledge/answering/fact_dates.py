"""The dates that a fact states in its text, beside the one that it is filed under."""

from __future__ import annotations

from functools import lru_cache

from knowledge.localised import text_in
from knowledge.model import Fact
from knowledge.text import words
from knowledge.understanding.dates import find_dates
from knowledge.understanding.days import days_in
from knowledge.understanding.language import Language, load_language
from knowledge.when import When

REMEMBERED = 20_000  # texts


def dates_told(fact: Fact, language: Language) -> tuple[When, ...]:
    """The days, months and years that a fact's statement names, each as exactly as it does."""
    return _dates(text_in(fact.statement, language.code), language.code)


@lru_cache(maxsize=REMEMBERED)
def _dates(text: str, code: str) -> tuple[When, ...]:
    language = load_language(code)
    row = words(text)
    days = [When(day.isoformat()) for day in days_in(row, language)]
    rough = [mention.when for mention in find_dates(row, language)]
    return tuple(dict.fromkeys([*days, *(when for when in rough if not any(day.within(when) for day in days))]))
