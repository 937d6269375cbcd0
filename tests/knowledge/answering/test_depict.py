"""Which pictures an answer has, and that they say what its facts say."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.answering.depict import MOST_BARS, Depictor
from knowledge.answering.listing import Listing
from knowledge.answering.picture import ALT_LIMIT, Picture, SeriesPicture, TablePicture, TilesPicture, TimelinePicture
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.when import When


def of(answerer: Answerer, answer: Any) -> tuple[Picture, ...]:
    return Depictor(answerer.base, Wording(answerer.language)).pictures(answer)


def only(answerer: Answerer, topic: str) -> Any:
    (picture,) = of(answerer, answerer.listed(Listing(topic=topic), 0))
    return picture


def test_a_series_shows_each_year_what_is_expected_and_what_is_missing(shipped: Answerer) -> None:
    chart = only(shipped, "trade")
    assert isinstance(chart, SeriesPicture)
    rows = [(bar.label, bar.amount is not None, bar.expected) for bar in chart.bars]
    assert rows[:5] == [
        ("2021", True, False),
        ("2022", True, False),
        ("2023", True, False),
        ("2024", False, False),
        ("2025", True, True),
    ]
    assert rows[5:] == [("2026–2029", False, False), ("2030", True, True)]
    assert chart.bars[0].shown == "≈ US$86.6 million"
    assert "¶13" in chart.source
    assert "2025 (inferred)" in chart.source
    assert "2030: US$10 billion (expected)" in chart.alt


@pytest.mark.parametrize(
    "question",
    ["show trade over the years", "How has trade between Russia and Afghanistan developed year by year?"],
)
def test_a_question_for_a_series_has_its_chart(shipped: Answerer, question: str) -> None:
    pictures = of(shipped, shipped.answer(question))
    assert [type(one) for one in pictures] == [SeriesPicture]


def test_a_sum_shows_the_figures_that_it_is_made_of(shipped: Answerer) -> None:
    (chart,) = of(shipped, shipped.answer("How much more was trade in 2023 than in 2022?"))
    assert isinstance(chart, SeriesPicture)
    assert [bar.label for bar in chart.bars] == ["2022", "2023"]


@pytest.mark.parametrize("question", ["Who is Sergey Lavrov?", "How much was trade in 2023?", "Who won the chess championship?"])
def test_most_answers_have_none(shipped: Answerer, question: str) -> None:
    assert of(shipped, shipped.answer(question)) == ()


def test_a_long_series_shows_its_newest_years(tea: Answerer) -> None:
    first = tea.base.fact("harvest.brookvale.2021")
    figure = first.figures[0]
    facts = [
        first.model_copy(
            update={
                "id": f"harvest.{year}",
                "when": When(f"{year:04}"),
                "figures": (figure.model_copy(update={"year": year, "amount": figure.amount + year}),),
            }
        )
        for year in range(1950, 2000)
    ]
    many = tea.changed(KnowledgeBase(tea.base.pack.model_copy(update={"facts": (*tea.base.pack.facts, *facts)})))
    chart = only(many, "harvest")
    assert isinstance(chart, SeriesPicture)
    assert len(chart.bars) <= MOST_BARS
    assert [chart.bars[0].label, chart.bars[-1].label] == ["1986", "2022"]
    assert f"newest {MOST_BARS}" in chart.title
    assert len(chart.alt) <= ALT_LIMIT


def test_a_timeline_marks_dates_that_were_inferred(shipped: Answerer) -> None:
    line = only(shipped, "timeline")
    assert isinstance(line, TimelinePicture)
    assert any(moment.inferred for moment in line.moments)
    assert not all(moment.inferred for moment in line.moments)
    assert line.inferred
    assert "(inferred)" in line.alt


def test_people_have_cards_with_their_offices_and_figures_with_their_labels(shipped: Answerer) -> None:
    people = only(shipped, "people")
    assert isinstance(people, TilesPicture)
    assert ("Sergey Lavrov", "Foreign Minister of Russia") in [(tile.large, tile.small) for tile in people.tiles]
    figures = only(shipped, "economy")
    assert isinstance(figures, TilesPicture)
    assert figures.tiles[0].small == "Population of Afghanistan"


@pytest.mark.parametrize("topic", ["recognition", "agreements"])
def test_a_table_has_a_row_for_each_fact_of_its_page(shipped: Answerer, topic: str) -> None:
    table = only(shipped, topic)
    assert isinstance(table, TablePicture)
    answer = shipped.listed(Listing(topic=topic), 0)
    assert [row[0] for row in table.rows] == [shipped.base.fact(fact).title["en"] for fact in answer.facts]
    assert all(any(row[place] for row in table.rows) for place in range(len(table.columns))), "no column is empty"
