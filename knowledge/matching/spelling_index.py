"""Likeness of the words of a question to those of many short texts, by their runs of characters: "recognising", "recognition"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

import numpy as np

from knowledge.matching.text_index import Floats, Ints, TextIndex, quick
from knowledge.remembered import Remembered

SHORTEST_RUN, LONGEST_RUN = 3, 5  # characters
ALIKE = 0.3  # likeness from which two words are held to be of one family
REMEMBERED, FEW = 1_000_000, 50_000  # numbers that tell which words are like which; of small indexes there may be thousands
LEAST_SIZE = 50  # of what is remembered of a word, in numbers


class _Family(NamedTuple):
    """The words that are like a word, each with how like it is; and the texts that have one, with what it counts in them."""

    likeness: Mapping[int, float]
    rows: Ints
    parts: Floats

    @property
    def size(self) -> int:
        """About how many numbers it holds."""
        return LEAST_SIZE + len(self.rows) + 10 * len(self.likeness)


def _best(families: Iterable[_Family]) -> Mapping[int, float]:
    """The words that are like one of some words, each with how like it is to the one that it is most like."""
    best: dict[int, float] = {}
    for family in families:
        for other, likeness in family.likeness.items():
            if likeness > best.get(other, 0.0):
                best[other] = likeness
    return best


class SpellingIndex:
    """Texts as words that are compared by their runs of characters: "recognising" is near "recognition".

    Only the vocabulary is indexed by characters; a text's similarity is summed over its words. Like a cosine over all runs of a
    text, but for runs that two words of a text share, and far cheaper to build.
    """

    def __init__(self, texts: Sequence[Sequence[str]], like: SpellingIndex | None = None) -> None:
        """`like` is a larger index, which knows better how rare a run of characters is."""
        self.size = len(texts)
        self.vocabulary: dict[str, int] = {}
        vocabulary = self.vocabulary
        columns = [vocabulary.setdefault(word, len(vocabulary)) for text in texts for word in text]
        self.words: TextIndex = TextIndex(map(character_features, vocabulary), like.words if like else None)
        column = np.asarray(columns, dtype=np.int32)
        row = np.repeat(np.arange(self.size, dtype=np.int32), [len(text) for text in texts])
        lengths = np.sqrt(np.maximum(1, np.bincount(row, minlength=self.size)))
        order = np.argsort(column, kind="stable")
        self._rows: Ints = row[order]
        self._parts: Floats = (1 / lengths[self._rows]).astype(np.float32)  # of each text, that such a word is
        self._starts = quick(np.concatenate(([0], np.cumsum(np.bincount(column, minlength=len(vocabulary))))))
        self._near: Remembered[str, _Family] = Remembered(FEW if like else REMEMBERED)

    def similarities(self, words: Sequence[str]) -> Floats:
        """The likeness (0 to 1) of a row of words to each text."""
        families = self._families(words)
        if not families:
            return np.zeros(self.size, dtype=np.float32)
        if len(set().union(*[family.likeness for family in families])) < sum([len(family.likeness) for family in families]):
            families = self._apart(families)
        rows = np.concatenate([family.rows for family in families])
        parts = np.concatenate([family.parts for family in families])
        similar: Floats = np.bincount(rows, parts, self.size).astype(np.float32)
        similar *= np.float32(1 / len(words) ** 0.5)
        return np.minimum(similar, np.float32(1), out=similar)

    def _apart(self, families: Sequence[_Family]) -> list[_Family]:
        """Families of which some share words, with one in the place of all such: of two likenesses the greater counts."""
        times = Counter(word for family in families for word in family.likeness)
        mixed = [any(times[word] > 1 for word in family.likeness) for family in families]
        merged = self._of(_best(compress(families, mixed)))
        return [*(family for family, is_mixed in zip(families, mixed, strict=True) if not is_mixed), merged]

    def alike(self, words: Sequence[str]) -> Mapping[int, float]:
        """The numbers of the words of texts that are like any of some words, each with how like it is."""
        return _best(self._families(words))

    def _families(self, words: Sequence[str]) -> list[_Family]:
        near = self._near
        return [near.get(word) or near.keep(word, family := self._family(word), family.size) for word in dict.fromkeys(words)]

    def _family(self, word: str) -> _Family:
        likeness = self.words.similarities(character_features(word))
        near = np.flatnonzero(likeness >= ALIKE)
        return self._of(dict(zip(near.tolist(), likeness[near].tolist(), strict=True)))

    def _of(self, likeness: Mapping[int, float]) -> _Family:
        spans = [slice(self._starts[other], self._starts[other + 1]) for other in likeness]
        shares = np.array(list(likeness.values()), dtype=np.float32).repeat([span.stop - span.start for span in spans])
        rows = np.concatenate([self._rows[:0], *[self._rows[span] for span in spans]])
        return _Family(likeness, rows, np.concatenate([self._parts[:0], *[self._parts[span] for span in spans]]) * shares)


class SpellingBeside:
    """A few more texts beside those of a large index. Immutable."""

    def __init__(self, texts: Sequence[Sequence[str]], main: SpellingIndex) -> None:
        self._main = main
        self.size = len(texts)
        first = len(main.vocabulary)
        new: dict[str, int] = {}  # words that only these texts have: they come after those of the many
        known = main.vocabulary
        numbers = [[known[w] if w in known else new.setdefault(w, first + len(new)) for w in text] for text in texts]
        self._new = SpellingIndex([[word] for word in new], main) if new else None
        self._first = first
        self._texts: dict[int, list[tuple[int, float]]] = {}  # of each word: the texts that have it, and its part of each
        for row, words in enumerate(numbers):
            for word, times in Counter(words).items():
                self._texts.setdefault(word, []).append((row, times / max(1, len(words)) ** 0.5))

    def similarities(self, words: Sequence[str], known: Mapping[int, float]) -> Floats:
        """As `SpellingIndex.similarities`; `known` are the words of the large index that are like them."""
        similar = np.zeros(self.size, dtype=np.float32)
        own = {self._first + word: likeness for word, likeness in self._new.alike(words).items()} if self._new else {}
        share = max(1, len(words)) ** 0.5
        for best in (known, own):
            for word in self._texts.keys() & best.keys():
                for row, part in self._texts[word]:
                    similar[row] += part * best[word] / share
        return np.minimum(similar, np.float32(1), out=similar)


@lru_cache(maxsize=50_000)
def character_features(word: str) -> Mapping[str, float]:
    """The runs of 3 to 5 characters inside a word, its edges marked."""
    marked = f" {word} "
    return {
        marked[start : start + length]: 1.0
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for start in range(max(1, len(marked) - length + 1))
    }
