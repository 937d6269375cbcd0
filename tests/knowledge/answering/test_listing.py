"""Lists in pages: nothing is lost, nothing stands twice, and each page has its own sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.listing import PAGE_CHARACTERS, PAGE_LINES, Entry, Listing, pages
from knowledge.model import Fact

FACT = Fact(id="a", topic="t", title="A", statement="A.", citations=({"source": "s", "paragraph": 1},))


@given(st.lists(st.text(min_size=1, max_size=1_300), max_size=60))
def test_pages_hold_every_entry_once_in_order_and_within_their_limits(lines: list[str]) -> None:
    entries = [Entry(line, FACT) for line in lines]
    turned = pages(entries)
    assert [entry for page in turned for entry in page] == entries
    assert all(0 < len(page) <= PAGE_LINES for page in turned)
    assert all(len(page) == 1 or sum(len(entry.line) for entry in page) <= PAGE_CHARACTERS for page in turned)


def test_pages_of_short_lines_are_about_equally_long() -> None:
    sizes = [len(page) for page in pages([Entry("x", FACT)] * 17)]
    assert sizes == [6, 6, 5]


@pytest.mark.parametrize("topic", ["timeline", "recognition", "trade", "people", "agreements"])
def test_the_pages_of_a_topic_tell_all_of_it_with_the_sources_of_each(shipped: Answerer, topic: str) -> None:
    first = shipped.listed(Listing(topic=topic), 0)
    assert first.page is not None
    told: list[str] = []
    for number in range(first.page.pages):
        page = shipped.listed(Listing(topic=topic), number)
        assert page.page is not None
        assert page.page.number == number
        cited = {(c.source, c.paragraph) for fact in page.facts for c in shipped.base.fact(fact).citations}
        assert {(c.source, c.paragraph) for c in page.citations} == cited
        told += page.facts
    assert len(told) == first.page.entries or topic == "people"
    whole = shipped.topic(topic)
    assert set(whole.facts) <= set(told)


def test_dates_that_were_inferred_say_so_in_a_timeline(shipped: Answerer) -> None:
    told = shipped.topic("timeline")
    lines = dict(zip(told.facts, told.text.splitlines()[1:], strict=True))
    for fact, line in lines.items():
        assert ("(inferred)" in line) == bool(shipped.base.fact(fact).inferred), line


def test_notes_under_a_list_say_what_they_are_about(shipped: Answerer) -> None:
    note = shipped.topic("trade").note
    assert note is not None
    assert "Russia–Afghanistan trade in 2023: " in note


def test_a_note_that_several_facts_share_is_said_once_with_what_it_is_about(shipped: Answerer) -> None:
    economy = ("economy.gdp", "economy.per_capita")
    assert len({shipped.base.fact(fact).note["en"] for fact in economy}) == 1  # type: ignore[index]
    note = shipped.topic("economy").note
    assert note is not None
    assert note.count("The figures of the source do not fit together") == 1
    assert "Afghanistan's GDP, GDP per capita: The figures of the source do not fit together: " in note


def test_a_page_beyond_the_last_is_the_last(tea: Answerer) -> None:
    page = tea.listed(Listing(topic="history"), 99)
    assert page.page is not None
    assert page.page.number == page.page.pages - 1


def test_an_answer_says_which_list_it_is_and_gives_it_again(tea: Answerer) -> None:
    for answer in (tea.answer("List everything about brewing tea"), tea.answer("timeline"), tea.topic("history", year=2021)):
        assert answer.listing is not None
        assert tea.listed(answer.listing).facts == answer.facts


@pytest.mark.parametrize(
    ("narrowed", "facts"),
    [
        ({"since": 2022}, {"harvest.brookvale.2022"}),
        ({"until": 2000}, {"history.founded"}),
        ({"since": 1990, "until": 2021}, {"history.founded", "harvest.brookvale.2021"}),
        ({"since": 2021, "until": 1990}, {"history.founded", "harvest.brookvale.2021"}),
        ({"since": 2021, "until": 2021}, {"harvest.brookvale.2021"}),
        ({"since": 2021, "until": 2021, "year": 2022}, {"harvest.brookvale.2022"}),
    ],
)
def test_a_timeline_is_narrowed_from_and_to(tea: Answerer, narrowed: dict[str, int], facts: set[str]) -> None:
    assert set(tea.topic("history", **narrowed).facts) == facts


def test_a_span_without_facts_is_declined(tea: Answerer) -> None:
    assert tea.topic("history", since=1850, until=1860).status is Status.DECLINED
