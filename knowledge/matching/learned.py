"""The learner of a segment: what it is fitted to, and what it says of a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from knowledge.matching.learner import NOBODY, Floats, Learner, Numbers, Samples, log_sum
from knowledge.matching.text_index import TextIndex, Weighed

# Texts × candidates that are learned from: beyond, the time to build (some 2 s) and the room would grow out of hand.
MOST_PAIRS = 2_500_000
WORDS, MEANING = np.float32(0.8), np.float32(0.6)  # lengths of the two parts of a text
FOLDS = 10  # of the texts, where one of them is to be left out
RIVALS, OTHERS = 20, 200  # texts that what is new is told from: the nearest of each of its texts, and any others


class Learned:
    """Scores for each candidate of a segment. Immutable but for the folds that it remembers."""

    def __init__(self, index: TextIndex, dense: Floats, owner: Numbers, taught: Numbers, count: int, every: bool = False) -> None:
        """`index` and `dense` hold the two parts of each text, `owner` its candidate (of `count`); `taught` are learned from.

        Pairs of words that a single text uses are left out, unless `every` feature is to be kept.
        """
        self.index, self.owner, self.count = index, owner, count
        self.taught = taught
        columns, values, starts = index.by_text()
        single = np.fromiter((" " not in name for name in index.names()), dtype=bool, count=index.width)
        kept = single | (np.bincount(columns, minlength=index.width) > 1) | every
        self.places = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        self.samples = Samples.of(self.places[columns], WORDS * values, starts, MEANING * dense, int(kept.sum()))
        self._folds: dict[int, Learner] = {}
        self.learner = self._fitted(taught)

    def __getstate__(self) -> dict[str, Any]:
        """Pickled without the folds: only teaching and measuring need them."""
        return {**self.__dict__, "_folds": {}}

    def _fitted(self, texts: Numbers) -> Learner:
        return Learner.fitted(self.samples.chosen(texts), self.owner[texts], self.count)

    def scores(self, features: Mapping[str, float], dense: Floats, without: int | None = None) -> Floats:
        """The score of each candidate for a question: their exponents are as their probabilities.

        `without` is a text that must not have been learned from: a learner is asked that has not seen a tenth of the texts.
        """
        return self.scored(self.index.weighed(features), dense, without)

    def scored(self, features: Weighed, dense: Floats, without: int | None = None) -> Floats:
        """The same for features as the index weighs them."""
        learner = self.learner if without is None else self._without(without % FOLDS)
        columns = self.places[[column for column, _ in features]] if features else self.places[:0]
        values = WORDS * np.array([value for _, value in features], dtype=np.float32)
        kept = columns >= 0
        return learner.scores(columns[kept], values[kept], MEANING * dense)

    def _without(self, fold: int) -> Learner:
        if fold not in self._folds:
            self._folds[fold] = self._fitted(self.taught[self.taught % FOLDS != fold])
        return self._folds[fold]


class LearnedBeside(Learned):
    """What is new, told from what is there: a few candidates, fitted against those of a larger segment, which stay."""

    def __init__(
        self,
        index: TextIndex,
        features: Sequence[Mapping[str, float]],
        dense: Floats,
        owner: Numbers,
        taught: Numbers,
        count: int,
        main: Learned,
        gone: Collection[int],
    ) -> None:
        """`features` are those of each text; `gone` are the candidates of `main` that are no more."""
        self._main, self._gone, self._features, self._raw = main, sorted(gone), features, dense
        super().__init__(index, dense, owner, taught, count, every=True)

    def __getstate__(self) -> dict[str, Any]:
        """Pickled without what only fitting needs."""
        return {**super().__getstate__(), "_features": (), "_raw": None}

    def _fitted(self, texts: Numbers) -> Learner:
        main, index = self._main, self._main.index
        rivals = main.samples.chosen(self._rivals(texts))
        theirs = main.learner.all_scores(rivals)
        ours = np.asarray([main.scores(self._features[text], self._raw[text]) for text in texts.tolist()])
        rest = np.concatenate((ours, theirs))
        rest[:, self._gone] = NOBODY
        places = np.full(main.samples.width, -1, dtype=np.int32)
        for name, column in self.index.names().items():
            if (known := index.names().get(name)) is not None and main.places[known] >= 0:
                places[main.places[known]] = column
        own = self.samples.chosen(texts)
        label = np.concatenate((self.owner[texts], np.full(len(rivals), -1)))
        return Learner.fitted(own.joined(rivals.moved(places, own.width)), label, self.count, log_sum(rest))

    def _rivals(self, texts: Numbers) -> Numbers:
        """The texts of the larger segment that are nearest to some texts, and others from all over it."""
        there = self._main.taught[~np.isin(self._main.owner[self._main.taught], self._gone)]
        found = {int(text) for text in there[:: max(1, len(there) // OTHERS)]}
        for text in texts.tolist():
            near = self._main.index.similarities(self._features[text])[there]
            top = np.argsort(-near, kind="stable")[:RIVALS]
            found.update(there[top[near[top] > 0]].tolist())
        return np.asarray(sorted(found), dtype=np.int64)
