"""Answer, ask back or decline: what the ranked candidates are good for.

Three probabilities decide. `scope`: the base answers the question at all. `known`: and the question is not one of the gaps that
curators wrote down. `right`: and the chosen answer is the one that was asked for. Costs: a wrong answer does harm (10), declining
what is known costs trust (5), asking back costs a click (2). Below `least_known` declining is the cheapest; above it
an answer is given when, if the question is known at all, it is right with at least `least_chosen`, else Safir asks back.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache, cached_property
from operator import mul
from pathlib import Path
from typing import NamedTuple

from knowledge.matching.features import Evidence, beyond, mentions
from knowledge.matching.matcher import Match
from knowledge.matching.scorer import WEIGHTS
from knowledge.model import Frozen
from knowledge.understanding.names import STRANGER
from knowledge.understanding.query import Query, Role

LEAD = 4.0  # beyond this lead more makes no difference
EXACT = 0.98  # a question that a curator listed under a fact is in scope, and one under a gap is not
LISTED = 0.98  # probability of the answer that a curator gave the very question


class Verdict(NamedTuple):
    """What is probable of a question; see the module. `first`: the first candidate is right if the question is known."""

    scope: float
    known: float
    first: float

    @property
    def right(self) -> float:
        """The probability that the first candidate answers the question."""
        return self.known * self.first


class Decision(Frozen):
    """The weights that turn evidence into probabilities, and the thresholds on them."""

    scope_bias: float
    scope_weights: dict[str, float]
    known_bias: float
    known_scope: float  # weight of the log-odds of scope
    known_lead: float  # weight of the lead that the best fact has over the best gap
    known_named: float  # of what the question names that the gap accounts for and the fact does not
    known_unnamed: float  # of what would make it the gap's question, and is not named
    known_gapless: float  # where no gap comes near
    score_bias: float
    score_known: float  # weights of the log-odds of `known` and of the choice in the score that an answer carries
    score_chosen: float
    temperature: float
    least_known: float
    least_chosen: float

    def verdict(self, query: Query, matches: Sequence[Match]) -> Verdict:
        """The probabilities for matches as `Matcher.rank` gives them; zero where there are none."""
        facts = [match for match in matches if not match.candidate.is_gap]
        if not facts:
            return Verdict(0.0, 0.0, 0.0)
        features = (*facts[0].evidence, *_beyond_evidence(query, facts))
        logit = self.scope_bias + sum(map(mul, self._scope_row, features))
        scope = sigmoid(logit)
        exact = [match.candidate.is_gap for match in matches if match.evidence.exact]
        if exact:
            scope = min(scope, 1 - EXACT) if all(exact) else max(scope, EXACT)
        weights = (self.known_lead, self.known_named, self.known_unnamed, self.known_gapless)
        gap = sum(map(mul, weights, rivalry(query, matches)))
        known = sigmoid(self.known_bias + self.known_scope * log_odds(scope) + gap)
        if exact:
            known = min(known, 1 - EXACT) if all(exact) else max(known, EXACT)
        return Verdict(scope, known, self.shares(facts)[0])

    @cached_property
    def _scope_row(self) -> tuple[float, ...]:
        return tuple(self.scope_weights.get(name, 0.0) for name in SCOPE)

    def score(self, known: float, chosen: float) -> float:
        """The probability that an answer is right, given that of the question being known and that of the choice."""
        return sigmoid(self.score_bias + self.score_known * log_odds(known) + self.score_chosen * log_odds(min(1.0, chosen)))

    def shares(self, matches: Sequence[Match]) -> list[float]:
        """How probable each candidate is, given that one of them is right."""
        top = matches[0].score
        exponents = [math.exp((match.score - top) / self.temperature) for match in matches]
        total = sum(exponents)
        return [exponent / total for exponent in exponents]

    @classmethod
    @cache
    def default(cls, weights: Path = WEIGHTS, gaps: bool = True) -> Decision:
        """The calibration that comes with Safir (learned by `python -m benchmarks.train`), for a base with `gaps` or without.

        Where nobody wrote down what is not known, near misses have to be told by what facts show: other evidence tells most.
        """
        learned = json.loads(weights.read_text(encoding="utf-8"))
        return cls.model_validate(learned["decision"] if gaps else learned.get("gapless", learned["decision"]))


def sigmoid(logit: float) -> float:
    """The probability of a log-odds; it neither overflows nor reaches 0 or 1."""
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, logit))))


def log_odds(probability: float) -> float:
    """The log-odds of a probability, within ±7."""
    bounded = max(0.001, min(0.999, probability))
    return math.log(bounded / (1 - bounded))


def rivalry(query: Query, matches: Sequence[Match]) -> tuple[float, float, float, float]:
    """How the best fact or list stands against the best gap.

    By how much it outscores the gap, within ±4; how much information of the question the gap accounts
    for and the fact does not; and how much of the gap's nearest example neither the question names nor the fact accounts for:
    what is not named is hardly asked for. Both in words of full weight, 0 to 2. Last, 1 where no gap was found: then the other
    three are 0.
    """
    fact = gap = None
    for match in matches:
        if match.candidate.is_gap:
            gap = match if gap is None or match.score > gap.score else gap
        elif fact is None or match.score > fact.score:
            fact = match
    if gap is None:
        return 0.0, 0.0, 0.0, 1.0
    if fact is None:
        return -LEAD, 0.0, 0.0, 0.0
    further = [(token.weight, beyond(token, gap.profile, fact.profile)) for token in query.content]
    named = sum([weight * more for weight, more in further if more > 0])
    row, said = gap.nearest, query.said
    lacking = zip(row.content, row.weights, strict=True) if row else ()
    unnamed = sum([weight for term, weight in lacking if term not in said and not mentions(fact.profile, term)])
    return max(-LEAD, min(LEAD, fact.score - gap.score)), min(2.0, named), min(2.0, unnamed), 0.0


def only_in_gap(query: Query, matches: Sequence[Match]) -> float:
    """How much of what a question says, dates aside, only the gap at the top of its matches accounts for."""
    fact = next((match for match in matches if not match.candidate.is_gap), None)
    if fact is None or not matches[0].candidate.is_gap:
        return 0.0
    told = [t for t in query.content if t.role is Role.CONTENT and beyond(t, matches[0].profile, fact.profile) > 0]
    return sum(token.weight for token in told)


def scope_features(query: Query, matches: Sequence[Match]) -> dict[str, float]:
    """What tells a question that the base can answer from one that it cannot; names as in the weights file.

    Empty when nothing but known gaps was found.
    """
    facts = [match for match in matches if not match.candidate.is_gap]
    if not facts:
        return {}
    return dict(zip(SCOPE, (*facts[0].evidence, *_beyond_evidence(query, facts)), strict=True))


_BEYOND = ("score", "margin", "unknown", "strangest", "strangers", "opinion", "prediction", "yes_no", "unheard", "long", "short")
SCOPE = (*Evidence._fields, *_BEYOND)  # the names of all that tells whether a base can answer


def _beyond_evidence(query: Query, facts: Sequence[Match]) -> tuple[float, ...]:
    """What tells so beside the evidence for the first of some facts, in the order of `_BEYOND`."""
    nearest = facts[0].nearest
    first, unknown = facts[0].score, [token.weight for token in query.content if not token.known]
    strangers = [t for t in query.tokens if t.term.startswith(STRANGER) and not mentions(facts[0].profile, t.term)]
    return (
        first / 10,
        min(2.0, first - facts[1].score) if len(facts) > 1 else 2.0,
        min(3.0, sum(unknown)),
        max(unknown, default=0.0),
        float(query.proper + len(strangers)),
        float(query.opinion and not (nearest and nearest.opinion)) * (2.0 if query.yes_no else 1.0),
        float(query.prediction) * (2.0 if query.yes_no else 1.0),
        float(query.yes_no),
        facts[0].evidence.hardest * query.yes_no,
        min(2.0, len(query.content) / 10),
        float(len(query.content) <= 1),
    )


def gap_is_named(query: Query, matches: Sequence[Match]) -> bool:
    """Whether what was found first is a gap, and the question has a name or a word that says so.

    "When was it taken off?" says no more of what nobody knows than of what is known: it may be asked back.
    """
    if not matches or not matches[0].candidate.is_gap:
        return False
    return only_in_gap(query, matches) > 0 or any(token.role is not Role.CONTENT for token in query.content)
