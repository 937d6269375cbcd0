"""Who may edit: Manage Server, or the role that the server chose; never in direct messages, never in another server."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord import SetupError

BLACK_TEA = "brewing.black.time"
EVERY: list[tuple[str, dict[str, Any]]] = [
    ("show", {"fact": BLACK_TEA}),
    ("add", {"topic": "brewing"}),
    ("edit", {"fact": BLACK_TEA}),
    ("retire", {"fact": BLACK_TEA, "reason": "r"}),
    ("restore", {"fact": BLACK_TEA, "reason": "r"}),
    ("history", {"fact": BLACK_TEA}),
    ("diff", {"fact": BLACK_TEA}),
    ("revert", {"fact": BLACK_TEA, "version": 0, "reason": "r"}),
]
commands = pytest.mark.parametrize(("name", "options"), EVERY, ids=[name for name, _ in EVERY])


def let_everybody_see(world: Any, *people: Any) -> None:
    """A server's own setting that shows the command to people: no check of the bot's."""
    command = world.env.backend.find_command("fact", None)
    world.guild.set_command_permissions(int(command["id"]), dict.fromkeys(people, True))


@commands
async def test_members_do_not_see_the_commands(world: Any, name: str, options: dict[str, Any]) -> None:
    with pytest.raises(SetupError, match="not visible"):
        await world.alice.slash(world.channel, f"fact {name}", **options)


@commands
async def test_whoever_is_let_past_that_is_still_refused(world: Any, name: str, options: dict[str, Any]) -> None:
    let_everybody_see(world, world.alice)
    result = await world.alice.slash(world.channel, f"fact {name}", **options)
    assert result.modal is None
    assert result.ephemeral
    assert "Manage Server, or the role" in result.response.content


async def test_nothing_is_offered_to_them_while_they_type(world: Any) -> None:
    let_everybody_see(world, world.alice)
    assert await world.alice.autocomplete(world.channel, "fact edit", "fact", "black") == []
    assert await world.alice.autocomplete(world.channel, "fact revert", "version", "1", fact=BLACK_TEA) == []


async def test_the_commands_are_not_there_in_direct_messages(world: Any) -> None:
    assert not any(name.startswith("fact") for name in world.manager.user.available_commands())


async def test_the_role_that_the_server_chose_may_edit(world: Any, ask: Any) -> None:
    role = world.guild.create_role("Editors")
    editor = world.guild.add_member(world.env.create_user("editor"), roles=[role])
    let_everybody_see(world, editor, world.alice)
    refused = await editor.slash(world.channel, "fact edit", fact=BLACK_TEA)
    assert "Manage Server, or the role" in refused.response.content
    chosen = await world.manager.slash(world.channel, "settings editors", role=role)
    assert "may now edit facts" in chosen.response.content
    form = await editor.slash(world.channel, "fact edit", fact=BLACK_TEA)
    draft = await editor.submit_modal(form, {"statement": "Nine **minutes**.", "title": "T", "citations": "¶3"})
    assert draft.ephemeral
    assert "Manage Server" in (await world.alice.slash(world.channel, "fact edit", fact=BLACK_TEA)).response.content
    taken_back = await world.manager.slash(world.channel, "settings editors")
    assert "Only people with Manage Server" in taken_back.response.content
    late = await editor.click(draft.response, label="Save")
    assert "Manage Server, or the role" in late.response.content, "it is checked again when something is pressed"
    assert "four minutes" in await ask()


async def test_everybody_is_no_role_for_editing(world: Any) -> None:
    result = await world.manager.slash(world.channel, "settings editors", role=world.guild.default_role)
    assert "That is everybody" in result.response.content


async def test_only_the_operator_edits_for_all_servers(world: Any, manager: Any, ask: Any) -> None:
    world.bot.owner_id = world.bob.id
    for name, options in EVERY:
        result = await world.manager.slash(world.channel, f"fact {name}", **options, everywhere=True)
        assert "Only my operator" in result.response.content, name
    world.bot.owner_id = world.manager.id
    await manager.command("edit", fact=BLACK_TEA, everywhere=True)
    await manager.fill(statement="Black tea steeps for **two minutes**.")
    await manager.press("Save")
    assert "in every server" in manager.text()
    assert "two minutes" in await ask()
    await world.alice.user.send_dm("How long does black tea steep?")
    assert "two minutes" in world.text(world.last(world.alice.user.dm_channel))


async def test_a_server_s_edit_is_seen_by_no_other_server(world: Any, manager: Any, ask: Any) -> None:
    other = world.env.create_guild("Coffee House")
    managers = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    stranger = other.add_member(world.env.create_user("stranger"), roles=[managers])
    channel = other.create_text_channel("general")
    await world.env.settle()
    await manager.edit(statement="Black tea steeps for **nine minutes**.", reason="our secret")
    await manager.press("Save")
    await stranger.send(channel, f"{world.mention} How long does black tea steep?")
    assert "four minutes" in world.text(world.last(channel))
    assert "nine minutes" in await ask()
    for name in ("show", "history", "diff"):
        result = await stranger.slash(channel, f"fact {name}", fact=BLACK_TEA)
        shown = world.text(result.response)
        assert "nine" not in shown
        assert "secret" not in shown
    reverted = await stranger.slash(channel, "fact revert", fact=BLACK_TEA, version=1, reason="r")
    assert "has no version 1 here" in world.text(reverted.response)
    offered = await stranger.autocomplete(channel, "fact revert", "version", "", fact=BLACK_TEA)
    assert [choice["value"] for choice in offered] == [0]
