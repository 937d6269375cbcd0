"""How long an answer takes: `python -m benchmarks.speed [FILE.jsonl …] [--pack DIR] [--passes N] [--language en]`.

Asks every question of some sets once (lines with `q`; by default those of the pack), each by itself, and prints the mean and
percentiles in milliseconds, by the clock and of the processor, for short and for long messages. With `--passes` the sets are gone
through several times and the quickest time of each question counts: what is left is the work itself, without what else the
machine does. No question comes twice in a pass, and no answer is remembered; what is remembered of words is as in use.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.questions_file import QUESTIONS
from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

LONG = 150  # characters from which a message is told apart: it mostly rambles
WARMING = ("how much was the trade", "was it the minister who decided?")  # what is loaded once, whatever is asked first
Times = dict[str, tuple[float, float]]  # by question: milliseconds by the clock and of the processor


def timed(answerer: Answerer, questions: Iterable[str]) -> Times:
    """How long the answer to each question takes."""
    found: Times = {}
    for question in questions:
        clock, processor = time.perf_counter(), time.process_time()
        answerer.answer(question)
        found[question] = (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000
    return found


def quickest(passes: Sequence[Times]) -> Times:
    """Of each question the quickest time."""
    return {q: (min(one[q][0] for one in passes), min(one[q][1] for one in passes)) for q in passes[0]}


def row(name: str, times: Sequence[tuple[float, float]]) -> str:
    """A line of the table."""
    cells = [f"{name:8}{len(times):>6}"]
    for column in zip(*times, strict=True):
        ordered = sorted(column)
        p50, p90, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99))
        cells.append(f"{sum(ordered) / len(ordered):>8.2f}{p50:>8.2f}{p90:>8.2f}{p99:>8.2f}{ordered[-1]:>8.2f}")
    return "   ".join(cells)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--pack", type=Path, default=DEFAULT_PACK)
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--language", default="en")
    args = parser.parse_args()
    files = args.files or sorted(QUESTIONS.glob(f"{args.pack.name}_*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = list(dict.fromkeys(json.loads(line)["q"] for line in lines))
    base = KnowledgeBase(load_pack(args.pack))
    started = time.process_time()
    answerer = Answerer(base, args.language)
    print(f"built in {time.process_time() - started:.2f} s of the processor")
    for question in WARMING:
        answerer.answer(question)
    times = quickest([timed(answerer, questions) for _ in range(args.passes)])
    heading = "".join(f"{name:>8}" for name in ("mean", "p50", "p90", "p99", "worst"))
    print(f"{'':8}{'n':>6}   {heading}   {heading}   (ms by the clock, ms of the processor)")
    for name, chosen in (
        ("all", questions),
        ("short", [question for question in questions if len(question) < LONG]),
        ("long", [question for question in questions if len(question) >= LONG]),
    ):
        if chosen:
            print(row(name, [times[question] for question in chosen]), flush=True)


if __name__ == "__main__":
    main()
