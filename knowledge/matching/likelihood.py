"""How much more likely than usual a candidate is asked in the words of a question.

The query likelihood model with Dirichlet smoothing (Zhai and Lafferty, 2001) over a candidate's example questions: small words
count as well, by how much more often this candidate's examples use them than others do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.text_index import TextIndex, Weighed

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
        columns = pairs // count
        self._starts = np.searchsorted(columns, np.arange(index.width + 1)).tolist()
        self.examples = np.bincount(owner[is_example], minlength=count).astype(np.float64)
        total = self.examples.sum()
        self._general = (np.bincount(column, minlength=index.width) + _HALF) / (total + 1)
        self._logs = np.log1p(times / (SMOOTHING * self._general[columns])).astype(np.float32)
        self._base = np.log(SMOOTHING / (self.examples + SMOOTHING))

    def ratios(self, features: Weighed, without: tuple[int, frozenset[int]] | None = None) -> Floats:
        """The log likelihood ratio of a question with these features to any question, for each candidate, in units of 3 nats.

        `features` are the numbers of the features, each with its weight.
        `without` is a candidate and the features of one of its examples, which is left out.
        """
        starts, size = self._starts, len(self.examples)
        used = [(slice(starts[column], starts[column + 1]), weight) for column, weight in features]
        used = [(span, weight) for span, weight in used if span.stop > span.start]
        total, known = np.zeros(size), 0.0
        if used:
            weights = [weight for _, weight in used]
            known = sum(weights)
            logs = np.concatenate([self._logs[span] for span, _ in used])
            logs *= np.repeat(np.array(weights, dtype=np.float32), [span.stop - span.start for span, _ in used])
            total += np.bincount(np.concatenate([self._owners[span] for span, _ in used]), logs, size)
        total += known * self._base
        if without:
            self._leave_out(*without, features, total, known)
        return np.minimum(np.maximum(total / UNIT, LEAST), MOST)

    def _leave_out(self, owner: int, left_out: frozenset[int], features: Weighed, total: Floats, known: float) -> None:
        """Takes from the `total` of a candidate what an example with the features `left_out` gives it."""
        for column, weight in features:
            start, stop = self._starts[column], self._starts[column + 1]
            if column in left_out:
                (place,) = start + np.flatnonzero(self._owners[start:stop] == owner)
                usual = SMOOTHING * self._general[column]
                less = np.log1p((np.rint(np.expm1(self._logs[place]) * usual) - 1) / usual)
                total[owner] += weight * (less - self._logs[place])
        total[owner] += known * (np.log(SMOOTHING / (self.examples[owner] - 1 + SMOOTHING)) - self._base[owner])
