"""What words mean, roughly: a vector for each of a language's common words, near for words that are used alike.

The table of a language lies beside its resource file (languages/en.vectors.npz); `python -m benchmarks.distil` makes it.
A language without a table does without: its words are then alike only where they are the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from knowledge.remembered import Remembered
from knowledge.understanding.language import LANGUAGES, Stemmer, load_language

Vector = NDArray[np.float32]

REMEMBERED = 10_000  # words, of half a kilobyte each


class WordVectors:
    """A table of words (lower case) with vectors of one length, their norm about 1."""

    def __init__(self, words: Iterable[str], vectors: NDArray[np.int8], stem: Callable[[str], str] | None = None) -> None:
        """`vectors` has a row for each word, in whole numbers: only their direction means something.

        A word that is not among them has the vector of the first of its stem, where `stem` gives that.
        """
        self._row = {word: row for row, word in enumerate(words)}
        self._stem = stem
        self._vectors = vectors
        self._known: Remembered[str, Vector | None] = Remembered(REMEMBERED)
        self.size = int(vectors.shape[1])

    def of(self, surface: str) -> Vector | None:
        """The vector of a word, the mean direction of several; None where no word has one. Not to be changed."""
        if surface in self._known:
            return self._known[surface]
        rows = [row for word in surface.split() if (row := self._row_of(word.removesuffix("'s"))) is not None]
        found = direction(self._vectors[rows].sum(axis=0, dtype=np.float32)) if rows else None
        return self._known.keep(surface, found)

    def akin(self, word: str) -> str | None:
        """The most frequent word of the stem of `word`, or None where no word of the table has it."""
        row = self._row_of(word)
        return None if row is None else self._words[row]

    @functools.cached_property
    def _words(self) -> list[str]:
        return list(self._row)

    def _row_of(self, word: str) -> int | None:
        row = self._row.get(word)
        return row if row is not None or self._stem is None else self._by_stem.get(self._stem(word))

    @functools.cached_property
    def _by_stem(self) -> dict[str, int]:
        """The row of the most frequent word of each stem: made when a word is first missed."""
        assert self._stem
        found: dict[str, int] = {}
        for word, row in self._row.items():
            found.setdefault(self._stem(word), row)
        return found


def direction(vector: Vector) -> Vector:
    """A vector of length 1 that points the same way; zero stays zero."""
    length = float(np.sqrt(vector @ vector))
    return vector / np.float32(length) if length else vector


@functools.cache
def load_vectors(code: str) -> WordVectors | None:
    """The table of the language `code`, or None where it has none."""
    path = LANGUAGES / f"{code}.vectors.npz"
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as table:
        return WordVectors(str(table["words"]).split("\n"), table["vectors"], Stemmer(load_language(code)))
