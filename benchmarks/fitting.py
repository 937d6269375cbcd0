"""Fits the weights to lessons: a conditional logit for the scorer, logistic regressions for the decision, all with Adam."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.lessons import DEVELOPMENT_WEIGHT, Lesson
from benchmarks.questions_file import read_questions
from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.decision import Decision, log_odds, rivalry, scope_features
from knowledge.matching.features import Evidence
from knowledge.matching.scorer import Scorer

Matrix = NDArray[np.float64]
Bounds = tuple[Matrix, Matrix]  # the least and the most that each weight may be

# What the weights are drawn to where the data say little: questions of these kinds are rare among examples.
SCOPE_PRIOR = {
    "opinion": -3.0,
    "prediction": -1.5,
    "strangers": -3.0,
    "strange_entity": -2.0,
    "date_conflict": -4.0,
    "count_conflict": -1.5,
    "exact": 4.0,
    "unmet": -3.0,
    "other_number": -3.0,
}
# Never met in leave-one-out: a curator's own question leads to its fact. And an example that is left out has near copies among
# the rest, which people's questions have not: what all examples teach together is to be trusted more than the nearest of them.
SCORER_PRIOR = {"exact": 6.0, "learned": 4.0}
# What can only speak against an answer. Left to the data alone, the many stray words of long stories would speak for it.
AGAINST = {
    *("unmet", "unforeseen", "other_number", "small_unsaid", "unheard", "head_strange"),
    *("unexplained", "unrelated", "hardest", "extra", "missing", "unknown", "strangest", "strangers", "strange_entity"),
    *("person_premise", "only_names", "property_conflict", "date_conflict", "date_premise", "date_unknown", "kind_conflict"),
    *("head_conflict", "count_conflict", "opinion", "prediction"),
}
EITHER = {"collection", "yes_no", "long", "short"}  # all else can only speak for it
RATE = 0.05  # of Adam
EXAMPLE_WEIGHT = 0.05  # for the decision: curators' examples resemble each other more than people's questions do
NEAR_MISSES = 0.5  # the development sets hold about twice as many questions without an answer as people ask


def fit_scorer(lessons: Sequence[Lesson], penalty: float = 0.0002, steps: int = 800) -> Scorer:
    """Conditional logit: the right candidates' share of the softmax over the shortlist."""
    usable = [lesson.without_lists() for lesson in lessons if any(lesson.right)]
    width = max(len(lesson.matches) for lesson in usable)
    names = Evidence._fields
    x = np.zeros((len(usable), width, len(names)))
    mask = np.zeros((len(usable), width), dtype=bool)
    right = np.zeros((len(usable), width), dtype=bool)
    for row, lesson in enumerate(usable):
        count = len(lesson.matches)
        x[row, :count] = [match.evidence for match in lesson.matches]
        mask[row, :count] = True
        right[row, :count] = lesson.right
    weight = np.array([lesson.weight for lesson in usable])
    weight /= weight.sum()

    prior = np.array([SCORER_PRIOR.get(name, 0.0) for name in names])
    flat = x.reshape(-1, len(names))

    def gradient(w: Matrix) -> Matrix:
        scores = np.where(mask, (flat @ w).reshape(mask.shape), -1e9)
        scores -= scores.max(axis=1, keepdims=True)
        share = np.exp(scores) * mask
        share /= share.sum(axis=1, keepdims=True)
        good = share * right
        good /= np.maximum(good.sum(axis=1, keepdims=True), 1e-12)
        return np.asarray((weight[:, None] * (share - good)).ravel() @ flat + penalty * (w - prior))

    fitted = _adam(gradient, prior, steps)
    return Scorer(weights={name: round(float(value), 3) for name, value in zip(names, fitted, strict=True)})


def fit_temperature(lessons: Sequence[Lesson]) -> float:
    """The softmax temperature that makes the candidates' shares true of people's questions (least log loss; Guo et al., 2017)."""
    asked = [lesson.without_lists() for lesson in lessons if lesson.weight == DEVELOPMENT_WEIGHT and any(lesson.right)]

    def loss(temperature: float) -> float:
        total = 0.0
        for lesson in asked:
            scores = np.array([match.score for match in lesson.matches]) / temperature
            share = np.exp(scores - scores.max())
            total -= float(np.log(max(1e-9, share[np.array(lesson.right)].sum() / share.sum())))
        return total / len(asked)

    return round(float(min(np.arange(0.3, 2.01, 0.05), key=loss)), 2)


