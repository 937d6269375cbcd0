"""Answers messages that are meant for the bot: mentions, replies to it, direct messages, ask-channels, forum posts."""

from __future__ import annotations

import contextlib
import logging
from typing import Any

import aiohttp
import discord

from bot import wording
from bot.addressing import Address, Manner, forum_readings, read_address
from bot.asking import Exchange, Place, too_fast
from bot.client import SafirBot
from bot.conversations import Fading
from bot.delivery import delivered
from bot.error_report import CLOSED_THREAD, explain
from bot.forum_posts import is_post
from bot.limits import Standing
from bot.question_queue import Full
from bot.readers import speak_in
from bot.translation import t
from bot.views.answer_card import AnswerCard
from bot.views.card_pictures import files, may_attach, sent_with
from bot.views.kept_card import SentAgain

log = logging.getLogger("safir")

CANNOT_REPLY = 160002  # Discord's code: replying needs Read Message History
SEEN, SEEN_SECONDS = 10_000, 600.0  # messages that are known, should the gateway tell of them again after a lost connection


class AskMessages:
    """Listens to messages."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot
        self._seen: Fading[int, bool] = Fading(bot.clock, lifetime=SEEN_SECONDS, size=SEEN)

    async def on_message(self, message: discord.Message) -> None:
        """Answer `message` if it is addressed to the bot, and never otherwise."""
        if self.bot.user is None:
            return
        address = read_address(message, self.bot.user.id, self.bot.ask_channels)
        if address is None or self._seen.recall(message.id):
            return
        self._seen.keep(message.id, True)
        speak_in(message, self.bot.readers)
        try:
            with self.bot.metrics.question(address.manner.value):
                await self._answer(message, address)
        except Full:
            await self._turn_away(message)
        except discord.Forbidden as error:  # they may not let the bot speak there: their choice, no error of ours
            log.info("may not answer in channel %s: %s", message.channel.id, error.text)
        except discord.RateLimited as error:  # an apology would fare no better
            log.warning("may not answer in channel %s for %.0f seconds: too much was sent", message.channel.id, error.retry_after)
        except Exception as error:
            if isinstance(error, discord.HTTPException) and error.code in CLOSED_THREAD:  # closed since the question came
                log.info("may not answer in thread %s: %s", message.channel.id, error.text)
            else:
                await self._apologise(message, error)

    async def _answer(self, message: discord.Message, address: Address) -> None:
        place = Place(message.channel.id, message.author.id, message.guild.id if message.guild else None)
        verdict = self.bot.asking.admit(place)
        if verdict.standing is Standing.SILENCE:
            return
        if not address.readable:
            await _reply(message, content=t(wording.CANNOT_READ_REPLY))
            return
        note = too_fast(verdict)
        if note is not None:
            await _reply(message, content=note)
            return
        async with self.bot.asking.queue.place():
            exchange = await self._exchange(message, address, place)
            footer = t(wording.POST_FOOTER) if address.manner is Manner.FORUM_POST else None
            attach, post = self.bot.studio.on and may_attach(message.channel), is_post(message.channel)
            card = await self.bot.desk.card_again(
                exchange, message.author.id, message.guild, attach=attach, footer=footer, solves=post
            )
            sent = await sent_with(card, lambda _: _reply(message, card=card))
        await self.bot.desk.sent(sent.id, exchange, message.guild)

    async def _exchange(self, message: discord.Message, address: Address, place: Place) -> Exchange:
        if address.manner is Manner.FORUM_POST and isinstance(message.channel, discord.Thread):
            return await self.bot.asking.ask_best(forum_readings(message.channel.name, address.text), place)
        return await self.bot.asking.ask(address.text, place, replied_to=address.replied_to)

    async def _turn_away(self, message: discord.Message) -> None:
        """Say that there are too many questions just now, as long as that is not too much itself."""
        async with self.bot.asking.queue.note() as may:
            if may:
                with contextlib.suppress(discord.HTTPException, discord.RateLimited):
                    await _reply(message, content=t(wording.BUSY))

    async def _apologise(self, message: discord.Message, error: Exception) -> None:
        text = explain(error, "a message")
        try:
            await _reply(message, content=text)
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as second:
            log.warning("a message could not be answered: %s", second)


async def _reply(
    message: discord.Message, *, content: str | None = None, card: AnswerCard | SentAgain | None = None
) -> discord.Message:
    """Reply without a ping, also when the question is deleted meanwhile or the channel's history is closed to it."""
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        return await _send(message, content, card, reference)
    except discord.HTTPException as error:
        if error.code != CANNOT_REPLY:
            raise
        return await _send(message, content, card, None)


async def _send(
    message: discord.Message, content: str | None, card: AnswerCard | SentAgain | None, reference: discord.MessageReference | None
) -> discord.Message:
    where = message.channel
    # Under one nonce Discord keeps one message, however often it is sent: a reply, and a note in its place, have one each.
    nonce = f"{message.id}{'' if card else 'n'}"
    given: dict[str, Any] = {"nonce": nonce, **({"reference": reference} if reference else {})}
    if card is None:
        return await delivered(lambda: where.send(content, **given))
    return await delivered(lambda: where.send(view=card, files=files(card.pictures), **given))


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    bot.event(AskMessages(bot).on_message)  # in the place of the bot's own: a listener beside it would be a second task a message
