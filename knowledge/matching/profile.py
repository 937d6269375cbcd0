"""What a candidate accounts for: every term that its texts use, and the kinds of answer that it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.matching.candidate import Candidate
from knowledge.understanding.query import Query, Role


@dataclass(frozen=True, slots=True)
class Profile:
    """A candidate as the evidence sees it. `terms` counts how many of its texts use a term."""

    candidate: Candidate
    terms: Counter[str]
    kinds: frozenset[str]
    heads: frozenset[str]  # what its examples ask "which …" and "how many …" of
    rivals: frozenset[str]  # terms of persons that the base knows, if the candidate is about a person
    counted: frozenset[str]  # what its examples ask "how many …" of
    families: frozenset[str]  # the first five letters of its longer terms

    @classmethod
    def of(cls, candidate: Candidate, examples: Sequence[Query], statements: Sequence[Query], persons: frozenset[str]) -> Profile:
        """The profile of a candidate whose texts were read already."""
        terms: Counter[str] = Counter()
        for query in (*examples, *statements):
            terms.update({token.term for token in query.tokens if token.role is not Role.FUNCTION})
        asked = frozenset(kind for query in examples for kind in query.asks)
        return cls(
            candidate=candidate,
            terms=terms,
            kinds=asked | candidate.kinds,
            heads=frozenset(head for query in examples for head in query.heads),
            rivals=persons if "person" in candidate.kinds else frozenset(),
            counted=frozenset(head for query in examples if "count" in query.asks for head in query.heads),
            families=frozenset(term[:5] for term in terms if len(term) >= 5 and term[1] not in ":"),
        )

    def without(self, example: Query) -> Profile:
        """The profile as it were had it not been given one of its examples (for leave-one-out)."""
        terms = self.terms.copy()
        terms.subtract({token.term for token in example.tokens if token.role is not Role.FUNCTION})
        terms = +terms
        return Profile(
            self.candidate,
            terms,
            self.kinds,
            frozenset(head for head in self.heads if head in terms),
            self.rivals,
            frozenset(head for head in self.counted if head in terms),
            frozenset(term[:5] for term in terms if len(term) >= 5 and term[1] not in ":"),
        )
