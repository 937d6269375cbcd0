"""Repairs misspelt words against the words of the base.

Only a word that is in no list is touched: "Malta" must not become "Mali". Distance: optimal string alignment (a swap of
neighbours counts once), through rapidfuzz.
"""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler, Prefix

from knowledge.remembered import Remembered
from knowledge.understanding.frequency import REAL_WORD, zipf
from knowledge.understanding.language import load_language
from knowledge.understanding.word_vectors import load_vectors

REMEMBERED, FEW = 20_000, 300  # words; what people type is not bounded. Of spellers that extend others there may be thousands
SHORTEST = 4  # shorter words have too many neighbours
MOST_SLIPS = 3
CHOICES = 8  # equally near words, at the most, of which one may have been meant


_SOUNDS = tuple(map(frozenset, ("aeiouy", "ckq", "csz", "gj", "fpv", "vw")))  # first letters that are taken for each other


_FORMS = ("s", "es", "d", "ed", "ing", "ly")
COMMON_WORD = 3.3  # on the Zipf scale


class Speller:
    """Knows the words of a base (lower case) and finds the one that was meant."""

    def __init__(self, vocabulary: Iterable[str], language: str, known: Iterable[str] = ()) -> None:
        """`vocabulary` are words to repair to; `known` are words that are right as they stand, but not repaired to."""
        targets = frozenset(vocabulary)
        self._known = targets | frozenset(known)
        self._language = language
        self._by_length: dict[int, list[str]] = {}  # each list is sorted
        for word in sorted(filter(_is_target, targets)):
            self._by_length.setdefault(len(word), []).append(word)
        self._repaired: Remembered[str, str | None] = Remembered(REMEMBERED)
        self._near: dict[tuple[int, int], Sequence[str]] = {}  # words by length, with those that are a little shorter or longer
        self._beneath: Speller | None = None  # what this one extends, by these words:
        self._more: frozenset[str] = frozenset()
        self._targets: tuple[str, ...] = ()

    def extended(self, vocabulary: Iterable[str]) -> Speller:
        """A speller with a few more words. All others are shared, and what was found out about them."""
        targets = frozenset(vocabulary)
        made = copy.copy(self)
        made._more = self._more | targets.difference(self._known)
        new = {word for word in filter(_is_target, targets) if not _has(self._by_length.get(len(word), []), word)}
        made._targets = tuple(sorted(new | set(self._targets)))
        made._repaired, made._near = Remembered(FEW), {}
        made._beneath = self._beneath or self
        return made

    def knows(self, word: str) -> bool:
        """Whether a word is right as it stands."""
        return word in self._known or word in self._more

    def is_word(self, word: str) -> bool:
        """Whether a word is one of the language, known or not."""
        return zipf(word, self._language) >= REAL_WORD or self._is_form(word)

    def repair(self, word: str) -> str | None:
        """The known word that `word` is a misspelling of, or None where it is known, a real word, or nothing is near."""
        if self._beneath is not None and not self._is_near_new(word):
            return self._beneath.repair(word)
        if word in self._repaired:
            return self._repaired[word]
        return self._repaired.keep(word, self._find(word))

    def _is_near_new(self, word: str) -> bool:
        """Whether words that the speller beneath does not know may make a difference."""
        if word in self._more or (len(word) < SHORTEST and self._more):
            return True
        return process.extractOne(word, self._targets, scorer=OSA.distance, score_cutoff=MOST_SLIPS) is not None

    def _swapped(self, word: str) -> str | None:
        """A short known word with two letters swapped: "gpd". Other slips make other words of it."""
        swaps = (word[1] + word[0] + word[2], word[0] + word[2] + word[1])
        found = [other for other in swaps if self.knows(other) and other != word]
        return found[0] if found and zipf(word, self._language) < REAL_WORD else None

    def _is_form(self, word: str) -> bool:
        """Whether a rare word is a form of a common one ("attaches", "ratify" beside "ratified"), and no misspelling."""
        bases = (word.removesuffix(ending) for ending in _FORMS if word.endswith(ending))
        if any(len(base) > SHORTEST and zipf(base, self._language) >= COMMON_WORD for base in bases):
            return True
        vectors = load_vectors(self._language)
        common = vectors.akin(word) if vectors else None
        if common is None:
            return False
        shared = Prefix.similarity(word, common)
        endings = load_language(self._language).endings
        return shared > SHORTEST and word[shared:] in endings and (common[shared:] in endings or not common[shared:])

    def learn(self, words: Iterable[str]) -> None:
        """Finds out about many words at once, which `repair` then knows: a small part of the time that they take one by one."""
        if self._beneath is not None:
            return self._beneath.learn(words)
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if word not in self._repaired and self._may_be_wrong(word):
                by_length[len(word)].append(word)
        for length, group in by_length.items():
            others, allowed = self._about(length, min(2, _slips(length))), _slips(length)
            apart = process.cdist(group, others, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8) if others else ()
            for word, distances in zip(group, apart, strict=False):
                best = int(distances.min())
                nearest = [others[place] for place in np.flatnonzero(distances == best)[:CHOICES].tolist()]
                self._repaired.keep(word, _chosen(word, nearest, best) if best <= allowed else None)
        return None

    def _may_be_wrong(self, word: str) -> bool:
        """Whether a word is one that a longer word of the base may have been meant by."""
        if len(word) < SHORTEST or not word.isalpha() or self.knows(word):
            return False
        return not self.is_word(word)

    def _find(self, word: str) -> str | None:
        if len(word) == SHORTEST - 1 and word.isalpha() and not self.knows(word):
            return self._swapped(word)
        if not self._may_be_wrong(word):
            return None
        allowed = _slips(len(word))
        others = self._about(len(word), min(2, allowed))
        found = process.extract(word, others, scorer=OSA.distance, score_cutoff=allowed, limit=CHOICES)
        best = min((distance for _, distance, _ in found), default=0)
        return _chosen(word, [other for other, distance, _ in found if distance == best], best) if found else None

    def _about(self, length: int, more: int) -> Sequence[str]:
        """The words of a length, and those with up to so many letters less or more."""
        if (known := self._near.get((length, more))) is None:
            lengths = range(length - more, length + more + 1)
            known = self._near[length, more] = [other for one in lengths for other in self._of_length(one)]
        return known

    def _of_length(self, length: int) -> Sequence[str]:
        before, new = self._by_length.get(length, []), [word for word in self._targets if len(word) == length]
        return sorted([*before, *new]) if new else before


def _slips(length: int) -> int:
    """How many slips a word of a length may hold."""
    return 1 if length <= 5 else 2 if length <= 9 else MOST_SLIPS


def _chosen(word: str, nearest: Iterable[str], slips: int) -> str | None:
    """Which of some equally near words was meant, so many slips away; None where none was."""
    # The one that starts alike: people rarely miss the first letters.
    choice = max(nearest, key=lambda other: (JaroWinkler.similarity(word, other), other))
    return choice if slips == 1 or any({choice[0], word[0]} <= sound for sound in (*_SOUNDS, {word[0]})) else None


def _is_target(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def _has(ordered: Sequence[str], word: str) -> bool:
    place = bisect_left(ordered, word)
    return place < len(ordered) and ordered[place] == word
