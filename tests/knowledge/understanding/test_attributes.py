"""What questions demand of things of all kinds, and what texts show of it."""

from __future__ import annotations

import pytest

from knowledge.understanding.attributes import unmet
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.query import Query
from knowledge.understanding.reader import Reader


@pytest.fixture(scope="module")
def read(english: Language, stemmer: Stemmer) -> Reader:
    return Reader(english, stemmer)


def lacking(read: Reader, question: str, text: str) -> list[str]:
    return unmet(read.read(question).wants, read.read(text, repair=False).shows)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How old is the miller?", "The miller owns three mills."),
        ("What does the miller earn?", "The miller has been in office since May."),
        ("What did the new wheel cost?", "The new wheel turns slowly."),
        ("How high is the mill?", "The mill is ten metres wide."),
        ("Who was miller before Ada?", "Ada is the miller."),
        ("What is the miller's phone number?", "The miller lives by the river."),
        ("Was the miller sacked for the fire?", "The miller was blamed for the fire."),
        ("What is the price of a monthly card?", "A yearly card is sold for ten euros."),
        ("How many employees does the mill have?", "The mill grinds nine tonnes a day."),
        ("When was the mill built?", "The mill burnt in 1902."),
        ("When was the society founded?", "The society meets on Fridays."),
        ("Is there a discount for students?", "A card is sold for ten euros."),
    ],
)
def test_what_a_text_says_nothing_of_is_lacking(read: Reader, question: str, text: str) -> None:
    assert lacking(read, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How old is the miller?", "The miller is aged 52."),
        ("What does the miller earn?", "The miller's wages were raised."),
        ("What did the new wheel cost?", "They paid nine thousand for the new wheel."),
        ("How much is the wheel, is it expensive?", "The wheel was bought cheaply."),
        ("Who was miller before Ada?", "Ada succeeded her uncle Bo as miller."),
        ("What is the price of an annual card?", "A yearly card is sold for ten euros."),
        ("How many employees does the mill have?", "Twelve people work in the mill."),
        ("When was the mill built?", "The mill was put up in 1902."),
        ("When was the society founded?", "The society began in 1910."),
        ("Who is the miller?", "Ada is the miller."),
        ("Did it burn on a Monday?", "It burnt on a Friday."),  # the wrong day is what the answer contradicts
    ],
)
def test_other_words_for_the_same_show_it(read: Reader, question: str, text: str) -> None:
    assert not lacking(read, question, text)


def test_a_question_for_what_is_to_come_wants_the_future(read: Reader) -> None:
    assert lacking(read, "Will the mill close?", "The mill closed in 1961.") == ["future"]
    assert not lacking(read, "Will the mill close?", "The mill is expected to close in 2031.")


def designators(query: Query) -> list[str]:
    return [one.number for one in query.designators]


def test_small_numbers_after_a_noun_tell_things_apart(read: Reader) -> None:
    assert designators(read.read("When does wheel 3 turn?")) == ["n:3"]
    assert not designators(read.read("When do 3 wheels turn?"))
    assert not designators(read.read("What did wheels cost in 2023?"))


def test_what_numbers_are_of_is_known_of_a_text(read: Reader, stemmer: Stemmer) -> None:
    counted = read.read("The mill has 640 employees and nine new wheels.", repair=False).counted
    assert {stemmer("employees"), stemmer("wheels")} <= counted
    assert stemmer("mill") not in counted


def test_anybody_is_counted_whatever_they_are_called(read: Reader) -> None:
    assert not read.read("How many people work there?").heads
    assert read.read("How many millers work there?").heads


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Has the mill sold flour to Zorblatt?", 1),
        ("has the mill sold flour to zorblatt?", 0),
        ("HAS THE MILL SOLD FLOUR TO ZORBLATT", 0),
        ("Zorblatt has bought flour", 0),  # every text begins so
        ("The mill is old. Zorblatt is not", 0),
    ],
)
def test_unknown_words_that_are_written_like_names_are_counted(
    question: str, names: int, english: Language, stemmer: Stemmer
) -> None:
    knowing = Reader(
        english,
        stemmer,
        vocabulary=["mill", "flour", "sold"],
        known=["zorblatt"],
        weights={stemmer("mill"): 0.5, stemmer("flour"): 0.5},
    )
    assert knowing.read(question).proper == names
