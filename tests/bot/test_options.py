"""A command's options: what is offered while somebody types, and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.options import OptionError, OptionOffer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack


@pytest.fixture
def base(tea_folder: Path) -> KnowledgeBase:
    return KnowledgeBase(load_pack(tea_folder))


def offer(base: KnowledgeBase, topic: str, option: str) -> OptionOffer:
    found = base.topic(topic)
    assert found.command is not None
    return OptionOffer(found, next(o for o in found.command.options if o.name == option), "en")


def test_years_are_those_of_the_figures_for_a_series_and_of_the_dates_for_a_timeline(base: KnowledgeBase) -> None:
    assert [value for _, value in offer(base, "harvest", "year").suggest(base, "")] == ["2021", "2022"]
    assert [value for _, value in offer(base, "history", "year").suggest(base, "")] == ["1998", "2021", "2022"]
    assert [value for _, value in offer(base, "history", "year").suggest(base, "19")] == ["1998"]


def test_a_name_is_offered_once_with_its_id_whatever_of_it_was_typed(base: KnowledgeBase) -> None:
    growers = offer(base, "growers", "name")
    for typed in ("mir", "lind", "Mira Lind", "mira lnd"):
        assert growers.suggest(base, typed)[:1] == [("Mira Lind", "mira_lind")]


@pytest.mark.parametrize("typed", ["mira_lind", "Mira Lind", " LIND ", "Mira Lint"])
def test_what_was_typed_is_read_as_an_id_a_name_an_alias_or_a_near_miss(base: KnowledgeBase, typed: str) -> None:
    assert offer(base, "growers", "name").read(base, typed) == "mira_lind"


@pytest.mark.parametrize("typed", ["Brookvale", "nobody", "", "?"])
def test_what_is_no_such_name_is_refused_with_names_to_choose_from(base: KnowledgeBase, typed: str) -> None:
    with pytest.raises(OptionError) as caught:
        offer(base, "growers", "name").read(base, typed)
    assert caught.value.offered == ("Mira Lind", "Tomas Oak")


def test_what_is_offered_is_what_the_base_has_where_somebody_types(base: KnowledgeBase) -> None:
    edited = base.with_facts(fact for fact in base.facts if "mira_lind" not in fact.entities)
    growers = offer(base, "growers", "name")
    assert growers.suggest(edited, "") == [("Tomas Oak", "tomas_oak")]


def test_topics_of_a_timeline_are_offered_by_title_where_they_have_dates(base: KnowledgeBase) -> None:
    topics = offer(base, "history", "topic")
    assert topics.suggest(base, "") == [("Harvest", "harvest"), ("History", "history")]  # the others have no dates
    assert topics.suggest(base, "harv")[0] == ("Harvest", "harvest")
    assert topics.read(base, "brewing") == topics.read(base, "Brewing") == "brewing"


def test_two_letters_find_a_name_by_any_of_its_words_and_nothing_that_is_only_alike(base: KnowledgeBase) -> None:
    growers = offer(base, "growers", "name")
    assert growers.suggest(base, "li") == [("Mira Lind", "mira_lind")]
    assert growers.suggest(base, "OA") == [("Tomas Oak", "tomas_oak")]
    assert growers.suggest(base, "zz") == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("tmoa", "Tomas Oak"), ("lidn", "Mira Lind"), ("mria", "Mira Lind"), ("tomas oka", "Tomas Oak")]
)
def test_a_slip_in_a_name_or_in_half_of_one_is_forgiven(base: KnowledgeBase, typed: str, meant: str) -> None:
    assert offer(base, "growers", "name").suggest(base, typed)[0][0] == meant


def test_a_year_is_found_by_its_end(base: KnowledgeBase) -> None:
    assert [value for _, value in offer(base, "history", "year").suggest(base, "22")] == ["2022"]
