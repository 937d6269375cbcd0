"""/settings show: a moderator sees at a glance what is set, and what is missing for it to work."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.ask_channels import AskChannels
from tests.discord.conftest import Speak
from tests.discord.left_over import left_over


@pytest.fixture
def bot_options() -> dict[str, Any]:
    return {"ask_channels": AskChannels(), "message_content": True, "settings": {"keep_questions_days": 30}}


async def shown(world: Any) -> str:
    result = await world.manager.slash(world.channel, "settings show")
    assert result.ephemeral
    return str(result.response.content)


async def test_where_nothing_was_set_the_defaults_are_told(world: Any) -> None:
    text = await shown(world)
    assert "only when spoken to" in text
    assert "edited by people with Manage Server (" in text
    assert "told in no channel" in text
    assert "needs one person" in text
    assert "kept for 30 days" in text
    assert "⚠️" not in text


async def test_all_that_was_set_is_told_and_looking_changes_none_of_it(world: Any) -> None:
    role = world.guild.create_role("Editors")
    await world.manager.slash(world.channel, "settings ask-channel add", channel=world.channel)
    await world.manager.slash(world.channel, "settings editors", role=role)
    await world.manager.slash(world.channel, "settings log-channel", channel=world.channel)
    await world.manager.slash(world.channel, "settings two-people", required=True)
    await world.manager.slash(world.channel, "settings keep-questions", keep=False)
    for _ in range(2):
        text = await shown(world)
        assert f"answer everything in <#{world.channel.id}>" in text
        assert f"and by <@&{role.id}>" in text
        assert f"told in <#{world.channel.id}>" in text
        assert "needs two people" in text
        assert "Questions are not kept (" in text


async def test_what_is_missing_for_it_to_work_is_named(world: Any) -> None:
    other = world.guild.create_text_channel("log")
    await world.manager.slash(world.channel, "settings ask-channel add", channel=world.channel)
    await world.manager.slash(world.channel, "settings log-channel", channel=other)
    world.deny_bot(world.guild, "send_messages")
    await world.env.settle()
    text = await shown(world)
    assert f"In <#{world.channel.id}> I lack these permissions: Send Messages" in text
    assert f"In <#{other.id}> I lack these permissions: Send Messages" in text


async def test_a_role_and_a_channel_that_are_gone_are_told(world: Any) -> None:
    settings = world.bot.link.require().store.settings
    await settings.set(world.guild.id, "editors_role", 12)
    await settings.set(world.guild.id, "log_channel", 13)
    text = await shown(world)
    assert "The role that could edit facts is not there any more" in text
    assert "The channel in which changes were told is not there any more" in text


async def test_changes_and_what_waits_are_counted(world: Any, manager: Any) -> None:
    await manager.edit(statement="Black tea steeps for **nine minutes**.")
    assert "changed here" not in await shown(world)
    await manager.press("Save")
    assert "1 fact or source was changed here" in await shown(world)
    manager.draft_message = None
    await manager.command("revert", fact="brewing.black.time", version=0, reason="It was right")
    await manager.press("Confirm")
    assert "changed here" not in await shown(world), "it was taken back"
    await world.manager.slash(world.channel, "settings two-people", required=True)
    await manager.edit(statement="Black tea steeps for **ten minutes**.")
    await manager.press("Propose")
    assert "1 change waits for a second person" in await shown(world)


async def test_it_is_for_people_with_manage_server(world: Any) -> None:
    assert "settings show" not in world.alice.available_commands(world.channel)
    assert "settings show" in world.manager.available_commands(world.channel)


async def test_it_speaks_russian(world: Any, speak: Speak) -> None:
    speak(world.manager, "ru")
    role = world.guild.create_role("Editors", permissions=discord.Permissions.none())
    await world.manager.slash(world.channel, "settings editors", role=role)
    text = await shown(world)
    assert "Как я настроен" in text
    assert left_over(text) == set()
