"""Which candidates are looked at in full: the most like the question, and those that the learner holds to be most probable."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.learner import NOBODY, Floats

SHORTLIST = 12  # candidates whose evidence is looked at in full
VOTED = 4  # of them those with the most votes beside the most alike


def shortlist(best: Floats, votes: Floats | None, limit: int) -> list[int]:
    """The numbers of at most `limit` candidates, in no order.

    `best` is how like each is to the question: one that shares nothing with it (0), or is no more (less), is never among
    them. `votes` are the learner's scores, where there is a learner.
    """
    liked = _top(best, limit if votes is None else limit - VOTED)
    liked = liked[best[liked] > 0]
    found: list[int] = liked.tolist()
    if votes is None or not found:
        return found
    left = np.where(best > 0, votes, NOBODY)
    left[liked] = NOBODY
    voted = _top(left, VOTED)
    return [*found, *voted[left[voted] > NOBODY].tolist()]


def _top(values: Floats, count: int) -> NDArray[np.int64]:
    return np.argpartition(-values, count - 1)[:count] if count < len(values) else np.arange(len(values))
