"""A snapshot of a base: look-ups, and edits that make a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.model import EntityKind, Rank
from knowledge.pack import load_pack


@pytest.fixture
def base(cats: Callable[..., Path]) -> KnowledgeBase:
    return KnowledgeBase(load_pack(cats()))


def test_things_are_found_by_their_ids(base: KnowledgeBase) -> None:
    assert base.fact("looks.tom").title["en"] == "The looks of Tom"
    assert base.topic("looks").title["en"] == "Looks"
    assert base.entity("tom").names("en") == ("Tom", "tommy")
    assert base.source("diary").paragraphs == 3
    assert base.series("naps").unit == "hours"
    assert base.collection("habits.all").members == ("habits.naps", "habits.food")


@pytest.mark.parametrize("kind", ["fact", "topic", "entity", "source", "series", "collection"])
def test_an_unknown_id_is_a_key_error(kind: str, base: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        getattr(base, kind)("nothing")


def test_facts_are_found_by_topic_entity_and_series(base: KnowledgeBase) -> None:
    assert [fact.id for fact in base.facts_of("habits")] == ["habits.naps", "habits.food"]
    assert [fact.id for fact in base.facts_about("tom")] == ["habits.naps", "looks.tom"]
    assert [(figure.year, fact.id) for figure, fact in base.series_figures("naps")] == [(2021, "habits.naps")]
    assert (base.facts_of("nothing"), base.facts_about("nothing"), base.series_figures("nothing")) == ((), (), ())


def test_entities_are_found_by_kind(base: KnowledgeBase) -> None:
    assert [entity.id for entity in base.entities_of([EntityKind.OTHER])] == ["tom", "kit"]
    assert base.entities_of([EntityKind.PERSON]) == ()


def test_an_edit_makes_a_new_snapshot(base: KnowledgeBase) -> None:
    edited = base.with_facts(fact for fact in base.facts if fact.id != "habits.food")
    assert len(edited.facts) == 2
    assert len(base.facts) == 3
    assert [fact.id for fact in edited.members(edited.collection("habits.all"))] == ["habits.naps"]
    assert edited.members_of("habits.all") == ("habits.naps",)


def test_a_deprecated_fact_is_kept_and_left_out_of_everything_else(base: KnowledgeBase) -> None:
    old = base.fact("habits.naps").model_copy(update={"rank": Rank.DEPRECATED})
    edited = base.with_facts([old, *base.facts[1:]])
    assert edited.fact("habits.naps") is old
    assert old not in edited.facts
    assert old not in edited.facts_of("habits")
    assert old not in edited.facts_about("tom")
    assert old not in edited.members(edited.collection("habits.all"))
    assert edited.series_figures("naps") == ()


def test_entities_cannot_be_changed_from_outside(base: KnowledgeBase) -> None:
    with pytest.raises(TypeError):
        base.entities["tom"] = base.entity("kit")  # type: ignore[index]
