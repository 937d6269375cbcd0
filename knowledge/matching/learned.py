"""The learner of a segment: what it is fitted to, and what it says of a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.columns import Bags, WordColumns
from knowledge.matching.learner import NOBODY, Dense, Floats, Ints, Learner, Numbers, Samples, log_sum
from knowledge.matching.text_index import Weighed, quick
from knowledge.understanding.query import Query

# Texts × candidates that are learned from: beyond, the time to build (some 2 s) and the room would grow out of hand.
MOST_PAIRS = 2_500_000
STEPS, SMALL_STEPS = 1.0, 0.3  # rates of learning; small ones with a sentence model, whose vectors are long
FOLDS = 10  # of the texts, where one of them is to be left out
RIVALS, OTHERS = 20, 200  # texts that what is new is told from: the nearest of each of its texts, and any others


class Learned:
    """Scores for each candidate of a segment. Immutable but for the folds that it remembers."""

    def __init__(
        self,
        columns: WordColumns,
        dense: Dense,
        owner: Numbers,
        taught: Numbers,
        count: int,
        rate: float = STEPS,
    ) -> None:
        """`columns` and `dense` hold the two parts of each text, `owner` its candidate (of `count`); `taught` are learned from.

        Pairs of words that a single text uses are left out.
        """
        self.columns, self.owner, self.count = columns, owner, count
        self.taught, self.rate = taught, rate
        used, values, starts = columns.by_text()
        single = np.fromiter((" " not in name for _, name, _ in columns.names()), dtype=bool, count=columns.width)
        kept = single | (np.bincount(used, minlength=columns.width) > 1)
        self.places = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        self._quick = quick(self.places)
        self.samples = Samples.of(self.places[used], values, starts, dense, int(kept.sum()))
        self._folds: dict[int, Learner] = {}
        self.learner = self._fitted(taught)

    def __getstate__(self) -> dict[str, Any]:
        """Pickled without the folds: only teaching and measuring need them."""
        return {**self.__dict__, "_folds": {}}

    def _fitted(self, texts: Numbers) -> Learner:
        return Learner.fitted(self.samples.chosen(texts), self.owner[texts], self.count, self.rate)

    def scores(self, bags: Bags, dense: Floats, without: int | None = None) -> Floats:
        """The score of each candidate for a question: their exponents are as their probabilities.

        `without` is a text that must not have been learned from: a learner is asked that has not seen a tenth of the texts.
        """
        return self.scored(self.columns.weighed(bags), dense, without)

    def scored(self, parts: Sequence[Weighed], dense: Floats, without: int | None = None) -> Floats:
        """The same for features as the indexes weigh them."""
        learner = self.learner if without is None else self._without(without % FOLDS)
        return learner.scores(*self.kept(parts), dense)

    def kept(self, parts: Sequence[Weighed]) -> tuple[Ints, Floats]:
        """Those features that were learned from: their places, and their values."""
        places: list[int] = []
        values: list[float] = []
        for column, value in self.columns.placed(parts):
            if (place := self._quick[column]) >= 0:
                places.append(place)
                values.append(value)
        return np.array(places, dtype=np.int32), np.array(values, dtype=np.float32)

    def _without(self, fold: int) -> Learner:
        if fold not in self._folds:
            self._folds[fold] = self._fitted(self.taught[self.taught % FOLDS != fold])
        return self._folds[fold]


class LearnedBeside:
    """What is new, told from what is there: a few candidates, fitted against those of a learner, which stay. Immutable.

    The features that the learner knows are its own, and those that only new texts have come after them.
    """

    def __init__(
        self,
        main: Learned,
        columns: WordColumns,
        dense: Floats,
        bags: Sequence[Bags],
        texts: Sequence[NDArray[np.integer]],
        gone: Collection[int],
    ) -> None:
        """`columns`, `dense` and `bags` hold the parts of the new texts, which are numbered on from those of `main`.

        `texts` are those that each candidate is learned from, new ones or of `main`, and `gone` the candidates of `main` that are
        no more.
        """
        self._main, self.columns = main, columns
        width = main.samples.width
        self._places = np.empty(columns.width, dtype=np.int32)
        for place, name, column in columns.names():
            known = main.columns.column(place, name)
            kept = known is not None and main.places[known] >= 0
            self._places[column] = main.places[known] if kept else width
            width += not kept
        used, values, starts = columns.by_text()
        new = Samples(self._places[used], values, starts, dense, width)
        taught = np.concatenate(texts)
        label = np.repeat(np.arange(len(texts)), [len(own) for own in texts])
        first = len(main.samples)
        old = taught < first
        rivals = self._rivals(taught, bags, sorted(gone))
        rows = np.concatenate((taught[old], rivals))
        samples = main.samples.chosen(rows).joined(new.chosen(taught[~old] - first))
        rest = main.learner.all_scores(samples.narrowed(main.samples.width))
        rest[:, sorted(gone)] = NOBODY
        labels = np.concatenate((label[old], np.full(len(rivals), -1), label[~old]))
        self._learner = Learner.fitted(samples, labels, len(texts), main.rate, log_sum(rest))

    def scored(self, known: Sequence[Weighed], new: Sequence[Weighed], dense: Floats) -> Floats:
        """The score of each candidate, beside those of the learner; `known` are a question's features there, `new` those here."""
        columns, values = self._main.kept(known)
        more, weights = self.columns.row(new)
        places = self._places[more]
        own = places >= self._main.samples.width
        return self._learner.scores(np.concatenate((columns, places[own])), np.concatenate((values, weights[own])), dense)

    def parts(self, features: Mapping[str, float], query: Query) -> list[Weighed]:
        """The features of a question that new texts have."""
        return self.columns.weighed(self.columns.bags(features, query))

    def _rivals(self, texts: Numbers, bags: Sequence[Bags], gone: Sequence[int]) -> Numbers:
        """The texts of the learner that are nearest to some texts, and others from all over it."""
        main, first = self._main, len(self._main.samples)
        words = main.columns.indexes[0]
        there = main.taught[~np.isin(main.owner[main.taught], gone)]
        found = {int(text) for text in there[:: max(1, len(there) // OTHERS)]}
        known = words.features_of(texts[texts < first])
        for features in (*known.values(), *(words.weighed(bags[text - first][0]) for text in texts[texts >= first].tolist())):
            near = words.summed(features)[there]
            top = np.argpartition(-near, RIVALS)[:RIVALS] if len(near) > RIVALS else np.arange(len(near))
            found.update(there[top[near[top] > 0]].tolist())
        return np.asarray(sorted(found), dtype=np.int64)
