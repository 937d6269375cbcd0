"""Misspelt words of the base are repaired; real words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.understanding.spelling import Speller

NAMES = [
    "afghanistan",
    "kazakhstan",
    "kyrgyzstan",
    "zhirnov",
    "lavrov",
    "ambassador",
    "recognise",
    "iran",
    "russia",
    "trade",
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(NAMES, "en")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("afganistan", "afghanistan"),
        ("afghansitan", "afghanistan"),
        ("afghanistn", "afghanistan"),
        ("kazahkstan", "kazakhstan"),
        ("kirgyzstan", "kyrgyzstan"),
        ("zhirnow", "zhirnov"),
        ("larvov", "lavrov"),
        ("ambasador", "ambassador"),
        ("embassador", "ambassador"),
        ("rusia", "russia"),
    ],
)
def test_a_typo_is_repaired(typed: str, meant: str, speller: Speller) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize("word", ["iraq", "prussia", "grade", "trace", "traded", "iranian", "rossi", "trader"])
def test_a_real_word_is_never_taken_for_another(word: str, speller: Speller) -> None:
    assert speller.repair(word) is None


@pytest.mark.parametrize("word", ["ratify", "explainer"])
def test_a_form_of_a_common_word_is_no_misspelling(word: str) -> None:
    assert Speller(["ratio", "rarity", "explained"], "en").repair(word) is None


@pytest.mark.parametrize("word", [*NAMES, "xyzzyq", "trde2", "tra", "", "2023"])
def test_what_is_known_short_or_far_from_everything_stays(word: str, speller: Speller) -> None:
    assert speller.repair(word) is None


@given(st.text(st.characters(), max_size=30))
def test_any_word_is_repaired_to_a_known_one_or_not_at_all(word: str) -> None:
    repaired = Speller(NAMES, "en").repair(word)
    assert repaired is None or (repaired in NAMES and repaired != word)


@given(st.lists(st.text("abc", max_size=6)), st.lists(st.text("abcd", max_size=6)), st.text("abcd", min_size=3, max_size=6))
def test_a_speller_with_more_words_repairs_as_if_it_had_always_known_them(first: list[str], more: list[str], word: str) -> None:
    before, whole = Speller(first, "en", ["abcd"]), Speller([*first, *more], "en", ["abcd"])
    repaired = before.repair(word)
    extended = before.extended(more)
    for other in (word, *first, *more, "abcd", "dcba", "ab", "zzzz"):
        assert (extended.repair(other), extended.knows(other)) == (whole.repair(other), whole.knows(other))
    assert Speller(first, "en", ["abcd"]).repair(word) == before.repair(word) == repaired


@given(st.text("abc", min_size=400, max_size=4000))
def test_a_monster_of_a_word_is_no_trouble(word: str) -> None:
    assert Speller(NAMES, "en").repair(word) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who is Mira Lnid?", "Who is Mira Lind?"),
        ("who is the bledner", "Who is the blender?"),
        ("When was Brokvale founded?", "When was Brookvale founded?"),
        ("haw hot shuold the watter be for green tea", "How hot should the water be for green tea?"),
    ],
)
def test_a_misspelt_question_is_answered_like_the_question(typed: str, meant: str, tea: Answerer) -> None:
    answer = tea.answer(typed)
    assert answer.status is Status.ANSWERED
    assert answer.facts == tea.answer(meant).facts


def test_the_answer_tells_how_the_question_was_read(tea: Answerer) -> None:
    assert tea.answer("who is mira lnid").repaired == "who is mira lind"
    assert tea.answer("who is mira lind").repaired is None


def test_a_capital_letter_does_not_hide_the_repair(tea: Answerer) -> None:
    repaired = tea.answer("Who is Mira Lnid?").repaired
    assert repaired is not None
    assert repaired.casefold() == "who is mira lind?"


def test_a_repair_touches_no_other_word(tea: Answerer) -> None:
    speller = tea.matcher.reader.speller
    assert speller.repair("blendr") == "blender"
    assert tea.answer("who is the blendr or blendrish one").repaired == "who is the blender or blendrish one"


def test_another_country_is_not_read_as_a_misspelt_one(shipped: Answerer) -> None:
    query = shipped.matcher.read("trade with Iraq")
    assert not query.repaired
    assert not query.entities


@given(
    st.lists(
        st.one_of(st.sampled_from([*NAMES, "afganistan", "zhirnow", "tarde", "irn"]), st.text("abdehiknorstvz", max_size=12))
    )
)
def test_many_words_looked_up_at_once_are_repaired_as_one_by_one(words: list[str]) -> None:
    at_once, beneath = Speller(NAMES, "en"), Speller(NAMES[:5], "en")
    at_once.learn(words)
    layered = beneath.extended(NAMES[5:])
    layered.learn(words)
    for word in words:
        one_by_one = Speller(NAMES, "en").repair(word)
        assert at_once.repair(word) == one_by_one
        assert layered.repair(word) == beneath.extended(NAMES[5:]).repair(word)
