"""What an edit would do to answers, before it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.moderation.effects import effects
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.model import Collection, Fact, Pack
from knowledge.pack import load_pack


@pytest.fixture
def pack(tea_folder: Path) -> Pack:
    return load_pack(tea_folder)


def with_fact(pack: Pack, fact: Fact) -> KnowledgeBase:
    return KnowledgeBase(pack.model_copy(update={"facts": tuple(fact if one.id == fact.id else one for one in pack.facts)}))


def test_questions_that_reach_the_fact_are_told_from_those_that_do_not(pack: Pack) -> None:
    now = Answerer(KnowledgeBase(pack))
    milk = next(fact for fact in pack.facts if fact.id == "brewing.milk")
    asked = milk.model_copy(update={"asked_as": {"en": ("Which tea takes milk?", "List everything about brewing tea")}})
    found = effects(asked, now, now.changed(with_fact(pack, asked)))
    assert found.reached == ("Which tea takes milk?",)
    assert found.missed == ("List everything about brewing tea",), "a list has it"
    assert "black tea only" in found.answer.text


def test_questions_of_others_that_it_would_answer_are_named(pack: Pack) -> None:
    stray = Collection.model_validate(
        {
            "id": "brewing.times",
            "topic": "brewing",
            "title": "Times",
            "statement": "Times differ.",
            "members": ["harvest.brookvale.2021", "history.founded"],
            "asked_as": ["minutes for black tea with milk"],
        }
    )
    pack = pack.model_copy(update={"collections": (*pack.collections, stray)})
    now = Answerer(KnowledgeBase(pack))
    milk = next(fact for fact in pack.facts if fact.id == "brewing.milk")
    greedy = milk.model_copy(update={"asked_as": {"en": ("Minutes for black tea with milk?",)}})
    then = Answerer(KnowledgeBase(with_fact(pack, greedy).pack.model_copy(update={"collections": pack.collections[:1]})))
    assert effects(greedy, now, then).taken == ("minutes for black tea with milk",)


def test_an_edit_of_nothing_that_matters_takes_nothing(pack: Pack) -> None:
    now = Answerer(KnowledgeBase(pack))
    for fact in pack.facts:
        found = effects(fact, now, now.changed(with_fact(pack, fact)))
        assert found.taken == ()
        assert found.missed == ()
