"""Learns the weights of the scorer and of the decision: `python -m benchmarks.train [--semantic]`.

Data: (1) the example questions of the packs, each left out in turn (the fact must still be found), and left out together with
its fact (then the base should decline: a near miss by construction, though other facts often answer it); (2) people's questions,
benchmarks/questions/*_development.jsonl (the held-out sets beside them are never read here); (3) questions about other things,
from a public set; (4) examples of two public sets of intents, each left out in turn, for the ranking alone, with 5, 10 and 100
examples of an intent, so that one set of weights serves few examples and many. The scorer is a conditional logit over the
shortlist, the decision a logistic regression, both with an L2 penalty, fitted with Adam. The result is
knowledge/matching/weights.json, or weights_semantic.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.fitting import fit_decision, fit_score, fit_scorer
from benchmarks.lessons import DEVELOPMENT_WEIGHT, Lesson, from_elsewhere, from_examples, from_intents, from_questions
from benchmarks.questions_file import QUESTIONS
from benchmarks.thin import thinned
from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer
from knowledge.answering.decision import Decision
from knowledge.base import KnowledgeBase
from knowledge.matching.scorer import SEMANTIC_WEIGHTS, WEIGHTS, Scorer
from knowledge.matching.sentences import SentenceEncoder, Vectors
from knowledge.pack import load_pack
from knowledge.semantic.encoder import Encoder

OTHERS = ("harbour_trams", "lantern_museum", "lynx_mission", "moss_football")
OTHER_PACKS = tuple(Path(__file__).parent / "packs" / name for name in OTHERS)
PACKS = (DEFAULT_PACK, *OTHER_PACKS)  # karst_park is never learned from


class Remembering:
    """A sentence model that encodes each text once: the same texts come again in every matcher that is built here."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._encoder.encode(new) if new else (), strict=True))
        rows: list[Vectors] = [self._known[text] for text in texts]
        return np.stack(rows)

    def question(self, text: str) -> Vectors:
        """The vector of one text."""
        vector: Vectors = self.encode([text])[0]
        return vector


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
    parser.add_argument(
        "--intents",
        type=Path,
        nargs="*",
        default=[Path("../shared/data") / name / "train.jsonl" for name in ("clinc150", "banking77")],
        help="sets of {text, intent} to learn the ranking from (CLINC150, CC BY 3.0; BANKING77, CC BY 4.0)",
    )
    parser.add_argument("--semantic", action="store_true", help="learn the weights for the extra `semantic`")
    parser.add_argument("--decision", action="store_true", help="learn only the decision for packs without gaps")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    out = args.out or (SEMANTIC_WEIGHTS if args.semantic else WEIGHTS)
    encoder = Remembering(Encoder.load()) if args.semantic else None
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
            if pack in OTHER_PACKS:
                for bare in (False, True):
                    few = Answerer(KnowledgeBase(thinned(load_pack(pack), bare=bare)), encoder=encoder)
                    lessons += from_questions(few, questions)
                    asked.append((few, questions))
        if args.elsewhere.is_file():
            lessons += from_elsewhere(answerer, args.elsewhere)
        else:
            print(f"{args.elsewhere} is not there: learning without questions about other things")
    for path in () if args.decision else filter(Path.is_file, args.intents):
        for shots, share in ((5, 1), (10, 1), (100, 10)):
            intents += from_intents(path, encoder, shots, share)
    before = SEMANTIC_WEIGHTS if args.semantic else WEIGHTS
    scorer = Scorer.default(before) if args.decision else fit_scorer([*lessons, *intents])
    gapless = Decision.default(before, gaps=False)
    decision = fit_decision(lessons, scorer, gapless, ranking=not args.decision)
    decision = fit_score(asked, scorer, decision)
    if args.decision:
        content = {**json.loads(before.read_text(encoding="utf-8")), "gapless": decision.model_dump()}
    else:
        content = {"scorer": scorer.model_dump(), "decision": decision.model_dump(), "gapless": decision.model_dump()}
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
