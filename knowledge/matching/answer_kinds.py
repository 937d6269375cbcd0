"""The kinds of answer that a fact can give, by its structure and by what its statement holds, beyond what its examples ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.localised import text_in
from knowledge.model import Entity, EntityKind, Fact, FigureStatus
from knowledge.text import words
from knowledge.understanding.attributes import FUTURE, REASON
from knowledge.understanding.language import Language

SEVERAL = 3  # things that make a list
MONTH, DAY, CLOCK = "month", "day", "clock"  # attributes: how finely a time is told
VERBATIM, QUOTE = "verbatim", "“"
BESIDE, DAY_DIGITS = 2, 2  # words around the name of a month in which the number of a day stands, and its digits
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_NUMBER = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d\b|(?:[.:]\d\d)? ?(?:[ap]\.?m\b|o['’]clock))", re.IGNORECASE)
MONEY = {"money", "cost"}


def answer_kinds(fact: Fact, entities: list[Entity], language: Language) -> Iterator[str]:
    """The kinds of a fact about some entities, as questions ask for them (`asks` and `attributes` of a language)."""
    statement = text_in(fact.statement, language.code)
    said = set(words(statement))
    if fact.when or _YEAR.search(statement) or not said.isdisjoint(language.months):
        yield "date"
    yield from _fine_dates(fact, statement, language)
    if fact.figures:
        yield "amount"
    if fact.figures or _NUMBER.search(_YEAR.sub("", statement)) or not said.isdisjoint(language.numbers):
        yield "count"
    if any(sign in statement for sign in language.percent_signs):
        yield "percentage"
    units = {figure.unit for figure in fact.figures}
    if not units.isdisjoint(language.currencies) or any(sign in statement for sign in language.currencies.values()):
        yield from MONEY
    if any(figure.status is FigureStatus.EXPECTED for figure in fact.figures):
        yield FUTURE
    if not said.isdisjoint(language.reason_marks):
        yield REASON
    if fact.attribution:
        yield "attribution"
    if QUOTE in statement:
        yield VERBATIM
    if _names_several(fact, entities):
        yield "list"
    for entity in entities:
        yield entity.kind.value
        if entity.kind in {EntityKind.STATE, EntityKind.PLACE}:
            yield "place"


def _fine_dates(fact: Fact, statement: str, language: Language) -> Iterator[str]:
    """How finely a fact tells when: to the month, to the day, to the time of day."""
    row = words(statement)
    months = [place for place, word in enumerate(row) if word in language.months]
    precision = fact.when.precision if fact.when else ""
    if months or precision in {"month", "day"}:
        yield MONTH
    beside = [word for place in months for word in row[max(0, place - BESIDE) : place + BESIDE]]
    if precision == "day" or any(word.isdigit() and len(word) <= DAY_DIGITS for word in beside):
        yield DAY
    if _CLOCK.search(statement):
        yield CLOCK


def _names_several(fact: Fact, entities: list[Entity]) -> bool:
    """Whether a fact is a small list by itself: it is about several things of one kind, or gives several figures of one unit."""
    of_a_kind = [*Counter(entity.kind for entity in entities).values(), *Counter(figure.unit for figure in fact.figures).values()]
    return max(of_a_kind, default=0) >= SEVERAL
