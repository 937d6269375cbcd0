"""Rate limits: a friendly note once a window, then silence; interactions always get the note."""

from __future__ import annotations

from typing import Any

import pytest

from bot.ask_channels import AskChannels
from bot.typing_limit import SECONDS, SUGGESTIONS


@pytest.fixture
def bot_options() -> dict[str, Any]:
    limits = {"person_questions": 2, "channel_questions": 3, "server_questions": 4, "limit_seconds": 20}
    return {"ask_channels": AskChannels(), "settings": limits}


async def ask(world: Any, person: Any, times: int = 1) -> None:
    for _ in range(times):
        await person.send(world.channel, f"{world.mention} How long does black tea steep?")


async def test_a_person_is_told_once_and_then_met_with_silence(world: Any) -> None:
    await ask(world, world.alice, 2)
    world.clock.now += 5
    await ask(world, world.alice, 3)
    answers = world.said(world.channel)
    assert len(answers) == 3
    assert "give me 15 seconds" in answers[-1].content


async def test_others_are_not_held_up_by_a_person_s_limit(world: Any) -> None:
    await ask(world, world.alice, 4)
    await ask(world, world.bob)
    assert "four minutes" in world.text(world.last())


async def test_after_the_window_questions_are_welcome_again(world: Any) -> None:
    await ask(world, world.alice, 4)
    world.clock.now += 20
    await ask(world, world.alice)
    assert "four minutes" in world.text(world.last())


async def test_a_channel_has_a_limit_of_its_own(world: Any) -> None:
    await ask(world, world.alice, 2)
    await ask(world, world.bob, 2)
    assert "This channel" in world.last().content
    other = world.guild.create_text_channel("other")
    await world.moderator.send(other, f"{world.mention} How long does black tea steep?")
    assert "four minutes" in world.text(world.last(other))


async def test_a_server_has_a_limit_of_its_own(world: Any) -> None:
    await ask(world, world.alice, 2)
    other = world.guild.create_text_channel("other")
    for person in (world.bob, world.bob, world.manager):
        await person.send(other, f"{world.mention} How long does black tea steep?")
    assert "This server" in world.last(other).content
    await world.manager.user.send_dm("How long does black tea steep?")
    assert "four minutes" in world.text(world.last(world.manager.user.dm_channel))


async def test_a_command_beyond_the_limit_always_gets_a_note_that_only_its_author_sees(world: Any) -> None:
    for _ in range(2):
        await world.alice.slash(world.channel, "brewing")
    for _ in range(2):
        result = await world.alice.slash(world.channel, "brewing")
        assert result.ephemeral
        assert "give me 20 seconds" in result.response.content


async def test_removing_an_answer_is_never_limited(world: Any) -> None:
    await ask(world, world.alice, 3)
    first = world.said(world.channel)[0]
    await world.alice.click(first, label="Remove")
    assert first.id not in [message.id for message in world.said(world.channel)]


async def test_asking_why_counts_like_a_question(world: Any) -> None:
    await ask(world, world.alice)
    answer = world.last()
    first = await world.bob.click(answer, label="Why?")
    assert "Black tea time" in world.text(first.response)
    await world.bob.click(answer, label="Why?")
    third = await world.bob.click(answer, label="Why?")
    assert "give me 20 seconds" in third.response.content


async def test_a_program_that_types_without_end_is_offered_nothing_more_and_others_are(world: Any) -> None:
    async def offered(person: Any) -> list[Any]:
        return list(await person.autocomplete(world.channel, "ask", "question", "tea"))

    assert all([await offered(world.alice) for _ in range(SUGGESTIONS)])
    assert await offered(world.alice) == []
    assert await world.alice.autocomplete(world.channel, "suggest", "fact", "tea") == [], "for all commands together"
    assert await offered(world.bob)
    world.clock.now += SECONDS
    assert await offered(world.alice)
