"""A fact is found by what people remember of it: a part of its title, of its id or of what it says, with slips."""

from __future__ import annotations

import pytest

from bot.error_report import Refused
from bot.moderation.finding import MOST_CHOICES, found, offered
from knowledge.answering.answerer import Answerer


def first(answerer: Answerer, typed: str) -> str:
    return offered(answerer.base.pack, typed, "en", lambda fact: True)[0][1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harvest 2022", "harvest.brookvale.2022"),
        ("harvst 2022", "harvest.brookvale.2022"),
        ("2021 brookvale", "harvest.brookvale.2021"),
        ("brookvale.2021", "harvest.brookvale.2021"),
        ("green temp", "brewing.green.temperature"),
        ("steeps four", "brewing.black.time"),
    ],
)
def test_what_holds_most_of_the_words_comes_first(tea: Answerer, typed: str, meant: str) -> None:
    assert first(tea, typed) == meant


def test_a_word_that_many_share_does_not_hide_the_one_that_tells(shipped: Answerer) -> None:
    assert first(shipped, "trade 2023") == "trade.russia.turnover.2023"


def test_nothing_typed_offers_what_there_is_and_nonsense_nothing(shipped: Answerer) -> None:
    assert len(offered(shipped.base.pack, " ", "en", lambda fact: True)) == MOST_CHOICES
    assert offered(shipped.base.pack, "zzzz", "en", lambda fact: True) == []


def test_words_that_only_one_title_holds_name_it(tea: Answerer) -> None:
    assert found(tea.base.pack, "harvest 2022", "en").id == "harvest.brookvale.2022"
    assert found(tea.base.pack, " brewing.black.time ", "en").id == "brewing.black.time"
    assert found(tea.base.pack, "Blak tea time", "en").id == "brewing.black.time"


def test_words_that_several_titles_hold_name_none_and_their_titles_are_told(tea: Answerer) -> None:
    with pytest.raises(Refused, match=r"Brookvale harvest in 2021, .*Brookvale harvest in 2022|2022, .*2021"):
        found(tea.base.pack, "harvest brookvale", "en")
