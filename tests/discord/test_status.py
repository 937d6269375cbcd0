"""`/status`: everybody sees how the bot is, its owner sees more."""

from __future__ import annotations

from typing import Any

import pytest


async def test_everybody_sees_how_it_is_and_only_they(world: Any) -> None:
    result = await world.alice.slash(world.channel, "status")
    assert result.ephemeral
    text = world.text(result.response)
    for part in ("Running since <t:", "I know 8 facts", "Edits and suggestions can be saved"):
        assert part in text
    assert "Memory" not in text


async def test_the_owner_sees_more(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def owns(user: Any) -> bool:
        return True

    monkeypatch.setattr(world.bot, "is_owner", owns)
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    text = world.text((await world.alice.slash(world.channel, "status")).response)
    for part in ("For my operator", "1 question since the start", "1 server", "Memory:", "turned away: 0"):
        assert part in text


async def test_it_says_when_the_database_is_gone(world: Any) -> None:
    editor, world.bot.link.editor = world.bot.link.editor, None
    try:
        assert "cannot be saved just now" in world.text((await world.alice.slash(world.channel, "status")).response)
    finally:
        world.bot.link.editor = editor


async def test_outcomes_are_counted(world: Any) -> None:
    for _ in range(8):
        await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    text = world.bot.metrics.text().decode()
    assert 'outcome="answered",way="mention"} 6.0' in text
    assert 'outcome="limited",way="mention"} 2.0' in text
