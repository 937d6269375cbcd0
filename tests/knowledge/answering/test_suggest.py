"""Autocomplete offers questions that can be answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.suggest import Suggester
from knowledge.base import KnowledgeBase
from knowledge.model import Collection, Fact


def test_an_empty_beginning_offers_questions_from_all_over_the_base(shipped: Answerer) -> None:
    offered = shipped.suggest("", 25)
    assert len(offered) == len(set(offered)) == 25
    topics = {shipped.base.fact(fact).topic for question in offered for fact in shipped.answer(question).facts[:1]}
    assert len(topics) >= 6


def test_what_is_typed_is_completed(tea: Answerer) -> None:
    assert tea.suggest("who is th", 3)[0].startswith("Who is the")
    assert "How much tea did Brookvale pick in 2022?" in tea.suggest("HOW MUCH TEA", 5)


def test_a_typo_still_finds_questions(tea: Answerer) -> None:
    assert any("Brookvale" in question for question in tea.suggest("brokvale foundd", 5))


def test_nonsense_offers_nothing_or_little(tea: Answerer) -> None:
    assert tea.suggest("xqzj wvkp", 25) == []


@pytest.mark.parametrize("typed", ["trade", "who", "recogn", "afghan amb", "2024"])
def test_what_is_offered_can_be_answered(typed: str, shipped: Answerer) -> None:
    offered = shipped.suggest(typed, 10)
    assert offered
    unanswered = [question for question in offered if shipped.answer(question).status is not Status.ANSWERED]
    assert len(unanswered) <= 1, unanswered


@pytest.mark.parametrize("limit", [1, 5, 25])
def test_no_more_is_offered_than_fits(limit: int, shipped: Answerer) -> None:
    assert len(shipped.suggest("the", limit)) <= limit
    assert len(shipped.suggest("", limit)) <= limit


def _owner(base: KnowledgeBase, question: str) -> str:
    """The fact or list whose question this is."""
    owners: list[Fact | Collection] = [*base.facts, *base.collections]
    return next(one.id for one in owners if question in one.asked_as.get("en", ()))


@pytest.mark.parametrize("typed", ["tr", "ta", "wh", "rec", "taliban", "how much trade", "embassy", "trade with russia"])
def test_each_question_that_is_offered_is_about_something_else(typed: str, shipped: Answerer) -> None:
    owners = [_owner(shipped.base, question) for question in shipped.suggest(typed)]
    assert len(owners) > 5
    assert len(owners) == len(set(owners))


@pytest.mark.parametrize("typed", ["tr", "ta", "re", "mi", "ra", "po", "am"])
def test_two_letters_are_enough_for_whole_questions_that_hold_such_a_word(typed: str, shipped: Answerer) -> None:
    offered = shipped.suggest(typed, 5)
    assert len(offered) == 5
    for question in offered:
        assert any(word.startswith(typed) for word in question.casefold().split()), question
        assert question.endswith("?"), "bare keywords come after questions"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tlaiban fl", "Taliban flag"),
        ("lavrv", "Lavrov"),
        ("afganistan gdp", "GDP"),
        ("kazak terorist", "Kazakhstan"),
        ("railwy", "railway"),
        ("populaton", "population"),
        ("minrals russa", "minerals"),
        ("wat is th popul", "population"),
    ],
)
def test_slips_are_forgiven_in_whole_words_and_in_beginnings(typed: str, meant: str, shipped: Answerer) -> None:
    assert any(meant.casefold() in question.casefold() for question in shipped.suggest(typed, 3))


def test_of_one_fact_the_wording_is_offered_that_is_typed(shipped: Answerer) -> None:
    assert shipped.suggest("In the year Kabul fell", 5)[0] == "In the year Kabul fell, what was trade with Russia worth?"


def test_what_was_edited_is_offered_and_what_was_taken_out_is_not(tea: Answerer) -> None:
    green, *others = tea.base.facts
    tea.suggest("")
    renamed = green.model_copy(update={"asked_as": {"en": ("Is sencha brewed at eighty degrees?",)}})
    edited = tea.changed(tea.base.with_facts((renamed, *others)))
    assert edited.suggest("sen") == ["Is sencha brewed at eighty degrees?"]
    assert not any("green" in question for question in edited.suggest("green tea water"))
    gone = edited.changed(edited.base.with_facts(others))
    assert gone.suggest("sen") == []
    assert any("green" in question for question in tea.suggest("green tea water")), "the snapshot before has not changed"


@given(chosen=st.integers(0, 2**12 - 1), typed=st.sampled_from(["", "te", "black", "how", "brokvale", "who is"]))
def test_a_suggester_that_was_changed_offers_what_a_new_one_would(chosen: int, typed: str, tea: Answerer) -> None:
    base = tea.base
    kept = [fact for place, fact in enumerate(base.facts) if chosen >> place & 1]
    later = base.with_facts(kept)
    changed, new = Suggester(base, "en").changed(later), Suggester(later, "en")
    assert set(changed.suggest(typed, 25)) == set(new.suggest(typed, 25))


@given(typed=st.text(max_size=300))
def test_whatever_is_typed_is_suffered(typed: str, tea: Answerer) -> None:
    assert len(tea.suggest(typed, 25)) <= 25
