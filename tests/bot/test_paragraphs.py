"""Places in a source: each once, in order, runs in short."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.paragraphs import MOST, places


def test_runs_are_written_in_short() -> None:
    assert places([3]) == "¶3"
    assert places([3, 4]) == "¶3, ¶4"
    assert places([1, 3, 4, 5, 9, 10]) == "¶1, ¶3–5, ¶9, ¶10"
    assert places(range(1, 14)) == "¶1–13"
    assert places([]) == ""


def test_very_many_are_cut() -> None:
    assert places(range(1, 200, 2)).count("¶") == MOST
    assert places(range(1, 200, 2)).endswith(", …")


@given(st.sets(st.integers(1, 60), max_size=MOST))
def test_they_say_all_that_they_stand_for(paragraphs: set[int]) -> None:
    told: list[int] = []
    for first, last in re.findall(r"¶(\d+)(?:–(\d+))?", places(sorted(paragraphs))):
        told += range(int(first), int(last or first) + 1)
    assert told == sorted(paragraphs)
