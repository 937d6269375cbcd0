"""Completes a question that leans on the one before: "and in 2022?", "what about the other one", "what's his job".

The two questions are merged by what their words do, not glued together: a new date replaces the old date, a new name replaces
names of its kind, a new question word replaces the old one; what remains of the old question counts less than the new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.understanding.dates import EARLIEST, LATEST
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.tokens import PROPERTY
from knowledge.when import When

REMAINDER = 0.4  # what a word of the question before weighs
FAINTEST = 0.1  # … and what it keeps after several questions more
FAINT = 0.2  # … and where the new question is about a person of the answer
YEAR_DIGITS = 4
_REPLACED = {Role.DATE, Role.NUMBER}  # a new one takes the place of the one before
_ASKING = {Role.ASK, Role.FUNCTION}
_COMPARED = frozenset({"difference"})  # what two times are set against each other for
SHORT = 2  # a question of so few telling words may be a continuation


def points_back(query: Query, language: Language) -> bool:
    """Whether a question starts as a continuation ("and …", "what about …") or has a pronoun."""
    return begins_with(query.row, language.followup_starts) or has_pronoun(query.row, language)


def begins_with(row: Sequence[str], phrases: Iterable[str]) -> bool:
    """Whether a row of words begins with one of some phrases."""
    return any(tuple(row[: len(start)]) == start for start in (tuple(phrase.split()) for phrase in phrases))


def counts_on(query: Query, language: Language) -> bool:
    """Whether a question counts on from a year that it does not name, or sets something against it: "and the year before?"."""
    steps = (*language.year_after, *language.year_before, *language.same_year, *language.compares_back)
    return _says(query.row, steps) or _years_counted(query.row, language) != 0


def has_pronoun(row: Sequence[str], language: Language) -> bool:
    """Whether a word stands for something said before, and does not only join a clause to its noun ("towns that have a port")."""
    if language.pronouns.isdisjoint(row):
        return False
    joins = {
        place for place, word in enumerate(row[:-1]) if word in language.relatives and row[place + 1] in language.yes_no_starts
    }
    return any(word in language.pronouns for place, word in enumerate(row) if not (place > 1 and place in joins))


def leans(query: Query, language: Language) -> bool:
    """Whether a question cannot stand alone: it starts as a continuation, points back, or names nothing."""
    telling = [token for token in query.content if token.role is not Role.DATE]
    return (points_back(query, language) or len(telling) <= 1) and len(telling) <= 2 * SHORT


def tells_nothing_known(query: Query) -> bool:
    """Whether a question consists of words that nobody knows ("asdfghjkl", "my cat is nice"): it goes on from nothing."""
    if query.asks or query.dates or query.operations or not query.content:
        return False
    return not any(token.known for token in query.content)


def elliptical(query: Query) -> bool:
    """Whether a yes/no question leaves out what it asks of those whom it names: "did the other one, too?"."""
    return query.yes_no and not any(token.role is Role.CONTENT for token in query.content)


def merged(query: Query, before: Query, persons: Sequence[str], kind_of: Callable[[str], str], language: Language) -> Query:
    """The question with what it takes over from the one before.

    `persons` are entities of the last answer that "he" and "she" may stand for; `kind_of` tells an entity's kind.
    """
    own = list(query.tokens)
    row = set(query.row)
    persons_meant = [] if row.isdisjoint(language.he_or_she) else list(persons[:1])
    if persons_meant:
        token = Token(persons_meant[0], f"e:{persons_meant[0]}", Role.ENTITY, 0.8)
        faint = [replace(t, weight=t.weight * FAINT) for t in before.tokens if t.role is Role.CONTENT and not t.part]
        return replace(query, tokens=(token, *faint, *own), entities=(*query.entities, persons_meant[0]))
    operations = query.operations
    dates = query.dates or before.dates
    if shifted := _other_year(query, before, language):
        own = [*(token for token in own if not shifted.counted or not _is_count(token, language)), shifted.token]
        dates = (shifted.when,)
        if _says(query.row, language.compares_back):  # "how much more than the year before?"
            dates = tuple(sorted((shifted.when, _year(before.dates[-1].first.year).when)))
    elif compares_back(query, before, language):
        dates = (_year(before.dates[0].last.year).when, *query.dates)
    if len(dates) > 1 and _says(query.row, language.compares_back):
        operations = operations or before.operations or _COMPARED
    has = {token.role for token in own}
    kinds = {kind_of(entity) for entity in query.entities}
    kept: list[Token] = []
    says = any(token.role in {Role.LIGHT, Role.CONTENT} for token in own)  # "and the other?" says nothing of its own
    for token in before.tokens:
        if token.role is Role.FUNCTION or (token.role is Role.LIGHT and says) or any(token.term == other.term for other in own):
            continue
        if token.role in _REPLACED and token.role in has:
            continue
        if token.term.startswith(PROPERTY) and (query.asks or any(other.term.startswith(PROPERTY) for other in own)):
            continue  # "how big is it?", "and how fast?"
        if token.role is Role.ASK and (query.asks or query.yes_no):
            continue
        if token.role is Role.ENTITY and kind_of(token.term.partition(":")[2]) in kinds:
            continue
        if token.part:
            weight = REMAINDER if token.role is Role.CONTENT else 0.0
        else:
            fainter = max(token.weight * REMAINDER, min(token.weight, FAINTEST))
            weight = token.weight if token.role in {Role.ENTITY, Role.DATE} else fainter
        kept.append(replace(token, weight=weight))
    entities = tuple(dict.fromkeys(token.term.partition(":")[2] for token in (*own, *kept) if token.role is Role.ENTITY))
    return replace(
        query,
        tokens=(*kept, *own) if has - _ASKING else (*own, *kept),  # "why?" begins the question that it asks
        entities=entities,
        dates=dates,
        asks=query.asks or before.asks,
        heads=query.heads if query.asks or query.heads else before.heads,
        operations=operations,
    )


def compares_back(query: Query, before: Query, language: Language) -> bool:
    """Whether a question sets its own time against that of the question before: "and compared to 2021?"."""
    if len(query.dates) != 1 or not before.dates or before.dates[0].overlaps(query.dates[0]):
        return False
    return _says(query.row, language.compares_back)


class _Shifted(NamedTuple):
    """A time that is told from that of the question before, with its token; `counted` in a number of years."""

    token: Token
    when: When
    counted: bool = False


def _other_year(query: Query, before: Query, language: Language) -> _Shifted | None:
    """The year that "the year after" or "five years later" means, counted from the question before, or that "that year" means.

    Or the month of its year that "in june" means.
    """
    if query.dates or not before.dates:
        return None
    row, year = query.row, before.dates[-1].first.year
    if named := [number for number, month in enumerate(language.months, 1) if month in row]:
        return _year(year)._replace(when=When(f"{year:04}-{named[0]:02}"))
    if step := _years_counted(row, language):
        return _year(year + step)._replace(counted=True) if EARLIEST <= year + step <= LATEST else None
    steps = ((language.year_after, 1), (language.year_before, -1), (language.same_year, 0))
    return next((_year(year + step) for phrases, step in steps if _says(row, phrases)), None)


def _years_counted(row: Sequence[str], language: Language) -> int:
    """How many years "five years later" or "2 years before that" goes on or back; 0 where a row says no such thing."""
    words = language.date_words
    for count, unit, order in zip(row, row[1:], row[2:], strict=False):
        number = language.numbers.get(count, float(count) if count.isdecimal() and len(count) < YEAR_DIGITS else 0.0)
        if number and unit in words["year"]:
            later, earlier = {*words["after"], *language.comes_later}, {*words["before"], *language.comes_first}
            return int(number) * ((order in later) - (order in earlier))
    return 0


def _is_count(token: Token, language: Language) -> bool:
    return token.role is Role.NUMBER or token.surface in language.numbers


def _year(year: int) -> _Shifted:
    return _Shifted(Token(str(year), f"y:{year}", Role.DATE, 1.0), When(f"{year:04}"))


def _says(row: Sequence[str], phrases: Iterable[str]) -> bool:
    text = f" {' '.join(row)} "
    return any(f" {phrase} " in text for phrase in phrases)
