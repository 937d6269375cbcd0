"""Lists, timelines, and what a topic's command shows."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer


def dates_in(text: str) -> list[str]:
    return [line.split("**")[1] for line in text.splitlines() if line.startswith("• **")]


def test_a_list_has_its_introduction_and_a_line_for_each_fact(tea: Answerer) -> None:
    answer = tea.answer("List everything about brewing tea")
    assert answer.reason is Reason.COLLECTION
    assert answer.facts == ("brewing.green.temperature", "brewing.black.time")
    introduction, *lines = answer.text.splitlines()
    assert introduction == "Green tea and black tea are brewed differently."
    assert lines == [f"• {tea.base.fact(fact).statement['en']}" for fact in answer.facts]
    assert {citation.paragraph for citation in answer.citations} == {2, 3}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Which countries removed the Taliban from their terrorist lists?", ["Kazakhstan", "Kyrgyzstan", "Russia"]),
        ("Which Central Asian states removed the Taliban from their terrorist lists?", ["Kazakhstan", "Kyrgyzstan"]),
    ],
)
def test_the_shipped_pack_lists_all_members(question: str, parts: list[str], shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.ANSWERED
    assert [part for part in parts if part not in answer.text] == []
    assert len(answer.facts) > 1


def test_what_happened_in_a_year_is_a_timeline(shipped: Answerer) -> None:
    answer = shipped.answer("What happened in 2024?")
    assert answer.reason is Reason.TIMELINE
    assert "neighbours.uzbekistan.agreements" in answer.facts
    for fact_id in answer.facts:
        fact = shipped.base.fact(fact_id)
        touched = set(fact.when.years) if fact.when else set()
        assert 2024 in touched | {figure.year for figure in fact.figures}


def test_what_happened_in_a_month_is_only_that_month(shipped: Answerer) -> None:
    answer = shipped.answer("what happened in august 2024")
    assert answer.facts == ("neighbours.uzbekistan.agreements",)


def test_a_timeline_is_in_order_of_time(shipped: Answerer) -> None:
    facts = [shipped.base.fact(fact) for fact in shipped.topic("timeline").facts]
    dates = [fact.when for fact in facts if fact.when]
    assert len(dates) == len(facts) > 10
    # What is only dated to a year stands after what has a month in it.
    places = [date.last if date.precision == "year" else date.first for date in dates]
    assert places == sorted(places)


def test_a_year_without_facts_is_said_to_have_none(tea: Answerer) -> None:
    answer = tea.answer("what happened in 1950?")
    assert answer.status is Status.DECLINED
    assert "1950" in answer.text
    assert not answer.facts


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what happened since 2021", {"harvest.brookvale.2021", "harvest.brookvale.2022"}),
        ("what happened before 2000", {"history.founded"}),
    ],
)
def test_an_open_span_reaches_beyond_its_year(question: str, facts: set[str], tea: Answerer) -> None:
    assert set(tea.answer(question).facts) == facts


@pytest.mark.parametrize("question", ["timeline", "show me the timeline", "chronology of events"])
def test_a_timeline_can_be_asked_for_without_a_date(question: str, tea: Answerer) -> None:
    assert tea.answer(question).reason is Reason.TIMELINE


def test_a_topic_shows_its_facts_with_sources(tea: Answerer) -> None:
    answer = tea.topic("brewing")
    assert set(answer.facts) == {fact.id for fact in tea.base.facts_of("brewing")}
    assert answer.citations
    assert all(tea.base.fact(fact).statement["en"] in answer.text for fact in answer.facts)


def test_a_series_is_shown_year_by_year(tea: Answerer) -> None:
    answer = tea.topic("harvest")
    assert answer.reason is Reason.SERIES
    lines = answer.text.splitlines()
    assert lines == ["Brookvale tea harvest:", "• 2021: **400 kg**", "• 2022: **650 kg**"]


def test_one_year_of_a_series_is_its_fact(tea: Answerer) -> None:
    assert tea.topic("harvest", year=2022).facts == ("harvest.brookvale.2022",)
    assert "650 kg" in tea.topic("harvest", year=2022).text


def test_a_year_that_a_series_does_not_have_is_declined(tea: Answerer) -> None:
    answer = tea.topic("harvest", year=1900)
    assert answer.status is Status.DECLINED
    assert "1900" in answer.text


def test_people_are_listed_with_their_offices(tea: Answerer) -> None:
    answer = tea.topic("growers")
    assert answer.text.splitlines() == ["• **Mira Lind**: head grower", "• **Tomas Oak**: blender"]


def test_one_person_is_shown_with_the_facts_about_them(tea: Answerer) -> None:
    answer = tea.topic("growers", entity="mira_lind")
    assert set(answer.facts) == {fact.id for fact in tea.base.facts_about("mira_lind")}


def test_a_timeline_is_narrowed_by_year_and_topic(tea: Answerer) -> None:
    assert tea.topic("history", year=2021).facts == ("harvest.brookvale.2021",)
    assert set(tea.topic("history", other_topic="history").facts) == {"history.founded"}
    assert set(tea.topic("history").facts) == {"history.founded", "harvest.brookvale.2021", "harvest.brookvale.2022"}


@pytest.mark.parametrize("topic", ["recognition", "trade", "people", "agreements", "economy", "timeline", "projects", "minerals"])
def test_every_view_of_the_shipped_pack_has_something_to_show(topic: str, shipped: Answerer) -> None:
    answer = shipped.topic(topic)
    assert answer.status is Status.ANSWERED
    assert answer.citations


def test_expected_figures_are_marked_in_a_series(shipped: Answerer) -> None:
    lines = {line.split(":")[0]: line for line in shipped.topic("trade").text.splitlines() if line.startswith("• 20")}
    assert "expected" in lines["• 2025"]
    assert "expected" in lines["• 2030"]
    assert "expected" not in lines["• 2023"]


def test_what_happened_in_several_topics_belongs_to_none_but_the_timeline(tea: Answerer, shipped: Answerer) -> None:
    assert shipped.answer("what happened in 2024?").topic == "timeline"
    one = tea.answer("what happened in 1998?")
    assert (one.facts, one.topic) == (("history.founded",), "history")


def test_an_unknown_topic_is_a_key_error(tea: Answerer) -> None:
    with pytest.raises(KeyError):
        tea.topic("coffee")


def test_sources_and_help_tell_what_there_is(tea: Answerer) -> None:
    assert "The Little *Tea* Book" in tea.sources().text
    assert {citation.paragraph for citation in tea.sources().citations} == {1, 2, 3, 4, 5, 6}
    assert "Tea" in tea.help().text
