"""Yes/no questions that the facts' own structure settles: another date, another person, another first one, another order.

A claim ("the bridge was opened in 1990") is held against what curators ask of a fact: where one of a fact's examples asks
*when* that very thing happened, the fact's date decides; where one asks *who* did it, the person whom its statement stresses
decides; where one asks who was the *first*, whoever the fact is not about was not. Every word of the question has to be accounted
for. Whatever is left open stays open: then the fact is stated without a yes or no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from knowledge.answering.claims import Claim, Told
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.matcher import Match, Matcher
from knowledge.model import EntityKind, Fact
from knowledge.text import words
from knowledge.understanding.dates import year_of
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role

ASKS_WHEN, ASKS_WHO, ASKS_WHICH_STATE = "?date", "?person", "?state"


@dataclass(frozen=True, slots=True)
class Settled:
    """Whether what was asked is so, and the facts that show it."""

    true: bool
    facts: tuple[Fact, ...]


class Settler:
    """Settles yes/no questions from the facts of one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher, beneath: Settler | None = None) -> None:
        """`beneath` settles from the snapshot that this one was changed from: what it knows of facts that stayed is shared."""
        self.base = base
        self._matcher = matcher
        first = beneath and (beneath._beneath or beneath)  # not a row of snapshots that would all have to be kept
        self._beneath: Settler | None = first if first and first._matcher.persons == matcher.persons else None
        self._language = matcher.reader.language
        self._told: dict[str, Told] = {}  # by fact: what does not depend on the question is worked out once a snapshot
        self._months = {matcher.reader.stemmer(name): number for number, name in enumerate(self._language.months, 1)}

    def settle(self, query: Query, matches: Sequence[Match]) -> Settled | None:
        """What the facts among the matches say to a yes/no question; None where they leave it open, or it asks no such thing."""
        language = self._language
        if not query.yes_no or query.amounts:
            return None
        row = query.row
        turned = (language.negations | language.turning_words | language.ordering_words) - language.place_words
        unique = language.unique_words.intersection(row)
        if not turned.isdisjoint(set(row) - unique):
            rest = set(row) - language.comes_first - language.comes_later - language.comparing_words
            return self._in_order(query, row) if turned.isdisjoint(rest) else None
        claim = self._claim(query)
        found = list(self._facts(matches))
        of_these = [told for told in found if self._is_of_these(query, told)]
        if claim.dates or claim.months:
            return None if unique or self._ranges(row) else self._when(claim, of_these, row)
        if unique:
            return self._first(claim, found, unique)
        persons = [term for term in claim.names if self._is(term, EntityKind.PERSON)]
        if len(persons) == 2 and claim.said == set(persons) and row[0] in language.identity_starts:
            return self._same(found, frozenset(persons))
        if len(persons) != 1 or not self._language.he_or_she.isdisjoint(row):  # "his minister" is somebody else
            return None
        (person,) = persons
        others = self._matcher.rank(replace(query, tokens=tuple(token for token in query.tokens if token.term != person)))
        telling = [token.surface.removesuffix("'s") for token in query.content if token.role is Role.CONTENT]
        offices = [] if row[0] in language.identity_starts else telling
        settled = self._who(claim, [*of_these, *self._facts(others)], person, offices)
        one_of_many = row[0] in language.identity_starts and not language.indefinite.isdisjoint(row)
        return None if one_of_many and settled and not settled.true else settled  # there may be more than one blender

    def _in_order(self, query: Query, row: Sequence[str]) -> Settled | None:
        """Which of two things came first: "did the one happen before the other?"."""
        language = self._language
        places = [place for place, word in enumerate(row) if word in language.comes_first | language.comes_later]
        if len(places) != 1 or query.dates:
            return None
        (place,) = places
        beyond = place + 1 + (not language.comparing_words.isdisjoint(row[place + 1 : place + 2]))
        left, right = self._matcher.read(" ".join(row[:place])), self._matcher.read(" ".join(row[beyond:]))
        if not any(token.role is Role.CONTENT for token in right.content):  # "… before the other country"
            kept = [token for token in left.tokens if token.role is not Role.ENTITY]
            right = replace(right, tokens=(*kept, *right.tokens))
        first, last = self._dated(left), self._dated(right)
        if first is None or last is None or not (first.when and last.when) or first.when.overlaps(last.when):
            return None
        return Settled((first.when < last.when) == (row[place] in language.comes_first), (first, last))

    def _dated(self, query: Query) -> Fact | None:
        """The fact that tells when something happened, where a curator asks it so and there is just one."""
        said = self._claim(query).said
        found = [told.fact for told in self._facts(self._matcher.rank(query)) if told.fact.when and told.asks(ASKS_WHEN, said)]
        return found[0] if len({fact.when for fact in found}) == 1 else None

    def _facts(self, matches: Sequence[Match]) -> Iterator[Told]:
        for match in matches:
            if match.candidate.is_fact:
                yield self._of(match.candidate.id)

    def _of(self, name: str) -> Told:
        if (told := self._told.get(name)) is not None:
            return told
        fact, beneath = self.base.fact(name), self._beneath
        if beneath and beneath.base.has_fact(name) and beneath.base.fact(name) is fact:
            return beneath._of(name)
        return self._told.setdefault(name, Told(fact, self._matcher, self._needless))

    def _is_of_these(self, query: Query, told: Told) -> bool:
        """Whether a fact is about every state that a question names, or about none of another name.

        "Did we open it in May?" is no question about what another country opened in May, however often the base names us.
        """
        states = [t.term for t in query.tokens if self._is(t.term, EntityKind.STATE) and not (t.part or t.stands_for)]
        return all(told.is_about(state) for state in states) or not any(
            self._is(f"{ENTITY}{e}", EntityKind.STATE) for e in told.fact.entities
        )

    def _claim(self, query: Query) -> Claim:
        return Claim.of(query, self._months, self._needless)

    def _ranges(self, row: Sequence[str]) -> bool:
        """Whether a word as "from" opens a stretch of time, rather than telling a place."""
        places = self._language.place_words
        return any(a in places and (year_of(b) or self._matcher.reader.stemmer(b) in self._months) for a, b in pairwise(row))

    @cached_property
    def _needless(self) -> frozenset[str]:
        """Terms that only name the kind of an answer ("which country"), or are looked at apart ("first")."""
        nouns = {noun for kind, group in self._language.entity_nouns.items() if kind != EntityKind.PERSON for noun in group}
        return frozenset(t.term for noun in nouns | self._language.unique_words for t in self._matcher.read(noun).content)

    def _is(self, term: str, kind: EntityKind) -> bool:
        entity = self.base.entities.get(term.removeprefix(ENTITY))
        return entity is not None and entity.kind is kind

    def _when(self, claim: Claim, found: Sequence[Told], row: Sequence[str]) -> Settled | None:
        begins = row[0] in self._language.event_starts
        verdicts = {
            told.fact.id: (verdict, told.fact)
            for told in found
            if told.fact.when and told.asks(ASKS_WHEN, claim.said)
            if (verdict := claim.holds_in(told.fact.when, bool(told.fact.inferred), begins)) is not None
        }
        return _agreed(list(verdicts.values()))

    def _holds(self, person: str, said: str) -> bool:
        """Whether words are those of a person's office."""
        role = self.base.entity(person.removeprefix(ENTITY)).role
        return role is not None and f" {said} " in f" {' '.join(words(text_in(role, self._language.code)))} "

    def _who(self, claim: Claim, found: Sequence[Told], person: str, offices: Sequence[str]) -> Settled | None:
        said = claim.said - {person}
        verdicts = []
        for told in found:
            stressed = told.stressed_persons
            if person not in stressed and any(self._holds(other, office) for other in stressed for office in offices):
                return None  # whoever holds that office takes part beside the person
            if len(stressed) == 1 and told.asks(ASKS_WHO, said):
                verdicts.append((person in stressed, told.fact))
            elif person in stressed and said <= told.stated:
                return None  # that may well be so
        return _agreed(verdicts)

    def _same(self, found: Sequence[Told], persons: frozenset[str]) -> Settled | None:
        """Two people who are known by name are not the same: "is the doctor Jane Doe?"; who is only known by an office may be."""
        told = next((told for told in found if told.stressed_persons & persons), None)
        return Settled(False, (told.fact,)) if told and all(map(self._has_a_name, persons)) else None

    def _has_a_name(self, person: str) -> bool:
        name = text_in(self.base.entity(person.removeprefix(ENTITY)).name, self._language.code)
        return all(token.role is not Role.CONTENT for token in self._matcher.read(name).tokens)

    def _first(self, claim: Claim, found: Sequence[Told], unique: frozenset[str]) -> Settled | None:
        if len(claim.names) != 1:
            return None
        (name,) = claim.names
        said = claim.said - {name}
        for told in found:
            if told.is_about(name):
                return None
            if told.asks(ASKS_WHO, said, unique) or told.asks(ASKS_WHICH_STATE, said, unique):
                return Settled(False, (told.fact,))
        return None


def _agreed(verdicts: Sequence[tuple[bool, Fact]]) -> Settled | None:
    if len({verdict for verdict, _ in verdicts}) != 1:
        return None
    verdict, fact = verdicts[0]
    if verdict and fact.attribution:
        return None  # somebody says so: that is no yes
    return Settled(verdict, (fact,))
