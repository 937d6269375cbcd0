"""What the bot says about itself: `/help`, `/about`, and the first message in a server."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.backend import serializers

from bot.ask_channels import AskChannels
from bot.help_wording import GREETING
from bot.views.help_card import topic_examples


async def test_help_says_how_to_ask_here_and_shows_real_questions_of_each_topic(world: Any) -> None:
    result = await world.alice.slash(world.channel, "help")
    text = world.text(result.response)
    assert result.ephemeral
    assert "/ask" in text
    assert world.mention in text
    for topic, example in topic_examples(world.bot.answerers.pack.base, "en"):
        assert example in text, topic
    assert "Check with Safir" in text
    assert "For moderators" not in text


async def test_an_example_in_help_is_answered_beside_it(world: Any) -> None:
    result = await world.alice.slash(world.channel, "help")
    _, example = topic_examples(world.bot.answerers.pack.base, "en")[0]
    answered = await world.alice.select(result.response, [example])
    assert answered.ephemeral
    assert "¶" in world.text(answered.response)
    assert "How to ask me" in world.text(result.response)


async def test_moderators_see_a_part_of_their_own_unless_they_show_it_to_others(world: Any) -> None:
    own = world.text((await world.manager.slash(world.channel, "help")).response)
    assert "For moderators" in own
    assert "/fact edit" in own
    shown = await world.manager.slash(world.channel, "help", private=False)
    assert not shown.ephemeral
    assert "For moderators" not in world.text(shown.response)


async def test_moderators_are_told_what_the_bot_lacks_in_the_channel(world: Any) -> None:
    closed = world.guild.create_text_channel(
        "quiet",
        overwrites={world.guild.default_role: discord.PermissionOverwrite(read_message_history=False)},
    )
    text = world.text((await world.manager.slash(closed, "help")).response)
    assert "I lack: Read Message History" in text


async def test_help_names_the_channels_in_which_everything_is_answered(world: Any) -> None:
    await world.manager.slash(world.channel, "settings ask-channel add", channel=world.channel)
    assert f"<#{world.channel.id}>" in world.text((await world.alice.slash(world.channel, "help")).response)


async def test_help_in_a_direct_message_needs_no_mention(world: Any) -> None:
    text = world.text((await world.alice.user.slash("help")).response)
    assert "everything that you write is a question" in text
    assert "<@" not in text


async def test_about_says_what_the_bot_is_made_of(world: Any) -> None:
    result = await world.alice.slash(world.channel, "about")
    text = world.text(result.response)
    assert result.ephemeral
    facts = len(world.bot.answerers.pack.base.facts)
    for part in (
        "Safir 0.1.0",
        f"{facts} facts from 1 source",
        "May 2024",
        "/privacy",
        "Licence: MIT",
    ):
        assert part in text
    assert "Code" not in text, "its operator has not said where it is"
    assert "Moderators of this server" not in text


@pytest.mark.parametrize(
    "bot_options", [{"ask_channels": AskChannels(), "settings": {"code_url": "https://example.org/safir_(fork)/"}}]
)
async def test_about_links_the_code_where_the_operator_says_where_it_is(world: Any) -> None:
    raw = world.raw((await world.alice.slash(world.channel, "about")).response)
    assert "](<https://example.org/safir_%28fork%29/>)" in raw


def joined(world: Any, guild: Any) -> None:
    """Discord tells of a server that the bot was just added to."""
    payload = serializers.guild_create_payload(world.env.backend, world.env.backend.get_guild(guild.id))
    del payload["unavailable"]
    world.env.backend.emit("GUILD_CREATE", payload)


async def test_a_new_server_is_greeted_once_in_the_first_channel_in_which_the_bot_may_speak(world: Any) -> None:
    guild = world.env.create_guild("New")
    denied = {guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    guild.create_text_channel("rules", overwrites=denied)
    lounge = guild.create_text_channel("lounge")
    await world.env.settle()
    for _ in range(2):
        joined(world, guild)
        await world.env.settle()
    (greeting,) = world.said(lounge)
    assert greeting.content.startswith(GREETING[:20])
    assert "Tea" in greeting.content
    assert "/help" in greeting.content
    assert len(greeting.content) < 500


async def test_the_system_channel_comes_first(world: Any) -> None:
    guild = world.env.create_guild("New")
    guild.create_text_channel("first")
    system = guild.create_text_channel("system")
    world.env.backend.get_guild(guild.id).system_channel_id = system.id
    joined(world, guild)
    await world.env.settle()
    assert len(world.said(system)) == 1


async def test_whoever_added_the_bot_is_greeted_where_the_audit_log_may_be_read(world: Any) -> None:
    guild = world.env.create_guild("New")
    channel = guild.create_text_channel("first")
    adder = guild.add_member(world.env.create_user("adder"))
    backend = world.env.backend
    me = backend.bot_user.id
    backend.record_audit_log(guild.id, discord.AuditLogAction.bot_add.value, user_id=adder.id, target_id=me)
    joined(world, guild)
    await world.env.settle()
    assert "Thank you for adding me to New!" in world.said(adder.user.dm_channel)[-1].content.replace("**", "")
    assert world.said(channel) == []


async def test_without_the_audit_log_the_server_is_greeted(world: Any) -> None:
    guild = world.env.create_guild("New")
    channel = guild.create_text_channel("first")
    adder = guild.add_member(world.env.create_user("adder"))
    world.deny_bot(guild, "view_audit_log")
    backend = world.env.backend
    me = backend.bot_user.id
    backend.record_audit_log(guild.id, discord.AuditLogAction.bot_add.value, user_id=adder.id, target_id=me)
    joined(world, guild)
    await world.env.settle()
    assert len(world.said(channel)) == 1
    assert world.said(adder.user.dm_channel) == []


async def test_where_the_bot_may_not_speak_it_is_silent(world: Any) -> None:
    guild = world.env.create_guild("New")
    channel = guild.create_text_channel(
        "rules", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    joined(world, guild)
    await world.env.settle()
    assert world.said(channel) == []


async def test_a_server_that_is_only_back_is_not_greeted(world: Any) -> None:
    guild = world.env.create_guild("Back")
    channel = guild.create_text_channel("general")
    await world.env.settle()
    assert world.said(channel) == []
