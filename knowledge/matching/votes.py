"""What the learner of a segment says of a question: a vote for each of its candidates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.candidate import Candidate
from knowledge.matching.columns import WordColumns, as_dense
from knowledge.matching.learned import MOST_PAIRS, SMALL_STEPS, STEPS, Learned, LearnedBeside
from knowledge.matching.learner import Floats
from knowledge.matching.rarity import Terms
from knowledge.matching.text_index import TextIndex, Weighed, word_features
from knowledge.understanding.query import Query
from knowledge.understanding.word_vectors import Vector


@dataclass(frozen=True, slots=True)
class Lessons:
    """The texts of a segment as a learner is given them."""

    words: TextIndex
    texts: Sequence[tuple[Query, Terms]]
    meaning: Floats | None  # of each text; None where the language has no word vectors
    sentences: NDArray[np.float16] | None  # what a sentence model makes of each text
    owner: NDArray[np.int64]  # the number of the candidate of each text
    is_example: NDArray[np.bool_]


class Votes:
    """See the module. Immutable."""

    def __init__(self, learned: Learned | None, taught_as: NDArray[np.int64] | None) -> None:
        """`taught_as` is None where there is no larger segment; see `_taught_as`."""
        self.learned = learned
        self._taught_as = taught_as

    @classmethod
    def of(cls, lessons: Lessons, candidates: Sequence[Candidate]) -> Votes:
        """Learns from all examples; nobody votes where there is nothing to tell apart, or too much."""
        count, taught = len(candidates), np.flatnonzero(lessons.is_example)
        if lessons.meaning is None or not len(taught) or count < 2 or len(lessons.texts) * count > MOST_PAIRS:
            return cls(None, None)
        dense = as_dense(lessons.meaning, lessons.sentences)  # only here: of many texts it takes much room
        columns = WordColumns.of(lessons.words, [query for query, _ in lessons.texts], len(taught) / count)
        steps = STEPS if lessons.sentences is None else SMALL_STEPS
        return cls(Learned(columns, dense, lessons.owner, taught, count, steps), None)

    @classmethod
    def beside(
        cls,
        lessons: Lessons,
        candidates: Sequence[Candidate],
        main: Votes,
        larger: Sequence[Candidate],
        numbers: Mapping[str, int],
        gone: Collection[int],
    ) -> Votes:
        """Learns what is new beside a larger segment: only those candidates whose examples are.

        `larger` are the candidates of the larger segment, `numbers` where each of them stands by its id, and `gone` those
        that are no more.
        """
        taught_as = _taught_as(candidates, larger, numbers)
        new = taught_as < 0
        taught = np.flatnonzero(lessons.is_example & new[lessons.owner])
        if main.learned is None or lessons.meaning is None or not len(taught):
            return cls(None, taught_as)
        columns = main.learned.columns.beside(lessons.words, [query for query, _ in lessons.texts])
        bags = {}
        for text in taught.tolist():
            query, terms = lessons.texts[text]
            bags[text] = columns.bags(word_features(terms), query)
        dense = as_dense(lessons.meaning, lessons.sentences)
        owner = (np.cumsum(new) - 1)[lessons.owner]
        out = set(gone) - set(taught_as.tolist())
        return cls(LearnedBeside(columns, bags, dense, owner, taught, int(new.sum()), main.learned, out), taught_as)

    def given(
        self,
        query: Query,
        features: Weighed,
        meant: Vector | None,
        sentence: Vector | None,
        without: int | None,
        main: Vector | None,
    ) -> Vector | None:
        """The vote for each candidate, None where nothing was learned.

        `features` are the word features of the question as the index weighs them, and `main` the votes of the larger segment,
        which hold for a candidate that is asked for as it was there.
        """
        votes = None
        if self.learned:
            parts = self.learned.columns.parts(features, query)
            votes = self.learned.scored(parts, as_dense(meant, sentence), without)
        if self._taught_as is None or main is None:
            return votes
        found: Vector = main[self._taught_as]
        if votes is not None:
            found[self._taught_as < 0] = votes
        return found


def _taught_as(found: Sequence[Candidate], larger: Sequence[Candidate], numbers: Mapping[str, int]) -> NDArray[np.int64]:
    """For each candidate the number of the one that has its id and its examples in a larger segment; -1 where there is none.

    What was learned of that one holds for it, too: most edits change what is told, and not what is asked.
    """
    same = [numbers.get(candidate.id, -1) for candidate in found]
    holds = [n >= 0 and larger[n].examples == one.examples for n, one in zip(same, found, strict=True)]
    return np.where(holds, same, -1)
