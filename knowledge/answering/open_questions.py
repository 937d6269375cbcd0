"""Short questions that name nothing which tells apart what they may mean: "when was it opened?", where much was opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from knowledge.answering.choice import Choice
from knowledge.answering.reading import Reading
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.features import Evidence, naming
from knowledge.matching.matcher import Match, Matcher
from knowledge.matching.text_row import TextRow
from knowledge.model import EntityKind
from knowledge.understanding.followup import has_pronoun
from knowledge.understanding.query import Query, Role

FEW = 2  # telling words that such a question has at most
NAMED = 0.6  # what a name sets apart, from which a question is about just that
CLEAR = 0.7  # share of the best fact from which the question is not open
MEANT = 0.75  # … and from which it is what "it" stands for
RIVAL = 0.03  # share from which another fact may be meant as well
FAINT_RIVAL = 0.01  # … and from which it is offered, if there is a rival
EQUAL = 0.1  # share from which a fact may be what a word like "it" stands for, where nothing was said before
LEFT_OVER = 0.05  # information of the question that a rival may leave unexplained
_NOUNS = (EntityKind.AGREEMENT, EntityKind.PROJECT)  # kinds of which people say "the agreement"


class OpenQuestions:
    """Finds what a question may mean alike, in one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self._base = base
        self._matcher = matcher
        self._language = matcher.reader.language

    def pointless(self, reading: Reading) -> list[Match]:
        """The facts that a question may be for which says nothing but that it is for a date, or a person: "when did they do it?".

        None for one that goes on from another, and none where there is only one.
        """
        query = reading.query
        points = query.asks or has_pronoun(query.row, self._language)
        if query.content or not points or query.yes_no or query.opinion or reading.goes_on:
            return []
        if "list" in query.asks and reading.matches[:1] and reading.matches[0].candidate.is_collection:
            return []  # "list them all"
        said = not self._language.saying.isdisjoint(query.row)
        wanted = frozenset({"attribution"}) if said else query.asks
        facts = [match for match in reading.matches if match.candidate.is_fact]
        fitting = [match for match in facts if not (wanted and wanted.isdisjoint(match.candidate.kinds))]
        facts = fitting if said or len(fitting) > 1 else facts
        first = list({match.candidate.topic: match for match in reversed(facts)}.values())[::-1]  # of each topic
        return _several(first if len(first) > 1 else facts)

    def offices(self, reading: Reading) -> list[Match]:
        """Those whom "the minister" may mean, for a question that says nothing but that."""
        query = reading.query
        nouns = self._single_nouns(query)
        if query.yes_no or query.opinion or not nouns or any(token.term not in nouns for token in query.content):
            return []
        group = set.intersection(*(self._bearers.get(noun, set()) for noun in nouns))
        found = []
        for entity in sorted(group):
            asked = [(self._example(query, fact.id, entity), fact.id) for fact in self._base.facts_about(entity)]
            likeness, example, fact = max(((*pair, fact) for pair, fact in asked), default=(0.0, "", ""))
            if example and (profile := self._matcher.profile(fact)):
                found.append((likeness, Match(profile.candidate, profile, Evidence(), 0.0, example)))
        return _several([match for _, match in found])

    def among(self, reading: Reading, best: Choice, matches: Sequence[Match], shares: Sequence[float]) -> list[Match]:
        """What a question may mean beside the `best` choice; nothing where it is clear. `matches` have no gaps."""
        query = reading.query
        if query.dates or query.yes_no or not 0 < len(query.content) <= FEW or self._has_the_amount(query, best):
            return []
        if any(token.role is Role.ENTITY and naming(token) >= NAMED for token in query.content):
            return []
        if found := times_apart(query, matches, shares, self._base):
            return found
        first = best.matches[0]
        if first.candidate.is_collection or shares[0] < CLEAR:
            close = [match for match in (first, *matches) if match.evidence.unexplained <= LEFT_OVER]
            if first in close and (bearing := _several(self._bearing(query, first, close))):
                return bearing
        return [] if reading.goes_on else _several(self._without_antecedent(query, matches, shares))

    def _has_the_amount(self, query: Query, best: Choice) -> bool:
        """Whether the best choice is a fact whose own figure a question names: others may mention it, too."""
        facts = [self._base.fact(match.candidate.id) for match in best.matches if match.candidate.is_fact]
        return any(float(figure.amount) in query.amounts for fact in facts for figure in fact.figures)

    def _without_antecedent(self, query: Query, matches: Sequence[Match], shares: Sequence[float]) -> list[Match]:
        """The facts that "it" may be about, where nothing was said before that it could stand for: "who saw it first?"."""
        if shares[0] >= MEANT or not self._points(query) or all(token.role is not Role.CONTENT for token in query.content):
            return []
        pairs = zip(matches, shares, strict=True)
        return [m for m, share in pairs if share >= EQUAL and m.candidate.is_fact and m.evidence.unexplained <= LEFT_OVER]

    def _points(self, query: Query) -> bool:
        """Whether a question has a pronoun by itself ("it", but not "its", nor "those papers")."""
        alone, marks = self._language.lone_pronouns, self._language.definite
        behind = (*(token.role for token in query.tokens[1:]), Role.FUNCTION)
        pairs = zip((token.surface for token in query.tokens), behind, strict=True)
        return any(word in alone and (word not in marks or role is not Role.CONTENT) for word, role in pairs)

    def _bearing(self, query: Query, first: Match, close: Iterable[Match]) -> list[Match]:
        """The facts that are about one each of those whom "the ambassador" may mean.

        Of a list, its members; else those among the matches that are `close`.
        """
        nouns = self._single_nouns(query)
        group = {entity for noun in nouns for entity in self._bearers.get(noun, ())}
        if not group:
            return []
        if first.candidate.is_collection:
            facts = list(self._base.members(self._base.collection(first.candidate.id)))
        else:
            facts = [self._base.fact(match.candidate.id) for match in close if match.candidate.is_fact]
        found: dict[str, Match] = {}
        for fact in facts:
            profile = self._matcher.profile(fact.id)
            own = group.intersection(fact.entities)
            if profile is not None and len(own) == 1:
                entity = own.pop()
                found.setdefault(
                    entity, Match(profile.candidate, profile, Evidence(), 0.0, self._example(query, fact.id, entity)[1])
                )
        return list(found.values())

    def _example(self, query: Query, fact: str, entity: str) -> tuple[float, str]:
        """The question for a fact that names somebody and has most in common with what was asked, with how much that is."""
        examples = set(self._base.fact(fact).examples(self._language.code))
        found = [
            (_likeness(query, row, f"e:{entity}"), -place, text)
            for place, (text, row) in enumerate(self._matcher.texts(fact))
            if text in examples and f"e:{entity}" in row.terms and self._is_open(text)
        ]
        likeness, _, text = max(found, default=(0.0, 0, ""))
        return likeness, text

    def _is_open(self, text: str) -> bool:
        """Whether a text is a whole question that wants more than a yes or a no."""
        return text[:1].isupper() and text.endswith("?") and text.split()[0].casefold() not in self._language.yes_no_starts

    def _single_nouns(self, query: Query) -> set[str]:
        """The terms of nouns in the singular that are spoken of as one that is known: "the ambassador", "which agreement"."""
        language = self._language
        marks = language.definite | language.choosers
        return {
            token.term
            for before, token in pairwise(query.tokens)
            if before.surface in marks
            and token.role is Role.CONTENT
            and not token.surface.endswith(tuple(language.plural_endings))
        }

    @cached_property
    def _bearers(self) -> Mapping[str, set[str]]:
        """Who or what bears a noun: in an office that people hold, or by kind; nouns that several bear alone."""
        read, code = self._matcher.reader.read, self._language.code
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self._base.entities.values():
            nouns = [text_in(entity.role, code)] if entity.role else []
            nouns += self._language.entity_nouns.get(entity.kind, ()) if entity.kind in _NOUNS else ()
            for noun in nouns:
                for token in read(noun, repair=False).tokens:
                    if token.role is Role.CONTENT:
                        found[token.term].add(entity.id)
        return {term: entities for term, entities in found.items() if len(entities) > 1}


