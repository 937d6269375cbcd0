"""Cosine similarity of a question to many short texts, over weighted features, with an inverted index in numpy.

TF-IDF as in Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), ch. 6: sublinear tf, smoothed idf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class TextIndex:
    """Texts as bags of features (a feature's count may be a fraction). Immutable once built."""

    def __init__(self, texts: Sequence[Mapping[str, float]]) -> None:
        self.size = len(texts)
        self._ids: dict[str, int] = {}
        columns: list[int] = []
        counts: list[float] = []
        starts = [0]
        for text in texts:
            for feature, count in text.items():
                columns.append(self._ids.setdefault(feature, len(self._ids)))
                counts.append(count)
            starts.append(len(columns))
        column = np.asarray(columns, dtype=np.int32)
        row = np.repeat(np.arange(self.size, dtype=np.int32), np.diff(starts))
        frequency = np.bincount(column, minlength=len(self._ids))
        self._idf: Floats = (np.log((1 + self.size) / (1 + frequency)) + 1).astype(np.float32)
        self._unseen_idf = float(np.log(1 + self.size) + 1)
        values = _dampened(np.asarray(counts, dtype=np.float32)) * self._idf[column]
        norms = np.sqrt(np.bincount(row, weights=values * values, minlength=self.size))
        values = values / np.maximum(norms, 1e-9)[row]
        order = np.argsort(column, kind="stable")
        self._rows: Ints = row[order]
        self._values: Floats = values[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(frequency))).tolist()

    def similarities(self, features: Mapping[str, float]) -> Floats:
        """The cosine (0 to 1) of a bag of features to each text, in the order in which the texts were given."""
        rows: list[Ints] = []
        values: list[Floats] = []
        squares = 0.0
        for feature, count in features.items():
            index = self._ids.get(feature)
            damp = count if count <= 1 else 1 + float(np.log(count))
            if index is None:
                squares += (damp * self._unseen_idf) ** 2
                continue
            weight = damp * float(self._idf[index])
            squares += weight * weight
            start, end = self._starts[index], self._starts[index + 1]
            rows.append(self._rows[start:end])
            values.append(self._values[start:end] * np.float32(weight))
        if not rows:
            return np.zeros(self.size, dtype=np.float32)
        summed = np.bincount(np.concatenate(rows), weights=np.concatenate(values), minlength=self.size)
        similar: Floats = (summed / max(squares, 1e-9) ** 0.5).astype(np.float32)
        return similar


def _dampened(counts: Floats) -> Floats:
    return np.where(counts <= 1, counts, 1 + np.log(np.maximum(counts, 1))).astype(np.float32)


def word_features(terms: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Single terms and neighbouring pairs, with the weight of each term as its count."""
    features: Counter[str] = Counter()
    previous: tuple[str, float] | None = None
    for term, weight in terms:
        features[term] += weight  # type: ignore[assignment]
        if previous is not None:
            features[f"{previous[0]} {term}"] += min(weight, previous[1])  # type: ignore[assignment]
        previous = (term, weight)
    return dict(features)


def character_features(surfaces: Iterable[str], shortest: int = 3, longest: int = 5) -> dict[str, float]:
    """The runs of 3 to 5 characters inside each word, its edges marked."""
    features: Counter[str] = Counter()
    for surface in surfaces:
        marked = f" {surface} "
        for length in range(shortest, longest + 1):
            for start in range(max(1, len(marked) - length + 1)):
                features[marked[start : start + length]] += 1
    return dict(features)
