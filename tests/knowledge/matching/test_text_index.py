"""Cosine similarity over an inverted index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.text_index import TextIndex, word_features

BAGS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([0.25, 0.4, 1.0, 2.0, 5.0]), min_size=1, max_size=6)


@given(st.lists(BAGS, min_size=1, max_size=8), BAGS)
def test_similarities_run_from_nothing_to_one(texts: list[dict[str, float]], query: dict[str, float]) -> None:
    found = TextIndex(texts).similarities(query)
    assert found.shape == (len(texts),)
    assert np.all(found >= 0)
    assert np.all(found <= 1 + 1e-5)
    for text, likeness in zip(texts, found, strict=True):
        assert (likeness > 0) == bool(text.keys() & query.keys())


@given(st.lists(BAGS, min_size=1, max_size=8), st.data())
def test_a_text_is_most_like_itself(texts: list[dict[str, float]], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts))
    found = TextIndex(texts).similarities(text)
    assert found[texts.index(text)] == pytest.approx(1, abs=1e-5)
    assert found.max() == pytest.approx(1, abs=1e-5)


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    index = TextIndex([{"common": 1, "rare": 1}, {"common": 1, "other": 1}, {"common": 1, "third": 1}])
    found = index.similarities({"rare": 1, "other": 0.25})
    assert found[0] > found[1] > found[2] == 0


def test_words_that_no_text_has_make_a_query_less_alike() -> None:
    index = TextIndex([{"a": 1}])
    assert index.similarities({"a": 1, "strange": 1})[0] < index.similarities({"a": 1})[0]


@given(st.lists(BAGS, min_size=1, max_size=8), BAGS)
def test_whoever_changes_what_was_found_changes_nothing_else(texts: list[dict[str, float]], query: dict[str, float]) -> None:
    index = TextIndex(texts)
    expected = index.similarities(query).tolist()
    for _ in range(2):
        found = index.similarities(query)
        assert found.tolist() == expected
        found[:] = -1


def test_nothing_is_like_nothing() -> None:
    assert TextIndex([{"a": 1}]).similarities({}).tolist() == [0]
    assert TextIndex([]).similarities({"a": 1}).tolist() == []


def test_neighbours_are_features_of_their_own() -> None:
    assert word_features([("a", 1.0), ("b", 0.25)]) == {"a": 1.0, "b": 0.25, "a b": 0.25}
    assert word_features([]) == {}
