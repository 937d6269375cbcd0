"""The shipped pack on Discord: every command and every way to ask shows a sourced answer within Discord's limits."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answering.answerer import Answerer

QUESTION = "how much did russia and afganistan trade in 2023"
COMMANDS = ("recognition", "trade", "timeline", "people", "agreements", "economy")


@pytest.fixture
def answerer(shipped: Answerer) -> Answerer:
    return shipped


def is_sourced(text: str) -> bool:
    return "US$1 billion" in text and "2023" in text and "¶13" in text


async def test_the_same_sourced_answer_comes_by_mention_direct_message_and_command(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert is_sourced(world.text(world.last()))
    await world.alice.user.send_dm(QUESTION)
    assert is_sourced(world.text(world.last(world.alice.user.dm_channel)))
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert is_sourced(world.text(result.response))


async def test_the_commands_that_people_are_promised_exist(world: Any) -> None:
    assert {*COMMANDS, "ask", "topics", "sources", "help"} <= set(world.alice.available_commands(world.channel))


async def test_every_topic_command_shows_its_topic_with_sources(world: Any) -> None:
    for topic in world.bot.answerers.pack.base.topics:
        if topic.command is None:
            continue
        world.clock.now += 60
        result = await world.alice.slash(world.channel, topic.command.name)
        assert "¶" in world.text(result.response), topic.command.name
        assert len(world.raw(result.response)) <= 4_000


async def test_a_timeline_too_long_for_a_message_says_how_to_see_the_rest(world: Any) -> None:
    result = await world.alice.slash(world.channel, "timeline")
    text = world.text(result.response)
    assert "Timeline" in text.splitlines()[1]
    assert "… and" not in text or "Narrow it down" in text


async def test_everything_that_an_option_offers_is_answered(world: Any) -> None:
    for topic in world.bot.answerers.pack.base.topics:
        for option in topic.command.options if topic.command else ():
            offered = await world.alice.autocomplete(world.channel, topic.command.name, option.name, "")
            assert offered, f"/{topic.command.name} {option.name} offers nothing"
            for choice in offered:
                world.clock.now += 60
                result = await world.alice.slash(world.channel, topic.command.name, **{option.name: choice["value"]})
                assert "¶" in world.text(result.response), (topic.command.name, choice)


async def test_topics_sources_and_help_fit_and_say_something(world: Any) -> None:
    for name in ("topics", "sources", "help"):
        result = await world.alice.slash(world.channel, name)
        assert 20 < len(world.raw(result.response)) <= 4_000
