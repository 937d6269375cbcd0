"""What a candidate accounts for: every term that its texts use, and the kinds of answer that it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.matching.candidate import Candidate
from knowledge.matching.text_row import TextRow
from knowledge.shared import NOTHING, shared

FAMILY = 5  # letters that words of one family begin with


@dataclass(frozen=True, slots=True)
class Profile:
    """A candidate as the evidence sees it."""

    candidate: Candidate
    terms: frozenset[str]
    kinds: frozenset[str]
    heads: frozenset[str]  # what its examples ask "which …" and "how many …" of
    rivals: frozenset[str]  # terms of persons that the base knows, if the candidate is about a person
    counted: frozenset[str]  # what its examples ask "how many …" of, and its statements give numbers of
    families: frozenset[str]  # the first letters of its longer terms
    offers: frozenset[str]  # attributes that its texts tell of
    numbered: frozenset[str]  # what its texts tell apart by numbers: "line 6"
    asked: frozenset[str]  # the kinds of answer that its examples ask for
    examples: int

    @classmethod
    def of(
        cls, candidate: Candidate, examples: Sequence[TextRow], statements: Sequence[TextRow], persons: frozenset[str]
    ) -> Profile:
        """The profile of a candidate from its texts. `persons` are the terms of all persons that the base knows."""
        rows = (*examples, *statements)
        terms = frozenset(term for row in rows for term in row.terms).union(*(row.inside for row in rows))
        asked = NOTHING.union(*(row.asks for row in examples))
        return cls(
            candidate=candidate,
            terms=terms,
            kinds=shared(candidate.kinds | asked),
            heads=shared(NOTHING.union(*(row.heads for row in examples))),
            rivals=persons if "person" in candidate.kinds else frozenset(),
            counted=frozenset(head for row in examples if "count" in row.asks for head in row.heads).union(
                *(row.counted for row in statements)
            ),
            families=_families(terms),
            numbered=shared(NOTHING.union(*(row.numbered for row in rows))),
            offers=shared(candidate.kinds.union(*(row.shows for row in rows))),
            asked=shared(asked),
            examples=len(examples),
        )


def _families(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term[:FAMILY] for term in terms if len(term) >= FAMILY and term[1] not in ":")
