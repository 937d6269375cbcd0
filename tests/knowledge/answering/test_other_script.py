"""What is asked in a script that the base does not use is not called unknown: it was not read."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation


@pytest.mark.parametrize(
    "question", ["Сколько заваривать чёрный чай?", "چای سیاه چقدر دم می‌کشد؟", "紅茶は何分？", "чёрный чай tea 2021"]
)
def test_a_question_in_another_script_is_declined_for_that(tea: Answerer, question: str) -> None:
    answer = tea.answer(question)
    assert (answer.status, answer.reason) == (Status.DECLINED, Reason.OTHER_SCRIPT)
    assert "questions in English" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How long does bläck téa steep?",
        "ｂｌａｃｋ ｔｅａ ｍｉｎｕｔｅｓ",
        "How long does black tea steep? спасибо",
        "black tea ☕ minutes",
    ],
)
def test_accents_signs_and_a_few_foreign_words_are_no_other_script(tea: Answerer, question: str) -> None:
    assert tea.answer(question).facts == ("brewing.black.time",)


def test_it_goes_on_from_nothing_and_ends_no_conversation(tea: Answerer) -> None:
    _, conversation = tea.converse("What was the harvest in 2021?", Conversation())
    refused, after = tea.converse("а в 2022?", conversation)
    assert refused.reason is Reason.OTHER_SCRIPT
    assert tea.converse("and in 2022?", after)[0].facts == ("harvest.brookvale.2022",)


def test_a_fact_that_is_added_brings_its_script(tea: Answerer) -> None:
    question = "Что такое самовар?"
    assert tea.answer(question).reason is Reason.OTHER_SCRIPT
    asked = tea.base.fact("brewing.milk").model_copy(update={"asked_as": {"en": (question,)}})
    others = [fact for fact in tea.base.facts if fact.id != asked.id]
    changed = tea.changed(tea.base.with_facts([*others, asked]))
    assert changed.answer(question).facts == (asked.id,)
    assert tea.answer(question).reason is Reason.OTHER_SCRIPT, "the snapshot before has not changed"
