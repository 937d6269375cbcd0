"""What a question asks for: dates, amounts, the kind of answer, yes or no."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answerer import Answerer
from knowledge.text import clean, words
from knowledge.understanding import tokens
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Token
from knowledge.understanding.reader import Reader

TEXTS = (
    "how much green tea was picked in august 2021?",
    "Who is Mira Lind, of Brookvale Garden?",
    "did it exceed 3 million or 2,075 kilos",
    "which first big garden, and how wide is it",
    "does Lnid like that gardne",
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is it", "person"),
        ("whos it", "person"),
        ("when did it happen", "date"),
        ("in what year was it", "date"),
        ("how long has it stood there", "date"),
        ("where is it", "place"),
        ("how much was it", "amount"),
        ("how many were there", "count"),
        ("why was that", "reason"),
        ("which person did it", "person"),
    ],
)
def test_the_kind_of_answer_is_known(question: str, kind: str, tea: Answerer) -> None:
    assert kind in tea.matcher.read(question).asks


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("was it 86.6 million", (86_600_000,)),
        ("was it US$170m", (170_000_000,)),
        ("was it 2,075 dollars", (2075,)),
        ("was it 1,000,000 dollars", (1_000_000,)),
        ("was it 42,6 percent", (42.6,)),
        ("was it 3bn or 10 billion", (3_000_000_000, 10_000_000_000)),
        ("was it in 2021", ()),
    ],
)
def test_amounts_are_read(question: str, amounts: tuple[float, ...], tea: Answerer) -> None:
    assert tea.matcher.read(question).amounts == pytest.approx(amounts)


@pytest.mark.parametrize("question", ["is it so", "did they go", "so was it true", "has it been?", "can it be"])
def test_yes_no_questions_are_known(question: str, tea: Answerer) -> None:
    assert tea.matcher.read(question).yes_no


@pytest.mark.parametrize("question", ["who is it", "what did they do", "harvest 2021", "when was it"])
def test_other_questions_are_no_yes_no_questions(question: str, tea: Answerer) -> None:
    assert not tea.matcher.read(question).yes_no


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("what is the total harvest", "total"),
        ("the sum of the harvests", "sum"),
        ("rank the harvests", "rank"),
        ("when did it grow the most", "leap"),
        ("the average harvest", "average"),
        ("how many times more in 2022", "ratio"),
        ("by how many percent", "growth"),
        ("the difference between them", "difference"),
        ("the highest harvest", "highest"),
        ("the lowest harvest", "lowest"),
    ],
)
def test_sums_are_known(question: str, operation: str, tea: Answerer) -> None:
    assert operation in tea.matcher.read(question).operations


def test_a_monster_of_an_utterance_is_read(tea: Answerer) -> None:
    for text in ("9" * 4000, "a" * 4000, "what " * 800, "2021 " * 800, ". " * 2000, "é" * 4000, "中" * 4000):
        tea.matcher.read(text)


@given(st.text(st.sampled_from("ab Z9.,'-_ßİ²é\u0301") | st.characters(), max_size=40))
def test_no_word_reaches_beyond_a_space(text: str) -> None:
    cleaned = clean(text)
    assert words(cleaned) == [word for piece in cleaned.split() for word in words(piece)]


def test_a_reader_with_more_words_reads_as_if_it_had_always_known_them(english: Language, stemmer: Stemmer) -> None:
    phrases = PhraseTable(endings=english.endings)
    phrases.add(["green", "tea"], ["green", "tea"], "c:green")
    reader = Reader(english, stemmer, phrases, ["lind", "picked"], {"pick": 0.5, "c:green": 0.4}, ["mira"])
    before = [reader.read(text) for text in TEXTS]
    extended = reader.extended(["green", "garden"], {"garden": 0.7, "pick": 0.3})
    weights = {"pick": 0.3, "c:green": 0.4, "garden": 0.7}
    fresh = Reader(english, stemmer, phrases, ["lind", "picked", "green", "garden"], weights, ["mira"])
    assert [extended.read(text) for text in TEXTS] == [fresh.read(text) for text in TEXTS]
    assert ("gardne", "garden") in extended.read(TEXTS[4]).repaired
    assert [reader.read(text) for text in TEXTS] == before


def test_equal_tokens_are_one_object(tea: Answerer) -> None:
    def read() -> list[Token]:
        return [token for text in TEXTS for token in tea.matcher.read(text).tokens]

    assert all(one is other for one, other in zip(read(), read(), strict=True))


def test_a_pickled_reader_reads_the_same_and_brings_no_memories(tea: Answerer) -> None:
    reader = tea.matcher.reader
    queries = [reader.read(text) for text in TEXTS]
    again: Reader = pickle.loads(pickle.dumps(reader))
    assert not again._tokens._words
    assert [again.read(text) for text in TEXTS] == queries


def test_a_reader_s_memory_is_bounded(monkeypatch: pytest.MonkeyPatch, english: Language, stemmer: Stemmer) -> None:
    texts = [f"is word{number} of {number} seen in {1900 + number}" for number in range(60)]
    weights = {"word1": 0.5}
    before = Reader(english, stemmer, weights=weights)
    expected = [before.read(text, repair=False) for text in texts]
    monkeypatch.setattr(tokens, "REMEMBERED", 10)
    reader = Reader(english, stemmer, weights=weights)
    assert [reader.read(text, repair=False) for text in texts] == expected
    maker = reader._tokens
    assert max(len(maker._words), len(maker._of_phrases)) <= 10
