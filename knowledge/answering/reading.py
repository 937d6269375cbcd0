"""A question with what was found for it, before anything is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.decision import Verdict
from knowledge.matching.matcher import Match
from knowledge.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Reading:
    """The query, the ranked matches, and how probable it is that one of them answers it."""

    query: Query
    matches: Sequence[Match]
    verdict: Verdict
    goes_on: bool = False  # from a question before, which it was completed by
    missed: bool = False  # then: what the question is for itself is not among what was found
