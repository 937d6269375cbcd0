"""What a question asks of a thing that an answer does not tell of it: when, where, who, on which day, at what time.

Such near misses share all their words with a fact. What they ask for is held against what curators ask of the fact, which they
do in a dozen ways: where none of these asks when, the fact tells no date of just that, whatever dates it may mention. Where a
fact has few examples, its structure tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from knowledge.answering.claims import STRESSED
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.answer_kinds import MONEY
from knowledge.matching.matcher import Match, Matcher
from knowledge.matching.profile import Profile
from knowledge.model import EntityKind
from knowledge.understanding.asking import ASK
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role
from knowledge.understanding.tokens import NUMBER

MANY = 8  # examples of a fact from which it does not tell what none of them asks for
SAME = 0.05  # amounts this close (as a share) are the same amount, roughly told
ROUND = 1000  # amounts from which one stands for a figure, and is no number of something or short for a year
PERSON, OTHERS, FIGURE = EntityKind.PERSON.value, "others", "figure"  # names of slots beside other kinds and attributes
# By what else curators ask for a kind of answer.
_ASKED_BY = {
    PERSON: frozenset({"person", "state", "organisation"}),
    "amount": frozenset({"amount", "percentage", "count"}),
    "percentage": frozenset({"percentage", "amount"}),
}
_OF_MONEY = frozenset({"cost", "pay", "money"})  # attributes
_KINDS = frozenset({"date", "place", "count", *_ASKED_BY})
# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_ASK, _FUNCTION, _LIGHT, _ENTITY = Role.ASK, Role.FUNCTION, Role.LIGHT, Role.ENTITY


class Slots:
    """Finds it, from the facts of one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self._base = base
        self._matcher = matcher
        self._language = language = matcher.reader.language
        self._excluding_starts = frozenset(mark.split()[0] for mark in language.excluding)
        self._shares = frozenset(language.portions.shares)
        self._choosers = language.choosers.difference(language.asks.get(PERSON, ()))

    def untold(self, query: Query, matches: Sequence[Match]) -> str:
        """The name of what a question asks for and none of an answer's matches tells; empty where one of them may tell it.

        A name is a kind of answer ("date"), an attribute that allows of no other ("clock"), "others" or "figure".
        """
        if query.yes_no or query.operations:
            return ""
        firm = query.wants & self._language.firm_attributes
        if firm:
            profiles = list(self._profiles(matches))
            if lacking := [name for name in firm if not any(name in profile.offers for profile in profiles)]:
                return min(lacking)
        if self._is_of_no_money(query, matches):
            return "cost"
        kind = self._kind(query)
        if kind in _KINDS and not any(self._tells(query, kind, profile) for profile in self._profiles(matches)):
            return kind
        if self._is_of_no_person(query, matches):
            return PERSON
        if kind and query.amounts and self._strange_figure(query, matches):
            return FIGURE
        excluded = self._excluded(query)
        if excluded and not any(self._names_another(match, excluded) for match in matches):
            return OTHERS
        return ""

    def _kind(self, query: Query) -> str:
        """The kind of answer that the question word asks for which a question opens with; empty where it opens with none."""
        for token in query.tokens:
            if token.role is _ASK:
                return token.term[1:]
            if token.role not in (_FUNCTION, _LIGHT) or token.surface in self._language.openers_of_clauses:
                return ""
        return ""

    def _tells(self, query: Query, kind: str, profile: Profile) -> bool:
        by = _ASKED_BY.get(kind, frozenset({kind}))
        if not by.isdisjoint(profile.asked):
            return True
        if kind == "count" and not query.heads.isdisjoint(profile.counted):
            return True
        return (profile.examples < MANY or kind == "amount") and not by.isdisjoint(profile.candidate.kinds)

    def _is_of_no_money(self, query: Query, matches: Sequence[Match]) -> bool:
        """Whether a price or a wage is asked for, and no sum of money is told; a share of a cost is none."""
        if query.wants.isdisjoint(_OF_MONEY) or "percentage" in query.asks or not self._shares.isdisjoint(query.row):
            return False
        profiles = list(self._profiles(matches))
        return all(MONEY.isdisjoint(p.candidate.kinds) and self._money_terms.isdisjoint(p.terms) for p in profiles)

    @cached_property
    def _money_terms(self) -> frozenset[str]:
        """The terms of words for currencies, and for what costs nothing."""
        units, language = self._language.checking.units, self._language
        names = {word for code in language.currencies for phrase in units.get(code, ()) for word in phrase.split()}
        return frozenset(map(self._matcher.reader.stemmer, names | language.costless))

    def _is_of_no_person(self, query: Query, matches: Sequence[Match]) -> bool:
        """Whether "which judge" is asked, and nobody is named whom an answer could be about."""
        asked = (token for token in query.tokens if token.role is _ASK and token.term == ASK + PERSON)
        chooses = any(token.surface in self._choosers for token in asked)
        return chooses and not any(PERSON in profile.candidate.kinds for profile in self._profiles(matches))

    def _excluded(self, query: Query) -> frozenset[str]:
        """The names beside which another is asked for: "which judge besides Jane?"."""
        marks, typed = self._language.excluding, f" {' '.join(query.row)} "
        if self._excluding_starts.isdisjoint(query.row) or not any(f" {mark} " in typed for mark in marks):
            return frozenset()
        ends = {mark.split()[-1] for mark in marks}
        behind = (token for before, token in pairwise(query.tokens) if before.surface in ends)
        return frozenset(token.term.removeprefix(ENTITY) for token in behind if token.role is _ENTITY)

    def _names_another(self, match: Match, excluded: Collection[str]) -> bool:
        """Whether an answer is about others of the kind of the excluded; of a fact, those that its statement stresses."""
        if match.candidate.is_collection:
            return True
        stressed = " ; ".join(STRESSED.findall(text_in(self._base.fact(match.candidate.id).statement, self._language.code)))
        named = set(self._matcher.reader.read(stressed, repair=False).entities) or set(match.candidate.entities)
        kinds = set(map(self._base.kind_of, excluded))
        return any(self._base.kind_of(name) in kinds for name in named.difference(excluded))

    def _profiles(self, matches: Sequence[Match]) -> Iterator[Profile]:
        """The profiles of matches, and of what lists among them hold."""
        for match in matches:
            yield match.profile
            if match.candidate.is_collection:
                members = map(self._matcher.profile, self._base.members_of(match.candidate.id))
                yield from (profile for profile in members if profile)

    def _strange_figure(self, query: Query, matches: Sequence[Match]) -> bool:
        """Whether a question names a figure, of which an answer tells none like it: "when will it reach 5 billion?"."""
        named = [amount for amount in query.amounts if amount >= ROUND]
        if not named:
            return False
        told = {t.removeprefix(NUMBER) for profile in self._profiles(matches) for t in profile.terms if t.startswith(NUMBER)}
        figures = [float(number) for number in told]
        return not any(abs(amount - figure) <= SAME * amount for amount in named for figure in figures)
