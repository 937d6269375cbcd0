"""How near texts are in meaning, where they share no word: sums of word vectors, and the nearest term of a candidate.

Weighted sums of word vectors as in Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence embeddings" (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.runs import Matrix
from knowledge.over import RowsBehind
from knowledge.remembered import Remembered
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.word_vectors import Vector, WordVectors, direction

MANY = 20_000  # texts
NEAR_NUMBERS = 2_000_000  # cosines of words that are remembered, of four bytes each
# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_DATE, _NUMBER = Role.DATE, Role.NUMBER
_SILENT = {_DATE, _NUMBER}

Weighed = Sequence[tuple[str, float]]  # the terms of a query, each with how much it tells in general


class Meaning:
    """The vectors of the terms of some texts, and of the texts. Immutable."""

    def __init__(self, vectors: WordVectors, texts: Sequence[Query], weigh: Callable[[Query], Weighed]) -> None:
        """`weigh` gives the terms of a text and their weights."""
        self._words = vectors
        vectors_by_term = vectors_of(texts, vectors)
        self._rows = {term: row for row, term in enumerate(vectors_by_term)}
        found = [*vectors_by_term.values(), np.zeros(vectors.size, dtype=np.float32)]
        places: list[int] = []
        weighed: list[float] = []
        starts: list[int] = []
        nothing = len(found) - 1
        for query in texts:
            starts.append(len(places))
            for token, (term, weight) in zip(query.tokens, weigh(query), strict=True):
                if token.role not in _SILENT and (row := self._rows.get(term)) is not None:
                    places.append(row)
                    weighed.append(weight)
            places.append(nothing)  # so that no text is empty
            weighed.append(0.0)
        self._terms = np.asarray(found, dtype=np.float32)
        self._near: Remembered[str, Vector] = Remembered(NEAR_NUMBERS // len(found))  # by term, or by surface
        self.own_texts = self._summed(np.asarray(places), np.asarray(weighed, dtype=np.float32), np.asarray(starts))
        self.texts: Matrix = self.own_texts

    def _summed(self, places: NDArray[np.int64], weights: Vector, starts: NDArray[np.int64]) -> NDArray[np.floating]:
        """The direction of each run of weighted terms. In portions, since the terms of all texts at once take much room."""
        kind = np.float16 if len(starts) > MANY else np.float32  # half the room, and somewhat slower
        sums = np.empty((len(starts), self._words.size), dtype=kind)
        portion = 2_000
        for first in range(0, len(starts), portion):
            begin = int(starts[first])
            end = int(starts[first + portion]) if first + portion < len(starts) else len(places)
            weighed = self._terms[places[begin:end]] * weights[begin:end, None]
            total = np.add.reduceat(weighed, starts[first : first + portion] - begin, axis=0)
            total /= np.maximum(np.sqrt((total * total).sum(axis=1, keepdims=True)), 1e-9)
            sums[first : first + portion] = total
        return sums

    def rows(self, terms: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those terms that have a vector, and of one that is near to nothing: there is always some."""
        rows = self._rows
        return np.asarray([*sorted([rows[term] for term in terms if term in rows]), len(self._terms) - 1], dtype=np.int32)

    def of(self, query: Query, terms: Weighed) -> Vector:
        """The meaning of a question with its terms and their weights: a vector of length 1, or zeros where no word has one."""
        rows: list[int] = []
        weights: list[float] = []
        strange: list[Vector] = []
        for token, (term, weight) in zip(query.tokens, terms, strict=True):
            if token.role in _SILENT:
                continue
            if (row := self._rows.get(term)) is not None:
                rows.append(row)
                weights.append(weight)
            elif (vector := self._strange(token)) is not None:
                strange.append(np.float32(weight) * vector)
        total = np.array(weights, dtype=np.float32) @ self._terms.take(rows, axis=0) if rows else np.zeros_like(self._terms[0])
        return direction(sum(strange, start=total))

    def nearness(self, token: Token) -> Vector | None:
        """How near (cosine) a token is to each term, by its number; None where it has no vector."""
        key = token.term if token.term in self._rows else token.surface
        if (known := self._near.get(key)) is not None:
            return known
        vector = self.vector(token)
        return None if vector is None else self._near.keep(key, self._terms @ vector)

    def vector(self, token: Token) -> Vector | None:
        """The vector of a token; None where it has none."""
        row = self._rows.get(token.term)
        return self._strange(token) if row is None else self._terms[row]

    def _strange(self, token: Token) -> Vector | None:
        """The vector of a token whose term no text has."""
        return self._words.of(token.surface)


class MeaningBeside(Meaning):
    """The meanings of a few more texts, beside those of many, whose terms and texts come first. Immutable."""

    def __init__(self, main: Meaning, texts: Sequence[tuple[Query, Weighed]]) -> None:
        """Each of `texts` comes with its terms and their weights."""
        self._main = main
        self._words, self._rows, self._terms = main._words, main._rows, main._terms
        vectors = vectors_of((query for query, _ in texts), main._words, main._rows)
        self._own_rows = {term: number for number, term in enumerate(vectors)}
        self._own = np.array(list(vectors.values()), dtype=np.float32).reshape(-1, main._words.size)
        meant = [self.of(query, terms) for query, terms in texts]
        self.own_texts: NDArray[np.floating] = np.array(meant, dtype=np.float32).reshape(-1, main._words.size)
        self.texts = RowsBehind(main.own_texts, self.own_texts)

    def rows(self, terms: Iterable[str]) -> NDArray[np.int32]:
        """As `Meaning.rows`; new terms come after those of the many texts."""
        terms = tuple(terms)
        own = [len(self._terms) + self._own_rows[term] for term in terms if term in self._own_rows]
        return np.concatenate((self._main.rows(terms), np.asarray(sorted(own), dtype=np.int32)))

    def nearness(self, token: Token) -> Vector | None:
        """As `Meaning.nearness`."""
        if not self._own_rows:
            return self._main.nearness(token)
        if (vector := self.vector(token)) is None:
            return None
        near = self._terms @ vector if token.term in self._own_rows else self._main.nearness(token)
        return np.concatenate((near, self._own @ vector))  # type: ignore[arg-type]  # what has a vector is near to something

    def is_new(self, token: Token) -> bool:
        """Whether only these texts have the term of a token."""
        return token.term in self._own_rows

    def _strange(self, token: Token) -> Vector | None:
        row = self._own_rows.get(token.term)
        return self._main._strange(token) if row is None else self._own[row]


def vectors_of(texts: Iterable[Query], vectors: WordVectors, known: Container[str] = ()) -> dict[str, Vector]:
    """The terms of some texts that are not `known` and have a vector: the mean direction of the forms in which they stand."""
    forms: dict[str, set[str]] = {}
    for query in texts:
        for token in query.tokens:
            if token.role not in _SILENT and token.term not in known:
                forms.setdefault(token.term, set()).add(token.surface)
    found: dict[str, Vector] = {}
    for term, surfaces in forms.items():
        if any_of := [vector for surface in sorted(surfaces) if (vector := vectors.of(surface)) is not None]:
            found[term] = direction(np.sum(any_of, axis=0))
    return found
