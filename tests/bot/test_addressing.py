"""Whether a message is meant for the bot, where Discord withholds texts or people only point at something."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord

from bot.addressing import Address, Manner, read_address
from bot.ask_channels import AskChannels

ME, ALICE = 1, 2
NOTHING: dict[str, Any] = {"attachments": [], "stickers": [], "poll": None}


def reply(content: str, *, to: int, mentions: tuple[int, ...], quoted: str = "How long does black tea steep?") -> Any:
    """A reply to a message that is remembered, as discord.py tells of it."""
    answered = SimpleNamespace(id=7, author=SimpleNamespace(id=to), content=quoted)
    return SimpleNamespace(
        **NOTHING,
        author=SimpleNamespace(bot=False),
        webhook_id=None,
        type=discord.MessageType.reply,
        content=content,
        mentions=[SimpleNamespace(id=one) for one in mentions],
        reference=SimpleNamespace(resolved=None, cached_message=answered),
        guild=SimpleNamespace(id=9),
        channel=SimpleNamespace(id=10),
    )


def read(message: Any) -> Address | None:
    return read_address(message, ME, AskChannels())


def test_a_withheld_reply_that_pings_the_bot_is_told_that_it_cannot_be_read() -> None:
    assert read(reply("", to=ME, mentions=(ME,))) == Address(Manner.REPLY, "", 7, readable=False)


def test_a_withheld_reply_without_a_ping_is_no_reason_to_speak() -> None:
    assert read(reply("", to=ME, mentions=())) is None


def test_a_mention_with_a_question_of_its_own_leaves_the_question_that_it_replies_to_alone() -> None:
    address = read(reply(f"<@{ME}> and green tea?", to=ALICE, mentions=(ME, ALICE)))
    assert address == Address(Manner.MENTION, "and green tea?")


def test_a_bare_mention_hands_over_the_question_that_it_replies_to() -> None:
    address = read(reply(f"<@{ME}>", to=ALICE, mentions=(ME, ALICE)))
    assert address == Address(Manner.MENTION, "How long does black tea steep?")
