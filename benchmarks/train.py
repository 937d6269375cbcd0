"""Learns the weights of the scorer and of the decision: `python -m benchmarks.train`.

Data: (1) the example questions of the packs, each left out in turn (the fact must still be found), and left out together with
its fact (then the base should decline: a near miss by construction, though other facts often answer it); (2) people's questions,
benchmarks/questions/*_development.jsonl (the held-out sets beside them are never read here); (3) questions about other things,
from a public set. The scorer is a conditional logit over the shortlist, the decision a logistic regression, both with an L2
penalty, fitted with Adam. The result is knowledge/matching/weights.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.intents import few
from benchmarks.intents import read as read_intents
from benchmarks.questions_file import QUESTIONS, read_questions
from knowledge import DEFAULT_PACK
from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.answering.decision import Decision, log_odds, rivalry, scope_features
from knowledge.base import KnowledgeBase
from knowledge.matching.candidate import Candidate
from knowledge.matching.features import Evidence
from knowledge.matching.matcher import Match, Matcher
from knowledge.matching.scorer import SEMANTIC_WEIGHTS, WEIGHTS, Scorer
from knowledge.matching.sentences import SentenceEncoder
from knowledge.pack import load_pack
from knowledge.semantic.encoder import Encoder
from knowledge.understanding.language import Stemmer, load_language
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query

Matrix = NDArray[np.float64]
PACKS = (DEFAULT_PACK, *(Path(__file__).parent / "packs" / name for name in ("harbour_trams", "lynx_mission", "moss_football")))
# What the weights are drawn to where the data say little: questions of these kinds are rare among examples.
SCOPE_PRIOR = {
    "opinion": -3.0,
    "prediction": -1.5,
    "strangers": -3.0,
    "strange_entity": -2.0,
    "gap": -3.0,
    "date_conflict": -4.0,
    "count_conflict": -1.5,
    "exact": 4.0,
}
# What can only speak against an answer, or only for one: the data alone would let a long story's many stray words speak for it.
AGAINST = (
    "unexplained unrelated strange_entity person_premise only_names property_conflict hardest date_conflict date_premise date_unknown "
    "kind_conflict head_conflict count_conflict extra missing unknown strangest strangers opinion prediction"
).split()
EITHER = "collection yes_no long short".split()
SCORER_PRIOR = {"exact": 6.0}  # never met in leave-one-out: a curator's own question leads to its fact
INTENT_WEIGHT = 1.0  # of an example of a public set, for the ranking alone
EXAMPLE_WEIGHT = 0.05  # for the decision: curators' examples resemble each other more than people's questions do
HELD_OUT_WEIGHT = 0.1  # other facts often answer what a missing fact answered
NEAR_MISSES = 0.5  # the development sets hold about twice as many questions without an answer as people ask
DEVELOPMENT_WEIGHT = 2.0  # people's questions are what the weights are for


@dataclass
class Lesson:
    """A question with its shortlist, which of it is right (none: to be declined), and how much it counts."""

    query: Query
    matches: list[Match]
    right: list[bool]
    answerable: bool
    weight: float

    def without_lists(self) -> Lesson:
        """A list that holds the fact answers too, but where a fact by itself is right, lists are neither wrong nor right."""
        facts_right = any(r and not m.candidate.is_collection for m, r in zip(self.matches, self.right, strict=True))
        kept = [
            (match, right)
            for match, right in zip(self.matches, self.right, strict=True)
            if not (facts_right and right and match.candidate.is_collection)
        ]
        return Lesson(self.query, [m for m, _ in kept], [r for _, r in kept], self.answerable, self.weight)


def from_examples(answerer: Answerer) -> list[Lesson]:
    """Each example question left out, and left out with everything that could answer it."""
    lessons = []
    matcher = answerer.matcher
    groups = {c.id: set(c.members) for c in answerer.base.collections}
    for number, text, place in matcher.examples():
        owner = matcher.candidates[place].id
        kin = {owner} | groups.get(owner, set()) | {name for name, members in groups.items() if owner in members}
        query = matcher.read(text)
        matches = matcher.rank(query, without=number)
        # A list that holds the fact answers too.
        right = [match.candidate.id == owner or owner in groups.get(match.candidate.id, ()) for match in matches]
        if any(right):
            lessons.append(Lesson(query, matches, right, True, 1.0))
        hidden = [place for place, candidate in enumerate(matcher.candidates) if candidate.id in kin]
        matches = matcher.rank(query, without=number, hidden=hidden)
        if matches:
            lessons.append(Lesson(query, matches, [False] * len(matches), False, HELD_OUT_WEIGHT))
    return lessons


def from_questions(answerer: Answerer, path: Path) -> list[Lesson]:
    """People's questions: a candidate is right when the answer that it gives is."""
    lessons = []
    for question in read_questions(path):
        if question.kind == "ambiguous" or question.form in {"compute", "compose", "timeline"}:
            continue
        conversation = Conversation()
        for earlier in question.context:
            _, conversation = answerer.converse(earlier, conversation)
        reading = answerer.read(question.q, conversation)
        if not reading.matches:
            continue
        right = []
        for match in reading.matches:
            if match.candidate.is_gap:
                right.append(question.kind != "answerable")
                continue
            answer = answerer.compose(reading.query, [match])
            plain = question.holds(answer.text, {citation.paragraph for citation in answer.citations})
            right.append(question.kind == "answerable" and plain)
        answerable = question.kind == "answerable"
        if answerable and not any(right):
            continue  # nothing on the shortlist is right: neither ranking nor deciding can learn from it
        lessons.append(Lesson(reading.query, list(reading.matches), right, answerable, DEVELOPMENT_WEIGHT))
    return lessons