def times_apart(query: Query, matches: Sequence[Match], shares: Sequence[float], base: KnowledgeBase) -> list[Match]:
    """The facts that a question for a date may mean alike, where they give dates that have no day in common; else none.

    Each accounts for all that the question says, and nothing that is named tells them apart.
    """
    if "date" not in query.asks or shares[0] >= CLEAR:
        return []
    apart: list[Match] = []
    likely = 0
    for match, share in zip(matches, shares, strict=True):
        candidate = match.candidate
        if share < FAINT_RIVAL or candidate.is_collection or match.evidence.unexplained > LEFT_OVER:
            continue
        when = base.fact(candidate.id).when
        others = [base.fact(other.candidate.id).when for other in apart]
        if when and not any(other and when.overlaps(other) for other in others):
            apart.append(match)
            likely += share >= RIVAL
    return apart if likely > 1 and apart[0] is matches[0] else []


def _likeness(query: Query, row: TextRow, name: str) -> float:
    """How much of a text the question says, less what it says besides the name."""
    said = query.said | {name}
    beside = sum(term not in said for term in row.content)
    return len(query.said.intersection(row.terms)) - beside / 2


def _several(matches: list[Match]) -> list[Match]:
    """The matches, where there are several: one alone is no choice."""
    return matches if len(matches) > 1 else []
