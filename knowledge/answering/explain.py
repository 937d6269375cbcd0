"""Why an answer came out as it did: how the question was read, the candidates with their evidence, the decision."""

from __future__ import annotations

from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.answering.decision import scope_features
from knowledge.matching.features import Evidence
from knowledge.matching.matcher import Match
from knowledge.model import Frozen
from knowledge.understanding.query import Role

CANDIDATES = 5  # how many are explained


class ReadToken(Frozen):
    """A telling word or phrase: as typed, what it was read as, its weight (0 to 1), and whether the base knows it."""

    typed: str
    read_as: str
    role: str
    weight: float
    known: bool


class Contribution(Frozen):
    """A piece of evidence: its value and what it added to a score."""

    name: str
    value: float
    adds: float


class ExplainedCandidate(Frozen):
    """A candidate with its share of the probability, its most similar example, and its evidence, the weightiest first."""

    id: str
    share: float
    score: float
    example: str
    evidence: tuple[Contribution, ...]


class Explanation(Frozen):
    """The whole way from a question to its answer. `scope`, `known` and the thresholds are probabilities (see decision.py)."""

    question: str
    tokens: tuple[ReadToken, ...]
    repaired: dict[str, str]
    asks: tuple[str, ...]
    entities: tuple[str, ...]
    dates: tuple[str, ...]
    amounts: tuple[float, ...]
    operations: tuple[str, ...]
    yes_no: bool
    opinion: bool
    prediction: bool
    candidates: tuple[ExplainedCandidate, ...]
    scope: float
    known: float
    scope_evidence: tuple[Contribution, ...]
    least_known: float
    least_chosen: float
    answer: Answer


def explain(answerer: Answerer, question: str, conversation: Conversation | None = None) -> Explanation:
    """The explanation of what `answerer` says to a question, by itself or where a conversation had got to."""
    question = question.encode("utf-8", "replace").decode("utf-8")
    reading = answerer.read(question, conversation)
    query, decision = reading.query, answerer.decision
    shares = decision.shares(reading.matches) if reading.matches else []
    features = scope_features(query, reading.matches) if reading.matches else {}
    scope = [Contribution(name=n, value=v, adds=decision.scope_weights.get(n, 0.0) * v) for n, v in features.items()]
    return Explanation(
        question=question,
        tokens=tuple(
            ReadToken(typed=t.surface, read_as=t.term, role=t.role.value, weight=round(t.weight, 2), known=t.known)
            for t in query.tokens
            if t.weight > 0 or t.role is Role.ASK
        ),
        repaired=dict(query.repaired),
        asks=tuple(sorted(query.asks)),
        entities=query.entities,
        dates=tuple(map(str, query.dates)),
        amounts=query.amounts,
        operations=tuple(sorted(query.operations)),
        yes_no=query.yes_no,
        opinion=query.opinion,
        prediction=query.prediction,
        candidates=tuple(
            _explained(answerer, match, share) for match, share in list(zip(reading.matches, shares, strict=True))[:CANDIDATES]
        ),
        scope=round(reading.verdict.scope, 4),
        known=round(reading.verdict.known, 4),
        scope_evidence=_weightiest(scope),
        least_chosen=decision.least_chosen,
        least_known=decision.least_known,
        answer=answerer.answer(question, conversation),
    )


def _explained(answerer: Answerer, match: Match, share: float) -> ExplainedCandidate:
    weights = answerer.matcher.scorer.weights
    evidence = [
        Contribution(name=name, value=value, adds=weights.get(name, 0.0) * value)
        for name, value in zip(Evidence._fields, match.evidence, strict=True)
    ]
    return ExplainedCandidate(
        id=match.candidate.id,
        share=round(share, 4),
        score=round(match.score, 3),
        example=match.example,
        evidence=_weightiest(evidence),
    )


def _weightiest(evidence: list[Contribution]) -> tuple[Contribution, ...]:
    telling = [Contribution(name=one.name, value=round(one.value, 3), adds=round(one.adds, 3)) for one in evidence if one.adds]
    return tuple(sorted(telling, key=lambda one: -abs(one.adds)))
