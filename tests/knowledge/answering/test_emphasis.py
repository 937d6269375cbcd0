"""The key of a statement stands in bold, whether or not its curator thought of it."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.answering.emphasis import emphasised
from knowledge.answering.wording import Wording
from knowledge.model import Fact


def bold(answerer: Answerer, fact_id: str, question: str, **changed: Any) -> str:
    fact = answerer.base.fact(fact_id).model_copy(update=changed)
    plain = fact.statement["en"].replace("**", "")
    return emphasised(plain, fact, question, answerer.base, Wording(answerer.language))


@pytest.mark.parametrize(
    ("fact", "question", "shown"),
    [
        ("harvest.brookvale.2021", "How much tea did Brookvale pick?", "Brookvale picked **400 kg** of tea in 2021."),
        ("harvest.brookvale.2021", "When did Brookvale pick 400 kg?", "Brookvale picked 400 kg of tea in **2021**."),
        ("history.founded", "When was Brookvale founded?", "Mira Lind founded the Brookvale garden in **March 1998**."),
        ("history.founded", "Who founded Brookvale in March 1998?", "**Mira Lind** founded the Brookvale garden in March 1998."),
        ("brewing.milk", "Does milk go into tea?", "Milk goes into black tea only."),
    ],
)
def test_what_answers_is_marked_and_what_was_asked_with_is_not(tea: Answerer, fact: str, question: str, shown: str) -> None:
    assert bold(tea, fact, question) == shown


def test_a_curators_own_emphasis_stays(tea: Answerer) -> None:
    fact: Fact = tea.base.fact("history.founded")
    text = "Mira Lind **founded** the garden in March 1998."
    assert emphasised(text, fact, "When?", tea.base, Wording(tea.language)) == text


def test_a_name_within_a_word_is_no_name(tea: Answerer) -> None:
    fact = tea.base.fact("harvest.brookvale.2021").model_copy(update={"figures": (), "when": None})
    text = "Brookvalers pick tea."
    assert emphasised(text, fact, "", tea.base, Wording(tea.language)) == text
