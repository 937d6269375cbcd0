"""What is looked at in full: the likely by words and the likely by what was learned, and nothing else."""

from __future__ import annotations

import numpy as np

from knowledge.matching.shortlist import VOTED, shortlist


def test_the_shortlist_holds_what_is_most_alike_and_what_is_most_voted_for() -> None:
    best = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.0, -1.0], dtype=np.float32)
    votes = np.array([0, 0, 0, 0, 5, 9, 9], dtype=np.float32)
    assert sorted(shortlist(best, None, 3)) == [0, 1, 2]
    found = shortlist(best, votes, VOTED + 2)
    assert {0, 1, 4} <= set(found)
    assert 5 not in found, "what shares nothing with the question is not looked at, whatever is voted"
    assert len(found) == len(set(found))
    assert not shortlist(np.zeros(3, dtype=np.float32), votes[:3], 12)
