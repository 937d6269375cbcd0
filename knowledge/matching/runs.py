"""Runs of texts, each of a candidate, side by side: all candidates of a shortlist are compared in a few operations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]
Sums = NDArray[np.float64]

NEAREST = 3  # texts of a run that are looked at in full
BEYOND = np.float32(4)  # what is taken off beyond the end of a run: no likeness is as low as this makes it …
TAKEN = -2 * BEYOND  # … nor as this, which stands for what was found before


class Matrix(Protocol):
    """Vectors of texts, from which some can be taken."""

    def take(self, indices: Numbers, axis: int) -> NDArray[np.floating]:
        """Some rows, where `axis` is 0."""
        ...


class Runs:
    """Runs of neighbouring texts as the rows of a matrix, which are as long as the longest run."""

    def __init__(self, starts: Numbers, stops: Numbers) -> None:
        """A run may be empty."""
        self._starts = starts
        places = self._measured(stops - starts)
        self._texts = (starts[:, None] + places)[self._inside]

    def _measured(self, sizes: Numbers) -> Numbers:
        self.sizes = sizes
        places = np.arange(max(NEAREST, *sizes.tolist()))
        self._inside = places < sizes[:, None]
        self._beyond = ~self._inside * BEYOND
        self._few = np.minimum(NEAREST, np.maximum(1, sizes))
        return places

    def of(self, values: Floats) -> Floats:
        """The values of the texts of each run; 0 beyond its end."""
        return self._spread(values[self._texts])

    def cosines(self, texts: Matrix, vector: Floats) -> Floats:
        """The cosine of a vector to that of each text of each run; 0 beyond its end."""
        return self._spread(texts.take(self._texts, axis=0).astype(np.float32, copy=False) @ vector)

    def nearest(self, likeness: Floats) -> list[list[int]]:
        """The numbers of the few texts of each run that are most alike, the likeliest first; of equals, the earlier first.

        `likeness` is a matrix as `of` gives it, of numbers that are not negative.
        """
        left = likeness - self._beyond
        runs = np.arange(len(left))
        places = np.empty((len(left), NEAREST), dtype=np.int64)
        for nth in range(NEAREST):  # quicker than to sort whole runs
            places[:, nth] = best = left.argmax(axis=1)
            left[runs, best] = TAKEN
        return [row[:size] for row, size in zip(self._numbered(places).tolist(), self.sizes.tolist(), strict=True)]

    def _numbered(self, places: Numbers) -> Numbers:
        """The numbers of the texts at some places of each run."""
        return places + self._starts[:, None]

    def summed_up(self, likeness: Floats) -> tuple[Sums, Sums, Sums]:
        """Of each run the largest number, the mean of the few largest, and the sum; zeros for an empty run.

        `likeness` is a matrix as `of` gives it, or some of them as one array.
        """
        total = np.add.reduce(likeness, axis=-1, dtype=np.float64)
        likeness = likeness - self._beyond
        likeness.partition(-NEAREST, axis=-1)
        top = likeness[..., -NEAREST:].astype(np.float64)
        best = np.where(self.sizes > 0, np.maximum.reduce(top, axis=-1), 0.0)
        top[top < 1 - BEYOND] = 0.0
        return best, np.add.reduce(top, axis=-1) / self._few, total

    def _spread(self, values: Floats) -> Floats:
        found = np.zeros(self._inside.shape, dtype=np.float32)
        found[self._inside] = values
        return found


class Scattered(Runs):
    """Texts of candidates that are no neighbours, side by side in the same way."""

    def __init__(self, groups: Sequence[NDArray[np.integer]]) -> None:
        """The numbers of the texts of each candidate."""
        self._measured(np.array([len(group) for group in groups]))
        self._texts = np.concatenate(groups)
        self._grid = np.zeros(self._inside.shape, dtype=np.int64)
        self._grid[self._inside] = self._texts

    def _numbered(self, places: Numbers) -> Numbers:
        return np.take_along_axis(self._grid, places, axis=1)
