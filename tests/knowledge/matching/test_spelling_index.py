"""Likeness of words by their runs of characters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.spelling_index import SpellingBeside, SpellingIndex, character_features

TEXTS = [["recognition", "of", "towns"], ["the", "steep", "teapot"], ["steeping", "tea"]]
ROWS = st.lists(st.lists(st.text("abcde", min_size=1, max_size=7), max_size=5), min_size=1, max_size=5)


@pytest.mark.parametrize(("words", "first"), [(["recognising"], 0), (["steeped", "pots"], 1), (["tea"], 2)])
def test_a_form_of_a_word_is_like_the_texts_that_have_it(words: list[str], first: int) -> None:
    assert int(SpellingIndex(TEXTS).similarities(words).argmax()) == first


@given(ROWS, st.lists(st.text("abcdexyz", min_size=1, max_size=7), max_size=5))
def test_likeness_runs_from_nothing_to_one(texts: list[list[str]], words: list[str]) -> None:
    found = SpellingIndex(texts).similarities(words)
    assert found.shape == (len(texts),)
    assert np.all((found >= 0) & (found <= 1))
    for text in filter(None, texts):
        assert SpellingIndex([text]).similarities(text)[0] == pytest.approx(1, abs=1e-4) or len(set(text)) < len(text)


@given(ROWS, ROWS, st.lists(st.text("abcde", min_size=1, max_size=7), min_size=1, max_size=5))
def test_texts_beside_an_index_are_as_like_as_if_they_stood_in_it(
    texts: list[list[str]], more: list[list[str]], words: list[str]
) -> None:
    main = SpellingIndex(texts)
    known = [[word for word in text if word in main.vocabulary] for text in more]
    beside = SpellingBeside(known, main).similarities(words, main.alike(words))
    within = SpellingIndex([*texts, *known]).similarities(words)[len(texts) :]
    assert beside == pytest.approx(within, abs=1e-4)


def test_runs_of_characters_mark_the_edges_of_words() -> None:
    assert set(character_features("ab")) == {" ab", "ab ", " ab "}
    assert " tea" in character_features("teapot")
    assert " tea" not in character_features("green-tea")
