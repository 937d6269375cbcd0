"""Runs of texts side by side tell what each run by itself would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.runs import NEAREST, Runs

SIZES = st.lists(st.integers(0, 7), min_size=1, max_size=6)


def runs(sizes: list[int]) -> tuple[Runs, list[slice]]:
    stops = np.cumsum(np.asarray(sizes, dtype=np.int64))
    return Runs(stops - np.asarray(sizes), stops), [
        slice(stop - size, stop) for size, stop in zip(sizes, stops.tolist(), strict=True)
    ]


@given(SIZES, st.data())
def test_the_nearest_of_each_run_come_first_and_of_equals_the_earlier(sizes: list[int], data: st.DataObject) -> None:
    found, spans = runs(sizes)
    numbers = data.draw(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=sum(sizes), max_size=sum(sizes)))
    values = np.asarray([*numbers, 0.0], dtype=np.float32)
    for span, nearest in zip(spans, found.nearest(found.of(values)), strict=True):
        assert nearest == sorted(range(span.start, span.stop), key=lambda place: -values[place])[:NEAREST]


@given(SIZES, st.data())
def test_each_run_is_summed_up_by_itself(sizes: list[int], data: st.DataObject) -> None:
    found, spans = runs(sizes)
    numbers = data.draw(st.lists(st.floats(-1, 1, width=32), min_size=sum(sizes), max_size=sum(sizes)))
    values = np.asarray([*numbers, 0.0], dtype=np.float32)
    for span, best, top, total in zip(spans, *found.summed_up(found.of(values)), strict=True):
        ordered = sorted(values[span].tolist(), reverse=True)
        few = ordered[:NEAREST]
        assert best == (ordered[0] if ordered else 0)
        assert top == pytest.approx(sum(few) / max(1, len(few)), abs=1e-6)
        assert total == pytest.approx(sum(ordered), abs=1e-5)


@given(SIZES)
def test_cosines_are_those_of_the_texts_of_a_run(sizes: list[int]) -> None:
    found, spans = runs(sizes)
    texts = np.random.default_rng(len(sizes)).random((sum(sizes) + 1, 5)).astype(np.float32)
    cosines = found.cosines(texts, texts[-1])
    for row, span in zip(cosines, spans, strict=True):
        size = span.stop - span.start
        assert row[:size] == pytest.approx(texts[span] @ texts[-1], abs=1e-6)
        assert not row[size:].any()
