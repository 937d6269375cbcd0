"""Finds example questions while somebody types: by beginnings of words, in any order, in spite of slips.

Each question belongs to an owner (a fact, a list). Every word of all questions points to the questions that use it; what is
typed is looked up word by word, so that 5,000 facts take a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text import example_key

MOST_WORDS = 12  # of what is typed that are looked up
SHORTEST_SLIP = 3  # letters of a word in which a slip may be
LONG = 6  # letters of a word in which two slips may be
BEGUN = 0.95  # what a word counts that begins as the last one typed
LONGER = 0.8  # … and one that begins as an earlier one
SLIP = 0.25  # what each slip takes off
LEAST = 0.4  # share of what is typed that a question has to account for
SAYS_IT_BEST = 0.2  # for an owner's first question, less for each that follows: curators put the best first
WHOLE = 0.15  # for a whole sentence that asks, before bare keywords
OPENS = 0.4  # for a question that begins with all that is typed, where that is more than one word
TOGETHER = 0.2  # … and for one that holds it as it stands
_ASKS = ("?", "؟", "？")
_COMMONEST = 0.15  # what a word counts that nearly every question has

Floats = NDArray[np.float32]


class Hit(NamedTuple):
    """The question of an owner that fits best what is typed."""

    score: float
    owner: str
    question: str


class QuestionIndex:
    """The questions of some owners. Immutable."""

    def __init__(self, owners: Sequence[tuple[str, Sequence[str]]]) -> None:
        """`owners`: each with its questions, of which there has to be one."""
        self.owners = [owner for owner, _ in owners]
        self.numbers = {owner: number for number, owner in enumerate(self.owners)}
        self._questions = [question for _, questions in owners for question in questions]
        self._keys = [example_key(question) for question in self._questions]
        sizes = np.asarray([len(questions) for _, questions in owners], dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        place = np.arange(len(self._questions)) - np.repeat(self._starts, sizes)
        asks = np.asarray([question.endswith(_ASKS) for question in self._questions], dtype=np.float32)
        self._bonus: Floats = (SAYS_IT_BEST / (1 + place) + WHOLE * asks).astype(np.float32)
        found: dict[str, list[int]] = {}
        for number, key in enumerate(self._keys):
            for word in dict.fromkeys(key.split()):
                found.setdefault(word, []).append(number)
        self._postings = {word: np.asarray(numbers, dtype=np.int32) for word, numbers in found.items()}
        self._begun: dict[int, dict[str, list[str]]] = {}  # by length: beginnings of words → the words

    def knows(self, word: str) -> bool:
        """Whether a word of any question is this one, or begins with it."""
        return bool(self._beginning(word))

    def search(self, typed: str, limit: int, without: Collection[str] = (), sound: Collection[str] = ()) -> list[Hit]:
        """The best question of each of the best `limit` owners, best first. `typed` is an `example_key`.

        `without` are owners that are not looked for; `sound` are words that are no slips, though no question here may have them.
        """
        row = typed.split()[:MOST_WORDS]
        if not row or not self._questions:
            return []
        fits = self._fitting(row, sound)
        scores = np.where(fits >= LEAST, fits + self._bonus, np.float32(0))
        best = np.maximum.reduceat(scores, self._starts)
        for owner in without:
            if (number := self.numbers.get(owner)) is not None:
                best[number] = 0
        count = min(len(best), limit)
        chosen = np.argpartition(-best, count - 1)[:count]
        hits = [self._hit(number, scores, typed) for number in chosen[best[chosen] > 0].tolist()]
        return sorted(hits, key=lambda hit: (-hit.score, self.numbers[hit.owner]))

    def _hit(self, owner: int, scores: Floats, typed: str) -> Hit:
        start = int(self._starts[owner])
        stop = int(self._starts[owner + 1]) if owner + 1 < len(self._starts) else len(self._questions)
        score, _, number = max((float(scores[n]) + self._in_order(n, typed), -n, n) for n in range(start, stop) if scores[n])
        return Hit(score, self.owners[owner], self._questions[number])

    def _in_order(self, number: int, typed: str) -> float:
        key = self._keys[number]
        if " " not in typed:
            return 0.0
        return OPENS if key.startswith(typed) else TOGETHER if f" {typed}" in key else 0.0

    def _fitting(self, row: Sequence[str], sound: Collection[str]) -> Floats:
        """The share (0 to 1) of what is typed that each question accounts for; rare words make up more of it."""
        total = np.zeros(len(self._questions), dtype=np.float32)
        weights = 0.0
        for place, word in enumerate(row):
            last = place == len(row) - 1
            meant = self._meant(word, last, word not in sound)
            fit = np.zeros(len(self._questions), dtype=np.float32)
            for other, share in sorted(meant.items(), key=lambda pair: pair[1]):  # the better comes after and stays
                fit[self._postings[other]] = share
            weight = max(_COMMONEST, 1.0 - float(np.count_nonzero(fit)) / len(self._questions)) if meant else 1.0
            total += np.float32(weight) * fit
            weights += weight
        return total / np.float32(weights)

    def _meant(self, word: str, last: bool, may_slip: bool) -> dict[str, float]:
        """The words that may be meant by a typed one (the last one may be unfinished), each with how well it fits."""
        meant = dict.fromkeys(self._beginning(word), BEGUN if last else LONGER) if last or len(word) >= SHORTEST_SLIP else {}
        if word in self._postings:
            meant[word] = 1.0
        if meant or not may_slip or len(word) < SHORTEST_SLIP or not word.isalpha():
            return meant
        allowed = 2 if len(word) >= LONG else 1
        for other, slips, _ in process.extract(word, list(self._postings), scorer=OSA.distance, score_cutoff=allowed, limit=20):
            meant[other] = 1.0 - SLIP * slips
        if last and len(word) > SHORTEST_SLIP:
            for length in (len(word), len(word) - 1, len(word) + 1):
                begun = self._beginnings(length)
                for start, slips, _ in process.extract(word, list(begun), scorer=OSA.distance, score_cutoff=allowed, limit=20):
                    for other in begun[start]:
                        meant[other] = max(meant.get(other, 0.0), BEGUN - SLIP * slips)
        best = max(meant.values(), default=0.0)
        return {other: share for other, share in meant.items() if share == best}

    def _beginning(self, start: str) -> Sequence[str]:
        return self._beginnings(len(start)).get(start, ())

    def _beginnings(self, length: int) -> dict[str, list[str]]:
        found = self._begun.get(length)
        if found is None:
            found = {}
            for word in self._postings:
                if len(word) >= length:
                    found.setdefault(word[:length], []).append(word)
            self._begun[length] = found
        return found
