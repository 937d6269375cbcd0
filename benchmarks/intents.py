"""Runs the matcher on any intent data beside its peers: `python -m benchmarks.intents --train T.jsonl --test S.jsonl`.

Data: JSON Lines of {"text", "intent"}, where an intent of null is out of scope. Options: --val V.jsonl (chooses the threshold
below which a question is out of scope; without it every question gets an intent), --shots N (that many training examples an
intent), --seed, --json OUT (one prediction a line: {"text", "intent" | null, "score"}), --alone (no peers), --no-names.

Printed for each method: accuracy in scope, recall of out-of-scope questions, AUROC of the score between the two, µs a question.
The matcher uses the same index, evidence and weights as the bot, and learns nothing from these data but the examples
themselves; training texts without an intent are a gap to it, as in a pack: known not to be known. What the name of an intent says
("card_arrival") is one more example of it (`benchmarks.intent_names`); --no-names does without. Peers see no names.
Peers (extra `bench`): rapidfuzz token_set_ratio, bm25s, TF-IDF with a linear SVM (scikit-learn).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.intent_names import telling
from knowledge.answering.decision import Decision
from knowledge.matching.candidate import Candidate
from knowledge.matching.matcher import Matcher
from knowledge.matching.scorer import SEMANTIC_WEIGHTS, WEIGHTS, Scorer
from knowledge.matching.sentences import SentenceEncoder
from knowledge.semantic.encoder import Encoder
from knowledge.understanding.language import Stemmer, load_language
from knowledge.understanding.phrases import PhraseTable


class Item(NamedTuple):
    """A text and its intent; None is out of scope."""

    text: str
    intent: str | None


Predict = Callable[[str], tuple[str, float]]
Fit = Callable[[Sequence[Item]], Predict]


def read(path: Path) -> list[Item]:
    """The items of a JSON Lines file."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Item(row["text"], row["intent"]) for row in rows]


def few(items: Sequence[Item], shots: int | None, seed: int) -> list[Item]:
    """`shots` examples of each intent, drawn with `seed`; all of them where `shots` is None."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.intent is not None:
            groups[item.intent].append(item)
    drawn = random.Random(seed)
    return [i for group in groups.values() for i in (drawn.sample(group, min(shots, len(group))) if shots else group)]


def safir(
    items: Sequence[Item], outside: Sequence[str] = (), encoder: SentenceEncoder | None = None, named: bool = True
) -> Predict:
    """The matcher of the bot, with the default weights or, with an encoder, those of the extra `semantic`.

    `outside` are texts that are out of scope. `named`: what the names of the intents say is one more example of each.
    The score is the probability that the question is in scope, times the share that its intent has of all candidates: texts
    out of scope are of all kinds, so what tells the gaps of curators from facts, which are near misses, does not tell these.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for text, intent in items:
        if intent is not None:
            groups[intent].append(text)
    for intent, name in telling(groups).items() if named else ():
        groups[intent].append(name)
    language = load_language("en")
    found = [Candidate(id=intent, examples=tuple(dict.fromkeys(texts))) for intent, texts in groups.items()]
    gaps = [Candidate(id="", examples=tuple(dict.fromkeys(outside)), is_gap=True)]
    weights = SEMANTIC_WEIGHTS if encoder else WEIGHTS
    matcher = Matcher([*found, *gaps], language, PhraseTable(), Stemmer(language), Scorer.default(weights), encoder)
    decision = Decision.default(weights)

    def predict(text: str) -> tuple[str, float]:
        query = matcher.read(text)
        matches = matcher.rank(query)
        best = next((place for place, match in enumerate(matches) if not match.candidate.is_gap), None)
        if best is None:
            return found[0].id, 0.0
        return matches[best].candidate.id, decision.verdict(query, matches).scope * decision.shares(matches)[best]

    return predict


def token_set(items: Sequence[Item]) -> Predict:
    """rapidfuzz: the best token_set_ratio over all examples."""
    from rapidfuzz import fuzz, process

    texts = [item.text.casefold() for item in items]

    def predict(text: str) -> tuple[str, float]:
        _, score, place = process.extractOne(text.casefold(), texts, scorer=fuzz.token_set_ratio)
        return str(items[place].intent), score / 100

    return predict


