"""A rush of questions: what does not fit is turned away with a word, and nothing is answered twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.ask_channels import AskChannels
from knowledge.answering.answerer import MAX_CHARACTERS

QUESTION = "How long does black tea steep?"


@pytest.fixture
def bot_options() -> dict[str, Any]:
    limits = {"person_questions": 1_000, "channel_questions": 1_000, "server_questions": 1_000, "waiting_questions": 5}
    return {"ask_channels": AskChannels(), "settings": limits}


async def rush(world: Any, count: int) -> None:
    """So many messages at one moment."""
    backend = world.env.backend
    for _ in range(count):
        backend.commit_message(backend.prepare_message(world.channel.id, world.alice.user.id, f"{world.mention} {QUESTION}"))
    await world.env.settle()


async def test_everybody_in_a_rush_gets_an_answer_or_a_word(world: Any) -> None:
    await rush(world, 40)
    texts = [world.text(message) for message in world.said(world.channel)]
    answers = [text for text in texts if "four minutes" in text]
    busy = [text for text in texts if "ask again in a moment" in text]
    assert len(answers) + len(busy) == 40
    assert len(answers) >= 5
    assert len(busy) >= 5
    assert world.bot.asking.queue.turned_away == len(busy)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert "four minutes" in world.text(world.last()), "afterwards all goes on"


async def test_a_command_in_a_rush_is_told_so_by_a_note_that_only_its_author_sees(world: Any) -> None:
    world.bot.asking.queue.waiting = 5
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert "ask again in a moment" in result.response.content
    world.bot.asking.queue.waiting = 0
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "four minutes" in world.text(result.response)


async def test_a_message_of_which_the_gateway_tells_twice_is_answered_once(world: Any) -> None:
    question = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    message = await world.env.bot.get_channel(world.channel.id).fetch_message(question.id)
    world.bot.dispatch("message", message)
    await world.env.settle()
    assert len(world.said(world.channel)) == 1


async def test_a_reply_has_a_nonce_so_that_discord_keeps_it_once(world: Any) -> None:
    question = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    sent = [request.json for request in world.env.http_requests if request.method == "POST" and request.json]
    assert [(body["nonce"], body["enforce_nonce"]) for body in sent if "nonce" in body] == [(str(question.id), True)]


async def test_a_long_question_is_answered_beside_the_event_loop(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    in_threads: list[str] = []
    to_thread = asyncio.to_thread

    async def noted(function: Any, *args: Any) -> Any:
        in_threads.append(getattr(function, "__name__", ""))
        return await to_thread(function, *args)

    monkeypatch.setattr(asyncio, "to_thread", noted)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert in_threads.count("converse") == 0
    long = f"{QUESTION} I have to know it. " * 40
    await world.send_long(world.alice, f"{world.mention} {long[: MAX_CHARACTERS - 100]}")
    assert in_threads.count("converse") == 1
    assert len(world.said(world.channel)) == 2
    await world.alice.click(world.last(), label="Why?")
    assert in_threads.count("explain") == 1, "why it was so answered takes longer still"
