"""Short questions that name nothing which tells apart what they may mean: "when was it opened?", where much was opened."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.base import KnowledgeBase
from knowledge.matching.features import naming
from knowledge.matching.matcher import Match
from knowledge.understanding.query import Query, Role

FEW = 2  # telling words that such a question has at most
NAMED = 0.6  # what a name sets apart, from which a question is about just that
CLEAR = 0.7  # share of the best fact from which the question is not open
RIVAL = 0.03  # share from which another fact may be meant as well
FAINT_RIVAL = 0.01  # … and from which it is offered, if there is a rival
LEFT_OVER = 0.05  # information of the question that a rival may leave unexplained


def times_apart(query: Query, matches: Sequence[Match], shares: Sequence[float], base: KnowledgeBase) -> list[Match]:
    """The facts that a question for a date may mean alike, where they give dates that have no day in common; else none.

    Each accounts for all that the question says, and nothing that is named tells them apart.
    """
    if "date" not in query.asks or query.dates or query.yes_no or not 0 < len(query.content) <= FEW or shares[0] >= CLEAR:
        return []
    if any(token.role is Role.ENTITY and naming(token) >= NAMED for token in query.content):
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
