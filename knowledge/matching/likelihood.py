"""How much more likely than usual a candidate is asked in the words of a question.

The query likelihood model with Dirichlet smoothing (Zhai and Lafferty, 2001) over a candidate's example questions: small words
count as well, by how much more often this candidate's examples use them than others do.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.text_index import TextIndex

SMOOTHING = 3.0  # examples' worth of general usage that each candidate starts with
UNIT = 3.0  # nats that count as 1
LEAST, MOST = -2.0, 6.0
_HALF = 0.5  # an occurrence, for a feature that no example uses

Floats = NDArray[np.float64]


class Likelihood:
    """How many examples of each candidate use each feature of a text index. Immutable."""

    def __init__(self, index: TextIndex, owner: NDArray[np.int64], is_example: NDArray[np.bool_], count: int) -> None:
        """`owner` gives the candidate (of `count`) of each text of the index; only texts that are examples are counted."""
        column, row = index.postings()
        kept = is_example[row]
        column, row = column[kept].astype(np.int64), row[kept]
        pairs, times = np.unique(column * count + owner[row], return_counts=True)
        self._owners = (pairs % count).astype(np.int32)
        self._times = times.astype(np.float32)
        columns = pairs // count
        self._starts = np.searchsorted(columns, np.arange(index.width + 1)).tolist()
        self.examples = np.bincount(owner[is_example], minlength=count).astype(np.float64)
        total = self.examples.sum()
        self._general = (np.bincount(column, minlength=index.width) + _HALF) / (total + 1)
        self._base = np.log(SMOOTHING / (self.examples + SMOOTHING))

    def ratios(self, columns: Iterable[tuple[int, float]], without: tuple[int, frozenset[int]] | None = None) -> Floats:
        """The log likelihood ratio of a question with these features to any question, for each candidate, in units of 3 nats.

        `columns` are the numbers of the features, each with its weight.
        `without` is a candidate and the features of one of its examples, which is left out.
        """
        total = np.zeros(len(self.examples))
        known = 0.0
        left_out, features = without or (-1, frozenset())
        for column, weight in columns:
            start, stop = self._starts[column], self._starts[column + 1]
            if start == stop:
                continue
            known += weight
            owners, times = self._owners[start:stop], self._times[start:stop]
            if column in features:
                times = times - (owners == left_out)
            total[owners] += weight * np.log1p(times / (SMOOTHING * self._general[column]))
        total += known * self._base
        if without:
            total[left_out] += known * (np.log(SMOOTHING / (self.examples[left_out] - 1 + SMOOTHING)) - self._base[left_out])
        return np.clip(total / UNIT, LEAST, MOST)
