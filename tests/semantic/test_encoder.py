"""The sentence model brings texts of like meaning together, whatever is typed."""

from __future__ import annotations

import socket

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.semantic.encoder import DIMENSIONS, Encoder
from knowledge.semantic.installed import SemanticMissing


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    try:
        return Encoder.load()
    except SemanticMissing as missing:
        pytest.skip(str(missing))


def test_each_text_gets_a_row_of_length_one_in_the_order_of_the_texts(encoder: Encoder) -> None:
    texts = ["who opened the port", "a " * 40, "", "when", "who opened the port of the town by the river in spring"] * 20
    vectors = encoder.encode(texts)
    assert vectors.shape == (100, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    alone = np.concatenate([encoder.encode([text]) for text in texts[:5]])
    assert vectors[:5] == pytest.approx(alone, abs=1e-5)
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_the_vectors_are_those_of_the_published_model(encoder: Encoder) -> None:
    """The model card's example: similarities of the fp32 weights, to what int8 leaves of them."""
    happy, other, dog = encoder.encode(["That is a happy person", "That is a very happy person", "That is a happy dog"])
    assert float(happy @ other) == pytest.approx(0.943, abs=0.01)
    assert float(happy @ dog) == pytest.approx(0.695, abs=0.01)


def test_a_paraphrase_is_nearer_than_a_question_with_the_same_words(encoder: Encoder) -> None:
    question = encoder.question("how expensive is a ticket")
    paraphrase, same_words = encoder.encode(["what does the fare cost", "how is a ticket machine repaired"])
    assert question @ paraphrase > question @ same_words


def test_a_remembered_question_cannot_be_changed(encoder: Encoder) -> None:
    vector = encoder.question("who is the mayor")
    assert encoder.question("who is the mayor") is vector
    with pytest.raises(ValueError, match="read-only"):
        vector[0] = 1


def test_case_does_not_matter(encoder: Encoder) -> None:
    assert encoder.question("WHO IS THE MAYOR") == pytest.approx(encoder.question("who is the mayor"), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(), max_size=4000))
def test_any_text_has_a_vector(encoder: Encoder, text: str) -> None:
    assert float(np.linalg.norm(encoder.question(text))) == pytest.approx(1, abs=1e-4)


def test_only_the_beginning_of_a_long_text_is_looked_at(encoder: Encoder) -> None:
    long = "who is the mayor of the town " * 200
    assert encoder.question(long) is encoder.question(long + "and when is market day")


def test_loading_and_encoding_need_no_network(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert Encoder.load().encode(["who"]).shape == (1, DIMENSIONS)
