"""Asks a set of questions and counts: `python -m benchmarks.answers FILE [--pack DIR]` (`--help` for more).

Prints, for each kind of question, the share that was right, asked back, declined and wrong (%), the expected calibration error of
`score` over the answers given (Guo et al., 2017; ten bins of equal width), and the time an answer took. `--new` leaves out
questions that somebody else had asked in the same words: the pack's examples, and the subject's development sets.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.questions_file import QUESTIONS, Question, read_questions
from benchmarks.thin import thinned
from knowledge import DEFAULT_PACK
from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.base import KnowledgeBase
from knowledge.model import Collection, Fact, Gap, Pack
from knowledge.pack import load_pack
from knowledge.semantic.encoder import Encoder
from knowledge.text import example_key

VERDICTS = ("right", "asked", "declined", "wrong")
Row = tuple[Question, Answer, str]


def ask(answerer: Answerer, questions: Iterable[Question]) -> list[Row]:
    """Each question in its context, with the answer and the verdict on it."""
    rows = []
    for question in questions:
        conversation = Conversation()
        for earlier in question.context:
            _, conversation = answerer.converse(earlier, conversation)
        answer, _ = answerer.converse(question.q, conversation)
        rows.append((question, answer, question.verdict(answer)))
    return rows


def new(questions: Iterable[Question], pack: Pack, others: Iterable[Question], language: str = "en") -> list[Question]:
    """Those of `questions` that stand word for word neither among the pack's examples nor, in the same context, in `others`."""
    items: tuple[Fact | Collection | Gap, ...] = (*pack.facts, *pack.collections, *pack.gaps)
    seen: set[tuple[str, ...]] = {(example_key(example),) for item in items for example in item.examples(language)}
    seen |= {_key(other) for other in others}
    return [question for question in questions if _key(question) not in seen]


def _key(question: Question) -> tuple[str, ...]:
    return (example_key(question.q), *map(example_key, question.context))


def calibration_error(rows: Sequence[Row], bins: int = 10) -> float:
    """The mean distance between `score` and the share that was right, over the answers given."""
    given = [(a.score, verdict == "right") for _, a, verdict in rows if a.status is Status.ANSWERED]
    error = 0.0
    for number in range(bins):
        inside = [(s, right) for s, right in given if number / bins <= s < (number + 1) / bins + (number == bins - 1)]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(given)
    return error


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pack", type=Path, default=DEFAULT_PACK)
    parser.add_argument("--examples", type=int, help="keep at most so many examples of each fact, and no yes/no questions")
    parser.add_argument("--bare", action="store_true", help="with --examples: keep neither synonyms nor lists")
    parser.add_argument("--semantic", action="store_true", help="with the sentence embeddings of the extra `semantic`")
    parser.add_argument("--new", action="store_true", help="leave out what stands word for word in the pack or a development set")
    parser.add_argument("--show", default="", help="verdicts to list, with commas between them")
    args = parser.parse_args()
    pack = load_pack(args.pack)
    encoder = Encoder.load() if args.semantic else None
    answerer = Answerer(KnowledgeBase(thinned(pack, args.examples, args.bare) if args.examples else pack), encoder=encoder)
    questions = list(read_questions(args.file))
    if args.new:
        others = [path for path in QUESTIONS.glob(f"{pack.id}*_development.jsonl") if path.name != args.file.name]
        questions = new(questions, pack, chain.from_iterable(map(read_questions, others)))
    rows = ask(answerer, questions)
    show = set(filter(None, args.show.split(",")))
    for question, answer, verdict in rows:
        if verdict in show:
            print(f"{verdict:9}{question.id} [{question.kind}/{question.form}] {question.q!r} {question.context or ''}")
            print(f"         {answer.status} {answer.score:.2f} {answer.text[:160]!r}")
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for question, _, verdict in rows:
        tables[question.kind][verdict] += 1
        tables[f"{question.kind}/{question.form}"][verdict] += 1
    print(f"{'':32}{'n':>5}" + "".join(f"{name:>10}" for name in VERDICTS) + "   (%)")
    for name, counts in sorted(tables.items(), key=lambda item: ("/" in item[0], item[0])):
        total = sum(counts.values())
        print(f"{name:32}{total:>5}" + "".join(f"{100 * counts[v] / total:>10.1f}" for v in VERDICTS))
    times = sorted(answer.elapsed_ms for _, answer, _ in rows)
    print(f"calibration error {calibration_error(rows):.3f}")
    print(f"ms an answer: p50 {times[len(times) // 2]:.2f}, p99 {times[int(len(times) * 0.99)]:.2f}")


if __name__ == "__main__":
    main()
