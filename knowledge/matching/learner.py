"""What all candidates together teach: which words tell one from the others, though each may use them.

A multinomial logistic regression over the words, pairs of words and meanings of texts (Böhning, "Multinomial logistic regression
algorithm", 1992), fitted with AdaGrad (Duchi, Hazan and Singer, 2011) over small batches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Numbers = NDArray[np.int64]

BATCH = 64  # texts
PASSES, FEWER, MANY = 20, 8, 3_000  # over the texts; fewer where there are many of them
START = np.float32(0.1)  # what AdaGrad's sums of squares start with


class Dense(Protocol):
    """The rows of a dense matrix, which need not be there before they are asked for."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows of how many columns."""
        ...

    def __getitem__(self, rows: Numbers | slice, /) -> Floats:
        """Some of them."""
        ...


@dataclass(frozen=True, slots=True)
class Samples:
    """Texts as rows of two matrices: a sparse one over word features, of `width` columns, and a dense one."""

    columns: Ints
    values: Floats
    starts: Numbers  # where the features of each text start, and the end of the last
    dense: Dense
    width: int

    @classmethod
    def of(cls, columns: Ints, values: Floats, starts: Numbers, dense: Dense, width: int) -> Samples:
        """The samples without the features whose column is negative."""
        before = np.concatenate(([0], np.cumsum(columns >= 0)))
        return cls(columns[columns >= 0], values[columns >= 0], before[starts], dense, width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def _places(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        lengths = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(lengths)
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(self.starts[rows] - ends + lengths, lengths), lengths

    def chosen(self, rows: Numbers) -> Samples:
        """Some of the texts."""
        places, lengths = self._places(rows)
        starts = np.concatenate(([0], np.cumsum(lengths)))
        return Samples(self.columns[places], self.values[places], starts, self.dense[rows], self.width)

    def narrowed(self, width: int) -> Samples:
        """The same texts without the columns from `width` on."""
        return Samples.of(np.where(self.columns < width, self.columns, -1), self.values, self.starts, self.dense, width)

    def joined(self, other: Samples) -> Samples:
        """These texts, and then those of another, which may have more columns."""
        return Samples(
            np.concatenate((self.columns, other.columns)),
            np.concatenate((self.values, other.values)),
            np.concatenate((self.starts, self.starts[-1] + other.starts[1:])),
            np.concatenate((self.dense[:], other.dense[:])),
            max(self.width, other.width),
        )

    def compact(self, rows: Numbers) -> tuple[Numbers, Floats, Floats]:
        """Some of the texts: the columns that they use, a dense matrix of their values in these, and their dense part."""
        places, lengths = self._places(rows)
        columns = self.columns[places]
        is_used = np.zeros(self.width, dtype=bool)
        is_used[columns] = True
        used = np.flatnonzero(is_used)
        place = np.empty(self.width, dtype=np.int64)  # of a column among those that are used
        place[used] = np.arange(len(used))
        matrix = np.zeros((len(rows), len(used)), dtype=np.float32)
        matrix[np.repeat(np.arange(len(rows)), lengths), place[columns]] = self.values[places]
        return used, matrix, self.dense[rows]


@dataclass(frozen=True, slots=True)
class Learner:
    """The weights of all features for each of some candidates. Immutable."""

    words: Floats  # width × candidates
    meaning: Floats  # columns of the dense part × candidates

    @classmethod
    def fitted(cls, samples: Samples, label: Numbers, count: int, rate: float, rest: Floats | None = None) -> Learner:
        """Learns which of `count` candidates each text asks for, in steps of AdaGrad of this `rate`; label -1 is none of them.

        `rest` gives the scores of all other candidates, which stay as they are, for each text: the log of their summed exponents.
        """
        words, meaning = _Steps(samples.width, count, rate), _Steps(samples.dense.shape[1], count, rate)
        every = np.arange(samples.dense.shape[1])
        for rows in _batches(len(samples)):
            used, matrix, dense = samples.compact(rows)
            excess = _shares(matrix @ words.at(used) + dense @ meaning.at(every), None if rest is None else rest[rows])
            own = np.flatnonzero(label[rows] >= 0)
            excess[own, label[rows][own]] -= 1
            words.take(used, matrix, excess)
            meaning.take(every, dense, excess)
        return cls(words.weights, meaning.weights)

    def scores(self, columns: Ints, values: Floats, dense: Floats) -> Floats:
        """The score of each candidate for a text: their exponents are as their probabilities."""
        found: Floats = values @ self.words.take(columns, axis=0) + dense @ self.meaning
        return found

    def all_scores(self, samples: Samples) -> Floats:
        """The same for each of some texts."""
        used, matrix, dense = samples.compact(np.arange(len(samples)))
        found: Floats = matrix @ self.words[used] + dense @ self.meaning
        return found


class _Steps:
    """Weights that AdaGrad learns, some rows of them in a step. What a step works in is made once, for it is large."""

    def __init__(self, width: int, count: int, rate: float) -> None:
        self.weights = np.zeros((width, count), dtype=np.float32)
        self._squares = np.full_like(self.weights, START)
        self._rate = np.float32(rate)
        self._room = np.empty((4, 0, count), dtype=np.float32)

    def at(self, rows: Numbers) -> Floats:
        """The weights of some rows, until the next step."""
        if len(rows) > self._room.shape[1]:
            self._room = np.empty((4, 2 * len(rows), self.weights.shape[1]), dtype=np.float32)
        found: Floats = self.weights.take(rows, axis=0, out=self._room[0, : len(rows)], mode="clip")
        return found

    def take(self, rows: Numbers, values: Floats, excess: Floats) -> None:
        """A step with the rows that `at` gave last: `values` is what each text has of them, `excess` by how much it is wrong."""
        weights, slope, squares, room = self._room[:, : len(rows)]
        np.matmul(values.T, excess, out=slope)
        self._squares.take(rows, axis=0, out=squares, mode="clip")
        squares += np.multiply(slope, slope, out=room)
        self._squares[rows] = squares
        slope *= self._rate
        slope /= np.sqrt(squares, out=squares)
        weights -= slope
        self.weights[rows] = weights


NOBODY = np.float32(-1e4)  # the score of a candidate that is no more


def log_sum(scores: Floats) -> Floats:
    """The log of the summed exponents of each row."""
    top = scores.max(axis=-1, keepdims=True)
    summed: Floats = np.log(np.exp(scores - top).sum(axis=-1)) + top[..., 0]
    return summed


def _shares(scores: Floats, rest: Floats | None) -> Floats:
    """The softmax of each row; `rest` takes part as one more candidate and is left out of the result."""
    whole = log_sum(scores if rest is None else np.concatenate((scores, rest[:, None]), axis=1))
    shares: Floats = np.exp(scores - whole[:, None])
    return shares


def _batches(count: int) -> Iterator[Numbers]:
    drawn = np.random.default_rng(0)
    for _ in range(FEWER if count > MANY else PASSES):
        order = drawn.permutation(count)
        for start in range(0, count, BATCH):
            yield order[start : start + BATCH]
