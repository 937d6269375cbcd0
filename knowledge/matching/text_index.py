"""Cosine similarity of a question to many short texts, over weighted features, with an inverted index in numpy.

TF-IDF as in Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), ch. 6: smoothed idf, cosine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


POWER = 0.6  # of the idf: words also have a weight by how rare they are in general (measured on BANKING77's train split)


class TextIndex:
    """Texts as bags of features with weights. Immutable once built."""

    def __init__(self, texts: Iterable[Mapping[str, float]], like: TextIndex | None = None) -> None:
        """`like` is a larger index of texts of the same kind, which knows better how rare a feature is."""
        self._ids: dict[str, int] = {}
        ids = self._ids
        columns: list[int] = []
        counts: list[float] = []
        lengths: list[int] = []
        for text in texts:
            columns += [ids.setdefault(feature, len(ids)) for feature in text]
            counts += text.values()
            lengths.append(len(text))
        self.size, self.width = len(lengths), len(ids)
        column = np.asarray(columns, dtype=np.int32)
        row = np.repeat(np.arange(self.size, dtype=np.int32), lengths)
        frequency = np.bincount(column, minlength=len(ids))
        self._idf: Floats = ((np.log((1 + self.size) / (1 + frequency)) + 1) ** POWER).astype(np.float32)
        self._unseen_idf = float(np.log(1 + self.size) + 1) ** POWER
        if like:
            self._idf = np.asarray([like.idf(feature) for feature in ids], dtype=np.float32)
            self._unseen_idf = like._unseen_idf
        values = np.asarray(counts, dtype=np.float32) * self._idf[column]
        norms = np.sqrt(np.bincount(row, weights=values * values, minlength=self.size))
        values = values / np.maximum(norms, 1e-9)[row]
        order = np.argsort(column, kind="stable")
        self._rows: Ints = row[order]
        self._values: Floats = values[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(frequency))).tolist()

    def idf(self, feature: str) -> float:
        """How rare a feature is: 1 for one that every text has, more for rarer ones."""
        column = self._ids.get(feature)
        return self._unseen_idf if column is None else float(self._idf[column])

    def columns(self, features: Mapping[str, float]) -> list[tuple[int, float]]:
        """The numbers of those features that a text has, each with its weight."""
        return [(column, weight) for feature, weight in features.items() if (column := self._ids.get(feature)) is not None]

    def features_of(self, text: int) -> frozenset[int]:
        """The numbers of the features of one text. Slow: for teaching and measuring."""
        return frozenset(np.repeat(np.arange(self.width), np.diff(self._starts))[self._rows == text].tolist())

    def names(self) -> dict[str, int]:
        """Every feature with its number. Not to be changed."""
        return self._ids

    def by_text(self) -> tuple[Ints, Floats, NDArray[np.int64]]:
        """The features of all texts, text after text: their numbers, their values, and where each text starts."""
        column, _ = self.postings()
        order = np.argsort(self._rows, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(self._rows, minlength=self.size))))
        return column[order], self._values[order], starts

    def weighed(self, features: Mapping[str, float]) -> list[tuple[int, float]]:
        """The numbers and values of those features of a text that are known, as if it was one of the texts."""
        known: list[tuple[int, float]] = []
        squares = 0.0
        for feature, count in features.items():
            column = self._ids.get(feature)
            value = count * (self._unseen_idf if column is None else float(self._idf[column]))
            squares += value * value
            if column is not None:
                known.append((column, value))
        length = max(squares, 1e-9) ** 0.5
        return [(column, value / length) for column, value in known]

    def postings(self) -> tuple[Ints, Ints]:
        """Each feature of each text, as the number of the feature and that of the text."""
        return np.repeat(np.arange(self.width, dtype=np.int32), np.diff(self._starts)), self._rows

    def similarities(self, features: Mapping[str, float]) -> Floats:
        """The cosine (0 to 1) of a bag of features to each text, in the order in which the texts were given."""
        rows: list[Ints] = []
        values: list[Floats] = []
        for column, value in self.weighed(features):
            start, end = self._starts[column], self._starts[column + 1]
            rows.append(self._rows[start:end])
            values.append(self._values[start:end] * np.float32(value))
        if not rows:
            return np.zeros(self.size, dtype=np.float32)
        summed = np.bincount(np.concatenate(rows), weights=np.concatenate(values), minlength=self.size)
        return summed.astype(np.float32)


class SpellingIndex:
    """Texts as words that are compared by their runs of characters: "recognising" is near "recognition".

    Only the vocabulary is indexed by characters; a text's similarity is summed over its words. Like a cosine over all runs of a
    text, but for runs that two words of a text share, and far cheaper to build.
    """

    def __init__(self, texts: Sequence[Sequence[str]], like: SpellingIndex | None = None) -> None:
        """`like` is a larger index, which knows better how rare a run of characters is."""
        self.size = len(texts)
        vocabulary: dict[str, int] = {}
        columns = [vocabulary.setdefault(word, len(vocabulary)) for text in texts for word in text]
        self._words: TextIndex = TextIndex(map(character_features, vocabulary), like._words if like else None)
        column = np.asarray(columns, dtype=np.int32)
        row = np.repeat(np.arange(self.size, dtype=np.int32), [len(text) for text in texts])
        self._lengths: Floats = np.sqrt(np.maximum(1, np.bincount(row, minlength=self.size))).astype(np.float32)
        order = np.argsort(column, kind="stable")
        self._rows: Ints = row[order]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(column, minlength=len(vocabulary))))).astype(np.int64)

    LEAST = 0.3  # likeness from which two words are held to be of one family

    def similarities(self, words: Sequence[str]) -> Floats:
        """The likeness (0 to 1) of a row of words to each text."""
        best = np.zeros(self._words.size, dtype=np.float32)
        for word in words:
            np.maximum(best, self._words.similarities(character_features(word)), out=best)
        near = np.flatnonzero(best >= self.LEAST)
        if not len(near):
            return np.zeros(self.size, dtype=np.float32)
        starts, ends = self._starts[near], self._starts[near + 1]
        rows = np.concatenate([self._rows[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)])
        summed = np.bincount(rows, weights=np.repeat(best[near], ends - starts), minlength=self.size)
        similar: Floats = np.minimum(1.0, summed / (self._lengths * max(1, len(words)) ** 0.5)).astype(np.float32)
        return similar


def word_features(terms: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Single terms and neighbouring pairs, with the weight of each term as its count."""
    features: dict[str, float] = {}
    previous, before = "", 0.0
    for term, weight in terms:
        features[term] = features.get(term, 0.0) + weight
        if previous:
            pair = f"{previous} {term}"
            features[pair] = features.get(pair, 0.0) + min(weight, before)
        previous, before = term, weight
    return features


@lru_cache(maxsize=50_000)
def character_features(word: str, shortest: int = 3, longest: int = 5) -> Mapping[str, float]:
    """The runs of 3 to 5 characters inside a word, its edges marked."""
    marked = f" {word} "
    return {
        marked[start : start + length]: 1.0
        for length in range(shortest, longest + 1)
        for start in range(max(1, len(marked) - length + 1))
    }
