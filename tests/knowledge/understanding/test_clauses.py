"""Messages are taken apart into sentences, clauses and the questions that they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.clauses import embedded, two_questions, windows
from knowledge.understanding.language import Language, load_language


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Who decided it and who advised it?", ("Who decided it", "who advised it?")),
        ("Who is she? What does she do?", ("Who is she", "What does she do?")),
        ("how hot is it, and how long does it take", ("how hot is it", "how long does it take")),
        ("When was it? And where?", ("When was it", "where?")),
    ],
)
def test_two_questions_are_told_apart(message: str, parts: tuple[str, str], english: Language) -> None:
    assert two_questions(message, english) == parts


@pytest.mark.parametrize("message", ["Who is she?", "Tom and Anna", "milk and tea", "", "?", "and who", "Is it black and white?"])
def test_one_question_stays_one(message: str, english: Language) -> None:
    assert two_questions(message, english) is None


def test_windows_are_cleaned_and_never_empty(english: Language) -> None:
    assert list(windows("Hi!!  I am new.\n\nWho is\u200b he?", english))[:3] == ["Hi", "I am new", "Who is he"]


def test_a_number_with_a_point_is_not_cut(english: Language) -> None:
    assert list(windows("It was 86.6 million. Why?", english))[:2] == ["It was 86.6 million", "Why"]


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("i cant remember when the tea garden was founded because my notes are gone", ["when the tea garden was founded"]),
        ("and then my aunt told me to give me the name of the founder", ["the name of the founder"]),
        (
            "we met a man who knew where the oldest bush stands",
            ["who knew where the oldest bush stands", "where the oldest bush stands"],
        ),
        ("when was it founded", []),
        ("nobody here drinks coffee", []),
    ],
)
def test_what_a_clause_asks_stands_behind_its_lead_in(clause: str, asked: list[str], english: Language) -> None:
    assert list(embedded(clause, english)) == asked


@given(st.text(st.characters(), max_size=400))
def test_any_text_can_be_taken_apart(text: str) -> None:
    language = load_language("en")
    assert all(windows(text, load_language("en")))
    parts = two_questions(text, language)
    assert parts is None or all(parts)


@given(st.text(" ?.,and who\n", max_size=120))
def test_any_arrangement_of_joins_and_openers_can_be_taken_apart(text: str) -> None:
    parts = two_questions(text, load_language("en"))
    assert parts is None or all(part.strip(" ?.,;") for part in parts)


def test_a_long_message_has_a_bounded_number_of_windows() -> None:
    assert len(list(windows("a. " * 1300, load_language("en")))) < 100
