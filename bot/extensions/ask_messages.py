"""Answers messages that are meant for the bot: mentions, replies to it, direct messages, ask-channels, forum posts."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot import wording
from bot.addressing import Address, Manner, forum_readings, read_address
from bot.asking import Exchange, Place, too_fast
from bot.client import SafirBot
from bot.error_report import explain
from bot.limits import Standing
from bot.views.answer_card import AnswerCard

log = logging.getLogger("safir")

CANNOT_REPLY = 160002  # Discord's code: replying needs Read Message History


class AskMessages(commands.Cog):
    """Listens to messages."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer `message` if it is addressed to the bot, and never otherwise."""
        if self.bot.user is None:
            return
        address = read_address(message, self.bot.user.id, self.bot.ask_channels)
        if address is None:
            return
        try:
            await self._answer(message, address)
        except discord.Forbidden as error:  # they may not let the bot speak there: their choice, no error of ours
            log.info("may not answer in channel %s: %s", message.channel.id, error.text)
        except Exception as error:
            await self._apologise(message, error)

    async def _answer(self, message: discord.Message, address: Address) -> None:
        place = Place(message.channel.id, message.author.id, message.guild.id if message.guild else None)
        verdict = self.bot.asking.admit(place)
        if verdict.standing is Standing.SILENCE:
            return
        if not address.readable:
            await _reply(message, content=wording.CANNOT_READ_REPLY)
            return
        note = too_fast(verdict)
        if note is not None:
            await _reply(message, content=note)
            return
        exchange = await self._exchange(message, address, place)
        card = AnswerCard(
            exchange.answer,
            asker=message.author.id,
            topic=self.bot.desk.topic_of(exchange.answer),
            footer=wording.POST_FOOTER if address.manner is Manner.FORUM_POST else None,
            correctable=self.bot.desk.correctable(message.guild),
            ratable=self.bot.desk.ratable(message.guild),
        )
        sent = await _reply(message, view=card)
        await self.bot.desk.sent(sent.id, exchange, message.guild)

    async def _exchange(self, message: discord.Message, address: Address, place: Place) -> Exchange:
        if address.manner is Manner.FORUM_POST and isinstance(message.channel, discord.Thread):
            return await self.bot.asking.ask_best(forum_readings(message.channel.name, address.text), place)
        return await self.bot.asking.ask(address.text, place, replied_to=address.replied_to)

    async def _apologise(self, message: discord.Message, error: Exception) -> None:
        text = explain(error, "a message")
        try:
            await _reply(message, content=text)
        except discord.HTTPException as second:
            log.warning("a message could not be answered: %s", second)


async def _reply(message: discord.Message, *, content: str | None = None, view: AnswerCard | None = None) -> discord.Message:
    """Reply without a ping, also when the question is deleted meanwhile or the channel's history is closed to it."""
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        return await _send(message, content, view, reference)
    except discord.HTTPException as error:
        if error.code != CANNOT_REPLY:
            raise
        return await _send(message, content, view, None)


async def _send(
    message: discord.Message, content: str | None, view: AnswerCard | None, reference: discord.MessageReference | None
) -> discord.Message:
    where = message.channel
    if view is not None:
        return await (where.send(view=view, reference=reference) if reference else where.send(view=view))
    return await (where.send(content, reference=reference) if reference else where.send(content))


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(AskMessages(bot))
