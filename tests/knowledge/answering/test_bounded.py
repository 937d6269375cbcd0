"""Whatever people type is read within bounds, and nothing of it comes back as markup."""

from __future__ import annotations

import re
from typing import Any

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import MAX_CHARACTERS, Answerer
from knowledge.answering.compound import MAX_QUOTED
from knowledge.localised import EXAMPLE_LIMIT
from knowledge.matching.matcher import Match, Matcher
from knowledge.understanding.clauses import LONGEST_WINDOW, MAX_CLAUSES, two_questions, windows
from knowledge.understanding.language import load_language
from knowledge.understanding.query import Query
from knowledge.understanding.reader import LONGEST_WORD, MAX_WORDS


def test_characters_that_stand_for_many_count_as_many(tea: Answerer) -> None:
    """U+FDFA is eighteen letters once it is normalised."""
    assert tea.answer("\ufdfa" * (MAX_CHARACTERS // 4)).reason is Reason.TOO_LONG


def test_a_row_of_question_marks_is_one(tea: Answerer) -> None:
    plain = tea.answer("Who is Mira Lind?")
    shouted = tea.answer("Who is Mira Lind" + "?" * 3_000)
    assert shouted.status is Status.ANSWERED
    assert shouted.facts == plain.facts


def test_a_story_is_not_taken_apart_into_two_questions() -> None:
    language = load_language("en")
    assert two_questions("who is a and who is b", language)
    assert two_questions("and " * 900 + "who is a", language) is None


def test_only_so_many_parts_of_a_story_are_looked_at() -> None:
    assert len(list(windows("a b c. " * 500, load_language("en")))) <= MAX_CLAUSES * LONGEST_WINDOW


def test_only_so_many_words_of_so_many_letters_are_read(tea: Answerer) -> None:
    query = tea.matcher.read("tea " * 900 + "x" * 3_000)
    assert len(query.tokens) <= MAX_WORDS * 2
    assert all(len(token.surface) <= LONGEST_WORD * 8 for token in tea.matcher.read("y" * 3_999).tokens)


@pytest.mark.parametrize("typed", ["a" * 4_000, "\ufdfa" * 4_000, "who " * 1_000])
def test_what_is_typed_for_a_suggestion_is_read_up_to_its_longest(typed: str, tea: Answerer) -> None:
    assert all(len(question) <= EXAMPLE_LIMIT for question in tea.suggest(typed))


@pytest.mark.parametrize(
    "evil", ["**FREE** discord.gg/evil", "<@123456789012345678>", "[a](http://b.example)", "`x` ||y|| ~~z~~"]
)
def test_the_half_that_is_not_known_is_quoted_as_words(evil: str, tea: Answerer) -> None:
    answer = tea.answer(f"Who is Mira Lind? and who invented {evil} zorpophone")
    assert answer.status is Status.ANSWERED
    quoted = re.search("“(.*)”", answer.text)
    assert quoted is not None
    assert len(quoted[1]) <= MAX_QUOTED
    assert not re.search(r"[*_`~|<>\[\]()@/\\.]", quoted[1])


@pytest.mark.parametrize(
    "asked", ["what share of the harvest " + "is tea " * 45, "how many months after the harvest " + "did tea " * 45]
)
def test_only_so_many_ways_to_take_a_question_apart_are_tried(asked: str, tea: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    rank = Matcher.rank

    def counted(self: Matcher, query: Query, **given: Any) -> list[Match]:
        looks.append(query.utterance)
        return rank(self, query, **given)

    monkeypatch.setattr(Matcher, "rank", counted)
    tea.answer(asked)
    assert 0 < len(looks) <= 25
