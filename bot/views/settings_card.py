"""`/settings show`: everything that a server has set, in a line each, and what is missing for it to work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import discord

from bot import settings_wording as words
from bot import wording
from bot.error_report import permission_names
from bot.learning import KEEP_QUESTIONS
from bot.moderation.access import EDITORS_ROLE, LOG_CHANNEL, TWO_PEOPLE
from bot.translation import t

if TYPE_CHECKING:
    from bot.client import SafirBot

MOST_CHANNELS = 25  # that are named


def lacking_to_answer(channel: discord.abc.GuildChannel) -> list[str]:
    """The permissions that the bot lacks to answer what is asked in a channel or forum."""
    speaks = "send_messages_in_threads" if isinstance(channel, discord.ForumChannel) else "send_messages"
    return _lacking(channel, "view_channel", speaks, "read_message_history")


def lacking_to_tell(channel: discord.abc.GuildChannel) -> list[str]:
    """The permissions that the bot lacks to tell of changes in a channel."""
    return _lacking(channel, "view_channel", "send_messages")


async def settings_text(bot: SafirBot, guild: discord.Guild) -> str:
    """The message. Raises StoreUnavailable."""
    editor = bot.link.require()
    held = await editor.store.settings.all(guild.id)
    lines = [t(words.TITLE), *_answering(bot, guild), _editors(guild, held), *_logged(guild, held)]
    lines.append(t(words.TWO_PEOPLE if held.get(TWO_PEOPLE) else words.ONE_PERSON))
    if (waiting := await bot.moderation.changes.waiting(guild.id)) > 0:
        lines.append(t(words.WAITING, count=waiting))
    lines.append(_keeping(bot, held))
    if edited := sum(revision.content is not None for revision in editor.overlays.of(guild.id).values()):
        lines.append(t(words.EDITED, count=edited))
    return "\n".join(lines)


def _answering(bot: SafirBot, guild: discord.Guild) -> Iterator[str]:
    channels = bot.ask_channels.heard_in(guild.id, [channel.id for channel in guild.channels])
    if not channels:
        yield t(words.ANSWERING_NOWHERE)
        return
    named = ", ".join(f"<#{channel}>" for channel in channels[:MOST_CHANNELS])
    yield t(words.ANSWERING, channels=named + (" …" if len(channels) > MOST_CHANNELS else ""))
    if not bot.intents.message_content:
        yield t(wording.NEEDS_INTENT)
    for channel_id in channels[:MOST_CHANNELS]:
        channel = guild.get_channel(channel_id)
        if channel is not None and (lacking := lacking_to_answer(channel)):
            yield t(words.LACKING, channel=channel.mention, permissions=permission_names(lacking))


def _editors(guild: discord.Guild, held: Mapping[str, Any]) -> str:
    if EDITORS_ROLE not in held:
        return t(words.EDITORS_NONE)
    role = guild.get_role(held[EDITORS_ROLE])
    return t(words.EDITORS, role=role.mention) if role else t(words.EDITORS_GONE)


def _logged(guild: discord.Guild, held: Mapping[str, Any]) -> Iterator[str]:
    if LOG_CHANNEL not in held:
        yield t(words.LOGGED_NOWHERE)
        return
    channel = guild.get_channel(held[LOG_CHANNEL])
    if channel is None:
        yield t(words.LOGGED_GONE)
        return
    yield t(words.LOGGED, channel=channel.mention)
    if lacking := lacking_to_tell(channel):
        yield t(words.LACKING, channel=channel.mention, permissions=permission_names(lacking))


def _keeping(bot: SafirBot, held: Mapping[str, Any]) -> str:
    if not bot.learning.on:
        return t(words.KEEPING_OFF)
    return t(words.KEEPING, days=bot.learning.days) if held.get(KEEP_QUESTIONS, True) else t(words.KEEPING_NOT)


def _lacking(channel: discord.abc.GuildChannel, *needed: str) -> list[str]:
    held = channel.permissions_for(channel.guild.me)
    return [name for name in needed if not getattr(held, name)]
