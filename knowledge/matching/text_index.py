"""Cosine similarity of a question to many short texts, over weighted features, with an inverted index in numpy.

TF-IDF as in Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), ch. 6: smoothed idf, cosine.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.remembered import Remembered

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Weighed = list[tuple[int, float]]  # features of a text: the number of each, and its value


COMMON = 12  # a feature that one in so many texts has is kept for all texts: adding is quicker than to look them up
REMEMBERED, FEW = 1_000_000, 50_000  # numbers that tell which words are like which; of small indexes there may be thousands
LEAST_SIZE = 50  # of what is remembered of a word, in numbers
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

    LEAST = 0.3  # likeness from which two words are held to be of one family

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
        near = np.flatnonzero(likeness >= self.LEAST)
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
