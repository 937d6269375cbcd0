"""The log channel: each change with its reason, what differs and a button that takes it back."""

from __future__ import annotations

from typing import Any

import discord
import pytest

NINE = "Black tea steeps for **nine minutes**."


@pytest.fixture
def log(world: Any) -> Any:
    return world.guild.create_text_channel("safir-log")


async def logged(world: Any, manager: Any, log: Any) -> None:
    """Set the log channel and make a change."""
    result = await world.manager.slash(world.channel, "settings log-channel", channel=log)
    assert log.mention in result.response.content
    await manager.edit(statement=NINE, reason="I *asked* @everyone")
    await manager.press("Save")


async def test_a_change_is_told_with_its_reason_and_what_differs(world: Any, manager: Any, log: Any) -> None:
    await logged(world, manager, log)
    text = world.text(world.last(log))
    assert "manager edited Black tea time" in text
    assert "I *asked* @\u200beveryone" in text
    assert "four minutes. → Black tea steeps for nine minutes." in text
    assert world.buttons(world.last(log)) == ["Revert"]


async def test_the_button_takes_the_change_back_after_a_restart(world: Any, manager: Any, log: Any, ask: Any) -> None:
    await logged(world, manager, log)
    await world.restart()
    result = await world.manager.click(world.last(log), label="Revert")
    assert result.ephemeral
    assert "nine minutes. → Black tea steeps for four minutes." in world.text(result.response)
    await world.manager.click(result.response, label="Confirm")
    assert "four minutes" in await ask()
    assert "manager reverted Black tea time" in world.text(world.last(log))
    assert "takes back version 1" in world.text(world.last(log))


async def test_whoever_may_not_edit_cannot_take_it_back(world: Any, manager: Any, log: Any, ask: Any) -> None:
    await logged(world, manager, log)
    result = await world.alice.click(world.last(log), label="Revert")
    assert "Manage Server, or the role" in result.response.content
    assert "nine minutes" in await ask()


async def test_what_the_operator_changed_for_all_only_the_operator_takes_back(world: Any, manager: Any, log: Any) -> None:
    await world.manager.slash(world.channel, "settings log-channel", channel=log)
    world.bot.owner_id = world.manager.id
    await manager.command("edit", fact="brewing.black.time", everywhere=True)
    await manager.fill(statement=NINE)
    await manager.press("Save")
    assert "for all servers" in world.text(world.last(log))
    world.bot.owner_id = world.bob.id
    result = await world.manager.click(world.last(log), label="Revert")
    assert "Only my operator" in result.response.content


async def test_retiring_is_told_too_and_what_nobody_set_is_told_nowhere(world: Any, manager: Any, log: Any) -> None:
    await world.manager.slash(world.channel, "settings log-channel", channel=log)
    await manager.command("retire", fact="brewing.milk", reason="sour")
    await manager.press("Confirm")
    assert "manager retired Milk" in world.text(world.last(log))
    said = len(world.said(log))
    await world.manager.slash(world.channel, "settings log-channel")
    await manager.edit(statement=NINE)
    await manager.press("Save")
    assert len(world.said(log)) == said


async def test_a_log_channel_that_cannot_be_written_to_does_not_keep_from_saving(world: Any, manager: Any, ask: Any) -> None:
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    result = await world.manager.slash(world.channel, "settings log-channel", channel=closed)
    assert "Send Messages" in result.response.content
    await manager.edit(statement=NINE)
    await manager.press("Save")
    assert "could not write to the log channel" in manager.text()
    assert "nine minutes" in await ask()


async def test_a_log_channel_that_discord_holds_up_does_not_undo_the_save(
    world: Any, manager: Any, log: Any, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def held_up(*_: Any, **__: Any) -> None:
        raise discord.RateLimited(70.0)

    await world.manager.slash(world.channel, "settings log-channel", channel=log)
    await manager.edit(statement=NINE)
    monkeypatch.setattr(discord.TextChannel, "send", held_up)
    await manager.press("Save")
    monkeypatch.undo()
    assert "Saved" in manager.text()
    assert world.buttons(manager.message()) == []
    assert "nine minutes" in await ask()
