"""What a question asks for: dates, amounts, the kind of answer, yes or no."""

from __future__ import annotations

import pytest

from knowledge.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is it", "person"),
        ("whos it", "person"),
        ("when did it happen", "date"),
        ("in what year was it", "date"),
        ("where is it", "place"),
        ("how much was it", "amount"),
        ("how many were there", "count"),
        ("why was that", "reason"),
        ("which person did it", "person"),
    ],
)
def test_the_kind_of_answer_is_known(question: str, kind: str, tea: Answerer) -> None:
    assert kind in tea.matcher.read(question).asks


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("was it 86.6 million", (86_600_000,)),
        ("was it US$170m", (170_000_000,)),
        ("was it 2,075 dollars", (2075,)),
        ("was it 1,000,000 dollars", (1_000_000,)),
        ("was it 42,6 percent", (42.6,)),
        ("was it 3bn or 10 billion", (3_000_000_000, 10_000_000_000)),
        ("was it in 2021", ()),
    ],
)
def test_amounts_are_read(question: str, amounts: tuple[float, ...], tea: Answerer) -> None:
    assert tea.matcher.read(question).amounts == pytest.approx(amounts)


@pytest.mark.parametrize("question", ["is it so", "did they go", "so was it true", "has it been?", "can it be"])
def test_yes_no_questions_are_known(question: str, tea: Answerer) -> None:
    assert tea.matcher.read(question).yes_no


@pytest.mark.parametrize("question", ["who is it", "what did they do", "harvest 2021", "when was it"])
def test_other_questions_are_no_yes_no_questions(question: str, tea: Answerer) -> None:
    assert not tea.matcher.read(question).yes_no


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("what is the total harvest", "sum"),
        ("the average harvest", "average"),
        ("how many times more in 2022", "ratio"),
        ("by how many percent", "growth"),
        ("the difference between them", "difference"),
        ("the highest harvest", "highest"),
        ("the lowest harvest", "lowest"),
    ],
)
def test_sums_are_known(question: str, operation: str, tea: Answerer) -> None:
    assert operation in tea.matcher.read(question).operations


def test_a_monster_of_an_utterance_is_read(tea: Answerer) -> None:
    for text in ("9" * 4000, "a" * 4000, "what " * 800, "2021 " * 800, ". " * 2000, "é" * 4000, "中" * 4000):
        tea.matcher.read(text)
