"""A question as it was read: what it names, when, what kind of answer it wants."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from knowledge.lazy import lazy
from knowledge.shared import NOTHING
from knowledge.text import example_key, words
from knowledge.when import When


class Role(StrEnum):
    """What a token does in a question."""

    FUNCTION = "function"  # holds the sentence together
    LIGHT = "light"  # common words that say little
    ASK = "ask"  # a question word: its term is "?" and the kind of answer
    CONTENT = "content"
    ENTITY = "entity"  # its term is "e:" and the entity's id
    DATE = "date"
    NUMBER = "number"


# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_FUNCTION, _DATE, _NUMBER = Role.FUNCTION, Role.DATE, Role.NUMBER
_NAMING = {Role.CONTENT, Role.ENTITY}
_FEW_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase: as it was typed, the term that it is matched by, and what it weighs (0 to 1)."""

    surface: str
    term: str
    role: Role
    weight: float = 0.0
    known: bool = True  # something in the base uses it
    part: bool = False  # belongs to a longer name before it
    stands_for: str = ""  # of a metonym: the term that it may stand for


class Designator(NamedTuple):
    """A number after a word: the word as a term and as typed, the number's term, and that of what follows."""

    things: frozenset[str]
    number: str
    after: str


@dataclass(frozen=True)
class Query:
    """A question, read. `text` is the cleaned utterance; `repaired` maps misspelt words to what they were read as."""

    utterance: str
    text: str
    tokens: tuple[Token, ...]
    entities: tuple[str, ...] = ()
    dates: tuple[When, ...] = ()
    period: When | None = None  # the first date with its "since" or "before"
    amounts: tuple[float, ...] = ()
    asks: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()  # the terms right after "which", "what", "how many": what an answer has to be
    yes_no: bool = False
    repaired: tuple[tuple[str, str], ...] = ()
    operations: frozenset[str] = frozenset()
    negated: bool = False
    opinion: bool = False
    own_view: bool = False  # of whoever answers
    prediction: bool = False
    expects: bool = False  # asks for what somebody expects, which a source may state
    wants: frozenset[str] = frozenset()  # attributes that it asks for: "age", "cost"
    shows: frozenset[str] = frozenset()  # those that its words tell of, where it is a text of the base
    inside: frozenset[str] = frozenset()  # stems of the words that its longer names are made of
    counted: frozenset[str] = frozenset()  # the terms right after its numbers
    orders: tuple[str, ...] = ()  # its words that say what came before or after another thing
    proper: int = 0  # words of which the base knows nothing, and that are written like names

    @lazy
    def row(self) -> tuple[str, ...]:
        """The words of the text, in lower case, as they were typed."""
        return tuple(words(self.text))

    @lazy
    def typed(self) -> str:
        """The text as it is compared with what curators listed."""
        return example_key(self.text)

    @lazy
    def content(self) -> tuple[Token, ...]:
        """The tokens that an answer has to account for."""
        return tuple([token for token in self.tokens if token.weight > 0])

    @lazy
    def content_beyond_dates(self) -> tuple[Token, ...]:
        """The telling tokens that are no dates."""
        return tuple([token for token in self.content if token.role is not _DATE])

    @lazy
    def said(self) -> frozenset[str]:
        """Every term, and what metonyms may stand for."""
        terms = {t.term for t in self.tokens}
        terms.update([t.stands_for for t in self.tokens if t.stands_for])
        return frozenset(terms)

    @lazy
    def key(self) -> tuple[str, ...]:
        """What two questions share that ask the same in the same order, whatever small words and spellings they use.

        Small words that ask for another time ("since 2022", "before") are no part of what may differ.
        """
        terms = tuple([t.term for t in self.tokens if t.role is not _FUNCTION and not t.part])
        if terms and self.orders:
            terms += self.orders
        if terms and self.period and self.period != self.dates[0]:
            terms += (self.period.text,)
        if terms and (self.negated or self.opinion or self.prediction):
            return terms + tuple(name for name in ("negated", "opinion", "prediction") if getattr(self, name))
        return terms

    @lazy
    def canonical(self) -> str:
        """The terms as a text, for string distances."""
        return " ".join([t.term for t in self.tokens if t.role is not _FUNCTION and not t.part])

    @lazy
    def designators(self) -> tuple[Designator, ...]:
        """Small numbers that may tell one of several things apart: "line 5", "engine number 2"."""
        found = []
        for place, token in enumerate(self.tokens[1:], start=1):
            before = self.tokens[place - 1]
            if token.role is _NUMBER and before.role in _NAMING and len(token.surface) <= _FEW_DIGITS and token.surface.isdigit():
                after = self.tokens[place + 1].term if place + 1 < len(self.tokens) else ""
                found.append(Designator(frozenset({before.term, before.surface}), token.term, after))
        return tuple(found)

    @property
    def numbered(self) -> frozenset[str]:
        """What stands before such a number, by itself or as a name ("Line 6")."""
        names = self.inside if any(part.isdigit() for part in self.inside) else NOTHING
        return names.union(*(one.things for one in self.designators)) if self.designators else names

    @property
    def terms(self) -> tuple[str, ...]:
        """What the question is matched by, in order; words that only hold it together are left out."""
        left_out = {_FUNCTION, Role.LIGHT}
        return tuple(token.term for token in self.tokens if token.role not in left_out and not token.part)
