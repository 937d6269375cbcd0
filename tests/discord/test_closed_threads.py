"""Threads that Discord archived after days of silence, and threads that a moderator locked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.translation import speaking, t
from bot.wording import THREAD_IS_CLOSED
from tests.discord.conftest import Speak
from tests.discord.test_conversation import ANSWERED, FIRST, NEXT, ask, opened

RELATED = "How much tea did Brookvale pick in 2022?"
UNKNOWN = "Who won the chess championship in Oslo?"
LOCKED = {"status": 400, "code": 160005, "message": "Thread is locked"}
ARCHIVED = {"status": 400, "code": 50083, "message": "Thread is archived"}


@pytest.fixture
async def thread(world: Any) -> Any:
    """A thread with an answer in it."""
    made = await opened(world)
    await ask(world, world.alice, made, FIRST)
    return made


async def changed(world: Any, thread: Any, **metadata: Any) -> None:
    world.thread_changed(thread, **metadata)
    await world.env.settle()


@pytest.mark.parametrize("restarts", [False, True])
async def test_buttons_and_selects_in_an_archived_thread_go_on_working(world: Any, thread: Any, restarts: bool) -> None:
    answer = world.last(thread)
    await changed(world, thread, archived=True)
    if restarts:
        await world.restart()
    assert (await world.bob.click(answer, label="Helpful")).ephemeral
    assert (await world.bob.click(answer, label="Sources")).ephemeral
    await world.alice.select(answer, [RELATED])
    assert ANSWERED in world.text(world.last(thread))
    await world.alice.click(answer, label="Remove")
    assert answer.id not in {message.id for message in world.said(thread)}


async def test_a_message_that_opens_an_archived_thread_again_is_answered_there(world: Any, thread: Any) -> None:
    await changed(world, thread, archived=True)
    await world.restart()
    await changed(world, thread, archived=False)  # Discord does so before it tells of the message
    assert ANSWERED in await ask(world, world.alice, thread, RELATED)


async def test_a_conversation_goes_on_in_a_thread_that_was_archived_meanwhile(world: Any, thread: Any) -> None:
    await changed(world, thread, archived=True)
    assert ANSWERED in world.text((await world.alice.slash(thread, "ask", question=NEXT)).response)


@pytest.mark.parametrize("refusal", [LOCKED, ARCHIVED])
async def test_a_thread_that_closes_before_the_answer_is_there_is_left_in_silence(
    world: Any, thread: Any, refusal: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    before = len(world.said(thread))
    world.env.inject_error("POST", "/channels/*/messages", **refusal)
    await world.alice.send(thread, f"{world.mention} {RELATED}")
    assert len(world.said(thread)) == before
    assert [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}] == []


@pytest.mark.parametrize("refusal", [LOCKED, ARCHIVED])
async def test_whoever_presses_a_button_there_is_told_that_it_is_closed(
    world: Any, speak: Speak, refusal: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    thread = await opened(world)
    await ask(world, world.alice, thread, UNKNOWN)
    declined = world.last(thread)
    label = next(one for one in world.buttons(declined) if one not in {"Remove", "Why?", "Tell the moderators"})
    speak(world.alice, "ru")
    world.env.inject_error("POST", "/interactions/*/callback", times=1, **refusal)
    told = await world.alice.click(declined, label=label)
    with speaking("ru"):
        assert told.response.content == t(THREAD_IS_CLOSED)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
