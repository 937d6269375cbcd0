"""Which candidates are looked at in full: the most like the question, and those that the learner holds to be most probable."""

from __future__ import annotations

import numpy as np

from knowledge.matching.learner import NOBODY, Floats

SHORTLIST = 12  # candidates whose evidence is looked at in full
VOTED = 4  # of them those with the most votes beside the most alike


def shortlist(best: Floats, votes: Floats | None, limit: int) -> list[int]:
    """The numbers of at most `limit` candidates, in no order.

    `best` is how like each is to the question: one that shares nothing with it (0), or is no more (less), is never among
    them. `votes` are the learner's scores, where there is a learner.
    """
    found = _top(best, limit if votes is None else limit - VOTED, 0.0)
    if votes is None or not found:
        return found
    left = votes.copy()
    left[best <= 0] = left[found] = NOBODY
    return [*found, *_top(left, VOTED, float(NOBODY))]


def _top(values: Floats, count: int, above: float) -> list[int]:
    """The numbers of the largest values, of those that are larger than `above`."""
    top = (-values).argpartition(count - 1)[:count] if count < len(values) else np.arange(len(values))
    return [number for number, value in zip(top.tolist(), values[top].tolist(), strict=True) if value > above]
