"""Questions for others than were told. What is expected stands in the shipped pack's statements."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation


def said_after(asked: Answerer, *questions: str) -> Answer:
    conversation = Conversation()
    for question in questions:
        answer, conversation = asked.converse(question, conversation)
    return answer


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("who delisted the taliban", "who else?"),
        ("what did zhirnov say", "who else said something about it?"),
        ("Which countries recognised the taliban?", "anyone else?"),
        ("who is interested in the minerals", "and who else?"),
        ("what did the afghan ambassador to qatar urge?", "what else did he say?"),
    ],
)
def test_what_was_just_told_is_no_answer_to_who_else(before: str, asked: str, shipped: Answerer) -> None:
    answer = said_after(shipped, before, asked)
    assert answer.status is Status.DECLINED
    assert answer.text.startswith("My sources don't say who or what else.")


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("Is China interested in Afghan minerals?", "who else is?", "Russia and China"),
        ("who accepted the credentials", "and who else was there?", "Kabulov"),
        ("who decided on the recognition?", "who else had a part in it?", "Rudenko"),
    ],
)
def test_others_are_told_where_there_are_any(before: str, asked: str, told: str, shipped: Answerer) -> None:
    answer = said_after(shipped, before, asked)
    assert answer.status is Status.ANSWERED
    assert told in answer.text.replace("**", "")


def test_who_else_by_itself_is_no_follow_up(shipped: Answerer) -> None:
    assert shipped.answer("who else recognised the taliban?").status is Status.ANSWERED
