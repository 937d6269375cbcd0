"""How much more likely than usual a candidate is asked in the words of a question.

The query likelihood model with Dirichlet smoothing (Zhai and Lafferty, 2001) over a candidate's example questions: small words
count as well, by how much more often this candidate's examples use them than others do.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.text_index import TextIndex, Weighed, quick

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
        self._starts = quick(np.searchsorted(columns, np.arange(index.width + 1)))
        self.examples = np.bincount(owner[is_example], minlength=count).astype(np.float64)
        total = self.examples.sum()
        self._general = (np.bincount(column, minlength=index.width) + _HALF) / (total + 1)
        self._logs = np.log1p(times / (SMOOTHING * self._general[columns])).astype(np.float32)
        self._base = np.log(SMOOTHING / (self.examples + SMOOTHING))

    def ratios(self, features: Weighed, without: tuple[int, frozenset[int]] | None = None, beside: float = 0.0) -> Floats:
        """The log likelihood ratio of a question with these features to any question, for each candidate, in units of 3 nats.

        `features` are the numbers of the features, each with its weight.
        `without` is a candidate and the features of one of its examples, which is left out.
        `beside` is the weight of the features that only examples of other candidates use, which are not among these.
        """
        starts, all_owners, all_logs = self._starts, self._owners, self._logs
        found: list[tuple[NDArray[np.int32], NDArray[np.float32], int]] = []
        weights: list[float] = []
        for column, weight in features:
            start, stop = starts[column], starts[column + 1]
            if start < stop:
                found.append((all_owners[start:stop], all_logs[start:stop], stop - start))
                weights.append(weight)
        known = beside + sum(weights)
        total = known * self._base
        if found:
            owners, parts, sizes = zip(*found, strict=True)
            logs = np.concatenate(parts)
            logs *= np.array(weights, dtype=np.float32).repeat(sizes)
            total += np.bincount(np.concatenate(owners), logs, len(total))
        if without:
            self._leave_out(*without, features, total, known)
        return _bounded(total)

    def known(self, column: int) -> bool:
        """Whether an example uses a feature."""
        return bool(self._starts[column] < self._starts[column + 1])

    def usual(self, column: int | None, more: int) -> float:
        """How many of the examples that a candidate starts with use a feature, which `more` examples use than were counted.

        `column` is None for a feature that no text uses.
        """
        total = float(self.examples.sum()) + 1
        used = _HALF if column is None else float(self._general[column]) * total
        return SMOOTHING * (used + more) / (total + more)

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


class LikelihoodBeside:
    """How many examples of a few other candidates use each feature, beside those of many. Immutable."""

    def __init__(
        self, main: Likelihood, index: TextIndex, examples: Sequence[NDArray[np.int32]], new: Sequence[Collection[str]]
    ) -> None:
        """`examples` are the numbers of the texts of each candidate: those beyond the end of `index` are the `new` ones."""
        self._main = main
        self._index = index
        names, numbers = list(index.names()), index.names()
        known = index.features_of(np.concatenate(examples)) if examples else {}
        self._logs: list[dict[str, float]] = []
        more = Counter(name for texts in examples for n in texts.tolist() if n >= index.size for name in new[n - index.size])
        for texts in examples:
            bags = [[names[c] for c, _ in known[n]] if n < index.size else new[n - index.size] for n in texts.tolist()]
            times = Counter(name for bag in bags for name in bag)
            usual = {name: main.usual(numbers.get(name), more[name]) for name in times}
            self._logs.append({name: math.log1p(count / usual[name]) for name, count in times.items()})
        self._base = [math.log(SMOOTHING / (len(texts) + SMOOTHING)) for texts in examples]
        used = {name for logs in self._logs for name in logs}
        self._new = {name for name in used if (column := numbers.get(name)) is None or not main.known(column)}

    def beside(self, features: Mapping[str, float]) -> float:
        """The weight of the features that only these candidates use."""
        return sum(features[name] for name in self._new & features.keys())

    def ratios(self, features: Mapping[str, float]) -> Floats:
        """As `Likelihood.ratios`, for features by their names."""
        if not self._logs:
            return np.zeros(0)
        known = self.beside(features)
        known += sum(weight for column, weight in self._index.columns(features) if self._main.known(column))
        totals = [
            known * base + sum(weight * logs[name] for name, weight in features.items() if name in logs)
            for logs, base in zip(self._logs, self._base, strict=True)
        ]
        return _bounded(np.asarray(totals))


def _bounded(total: Floats) -> Floats:
    return np.minimum(np.maximum(total / UNIT, LEAST), MOST)
