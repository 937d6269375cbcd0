"""Words that are used alike are near each other; a language without a table does without."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.understanding.language import Stemmer
from knowledge.understanding.word_vectors import WordVectors, direction, load_vectors


@pytest.fixture(scope="module")
def english_words() -> WordVectors:
    table = load_vectors("en")
    assert table
    return table


def near(table: WordVectors, one: str, other: str) -> float:
    first, second = table.of(one), table.of(other)
    assert first is not None
    assert second is not None
    return float(first @ second)


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [("railway", "train", "soup"), ("salary", "wage", "river"), ("flag", "banner", "loan"), ("doctor", "physician", "copper")],
)
def test_words_that_mean_alike_are_nearer(word: str, like: str, unlike: str, english_words: WordVectors) -> None:
    assert near(english_words, word, like) > near(english_words, word, unlike) + 0.2


def test_vectors_have_length_one_also_of_several_words(english_words: WordVectors) -> None:
    for text in ("railway", "the railway station", "railway's"):
        vector = english_words.of(text)
        assert vector is not None
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_what_is_no_word_has_no_vector(english_words: WordVectors) -> None:
    assert english_words.of("xqzzk") is None
    assert english_words.of("") is None
    assert not direction(np.zeros(3, dtype=np.float32)).any()


def test_a_language_without_a_table_answers_all_the_same(tea: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_vectors("zz") is None
    monkeypatch.setattr("knowledge.matching.segment.load_vectors", lambda _: None)
    plain = Answerer(KnowledgeBase(tea.base.pack))
    assert plain.answer("who is tomas oak").facts == ("growers.tomas_oak",)
    evidence = plain.matcher.rank(plain.matcher.read("who is tomas oak"))[0].evidence
    assert evidence.meaning_best == 0


def test_a_form_that_the_table_lacks_has_the_vector_of_its_stem(stemmer: Stemmer) -> None:
    table = WordVectors(["burglar", "soup"], np.array([[100, 0], [0, 100]], dtype=np.int8), stemmer)
    assert near(table, "burglars", "burglar") == pytest.approx(1)
    assert table.of("zorblatt") is None
    assert WordVectors(["burglar"], np.array([[100, 0]], dtype=np.int8)).of("burglars") is None
