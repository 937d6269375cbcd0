"""Buttons under an answer: removing it, and choosing a suggestion. Both work after a restart."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.conversation import Conversation


async def ask(world: Any, question: str = "How long does black tea steep?") -> Any:
    await world.alice.send(world.channel, f"{world.mention} {question}")
    return world.last()


async def test_the_asker_removes_the_answer(world: Any) -> None:
    answer = await ask(world)
    result = await world.alice.click(answer, label="Remove")
    assert result.acknowledged
    assert world.said(world.channel) == []


async def test_a_moderator_removes_the_answer(world: Any) -> None:
    await world.moderator.click(await ask(world), label="Remove")
    assert world.said(world.channel) == []


async def test_a_stranger_cannot_remove_it_and_is_told_so(world: Any) -> None:
    result = await world.bob.click(await ask(world), label="Remove")
    assert result.ephemeral
    assert "Only the person who asked" in result.response.content
    assert len(world.said(world.channel)) == 1


@pytest.mark.parametrize("who", ["alice", "moderator"])
async def test_removing_works_after_a_restart(world: Any, who: str) -> None:
    answer = await ask(world)
    await world.restart()
    result = await getattr(world, who).click(answer, label="Remove")
    assert result.acknowledged
    assert world.said(world.channel) == []


async def test_a_stranger_cannot_remove_it_after_a_restart_either(world: Any) -> None:
    answer = await ask(world)
    await world.restart()
    result = await world.bob.click(answer, label="Remove")
    assert result.acknowledged
    assert len(world.said(world.channel)) == 1


async def test_the_answer_to_a_slash_command_can_be_removed(world: Any) -> None:
    result = await world.alice.slash(world.channel, "ask", question="How long does black tea steep?")
    await world.alice.click(result.response, label="Remove")
    assert world.said(world.channel) == []


async def test_an_answer_in_a_direct_message_can_be_removed(world: Any) -> None:
    await world.alice.user.send_dm("How long does black tea steep?")
    channel = world.alice.user.dm_channel
    await world.alice.user.click(world.last(channel), label="Remove")
    assert world.said(channel) == []


async def test_an_answer_that_is_gone_already_is_no_error(world: Any) -> None:
    answer = await ask(world)
    world.env.inject_error("DELETE", "/webhooks/*", status=404, code=10008, message="Unknown Message")
    result = await world.alice.click(answer, label="Remove")
    assert result.acknowledged


def first_suggestion(world: Any, message: Any) -> str:
    label: str = next(label for label in world.buttons(message) if label not in {"Remove", "Why?", "Tell the moderators"})
    return label


async def test_the_asker_presses_a_suggestion_and_the_message_becomes_the_answer(world: Any) -> None:
    declined = await ask(world, "Who won the chess championship in Oslo?")
    await world.alice.click(declined, label=first_suggestion(world, declined))
    assert len(world.said(world.channel)) == 1
    assert "¶" in world.text(world.last())
    assert "Remove" in world.buttons(world.last())


async def test_somebody_else_who_presses_it_gets_an_answer_of_their_own(world: Any) -> None:
    declined = await ask(world, "Who won the chess championship in Oslo?")
    before = world.text(declined)
    result = await world.bob.click(declined, label=first_suggestion(world, declined))
    assert result.ephemeral
    assert "¶" in world.text(result.response)
    assert world.text(world.last()) == before


async def test_a_question_with_two_readings_is_asked_back_and_a_reading_is_answered_when_pressed(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = ("What was the harvest in 2021?", "What was the harvest in 2022?")
    converse = world.bot.answerers.pack.converse

    def unsure(question: str, conversation: Conversation) -> Any:
        if question in readings:
            return converse(question, conversation)
        answer = Answer(
            question=question,
            status=Status.CLARIFY,
            reason=Reason.AMBIGUOUS,
            text="Which year?",
            score=0.5,
            suggestions=readings,
        )
        return answer, conversation

    monkeypatch.setattr(world.bot.answerers.pack, "converse", unsure)
    asked_back = await ask(world, "What was the harvest?")
    assert world.buttons(asked_back) == [*readings, "Why?", "Remove"]
    await world.alice.click(asked_back, label=readings[1])
    assert "650 kg" in world.text(world.last())
    assert world.buttons(world.last()) == ["Sources", "Why?", "Helpful", "Not helpful", "Suggest a correction", "Remove"]


async def test_suggestions_work_after_a_restart(world: Any) -> None:
    declined = await ask(world, "Who won the chess championship in Oslo?")
    await world.restart()
    await world.alice.click(declined, label=first_suggestion(world, declined))
    assert "¶" in world.text(world.last())


async def test_a_suggestion_that_was_chosen_can_be_followed_up(world: Any) -> None:
    await ask(world, "What was the harvest in 2021?")
    await world.alice.send(world.channel, "and in 2022?", reply_to=world.last())
    assert "650 kg" in world.text(world.last())
