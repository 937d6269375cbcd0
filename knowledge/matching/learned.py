"""The learner of a segment: what it is fitted to, and what it says of a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from knowledge.matching.columns import Bags, WordColumns
from knowledge.matching.learner import NOBODY, Floats, Learner, Numbers, Samples, log_sum
from knowledge.matching.text_index import Weighed

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
        dense: Floats,
        owner: Numbers,
        taught: Numbers,
        count: int,
        rate: float = STEPS,
        every: bool = False,
    ) -> None:
        """`columns` and `dense` hold the two parts of each text, `owner` its candidate (of `count`); `taught` are learned from.

        Pairs of words that a single text uses are left out, unless `every` feature is to be kept.
        """
        self.columns, self.owner, self.count = columns, owner, count
        self.taught, self.rate = taught, rate
        used, values, starts = columns.by_text()
        single = np.fromiter((" " not in name for _, name, _ in columns.names()), dtype=bool, count=columns.width)
        kept = single | (np.bincount(used, minlength=columns.width) > 1) | every
        self.places = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
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
        columns, values = self.columns.row(parts)
        places = self.places[columns]
        kept = places >= 0
        return learner.scores(places[kept], values[kept], dense)

    def _without(self, fold: int) -> Learner:
        if fold not in self._folds:
            self._folds[fold] = self._fitted(self.taught[self.taught % FOLDS != fold])
        return self._folds[fold]


class LearnedBeside(Learned):
    """What is new, told from what is there: a few candidates, fitted against those of a larger segment, which stay."""

    def __init__(
        self,
        columns: WordColumns,
        bags: Mapping[int, Bags],
        dense: Floats,
        owner: Numbers,
        taught: Numbers,
        count: int,
        main: Learned,
        gone: Collection[int],
    ) -> None:
        """`bags` are the features of each text that is learned from; `gone` are the candidates of `main` that are no more."""
        self._main, self._gone, self._bags, self._dense = main, sorted(gone), bags, dense
        super().__init__(columns, dense, owner, taught, count, main.rate, every=True)

    def __getstate__(self) -> dict[str, Any]:
        """Pickled without what only fitting needs."""
        return {**super().__getstate__(), "_bags": {}, "_dense": None}

    def _fitted(self, texts: Numbers) -> Learner:
        main = self._main
        rivals = main.samples.chosen(self._rivals(texts))
        theirs = main.learner.all_scores(rivals)
        ours = np.asarray([main.scores(self._bags[text], self._dense[text]) for text in texts.tolist()])
        rest = np.concatenate((ours, theirs))
        rest[:, self._gone] = NOBODY
        places = np.full(main.samples.width, -1, dtype=np.int32)
        for place, name, column in self.columns.names():
            if (known := main.columns.column(place, name)) is not None and main.places[known] >= 0:
                places[main.places[known]] = column
        own = self.samples.chosen(texts)
        label = np.concatenate((self.owner[texts], np.full(len(rivals), -1)))
        return Learner.fitted(own.joined(rivals.moved(places, own.width)), label, self.count, self.rate, log_sum(rest))

    def _rivals(self, texts: Numbers) -> Numbers:
        """The texts of the larger segment that are nearest to some texts, and others from all over it."""
        there = self._main.taught[~np.isin(self._main.owner[self._main.taught], self._gone)]
        found = {int(text) for text in there[:: max(1, len(there) // OTHERS)]}
        for text in texts.tolist():
            near = self._main.columns.indexes[0].similarities(self._bags[text][0])[there]
            top = np.argsort(-near, kind="stable")[:RIVALS]
            found.update(there[top[near[top] > 0]].tolist())
        return np.asarray(sorted(found), dtype=np.int64)
