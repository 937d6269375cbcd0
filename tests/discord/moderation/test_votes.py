"""Helpful and not helpful: counted once a person, after a restart too; bad ones are among the gaps."""

from __future__ import annotations

from typing import Any

import pytest

QUESTION = "How long does black tea steep?"


async def kept(world: Any) -> list[tuple[str, str]]:
    misses = await world.bot.link.require().store.misses.of(world.guild.id)
    return [(miss.question, miss.outcome) for miss in misses]


async def vote(world: Any, person: Any, label: str, message: Any = None) -> str:
    result = await person.click(message or world.last(), label=label)
    assert result.ephemeral
    return str(result.response.content)


async def test_a_vote_counts_once_a_person_and_can_be_changed(world: Any, ask: Any) -> None:
    await ask()
    assert "Helpful: 1, not helpful: 0" in await vote(world, world.alice, "Helpful")
    assert "Helpful: 1, not helpful: 0" in await vote(world, world.alice, "Helpful")
    assert "Helpful: 1, not helpful: 1" in await vote(world, world.bob, "Not helpful")
    assert "Helpful: 0, not helpful: 2" in await vote(world, world.alice, "Not helpful")
    assert await kept(world) == [(QUESTION, "badly rated")], "once an answer"


async def test_a_badly_rated_question_is_among_the_gaps(world: Any, manager: Any) -> None:
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    await vote(world, world.alice, "Not helpful", asked.response)
    manager.seen = await world.manager.slash(world.channel, "review gaps")
    assert "badly rated 1×" in world.text(manager.seen.response)


async def test_votes_are_counted_after_a_restart(world: Any, ask: Any) -> None:
    await ask()
    await vote(world, world.alice, "Helpful")
    await world.restart()
    assert "Helpful: 1, not helpful: 1" in await vote(world, world.bob, "Not helpful")


@pytest.mark.parametrize("bot_options", [{"settings": {"keep_questions_days": 0}}])
async def test_without_learning_there_is_nothing_to_press(world: Any, ask: Any) -> None:
    await ask()
    assert world.buttons(world.last()) == ["Sources", "Why?", "Suggest a correction", "Remove"]