def fit_decision(
    lessons: Sequence[Lesson], scorer: Scorer, known: Decision, *, ranking: bool, penalty: float = 0.0003, steps: int = 3000
) -> Decision:
    """Logistic regression on "is there a right answer at all", after the scorer has ranked.

    `known` gives what is not fitted; where the `ranking` stays as it was, that is the temperature, too.
    """
    for lesson in lessons:
        rescored = [
            (m._replace(score=scorer.score(m.evidence)), good) for m, good in zip(lesson.matches, lesson.right, strict=True)
        ]
        rescored.sort(key=lambda pair: -pair[0].score)
        lesson.matches, lesson.right = [pair[0] for pair in rescored], [pair[1] for pair in rescored]
    temperature = fit_temperature(lessons) if ranking else known.temperature
    pairs = [(one, scope_features(one.query, one.matches)) for one in lessons]
    lessons = [lesson for lesson, row in pairs if row]
    rows = [row for _, row in pairs if row]
    names = list(rows[0])
    x = np.array([[row[name] for name in names] + [1.0] for row in rows])
    y = np.array([float(lesson.answerable) for lesson in lessons])
    weight = np.array([EXAMPLE_WEIGHT if lesson.weight == 1.0 else lesson.weight for lesson in lessons])
    weight /= weight.sum()
    shrink = np.full(x.shape[1], penalty)
    shrink[-1] = 0.0
    prior = np.array([SCOPE_PRIOR.get(name, 0.0) for name in names] + [0.0])

    def gradient(w: Matrix) -> Matrix:
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        return np.asarray((weight * (p - y)) @ x + shrink * (w - prior))

    least = np.array([0.0 if name not in AGAINST | EITHER else -np.inf for name in names] + [-np.inf])
    most = np.array([0.0 if name in AGAINST else np.inf for name in names] + [np.inf])
    fitted = _adam(gradient, prior, steps, bounds=(least, most))
    scope = 1 / (1 + np.exp(-np.clip(x @ fitted, -20, 20)))
    asked = np.array([lesson.weight == DEVELOPMENT_WEIGHT for lesson in lessons])
    pair = np.stack(
        [
            np.log(scope / (1 - scope)),
            *np.array([rivalry(lesson.query, lesson.matches) for lesson in lessons]).T,
            np.ones(len(lessons)),
        ],
        axis=1,
    )[asked]

    def known_gradient(w: Matrix) -> Matrix:
        p = 1 / (1 + np.exp(-np.clip(pair @ w, -30, 30)))
        return np.asarray(pair.T @ (p - y[asked]) / asked.sum())

    by_scope, by_lead, by_named, by_unnamed, gapless, bias = _adam(
        known_gradient, np.array([1.0, 0.5, 0.0, 0.0, 0.0, 0.0]), steps
    )
    return Decision(
        known_bias=round(float(bias), 3),
        known_scope=round(float(by_scope), 3),
        known_lead=round(float(by_lead), 3),
        known_named=round(float(by_named), 3),
        known_unnamed=round(float(by_unnamed), 3),
        known_gapless=round(float(gapless), 3),
        scope_bias=round(float(fitted[-1]), 3),
        scope_weights={name: round(float(value), 3) for name, value in zip(names, fitted[:-1], strict=True)},
        score_bias=known.score_bias,
        score_known=known.score_known,
        score_chosen=known.score_chosen,
        temperature=temperature,
        least_known=known.least_known,
        least_chosen=known.least_chosen,
    )


def fit_score(answerers: Sequence[tuple[Answerer, Path]], scorer: Scorer, decision: Decision, steps: int = 3000) -> Decision:
    """Logistic regression on "is the answer right" over the answers given to people's questions."""
    rows: list[tuple[float, float, float]] = []
    right: list[float] = []
    weight: list[float] = []
    for answerer, path in answerers:
        answerer.matcher.scorer, answerer.decision = scorer, decision
        judged = answerer.changed(answerer.base)  # in which all that decides knows of them
        for question in read_questions(path):
            if question.context or question.kind == "ambiguous":
                continue
            reading = judged.read(question.q)
            answer = judged.decider.decide(reading)
            if answer.status is Status.ANSWERED:
                rows.append((log_odds(reading.verdict.known), log_odds(min(1.0, judged.decider.chosen(reading))), 1.0))
                right.append(float(question.verdict(answer) == "right"))
                weight.append(1.0 if question.kind == "answerable" else NEAR_MISSES)
    x, y, share = np.array(rows), np.array(right), np.array(weight) / sum(weight)

    def gradient(w: Matrix) -> Matrix:
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        return np.asarray(x.T @ (share * (p - y)))

    by_known, by_chosen, bias = _adam(gradient, np.array([1.0, 1.0, 0.0]), steps)
    update = {
        "score_bias": round(float(bias), 3),
        "score_known": round(float(by_known), 3),
        "score_chosen": round(float(by_chosen), 3),
    }
    return decision.model_copy(update=update)


def _adam(
    gradient: Callable[[Matrix], Matrix], w: Matrix, steps: int, rate: float = 0.05, bounds: Bounds | None = None
) -> Matrix:
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        slope = gradient(w)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        w = w - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        w = np.clip(w, *bounds) if bounds else w
    return w
