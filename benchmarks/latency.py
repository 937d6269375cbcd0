"""How the matcher grows with its base, beside its peers: build time, memory, time a question, and a change becoming visible.

    python -m benchmarks.latency [--sizes 1000 10000 100000] [--texts FILE.jsonl] [--peers]    (--peers: the extra `bench`)

Texts are made by joining the beginning of one example question with the end of another: of the shipped pack, or of the {"text"}
lines of FILE. Five texts belong to a candidate. Each measurement runs in a process of its own, so that memory is its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from knowledge import DEFAULT_PACK
from knowledge.matching.candidate import Candidate
from knowledge.matching.matcher import Matcher
from knowledge.matching.scorer import Scorer
from knowledge.pack import load_pack
from knowledge.understanding.language import Stemmer, load_language
from knowledge.understanding.phrases import PhraseTable

TEXTS_A_CANDIDATE = 5
QUESTIONS = 300
LONGEST = 6  # words that are taken of each of two texts

Answer = Callable[[str], object]


class Row(NamedTuple):
    """What was measured of one method at one size."""

    build: float  # seconds
    megabytes: float  # that the process grew by at its largest
    p50: float  # milliseconds a question
    p99: float
    change: float | None  # milliseconds until a new fact is found


def made(source: Sequence[str], count: int, seed: int) -> list[str]:
    """`count` texts made of halves of others."""
    drawn = random.Random(seed)
    texts = []
    for _ in range(count):
        first, second = drawn.choice(source).split(), drawn.choice(source).split()
        texts.append(" ".join(first[: drawn.randint(1, LONGEST)] + second[-drawn.randint(1, LONGEST) :]))
    return texts


def safir(texts: Sequence[str]) -> tuple[Answer, Callable[[], bool]]:
    """The matcher of the bot; the second value adds a fact and tells whether it is found."""
    language = load_language("en")
    groups = range(0, len(texts), TEXTS_A_CANDIDATE)
    found = [Candidate(id=str(start), examples=tuple(texts[start : start + TEXTS_A_CANDIDATE])) for start in groups]
    matcher = Matcher(found, language, PhraseTable(), Stemmer(language), Scorer.default())

    def change() -> bool:
        examples = ("who frobnicated the widget", "widget frobnication", "when was the widget frobnicated")
        changed = matcher.changed([Candidate(id="new", examples=examples)])
        return changed.rank(changed.read("frobnicating widgets"))[0].candidate.id == "new"

    return lambda text: matcher.rank(matcher.read(text)), change


def brute_force(texts: Sequence[str]) -> tuple[Answer, None]:
    """Compares with rapidfuzz over all texts."""
    from rapidfuzz import fuzz, process

    return lambda text: process.extractOne(text, texts, scorer=fuzz.token_set_ratio), None


def bm25(texts: Sequence[str]) -> tuple[Answer, None]:
    """bm25s with its own tokenizer."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize(list(texts), show_progress=False), show_progress=False)
    return lambda text: index.retrieve(bm25s.tokenize(text, show_progress=False), k=1, show_progress=False), None


def tantivy(texts: Sequence[str]) -> tuple[Answer, None]:
    """Searches with tantivy in memory, with English stems."""
    import tantivy as engine

    schema = engine.SchemaBuilder().add_text_field("text", stored=True, tokenizer_name="en_stem").build()
    index = engine.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(engine.Document(text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    return lambda text: searcher.search(index.parse_query_lenient(text, ["text"])[0], 1).hits, None


METHODS = {"Safir": safir, "rapidfuzz token_set": brute_force, "bm25s": bm25, "tantivy": tantivy}


def measured(name: str, source: Sequence[str], size: int) -> Row:
    """Builds and asks, in this process."""
    texts, questions = made(source, size, seed=1), made(source, QUESTIONS, seed=2)
    METHODS[name](texts[:TEXTS_A_CANDIDATE])[0](questions[0])  # what is loaded once, whatever the size
    before = _megabytes()
    gc.disable()
    started = time.perf_counter()
    answer, change = METHODS[name](texts)
    build = time.perf_counter() - started
    gc.enable()
    taken = []
    for question in questions:
        started = time.perf_counter()
        answer(question)
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    visible = None
    if change:
        started = time.perf_counter()
        assert change(), "the new fact was not found"
        visible = (time.perf_counter() - started) * 1000
    return Row(build, _megabytes() - before, taken[len(taken) // 2], taken[int(len(taken) * 0.99)], visible)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _source(file: Path | None) -> list[str]:
    if file:
        return [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    return [example for fact in load_pack(DEFAULT_PACK).facts for example in fact.examples("en")]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    source = _source(args.texts)
    print(f"{'':22}{'texts':>9}{'build s':>9}{'MB':>7}{'p50 ms':>9}{'p99 ms':>9}{'change ms':>11}")
    for name in METHODS if args.peers else ["Safir"]:
        for size in args.sizes:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                row = pool.submit(partial(measured, name, source, size)).result()
            change = f"{row.change:.1f}" if row.change is not None else "-"
            numbers = f"{row.build:>9.2f}{row.megabytes:>7.0f}{row.p50:>9.2f}{row.p99:>9.2f}{change:>11}"
            print(f"{name:22}{size:>9}{numbers}", flush=True)


if __name__ == "__main__":
    main()
