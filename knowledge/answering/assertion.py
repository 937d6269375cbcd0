"""A text as something that is asserted: which names in which order, which words, which way round, with which amounts and dates.

Two texts assert the same for certain only where all of this is the same. That is strict: of two wordings that mean the same,
many are not recognised, and nothing is said about them. What must not happen is a verdict on what was not said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answering.stated_amounts import Stated, stated_amounts
from knowledge.text import words
from knowledge.understanding.language import Language
from knowledge.understanding.names import ENTITY, STRANGER
from knowledge.understanding.query import Role, Token
from knowledge.understanding.reader import Reader
from knowledge.when import When

_BESIDE_ORDER = {Role.FUNCTION, Role.ASK, Role.DATE}
Named = tuple[str, str]  # the direction in which a name stands ("to", or nothing), and its term


@dataclass(frozen=True, slots=True)
class Assertion:
    """See the module. `marks` are small words that change what is said; `minor` those of `words` that say little."""

    named: tuple[Named, ...]
    words: frozenset[str]
    minor: frozenset[str]
    marks: frozenset[str]
    order: tuple[str, ...]  # all terms in order, where a word as "before" makes it matter
    negated: bool
    amounts: tuple[Stated, ...]
    dates: tuple[When, ...]
    asks: frozenset[str]
    yes_no: bool
    expects: bool
    stated: bool  # False where something is only supposed, doubly negated, or said of "him": nothing can be held against facts

    @property
    def entities(self) -> frozenset[str]:
        """The ids of the entities that it names."""
        return frozenset(term.removeprefix(ENTITY) for _, term in self.named if term.startswith(ENTITY))

    def same_but_names(self, other: Assertion, spare: frozenset[str] = frozenset()) -> bool:
        """Whether the two are the same but for names, amounts, dates and negation.

        `spare` are words that this one may have beyond the other's: it may say them all if they are minor, else one.
        """
        beyond = self.words - other.words
        if other.words - self.words or self.marks != other.marks or self.order != other.order:
            return False
        return not beyond - spare and len(beyond - self.minor) <= 1

    def same(self, other: Assertion, spare: frozenset[str] = frozenset()) -> bool:
        """Whether the two are the same but for amounts, dates and negation."""
        return self.named == other.named and self.same_but_names(other, spare)

    def swapped(self, other: Assertion) -> tuple[str, str] | None:
        """The first names (terms) of the two, where these differ and nothing else of their names does."""
        if len(self.named) != len(other.named) or not self.named or self.named[1:] != other.named[1:]:
            return None
        (way, mine), (other_way, theirs) = self.named[0], other.named[0]
        return (mine, theirs) if way == other_way and mine != theirs else None


def assertion(text: str, reader: Reader, *, repair: bool = False) -> Assertion:
    """What a sentence asserts, or what a question asks whether it is so."""
    language = reader.language
    check = language.checking
    rest, amounts = stated_amounts(_counted(_untagged(text, language), language), language)
    query = reader.read(rest, repair=repair)
    dated = {
        word for token in query.tokens if token.role is Role.DATE for word in token.surface.split()
    }  # "may" is a month there
    row = [word for word in words(rest) if word not in dated]
    tokens = [token for token in query.tokens if not (token.part or token.stands_for)]
    kept = [t for t in tokens if t.role in {Role.CONTENT, Role.LIGHT, Role.NUMBER} and t.surface not in check.negations]
    if amounts or not query.asks.isdisjoint({"amount", "count"}):
        kept = [token for token in kept if token.surface not in check.amounting]
    marking = language.turning_words | language.ordering_words | language.more_than | language.below | check.unique
    small = (
        {token.surface for token in tokens if token.role is Role.FUNCTION} - check.hollow - check.negations - check.approximators
    )
    marks = frozenset(small | (set(row) & (marking - check.negations - check.approximators - check.amounting)))
    turned = [word for word in row if word in check.negations]
    ordered = not language.ordering_words.isdisjoint(row)
    return Assertion(
        named=tuple(_named(tokens, language)),
        words=frozenset(token.term for token in kept),
        minor=frozenset(token.term for token in kept if token.role is Role.LIGHT),
        marks=marks,
        order=tuple(token.term for token in tokens if token.role not in _BESIDE_ORDER) if ordered else (),
        negated=bool(turned),
        amounts=amounts,
        dates=query.dates,
        asks=query.asks,
        yes_no=query.yes_no,
        expects=query.expects,
        stated=len(turned) < 2
        and (check.supposing | language.he_or_she).isdisjoint(row)
        and not (query.opinion or query.prediction),
    )


def _named(tokens: Iterable[Token], language: Language) -> Iterable[Named]:
    before = ""
    for token in tokens:
        if token.role is Role.ENTITY or token.term.startswith((ENTITY, STRANGER)):
            yield before if before in language.checking.directions else "", token.term
        before = token.surface


def _untagged(text: str, language: Language) -> str:
    """A sentence without a tag that denies nothing, though it has the words for it: ", wasn't it"."""
    said, comma, tag = text.rpartition(",")
    row = words(tag)
    return said if comma and " ".join(row) in language.yes_no_tags and not language.negations.isdisjoint(row[:1]) else text


def _counted(text: str, language: Language) -> str:
    """ "three billion" as "3 billion", and "a billion" as "1 billion"."""
    row = text.split()
    counted = row[:1]
    for before, word in pairwise(row):
        size = word.strip(".,;:!?").casefold()
        known = before.casefold()
        if size in language.magnitudes and len(size) > 2:
            if known in language.numbers:
                counted[-1] = f"{language.numbers[known]:g}"
            elif not before[-1].isdigit():
                counted.append("1")
        counted.append(word)
    return " ".join(counted)