def from_elsewhere(answerer: Answerer, path: Path, count: int = 300) -> list[Lesson]:
    """Questions about quite other things, evenly drawn from a data set of {"text"} lines: each is to be declined."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lessons = []
    for line in lines[:: max(1, len(lines) // count)]:
        query = answerer.matcher.read(json.loads(line)["text"])
        if matches := answerer.matcher.rank(query):
            lessons.append(Lesson(query, matches, [False] * len(matches), False, 1.0))
    return lessons


def from_intents(path: Path, encoder: SentenceEncoder | None, shots: int = 10) -> list[Lesson]:
    """Each of a few examples of every intent of a public set, left out in turn: evidence must rank other subjects well too."""
    language = load_language("en")
    groups: dict[str, list[str]] = {}
    for text, intent in few(read_intents(path), shots, seed=0):
        groups.setdefault(str(intent), []).append(text)
    found = [Candidate(id=intent, examples=tuple(dict.fromkeys(texts))) for intent, texts in groups.items()]
    matcher = Matcher(found, language, PhraseTable(), Stemmer(language), Scorer.default(), encoder)
    lessons = []
    for number, text, place in matcher.examples():
        owner = found[place].id
        query = matcher.read(text)
        matches = matcher.rank(query, without=number)
        right = [match.candidate.id == owner for match in matches]
        if any(right):
            lessons.append(Lesson(query, matches, right, True, INTENT_WEIGHT))
    return lessons


def fit_scorer(lessons: Sequence[Lesson], penalty: float = 0.0002, steps: int = 1500) -> Scorer:
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

    def gradient(w: Matrix) -> Matrix:
        scores = np.where(mask, x @ w, -1e9)
        scores -= scores.max(axis=1, keepdims=True)
        share = np.exp(scores) * mask
        share /= share.sum(axis=1, keepdims=True)
        good = share * right
        good /= np.maximum(good.sum(axis=1, keepdims=True), 1e-12)
        return np.asarray(np.einsum("r,rk,rkf->f", weight, share - good, x) + penalty * (w - prior))

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


def fit_decision(lessons: Sequence[Lesson], scorer: Scorer, penalty: float = 0.0003, steps: int = 3000) -> Decision:
    """Logistic regression on "is there a right answer at all", after the scorer has ranked."""
    for lesson in lessons:
        rescored = [
            (replace(m, score=scorer.score(m.evidence)), good) for m, good in zip(lesson.matches, lesson.right, strict=True)
        ]
        rescored.sort(key=lambda pair: -pair[0].score)
        lesson.matches, lesson.right = [pair[0] for pair in rescored], [pair[1] for pair in rescored]
    known = Decision.default()
    temperature = fit_temperature(lessons)
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

    least = np.array([0.0 if name not in (*AGAINST, *EITHER) else -np.inf for name in names] + [-np.inf])
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
        answerer.decision = decision
        answerer.matcher.scorer = scorer
        for question in read_questions(path):
            if question.context or question.kind == "ambiguous":
                continue
            reading = answerer.read(question.q)
            answer = answerer.decide(reading)
            if answer.status is Status.ANSWERED:
                rows.append((log_odds(reading.verdict.known), log_odds(min(1.0, answerer.chosen(reading))), 1.0))
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


def _adam(gradient: object, w: Matrix, steps: int, rate: float = 0.05, bounds: tuple[Matrix, Matrix] | None = None) -> Matrix:
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        slope = gradient(w)  # type: ignore[operator]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        w = w - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        w = np.clip(w, *bounds) if bounds else w
    return w


def main() -> None:
    """Learns and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, action="append", help="packs to learn from (default: the shipped one)")
    parser.add_argument(
        "--elsewhere",
        type=Path,
        default=Path("../shared/data/clinc150/train.jsonl"),
        help="questions about quite other things, to be declined (CLINC150, CC BY 3.0, not part of this repository)",
    )
    parser.add_argument("--semantic", action="store_true", help="learn the weights for the extra `semantic`")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    out = args.out or (SEMANTIC_WEIGHTS if args.semantic else WEIGHTS)
    encoder = Encoder.load() if args.semantic else None
    lessons: list[Lesson] = []
    asked: list[tuple[Answerer, Path]] = []
    intents: list[Lesson] = []
    for pack in args.pack or PACKS:
        answerer = Answerer(KnowledgeBase(load_pack(pack)), encoder=encoder)
        lessons += from_examples(answerer)
        questions = QUESTIONS / f"{pack.name}_development.jsonl"
        if questions.is_file():
            lessons += from_questions(answerer, questions)
            asked.append((answerer, questions))
        if args.elsewhere.is_file() and pack == DEFAULT_PACK:
            intents = from_intents(args.elsewhere, encoder)
        if args.elsewhere.is_file():
            lessons += from_elsewhere(answerer, args.elsewhere)
        else:
            print(f"{args.elsewhere} is not there: learning without questions about other things")
    scorer = fit_scorer([*lessons, *intents])
    decision = fit_decision(lessons, scorer)
    decision = fit_score(asked, scorer, decision)
    content = {"scorer": scorer.model_dump(), "decision": decision.model_dump()}
    out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    first = sum(lesson.right[0] for lesson in lessons if any(lesson.right)) / sum(any(lesson.right) for lesson in lessons)
    scopes = [(decision.verdict(one.query, one.matches).known, one) for one in lessons]
    for label, chosen in (("examples", 1.0), ("questions", DEVELOPMENT_WEIGHT)):
        good = [scope for scope, one in scopes if one.answerable and one.weight == chosen]
        bad = [s for s, one in scopes if not one.answerable and (one.weight == DEVELOPMENT_WEIGHT) == (label == "questions")]
        wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
        print(f"{label}: AUROC of known {wins / (len(good) * len(bad)):.3f} ({len(good)} in, {len(bad)} out)")
    print(f"{len(lessons)} lessons, right first {first:.3f}, written to {out}")


if __name__ == "__main__":
    main()