def bm25(items: Sequence[Item]) -> Predict:
    """bm25s: the best example."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize([item.text for item in items], show_progress=False), show_progress=False)

    def predict(text: str) -> tuple[str, float]:
        tokens = bm25s.tokenize([text], show_progress=False)
        found, scores = index.retrieve(tokens, k=1, show_progress=False)
        return str(items[int(found[0, 0])].intent), float(scores[0, 0])

    return predict


def linear_svm(items: Sequence[Item]) -> Predict:
    """TF-IDF over words and characters with a linear support vector machine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    model = make_pipeline(make_union(words, characters), LinearSVC())
    model.fit([item.text for item in items], [item.intent for item in items])

    def predict(text: str) -> tuple[str, float]:
        scores = model.decision_function([text])[0]
        best = int(np.argmax(scores))
        return str(model.classes_[best]), float(scores[best])

    return predict


PEERS: dict[str, Fit] = {"rapidfuzz token_set": token_set, "bm25s": bm25, "TF-IDF + linear SVM": linear_svm}


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """How often a question in scope scores above one that is not."""
    if not inside or not outside:
        return float("nan")
    merged = np.concatenate([inside, outside])
    ranks = np.argsort(np.argsort(merged, kind="stable")) + 1.0
    for value in np.unique(merged):
        same = merged == value
        ranks[same] = ranks[same].mean()
    n, m = len(inside), len(outside)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def threshold(validation: Sequence[Item] | None, predict: Predict) -> float:
    """The score below which a question is out of scope: what makes the most right on validation data."""
    if validation is None or not any(item.intent is None for item in validation):
        return float("-inf")
    rows = [(*predict(item.text), item.intent) for item in validation]
    scores = sorted({score for _, score, _ in rows})
    candidates = scores[:: max(1, len(scores) // 200)]

    def accuracy(limit: float) -> float:
        return sum((guess if score >= limit else None) == intent for guess, score, intent in rows) / len(rows)

    return max(candidates, key=accuracy)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--val", type=Path)
    parser.add_argument("--shots", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="where the matcher's predictions are written")
    parser.add_argument("--semantic", action="store_true", help="with the sentence embeddings of the extra `semantic`")
    parser.add_argument("--no-names", action="store_true", help="learn nothing from the names of the intents")
    parser.add_argument("--alone", action="store_true", help="leave out the peers")
    args = parser.parse_args()
    train, test = few(read(args.train), args.shots, args.seed), read(args.test)
    validation = read(args.val) if args.val else None
    print(f"{len(train)} training texts, {len(test)} test texts")
    print(f"{'':24}{'in scope':>10}{'OOS recall':>12}{'AUROC':>8}{'µs':>8}{'build s':>9}")
    encoder = Encoder.load() if args.semantic else None
    outside = [item.text for item in read(args.train) if item.intent is None]
    ours: dict[str, Fit] = {"Safir": partial(safir, outside=outside, encoder=encoder, named=not args.no_names)}
    for name, fit in (ours | ({} if args.alone else PEERS)).items():
        started = time.perf_counter()
        predict = fit(train)
        built = time.perf_counter() - started
        limit = threshold(validation, predict)
        started = time.perf_counter()
        rows = [(item, *predict(item.text)) for item in test]
        each = (time.perf_counter() - started) / len(test) * 1e6
        inside = [(item.intent == guess and score >= limit) for item, guess, score in rows if item.intent is not None]
        declined = [score < limit for item, _, score in rows if item.intent is None]
        area = auroc([s for i, _, s in rows if i.intent is not None], [s for i, _, s in rows if i.intent is None])
        recall = f"{100 * sum(declined) / len(declined):.1f}" if declined else "-"
        print(f"{name:24}{100 * sum(inside) / len(inside):>10.1f}{recall:>12}{area:>8.3f}{each:>8.0f}{built:>9.1f}")
        if name == "Safir" and args.json:
            lines = (
                json.dumps({"text": item.text, "intent": guess if score >= limit else None, "score": score}, ensure_ascii=False)
                for item, guess, score in rows
            )
            args.json.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
