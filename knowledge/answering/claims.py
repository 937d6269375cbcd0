"""What a yes/no question claims, and what a fact and the curators' questions of it tell, both as terms that can be compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.localised import text_in
from knowledge.matching.features import naming
from knowledge.matching.matcher import Matcher
from knowledge.matching.text_row import TextRow
from knowledge.model import Fact
from knowledge.text import words
from knowledge.understanding.names import ENTITY, STRANGER
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.tokens import YEAR
from knowledge.when import When

AMBIENT = 0.3  # what a name sets apart, below which nearly everything of a base is about it: it may be left out
WIDESPREAD = 0.32  # weight up to which a word of a curator's question may be left out: much of the base uses it
ENOUGH = 0.55  # weight of what a claim and a curator's question have in common
STRESSED = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a yes/no question puts forward: its telling terms, without dates; its dates and months; the names in it."""

    said: frozenset[str]
    dates: tuple[When, ...]
    months: frozenset[int]
    names: frozenset[str]

    @classmethod
    def of(cls, query: Query, months: dict[str, int], needless: frozenset[str]) -> Claim:
        """The claim of a query. `months` are the terms of months with their numbers; `needless` terms are left out."""
        parts = [token for token in query.content if token.role is not Role.DATE and token.term not in needless]
        telling = [token for token in parts if not _is_ambient(token)]
        named = {months[token.term] for token in telling if token.term in months}
        return cls(
            said=frozenset(token.term for token in telling if token.term not in months),
            dates=query.dates,
            months=frozenset(named),
            names=frozenset(token.term for token in telling if token.term.startswith((ENTITY, STRANGER))),
        )

    def holds_in(self, when: When, inferred: bool, begins: bool) -> bool | None:
        """Whether a thing that happened at `when` happened at the dates named; `begins`: it is asked for as an event.

        What was begun at `when` may go on: so of a state ("was it banned in 2010?") only earlier dates are wrong.
        """
        if when.precision == "interval" or len(self.dates) + len(self.months) != 1:
            return None
        if self.months:
            exact = when.precision in {"month", "day"}
            return (when.first.month in self.months) if exact else None
        (date,) = self.dates
        if when.within(date):
            return None if inferred else True
        if when.overlaps(date):
            return None
        month = date.precision == "month" and when.precision == "month" and date.first.month != when.first.month
        certain = month or not inferred
        return False if certain and (begins or date.last < when.first) else None


class Told:
    """A fact, with what curators ask of it and what it states."""

    def __init__(self, fact: Fact, matcher: Matcher, needless: frozenset[str]) -> None:
        self.fact = fact
        self._matcher = matcher
        self._needless = needless

    @cached_property
    def _examples(self) -> list[tuple[frozenset[str], TextRow]]:
        """What curators ask of it, but for their yes/no questions: the words of each, and how evidence sees it."""
        language = self._matcher.reader.language
        asked = {text: words(text) for text in self.fact.asked_as.get(language.code, ())}
        plain = {text: frozenset(row) for text, row in asked.items() if language.yes_no_starts.isdisjoint(row[:1])}
        return [(plain[text], row) for text, row in self._matcher.texts(self.fact.id) if text in plain]

    @cached_property
    def _statements(self) -> list[TextRow]:
        examples = set(self.fact.examples(self._matcher.reader.language.code))
        return [row for text, row in self._matcher.texts(self.fact.id) if text not in examples]

    @cached_property
    def stated(self) -> frozenset[str]:
        """The terms of its statements."""
        return frozenset(term for row in self._statements for term in row.terms)

    @cached_property
    def stressed_persons(self) -> frozenset[str]:
        """The persons whose names the statement stresses."""
        language = self._matcher.reader.language.code
        stressed = " ; ".join(STRESSED.findall(text_in(self.fact.statement, language)))
        persons = self._matcher.persons
        return frozenset(t.term for t in self._matcher.reader.read(stressed, repair=False).tokens if t.term in persons)

    def is_about(self, name: str) -> bool:
        """Whether the fact is about a name, or mentions it anywhere."""
        profile = self._matcher.profile(self.fact.id)
        return profile is None or name in self.stated or name.removeprefix(ENTITY) in profile.candidate.entities

    def asks(self, ask: str, said: frozenset[str], unique: frozenset[str] = frozenset()) -> bool:
        """Whether a curator's example asks `ask` ("when?") of just what was said.

        The example says something of it, and its telling terms are among those `said`, but for widespread ones; what was said
        beyond them, the statement or another such example holds. With `unique` words the example has them, too ("first").
        """
        order = self._matcher.reader.language.ordering_words  # "since when" asks for a state
        texts = [(found, row) for found, row in self._examples if ask in row.terms]
        rows = [self._needed(row) for found, row in texts if unique <= found and order.isdisjoint(found)]
        held = self.stated.union(*rows)
        enough = ENOUGH if not unique else 0.0
        return said <= held and any(_all_but_widespread(row, said) and _in_common(row, said) > enough for row in rows)

    def _needed(self, row: TextRow) -> dict[str, float]:
        """The telling terms of an example, each with its weight."""
        pairs = zip(row.content, row.weights, strict=True)
        return {t: w for t, w in pairs if not (t.startswith(YEAR) or _ambient(t, w) or t in self._needless)}


def _all_but_widespread(row: Mapping[str, float], said: Collection[str]) -> bool:
    return all(weight <= WIDESPREAD or term in said for term, weight in row.items())


def _in_common(row: Mapping[str, float], said: Collection[str]) -> float:
    """The weight of what a claim has in common with an example; 0 for names alone, since light verbs do not tell what is said."""
    common = {term: weight for term, weight in row.items() if term in said}
    says = any(not term.startswith((ENTITY, STRANGER)) for term in common)
    return sum(common.values()) if says else 0.0


def _is_ambient(token: Token) -> bool:
    return token.term.startswith(ENTITY) and naming(token) < AMBIENT


def _ambient(term: str, weight: float) -> bool:
    return _is_ambient(Token(term, term, Role.ENTITY, weight))
