"""The pack that comes with Safir: complete, cited, and written for people who see only the text."""

from __future__ import annotations

import re

import pytest

from knowledge.base import KnowledgeBase
from knowledge.model import FigureStatus
from knowledge.pack import load_pack


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase(load_pack())


def test_there_are_as_many_facts_as_were_promised(base: KnowledgeBase) -> None:
    assert 65 <= len(base.facts) <= 100


def test_every_paragraph_of_the_source_is_cited(base: KnowledgeBase) -> None:
    for source in base.pack.sources:
        cited = {c.paragraph for fact in base.facts for c in fact.citations if c.source == source.id}
        assert cited == set(range(1, source.paragraphs + 1))


def test_every_fact_is_asked_in_at_least_eight_ways(base: KnowledgeBase) -> None:
    assert {fact.id: len(fact.asked_as.get("en", ())) for fact in base.facts if len(fact.asked_as.get("en", ())) < 8} == {}


def test_every_topic_has_facts_or_gathers_them(base: KnowledgeBase) -> None:
    views = {topic.id: topic.command.view for topic in base.topics if topic.command}
    assert {topic.id for topic in base.topics if not base.facts_of(topic.id) and views.get(topic.id) != "timeline"} == set()


def test_an_inferred_date_says_from_what(base: KnowledgeBase) -> None:
    assert all(len(fact.inferred) > 20 for fact in base.facts if fact.inferred)
    assert base.pack.sources[0].inferred


def test_what_does_not_add_up_is_noted(base: KnowledgeBase) -> None:
    for fact in ("economy.gdp", "economy.per_capita"):
        note = base.fact(fact).note
        assert note is not None
        assert "2,075" in note["en"]


def test_figures_beyond_the_last_reported_year_are_expectations(base: KnowledgeBase) -> None:
    figures = [figure for figure, _ in base.series_figures("trade.russia")]
    assert [(figure.year, figure.status) for figure in figures] == [
        (2021, FigureStatus.REPORTED),
        (2022, FigureStatus.REPORTED),
        (2023, FigureStatus.REPORTED),
        (2025, FigureStatus.EXPECTED),
        (2030, FigureStatus.EXPECTED),
    ]


def test_an_expected_figure_is_called_so_in_its_statement(base: KnowledgeBase) -> None:
    for fact in base.facts:
        if any(figure.status is FigureStatus.EXPECTED for figure in fact.figures):
            assert "expected" in fact.statement["en"]


def test_a_statement_stands_alone(base: KnowledgeBase) -> None:
    """Whoever sees only the text must know whom and what it is about."""
    leaning = re.compile(r"^(he|she|it|they|this|that|these|those|his|her|its|their)\b", re.IGNORECASE)
    for fact in base.facts:
        assert not leaning.match(fact.statement["en"].lstrip("*")), fact.id
        assert fact.statement["en"].rstrip("”").endswith("."), fact.id


def test_statements_use_bold_and_no_other_markup(base: KnowledgeBase) -> None:
    for text in [*(f.statement["en"] for f in base.facts), *(c.statement["en"] for c in base.collections)]:
        assert text.count("**") % 2 == 0, text
        assert not re.search(r"[`_~<>\[\]#|]|\*{3}", text), text


def test_no_two_facts_say_the_same(base: KnowledgeBase) -> None:
    statements = [fact.statement["en"] for fact in base.facts]
    assert len(set(statements)) == len(statements)
