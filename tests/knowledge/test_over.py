"""What lies over something larger is seen together with it, as if it was one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.over import Behind, Over, RowsBehind

ENTRIES = st.dictionaries(st.sampled_from("abcdef"), st.integers())


@given(ENTRIES, ENTRIES)
def test_a_mapping_over_another_is_what_a_copy_of_both_would_be(own: dict[str, int], beneath: dict[str, int]) -> None:
    both, copy = Over(own, beneath), {**beneath, **own}
    assert dict(both) == copy
    assert len(both) == len(copy)
    for key in "abcdefg":
        assert (key in both, both.get(key), both.get(key, 7)) == (key in copy, copy.get(key), copy.get(key, 7))


def test_what_neither_has_is_missing() -> None:
    with pytest.raises(KeyError):
        Over({"a": 1}, {"b": 2})["c"]


@given(st.lists(st.integers()), st.lists(st.integers()))
def test_a_sequence_goes_on_behind_another(beneath: list[int], own: list[int]) -> None:
    both = Behind(beneath, own)
    assert list(both) == both[:] == beneath + own
    assert both[1:4] == (beneath + own)[1:4]


@given(st.integers(1, 4), st.integers(0, 3), st.data())
def test_rows_are_taken_from_both_matrices(first: int, more: int, data: st.DataObject) -> None:
    whole = np.arange((first + more) * 2, dtype=np.float32).reshape(-1, 2)
    rows = np.asarray(data.draw(st.lists(st.integers(0, first + more - 1), max_size=6)), dtype=np.int64)
    assert RowsBehind(whole[:first], whole[first:]).take(rows).tolist() == whole[rows].tolist()
