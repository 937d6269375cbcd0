"""/settings ask-channel: a server decides where everything is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.ask_channels import AskChannels

QUESTION = "How long does black tea steep?"
COMMAND = "settings ask-channel"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "ask_channels.json"


@pytest.fixture
def bot_options(file: Path) -> dict[str, Any]:
    return {"ask_channels": AskChannels(file=file), "message_content": True}


async def test_a_manager_adds_lists_and_removes_a_channel(world: Any) -> None:
    added = await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    assert added.ephemeral
    assert world.channel.mention in added.response.content
    await world.alice.send(world.channel, QUESTION)
    assert "four minutes" in world.text(world.last())
    listed = await world.manager.slash(world.channel, f"{COMMAND} list")
    assert world.channel.mention in listed.response.content
    await world.manager.slash(world.channel, f"{COMMAND} remove", channel=world.channel)
    await world.alice.send(world.channel, QUESTION)
    assert len(world.said(world.channel)) == 1
    listed = await world.manager.slash(world.channel, f"{COMMAND} list")
    assert world.channel.mention not in listed.response.content


async def test_ask_channels_are_kept_over_a_restart(world: Any) -> None:
    await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    held = AskChannels()
    await held.refresh(world.bot.link)
    world.options["ask_channels"] = held
    await world.restart()
    await world.alice.send(world.channel, QUESTION)
    assert "four minutes" in world.text(world.last())


async def test_without_the_database_a_change_is_refused_and_nothing_has_changed(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    monkeypatch.setattr(world.bot.link, "editor", None)
    refused = await world.manager.slash(world.channel, f"{COMMAND} remove", channel=world.channel)
    assert "cannot do that just now" in refused.response.content
    await world.alice.send(world.channel, QUESTION)
    assert "four minutes" in world.text(world.last())


async def test_a_forum_can_be_added(world: Any) -> None:
    forum = world.guild.create_forum_channel("questions")
    added = await world.manager.slash(world.channel, f"{COMMAND} add", channel=forum)
    assert "every new post" in added.response.content
    thread = await world.forum_post(forum, world.alice, "Black tea", QUESTION)
    assert "four minutes" in world.text(world.last(thread))


async def test_adding_twice_and_removing_nothing_are_said(world: Any) -> None:
    missing = await world.manager.slash(world.channel, f"{COMMAND} remove", channel=world.channel)
    assert "is not an ask-channel" in missing.response.content
    await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    twice = await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    assert "already" in twice.response.content


async def test_what_the_bot_may_not_do_in_a_channel_is_said_when_it_is_added(world: Any) -> None:
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    added = await world.manager.slash(world.channel, f"{COMMAND} add", channel=closed)
    assert "Send Messages" in added.response.content


async def test_a_server_s_override_does_not_let_others_past_the_check(world: Any) -> None:
    command = world.env.backend.find_command("settings", None)
    world.guild.set_command_permissions(int(command["id"]), {world.alice: True})
    result = await world.alice.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    assert "Manage Server" in result.response.content
    assert world.channel.id not in world.bot.ask_channels


async def test_a_deleted_channel_is_forgotten(world: Any) -> None:
    await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
    world.env.backend.delete_channel(world.channel.id)
    await world.env.settle()
    assert world.channel.id not in world.bot.ask_channels


class TestWithoutTheIntent:
    """The bot was started without message content, because nobody used ask-channels."""

    @pytest.fixture
    def bot_options(self, file: Path) -> dict[str, Any]:
        return {"ask_channels": AskChannels(operators=[1], file=file), "message_content": False}

    async def test_adding_a_channel_says_what_the_operator_must_do(self, world: Any) -> None:
        added = await world.manager.slash(world.channel, f"{COMMAND} add", channel=world.channel)
        assert "Message Content intent" in added.response.content

    async def test_a_channel_of_the_operator_cannot_be_removed_by_a_server(self, world: Any) -> None:
        world.bot.ask_channels.operators = frozenset({world.channel.id})
        result = await world.manager.slash(world.channel, f"{COMMAND} remove", channel=world.channel)
        assert "operator" in result.response.content
        listed = await world.manager.slash(world.channel, f"{COMMAND} list")
        assert world.channel.mention in listed.response.content
