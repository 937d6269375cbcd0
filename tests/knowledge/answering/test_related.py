"""What can be asked next: near, different, and always answered."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.related import Related


@pytest.mark.parametrize("name", ["tea", "shipped"])
def test_each_question_is_answered_with_facts_that_were_not_told(name: str, request: pytest.FixtureRequest) -> None:
    answerer: Answerer = request.getfixturevalue(name)
    related = Related(answerer.base, "en", answerer.answer)
    offered = 0
    for fact in answerer.base.facts:
        told = {fact.id}
        for question in related.questions((fact.id,), 5):
            answer = answerer.answer(question)
            assert answer.status is Status.ANSWERED
            assert told.isdisjoint(answer.facts)
            told |= set(answer.facts)
            offered += 1
    assert offered >= 2 * len(answerer.base.facts)


def test_what_shares_the_rarest_names_comes_first(tea: Answerer) -> None:
    related = Related(tea.base, "en", tea.answer)
    assert related.questions(("growers.tomas_oak",), 1) == ("Who is Mira Lind?",)
    assert related.questions(("harvest.brookvale.2021",), 1) == ("How much tea did Brookvale pick in 2022?",)


def test_a_question_that_would_be_declined_is_not_offered(tea: Answerer) -> None:
    def declines(question: str) -> Any:
        return tea.answer("Who won the chess championship in Oslo?")

    assert Related(tea.base, "en", declines).questions(("growers.tomas_oak",), 5) == ()


def test_each_question_is_tried_out_once(tea: Answerer) -> None:
    asked: list[str] = []

    def answer(question: str) -> Any:
        asked.append(question)
        return tea.answer(question)

    related = Related(tea.base, "en", answer)
    first = related.questions(("growers.tomas_oak",), 5)
    assert related.questions(("growers.tomas_oak",), 5) == first == related.known(("growers.tomas_oak",))
    assert len(asked) == len(set(asked)) > 0


def test_of_facts_that_are_gone_nothing_is_asked(tea: Answerer) -> None:
    assert Related(tea.base, "en", tea.answer).questions(("no.such.fact",), 5) == ()


@pytest.mark.parametrize("number", range(0, 60, 12))
def test_over_an_edited_base_the_same_is_offered_as_if_all_was_tried_out_anew(shipped: Answerer, number: int) -> None:
    beneath = Related(shipped.base, "en", shipped.answer)
    fact, taken = shipped.base.facts[number], shipped.base.facts[number + 3]
    asked = {"en": (taken.asked_as["en"][0], *fact.asked_as["en"][1:])}  # the question of another fact, too
    changed = fact.model_copy(update={"title": {"en": "As it is seen here"}, "asked_as": asked})
    answerer = shipped.changed(shipped.base.with_facts(changed if f is fact else f for f in shipped.base.pack.facts))
    tried: list[str] = []

    def answer(question: str) -> Any:
        tried.append(question)
        return answerer.answer(question)

    over, anew = Related(answerer.base, "en", answer, beneath), Related(answerer.base, "en", answerer.answer)
    for one in shipped.base.facts[number : number + 12]:
        assert over.questions((one.id,), 5) == anew.questions((one.id,), 5)
    assert len(tried) < len(anew._found) / 2
