"""Whether a message is meant for the bot. It never speaks when it was not spoken to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import discord

from bot.ask_channels import AskChannels


class Manner(Enum):
    """How a message was addressed to the bot."""

    DIRECT = "direct message"
    REPLY = "reply"
    MENTION = "mention"
    FORUM_POST = "forum post"
    ASK_CHANNEL = "ask-channel"


@dataclass(frozen=True, slots=True)
class Address:
    """A message to the bot: how, the question without the mention, and the bot's message that it replies to (id)."""

    manner: Manner
    text: str
    replied_to: int | None = None
    readable: bool = True  # False: Discord withholds the text (replies to slash commands, without the content intent)


_TALK = (discord.MessageType.default, discord.MessageType.reply)


def read_address(message: discord.Message, me: int, ask_channels: AskChannels) -> Address | None:
    """How `message` addresses the bot with the user id `me`, or None where it does not."""
    if message.author.bot or message.webhook_id is not None or message.type not in _TALK:
        return None
    text = _without_mention(message.content, me)
    mentioned = text != message.content and any(user.id == me for user in message.mentions)
    answered = _replied_to(message)
    mine = answered is not None and answered.author.id == me
    replied_to = answered.id if answered is not None and mine else None
    if message.guild is None:
        return Address(Manner.DIRECT, text, replied_to)
    if mine and _withheld(message):
        # With the reply's ping switched off the person may just be pointing at the answer: no reason to speak.
        pinged = any(user.id == me for user in message.mentions)
        return Address(Manner.REPLY, "", replied_to, readable=False) if pinged else None
    if mine and not mentioned:
        return Address(Manner.REPLY, text, replied_to)
    if mentioned:
        if not text.strip() and answered is not None and not mine:
            text = answered.content  # "@bot" in reply to somebody's question hands that question over
        return Address(Manner.MENTION, text, replied_to)
    return _unasked(message, text, ask_channels)


def _unasked(message: discord.Message, text: str, ask_channels: AskChannels) -> Address | None:
    """In ask-channels nobody has to mention the bot; people who talk to each other there are left alone."""
    channel = message.channel
    if isinstance(channel, discord.Thread) and message.id == channel.id and channel.parent_id in ask_channels:
        return Address(Manner.FORUM_POST, text)
    to_others = message.mentions or message.role_mentions or message.mention_everyone
    if channel.id not in ask_channels or to_others or message.type is discord.MessageType.reply:
        return None
    return Address(Manner.ASK_CHANNEL, text) if text else None


def _without_mention(content: str, me: int) -> str:
    return re.sub(rf"<@!?{me}>", " ", content).strip() if str(me) in content else content


def _replied_to(message: discord.Message) -> discord.Message | None:
    reference = message.reference
    if reference is None or message.type is not discord.MessageType.reply:
        return None
    return reference.resolved if isinstance(reference.resolved, discord.Message) else reference.cached_message


def _withheld(message: discord.Message) -> bool:
    return not (message.content or message.attachments or message.stickers or message.poll)


def forum_readings(title: str, text: str) -> tuple[str, ...]:
    """The ways to read a forum post, at least one: its text, its title, both. People put the question in either."""
    both = f"{title}\n{text}".strip()
    return tuple(dict.fromkeys(reading for reading in (text.strip(), title.strip(), both) if reading)) or ("",)
