"""Cosine similarity of a question to many short texts, over weighted features, with an inverted index in numpy.

TF-IDF as in Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), ch. 6: smoothed idf, cosine.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Weighed = list[tuple[int, float]]  # features of a text: the number of each, and its value


COMMON = 12  # a feature that one in so many texts has is kept for all texts: adding is quicker than to look them up
POWER = 0.6  # of the idf: words also have a weight by how rare they are in general (measured on BANKING77's train split)


def quick(numbers: NDArray[np.integer]) -> array[int]:
    """The same, smaller than a list: quicker than numpy's where a single one is looked up. None may be beyond 31 bits."""
    return array("i", numbers.astype(np.int32).tobytes())


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
        self._rare = array("f", self._idf.tobytes())  # the same: quicker to look a single one up in
        values = np.asarray(counts, dtype=np.float32) * self._idf[column]
        norms = np.sqrt(np.bincount(row, weights=values * values, minlength=self.size))
        values = values / np.maximum(norms, 1e-9)[row]
        order = np.argsort(column, kind="stable")
        self._rows: Ints = row[order]
        self._values: Floats = values[order].astype(np.float32)
        self._starts = quick(np.concatenate(([0], np.cumsum(frequency))))
        self._common = {column: self._dense(column) for column in np.flatnonzero(frequency * COMMON > self.size).tolist()}

    def idf(self, feature: str) -> float:
        """How rare a feature is: 1 for one that every text has, more for rarer ones."""
        column = self._ids.get(feature)
        return self._unseen_idf if column is None else self._rare[column]

    def columns(self, features: Mapping[str, float]) -> list[tuple[int, float]]:
        """The numbers of those features that a text has, each with its weight."""
        return [(column, weight) for feature, weight in features.items() if (column := self._ids.get(feature)) is not None]

    def features_of(self, texts: NDArray[np.integer]) -> dict[int, Weighed]:
        """The numbers and values of the features of some texts. Slow: for teaching and measuring."""
        places = np.flatnonzero(np.isin(self._rows, texts))
        columns = np.searchsorted(self._starts, places, side="right") - 1
        found: dict[int, Weighed] = {text: [] for text in texts.tolist()}
        for text, column, value in zip(self._rows[places].tolist(), columns.tolist(), self._values[places].tolist(), strict=True):
            found[text].append((column, value))
        return found

    def names(self) -> dict[str, int]:
        """Every feature with its number. Not to be changed."""
        return self._ids

    def by_text(self) -> tuple[Ints, Floats, NDArray[np.int64]]:
        """The features of all texts, text after text: their numbers, their values, and where each text starts."""
        column, _ = self.postings()
        order = np.argsort(self._rows, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(self._rows, minlength=self.size))))
        return column[order], self._values[order], starts

    def weighed(self, features: Mapping[str, float]) -> Weighed:
        """The numbers and values of those features of a text that are known, as if it was one of the texts."""
        known: Weighed = []
        squares = 0.0
        ids, rare = self._ids, self._rare
        for feature, count in features.items():
            column = ids.get(feature)
            if column is None:
                value = count * self._unseen_idf
            else:
                value = count * rare[column]
                known.append((column, value))
            squares += value * value
        length = max(squares, 1e-9) ** 0.5
        return [(column, value / length) for column, value in known]

    def postings(self) -> tuple[Ints, Ints]:
        """Each feature of each text, as the number of the feature and that of the text."""
        return np.repeat(np.arange(self.width, dtype=np.int32), np.diff(self._starts)), self._rows

    def similarities(self, features: Mapping[str, float]) -> Floats:
        """The cosine (0 to 1) of a bag of features to each text, in the order in which the texts were given."""
        return self.summed(self.weighed(features))

    def summed(self, known: Weighed) -> Floats:
        """The same as `similarities` for features as `weighed` gives them. The caller may change what it gets."""
        starts, common, rows, values = self._starts, self._common, self._rows, self._values
        rare: list[float] = []
        found: list[tuple[Ints, Floats, int]] = []
        often: list[tuple[Floats, float]] = []
        for column, value in known:
            if (dense := common.get(column)) is not None:
                often.append((dense, value))
                continue
            start, stop = starts[column], starts[column + 1]
            rare.append(value)
            found.append((rows[start:stop], values[start:stop], stop - start))
        if found:
            where, parts, sizes = zip(*found, strict=True)
            weights = np.concatenate(parts)
            weights *= np.array(rare, dtype=np.float32).repeat(sizes)
            total: Floats = np.bincount(np.concatenate(where), weights, self.size).astype(np.float32)
        else:
            total = np.zeros(self.size, dtype=np.float32)
        for dense, value in often:
            total += np.float32(value) * dense
        return total

    def _dense(self, column: int) -> Floats:
        """The values of a feature in all texts."""
        span = slice(self._starts[column], self._starts[column + 1])
        values = np.zeros(self.size, dtype=np.float32)
        values[self._rows[span]] = self._values[span]
        return values


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
