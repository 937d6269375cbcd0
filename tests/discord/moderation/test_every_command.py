"""Each command of moderation, whichever there are: not for members, not in direct messages, and never about another server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord import SetupError

from bot.client import SafirBot

FOR_EVERYBODY = {"about", "ask", "help", "join", "privacy", "sources", "status", "suggest", "topics", "check"}
VALUES: dict[str, Any] = {"fact": "brewing.black.time", "topic": "brewing", "source": "tea-book", "version": 1, "reason": "r"}
REFUSALS = ("Manage Server", "You need the permission")


def leaves(bot: SafirBot) -> Iterator[app_commands.Command[Any, Any, Any]]:
    """The commands that only some may use: those that Discord is told to hide from others."""
    for command in bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        if command.default_permissions is not None:
            found = command.walk_commands() if isinstance(command, app_commands.Group) else [command]
            yield from (one for one in found if isinstance(one, app_commands.Command))


def options_of(world: Any, command: app_commands.Command[Any, Any, Any], channel: Any) -> dict[str, Any]:
    """Something for each option that has to be filled in."""
    filled: dict[str, Any] = {}
    for option in (one for one in command.parameters if one.required):
        kinds = {
            discord.AppCommandOptionType.attachment: ("tea.yaml", b"facts: []"),
            discord.AppCommandOptionType.boolean: True,
            discord.AppCommandOptionType.channel: channel,
        }
        filled[option.name] = kinds.get(option.type, VALUES.get(option.name))
        assert filled[option.name] is not None, f"{command.qualified_name}: say here what stands for {option.name}"
    return filled


def let_see(world: Any, guild: Any, person: Any) -> None:
    """A server's own setting that shows every command to somebody: no check of the bot's."""
    for name in {command.qualified_name.split()[0] for command in leaves(world.bot)}:
        registered = world.env.backend.find_command(name, None)
        guild.set_command_permissions(int(registered["id"]), {person: True})


def said(world: Any, result: Any) -> str:
    return "\n".join(str(world.text(one)) for one in [result.response, *result.followups] if one is not None)


async def test_what_is_not_for_everybody_is_hidden(world: Any) -> None:
    topics = {topic.command.name for topic in world.bot.answerers.pack.base.topics if topic.command}
    names = {command.name for command in world.bot.tree.get_commands(type=discord.AppCommandType.chat_input)}
    hidden = {command.qualified_name.split()[0] for command in leaves(world.bot)}
    assert hidden == {"fact", "source", "review", "settings"}
    assert names - hidden - topics <= FOR_EVERYBODY, "a new command: either hidden, or for everybody on purpose"


async def test_members_neither_see_nor_use_any(world: Any) -> None:
    for command in leaves(world.bot):
        options = options_of(world, command, world.channel)
        with pytest.raises(SetupError, match="not visible"):
            await world.alice.slash(world.channel, command.qualified_name, **options)
    let_see(world, world.guild, world.alice)
    for command in leaves(world.bot):
        result = await world.alice.slash(world.channel, command.qualified_name, **options_of(world, command, world.channel))
        assert result.modal is None, command.qualified_name
        assert result.ephemeral, command.qualified_name
        assert any(text in said(world, result) for text in REFUSALS), command.qualified_name
    if world.env.errors:
        world.env.errors.clear()
    store = world.bot.link.require().store
    assert await store.revisions.last() == 0
    assert await store.settings.all(world.guild.id) == {}


async def test_none_is_there_in_direct_messages(world: Any) -> None:
    """Neither in Discord's list nor, should one be sent from there all the same, in what the bot does."""
    there = world.manager.user.available_commands()
    for command in leaves(world.bot):
        root = command.root_parent or command
        assert root.name not in {name.split()[0] for name in there}
        assert root.allowed_contexts is not None
        assert (root.allowed_contexts.guild, root.allowed_contexts.dm_channel) == (True, False), root.name
        assert root.allowed_installs is not None
        assert not root.allowed_installs.user, root.name


async def test_no_command_of_one_server_reads_or_changes_another(world: Any, manager: Any) -> None:
    """One server has an edit, a suggestion, a missed question and a proposal; in another each command is used."""
    store = world.bot.link.require().store
    await manager.edit(statement="Black tea steeps for **nine secret minutes**.", reason="our secret")
    await manager.press("Save")
    await store.suggestions.add(world.guild.id, "a secret suggestion", 7, "carol")
    await store.misses.record("a secret question", world.guild.id, "declined")
    await world.manager.slash(world.channel, "settings two-people", required=True)
    await manager.edit(statement="Black tea steeps for **ten secret minutes**.", reason="our secret")
    await manager.press("Propose")

    async def of_ours() -> Any:
        guild = world.guild.id
        kept = [await store.suggestions.of(guild), await store.misses.of(guild), await store.pending.of(guild)]
        return [*kept, await store.settings.all(guild), await store.revisions.current(guild)]

    before = await of_ours()
    other = world.env.create_guild("Coffee House")
    role = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    stranger = other.add_member(world.env.create_user("stranger"), roles=[role])
    channel = other.create_text_channel("general")
    await world.env.settle()
    for command in leaves(world.bot):
        result = await stranger.slash(channel, command.qualified_name, **options_of(world, command, channel))
        text = said(world, result) + str(result.modal)
        assert "secret" not in text, command.qualified_name
        labels = world.buttons(result.response) if result.response is not None else []
        if "Confirm" in labels:
            pressed = await stranger.click(result.response, label="Confirm")
            assert "secret" not in said(world, pressed)
    assert await of_ours() == before
