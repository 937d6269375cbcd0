"""What the learner of a segment says of a question: a vote for each of its candidates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.columns import DenseTexts, WordColumns, as_dense
from knowledge.matching.learned import MOST_PAIRS, SMALL_STEPS, STEPS, Learned, LearnedBeside
from knowledge.matching.learner import Floats
from knowledge.matching.likeness import Likeness
from knowledge.matching.rarity import Terms
from knowledge.matching.text_index import TextIndex, Weighed, word_features
from knowledge.understanding.query import Query
from knowledge.understanding.word_vectors import Vector


@dataclass(frozen=True, slots=True)
class Lessons:
    """The texts of a segment as a learner is given them."""

    words: TextIndex
    texts: Sequence[Query]
    meaning: NDArray[np.floating] | None  # of each text; None where the language has no word vectors
    sentences: NDArray[np.float16] | None  # what a sentence model makes of each text
    owner: NDArray[np.int64]  # the number of the candidate of each text
    is_example: NDArray[np.bool_]


class Votes:
    """See the module. Immutable."""

    def __init__(self, learned: Learned | None) -> None:
        self.learned = learned

    @classmethod
    def of(cls, lessons: Lessons, count: int) -> Votes:
        """Learns from all examples of `count` candidates; nobody votes where there is nothing to tell apart, or too much."""
        taught = np.flatnonzero(lessons.is_example)
        if lessons.meaning is None or not len(taught) or count < 2 or len(lessons.texts) * count > MOST_PAIRS:
            return cls(None)
        dense = DenseTexts(lessons.meaning, lessons.sentences)
        columns = WordColumns.of(lessons.words, lessons.texts, len(taught) / count)
        steps = STEPS if lessons.sentences is None else SMALL_STEPS
        return cls(Learned(columns, dense, lessons.owner, taught, count, steps))

    def given(
        self, query: Query, features: Weighed, meant: Vector | None, sentence: Vector | None, without: int | None
    ) -> Vector | None:
        """The vote for each candidate, None where nothing was learned.

        `features` are the word features of the question as the index weighs them.
        """
        if self.learned is None:
            return None
        return self.learned.scored(self.learned.columns.parts(features, query), as_dense(meant, sentence), without)


class VotesBeside:
    """The votes for a few candidates beside those of a larger segment. Immutable."""

    def __init__(self, asked_as: NDArray[np.int64], learned: LearnedBeside | None, main: Learned | None) -> None:
        """`asked_as` is the number of the candidate of the larger segment of which the same is asked, -1 where there is none.

        What was learned of that one holds here, too: most edits change what is told, and not what is asked.
        """
        self._asked_as = asked_as
        self._new = np.flatnonzero(asked_as < 0)
        self._learned = learned
        self._main = main

    @classmethod
    def of(
        cls,
        main: Votes,
        asked_as: NDArray[np.int64],
        examples: Sequence[NDArray[np.int32]],
        words: TextIndex,
        texts: Sequence[tuple[Query, Terms]],
        dense: Floats | None,
        gone: Collection[int],
    ) -> VotesBeside:
        """Learns what is new: only those candidates whose `examples` are.

        `words`, `texts` and `dense` are of texts that the larger segment lacks; `gone` are those of its candidates that are
        no more.
        """
        new = [examples[number] for number in np.flatnonzero(asked_as < 0).tolist()]
        if main.learned is None or dense is None or not any(map(len, new)):
            return cls(asked_as, None, main.learned)
        columns = main.learned.columns.beside(words, [query for query, _ in texts])
        bags = [columns.bags(word_features(terms), query) for query, terms in texts]
        out = set(gone) - set(asked_as.tolist())
        return cls(asked_as, LearnedBeside(main.learned, columns, dense, bags, new, out), main.learned)

    def given(self, query: Query, terms: Terms, main: Likeness) -> Vector | None:
        """The vote for each of these candidates, None where nothing was learned; `main` is what the larger segment made of it."""
        if main.votes is None or self._main is None:
            return None
        found: Vector = main.votes[self._asked_as]
        if self._learned is None:
            found[self._new] = main.votes.min()  # of these nothing is ever asked
        else:
            bag = word_features(terms)
            known = self._main.columns.weighed(self._main.columns.bags(bag, query))
            dense = as_dense(main.meaning, main.sentence)
            found[self._new] = self._learned.scored(known, self._learned.parts(bag, query), dense)
        return found
