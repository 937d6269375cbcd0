"""The names and properties ("how old") of a question that an answer is not about: it would answer another question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from knowledge.answering.ways import Directions
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.candidate import Candidate
from knowledge.matching.features import accounted, naming
from knowledge.matching.matcher import Match, Matcher
from knowledge.text import words
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.tokens import PROPERTY

NAMED = 0.6  # what a name sets apart, from which an answer has to be about it
APART = 0.3  # … and from which its numbers are not those of others
HALF_A_YEAR = 184  # days, at the most
SIBLINGS = 2  # of one kind, of which figures are given side by side
_NUMBERS = {"amount", "percentage", "count", "population", "cost", "members", "staff", "size", "weight", "height"}


class Strangers:
    """Finds such names, from the facts of one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self.base = base
        self._matcher = matcher
        self._of_figures: dict[str, frozenset[str]] = {}
        self._orders_of: dict[str, frozenset[str]] = {}
        self._directions = Directions(base, matcher)
        self._from = matcher.reader.language.ways.get("from", frozenset())

    def among(self, query: Query, matches: Sequence[Match]) -> list[Token]:
        """The telling names of a question that none of an answer's matches is about, or its properties; none of a yes/no one.

        A name that much of the base is about ("growth in our neighbour") says little, unless a match is about others of its kind
        instead. What a yes/no question names may be what is wrong with it.
        """
        if query.yes_no:
            return []
        properties = [token for token in query.content if token.term.startswith(PROPERTY)]
        if lacking := [token for token in properties if not any(_tells(match, token) for match in matches)]:
            return lacking
        if others := self._others_in_office(query, matches) or self._beside_figures(query, matches):
            return others
        if all(self._is_of_whole_year(query, match) for match in matches):
            return [token for token in query.tokens if token.role is Role.DATE]
        if unsaid := self._unsaid(query, matches):
            return unsaid
        if not self._from.isdisjoint(query.row) and all(self._directions.turned_round(query.tokens, one) for one in matches):
            return [token for token in query.tokens if token.role is Role.ENTITY]
        named = [token for token in query.content if token.role is Role.ENTITY]
        telling = [token for token in named if naming(token) >= NAMED]
        about = self._is_about
        if lacking := [token for token in telling if not any(about(match, token) for match in matches)]:
            return lacking
        if not self._matcher.reader.language.either.isdisjoint(query.row):
            about = _uses  # "was it A or B?": to refute one of them is to answer
        return [t for t in named if all(self._is_of_others(match, t) and not about(match, t) for match in matches)]

    def fits(self, query: Query, matches: Sequence[Match]) -> bool:
        """Whether an answer of these matches is about all that a question names, and none of them about others only."""
        if self.among(query, matches):
            return False
        if len(matches) == 1:
            return True
        return len({bool(self.among(query, [match])) for match in matches}) == 1

    def _unsaid(self, query: Query, matches: Sequence[Match]) -> list[Token]:
        """A place in a row that no match tells of, or a judgement that somebody is asked to have passed ("… it is bad")."""
        language = self._matcher.reader.language
        if not language.ordinals.isdisjoint(query.row):
            told = {word for match in matches for text in match.candidate.statements for word in words(text)}
            if places := [token for token in query.content if token.surface in language.ordinals - told]:
                return places
        if not query.opinion or "person" not in query.asks or language.saying.isdisjoint(query.row):
            return []
        judging = [token for token in query.content if token.surface in self._judging]
        return [token for token in judging if not any(accounted(token, match.profile) for match in matches)]

    @cached_property
    def _judging(self) -> frozenset[str]:
        return frozenset(word for cue in self._matcher.reader.language.opinion_cues for word in cue.split())

    def _others_in_office(self, query: Query, matches: Sequence[Match]) -> list[Token]:
        """Persons before or after whom something is asked for, where no text of an answer says so: "who was it before Jane?"."""
        language = self._matcher.reader.language
        orders = language.comes_first | language.comes_later
        if orders.isdisjoint(query.row):
            return []
        beside = [(a.surface, b) for a, b in pairwise(query.tokens) if a.surface in orders and b.term in self._matcher.persons]
        return [person for order, person in beside if not any(order in self._orders(match.candidate) for match in matches)]

    def _orders(self, candidate: Candidate) -> frozenset[str]:
        """The words of order ("before") that the texts of a candidate put before a person."""
        if (known := self._orders_of.get(candidate.id)) is not None:
            return known
        language = self._matcher.reader.language
        orders = language.comes_first | language.comes_later
        persons = self._matcher.persons
        texts = [text for text, _ in self._matcher.texts(candidate.id) if not orders.isdisjoint(words(text))]
        pairs = (pair for text in texts for pair in pairwise(self._matcher.reader.read(text, repair=False).tokens))
        return self._orders_of.setdefault(
            candidate.id, frozenset(a.surface for a, b in pairs if a.surface in orders and b.term in persons)
        )

    def _beside_figures(self, query: Query, matches: Sequence[Match]) -> list[Token]:
        """The names for whose number is asked, where an answer only gives those of others of their kind, each by its label."""
        if not (_NUMBERS & (query.asks | query.wants)):
            return []
        named = [token for token in query.content if token.role is Role.ENTITY and naming(token) >= APART]
        given = {entity for match in matches for entity in self._labelled(match.candidate)}
        if not named or any(token.term[2:] in given for token in named):
            return []
        kinds = Counter(map(self.base.kind_of, given))
        return [token for token in named if kinds[self.base.kind_of(token.term[2:])] >= SIBLINGS]

    def _is_of_whole_year(self, query: Query, match: Match) -> bool:
        """Whether a match gives figures of a whole year, of which a question names a part: "… in the first half of 2023"."""
        asked = query.period
        if asked is None or match.candidate.is_gap or len(asked.years) > 1 or (asked.last - asked.first).days > HALF_A_YEAR:
            return False
        members = self.base.members_of(match.candidate.id) if match.candidate.is_collection else (match.candidate.id,)
        facts = [self.base.fact(member) for member in members]
        dated = any(fact.when and fact.when.within(asked) for fact in facts)
        return not dated and any(figure.year in asked.years for fact in facts for figure in fact.figures)

    def _labelled(self, candidate: Candidate) -> frozenset[str]:
        """What the figures of a candidate are of, by their labels."""
        if (known := self._of_figures.get(candidate.id)) is not None:
            return known
        members = self.base.members_of(candidate.id) if candidate.is_collection else (candidate.id,)
        language = self._matcher.reader.language.code
        labels = [text_in(figure.label, language) for m in members for figure in self.base.fact(m).figures if figure.label]
        found = frozenset(entity for label in labels for entity in self._matcher.read(label).entities)
        return self._of_figures.setdefault(candidate.id, found)

    def _is_about(self, match: Match, name: Token) -> bool:
        """Whether a match is about a name that its texts use: where curators only refute something of it, it is not."""
        candidate = match.candidate
        if not accounted(name, match.profile):
            return False
        if candidate.is_collection or not {name.term[2:], name.stands_for[2:]}.isdisjoint(candidate.entities):
            return True
        language = self._matcher.reader.language.code
        refuted = set(self.base.fact(candidate.id).refutes.get(language, ()))
        return any(name.term in row.terms for text, row in self._matcher.texts(candidate.id) if text not in refuted)

    def _is_of_others(self, match: Match, name: Token) -> bool:
        """Whether a match is about one or more others of the kind of a name."""
        kind_of = self.base.kind_of
        kind = kind_of(name.term[2:])
        return bool(kind) and any(kind_of(entity) == kind for entity in match.candidate.entities)


def _uses(match: Match, name: Token) -> bool:
    return accounted(name, match.profile) > 0


def _tells(match: Match, asked: Token) -> bool:
    """Whether a match tells of a property that is asked for."""
    return accounted(asked, match.profile) > 0 or asked.term.removeprefix(PROPERTY) in match.profile.offers
