"""What a text is to the learner: the words that it has, in columns of one or two indexes, and a dense part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.learner import Floats, Ints, Numbers
from knowledge.matching.text_index import TextIndex, Weighed
from knowledge.understanding.query import Query

MEANING, SENTENCE = np.float32(0.6), np.float32(1.5)  # lengths of the dense parts of a text
WORDS = 0.8  # length of its words, each by how much it tells
# The same of its words as they are written, where candidates have many examples: with fewer it gains nothing. (All chosen on
# BANKING77's train split, 5 and 10 examples of an intent, and on CLINC150's validation data, 100.)
AMONG_MANY, WRITTEN, MANY = 0.45, 0.9, 60

Bags = Sequence[Mapping[str, float]]  # the features of a text, one mapping for each index


def as_written(query: Query) -> dict[str, float]:
    """The words of a query as they are written, and pairs of them: where examples are many, "do i" and "does it" tell much."""
    surfaces = [token.surface for token in query.tokens]
    return dict.fromkeys((*surfaces, *map(" ".join, pairwise(surfaces))), 1.0)


def written(queries: Sequence[Query], like: TextIndex | None = None) -> TextIndex:
    """The index of some texts as they are written."""
    return TextIndex(map(as_written, queries), like)


def as_dense(meaning: NDArray[np.floating] | None, sentence: NDArray[np.floating] | None) -> Floats:
    """The dense part of one text or of many: what its words mean, and what a sentence model makes of it, where there is one."""
    parts = ((MEANING, meaning), (SENTENCE, sentence))
    return np.concatenate([length * part for length, part in parts if part is not None], axis=-1, dtype=np.float32)


class DenseTexts:
    """`as_dense` of many texts, worked out for those that are asked for: the vectors are kept once, where they come from."""

    def __init__(self, meaning: NDArray[np.floating], sentences: NDArray[np.floating] | None) -> None:
        self._parts = (meaning, sentences)
        self.shape = (len(meaning), meaning.shape[1] + (0 if sentences is None else sentences.shape[1]))

    def __getitem__(self, rows: Numbers | slice, /) -> Floats:
        meaning, sentences = self._parts
        return as_dense(meaning[rows], None if sentences is None else sentences[rows])


class WordColumns:
    """Indexes of the same texts side by side. Immutable."""

    def __init__(self, indexes: Sequence[TextIndex], lengths: Sequence[float]) -> None:
        """`lengths` are those that a text has in each index."""
        self.indexes, self.lengths = tuple(indexes), tuple(lengths)
        *self._starts, self.width = accumulate((index.width for index in indexes), initial=0)

    @classmethod
    def of(cls, words: TextIndex, queries: Sequence[Query], examples: float) -> WordColumns:
        """The columns for texts of which the words are indexed, and of which a candidate has so many `examples` on average."""
        return cls((words,), (WORDS,)) if examples < MANY else cls((words, written(queries)), (AMONG_MANY, WRITTEN))

    def beside(self, words: TextIndex, queries: Sequence[Query]) -> WordColumns:
        """Like columns for other texts."""
        more = [written(queries, like) for like in self.indexes[1:]]
        return WordColumns((words, *more), self.lengths)

    def bags(self, features: Mapping[str, float], query: Query) -> Bags:
        """The features of a text of which those by words are known."""
        return (features, as_written(query))[: len(self.indexes)]

    def names(self) -> Iterator[tuple[int, str, int]]:
        """Every feature with the number of its index and that of its column."""
        for place, (index, start) in enumerate(zip(self.indexes, self._starts, strict=True)):
            for name, column in index.names().items():
                yield place, name, start + column

    def column(self, place: int, name: str) -> int | None:
        """The column of a feature of one of the indexes."""
        known = self.indexes[place].names().get(name)
        return None if known is None else self._starts[place] + known

    def by_text(self) -> tuple[Ints, Floats, Numbers]:
        """The features of all texts, text after text: their columns, their values, and where each text starts."""
        parts = [index.by_text() for index in self.indexes]
        row = np.concatenate([np.repeat(np.arange(len(starts) - 1), np.diff(starts)) for _, _, starts in parts])
        order = np.argsort(row, kind="stable")
        columns = np.concatenate([start + part[0] for start, part in zip(self._starts, parts, strict=True)])
        values = np.concatenate([np.float32(length) * part[1] for length, part in zip(self.lengths, parts, strict=True)])
        return columns[order].astype(np.int32), values[order], sum(part[2] for part in parts)  # type: ignore[return-value]

    def weighed(self, bags: Bags) -> list[Weighed]:
        """Those features of a text that each index knows, with their values in it."""
        return [index.weighed(bag) for index, bag in zip(self.indexes, bags, strict=True)]

    def parts(self, known: Weighed, query: Query) -> list[Weighed]:
        """The same for a text whose features in the first index are known."""
        return [known, *(index.weighed(as_written(query)) for index in self.indexes[1:])]

    def placed(self, parts: Sequence[Weighed]) -> Weighed:
        """The columns of a text, each with its value."""
        placed = zip(parts, self._starts, self.lengths, strict=True)
        return [(start + column, length * value) for part, start, length in placed for column, value in part]

    def row(self, parts: Sequence[Weighed]) -> tuple[Ints, Floats]:
        """The columns of a text, and its values in these."""
        pairs = self.placed(parts)
        columns, values = zip(*pairs, strict=True) if pairs else ((), ())
        return np.array(columns, dtype=np.int32), np.array(values, dtype=np.float32)
