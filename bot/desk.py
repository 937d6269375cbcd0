"""Answers interactions: slash commands, buttons and selects. Messages are answered in `extensions/ask_messages.py`."""

from __future__ import annotations

from collections.abc import Callable

import discord

from bot import wording
from bot.asking import Asking, Exchange, Place, too_fast
from bot.error_report import Interaction, whisper
from bot.learning import Learning
from bot.views.answer_card import AnswerCard
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.model import Topic


def place_of(interaction: Interaction) -> Place:
    """Who asks, and where. A direct message with the bot, and any other place without a server, disturbs nobody."""
    return Place(interaction.channel_id or 0, interaction.user.id, interaction.guild_id)


class Desk:
    """Hands out answers."""

    def __init__(self, asking: Asking, learning: Learning) -> None:
        self.asking = asking
        self._learning = learning

    def topic_of(self, answer: Answer) -> Topic | None:
        """The topic that an answer belongs to, if it does to one. Topics are the pack's alone: no edit changes them."""
        return self.asking.answerers.pack.base.topic(answer.topic) if answer.topic else None

    def correctable(self, place: discord.Guild | Interaction | None) -> bool:
        """Whether corrections can be suggested: where there are moderators to read them, and a database to keep them."""
        if isinstance(place, discord.Interaction):  # with a user's own installation the bot need not be in the server
            place = place.client.get_guild(place.guild_id or 0)
        return place is not None and self.asking.answerers.editable

    def ratable(self, place: discord.Guild | Interaction | None) -> bool:
        """Whether an answer can be voted on: where its question may be kept."""
        return self._learning.on and self.correctable(place)

    async def sent(self, message: int, exchange: Exchange, place: discord.Guild | Interaction | None) -> None:
        """Note under which message id an answer was sent, and keep its question where it was declined."""
        self.asking.sent(message, exchange)
        guild = place.guild_id if isinstance(place, discord.Interaction) else place.id if place is not None else None
        await self._learning.answered(message, exchange, guild if self.correctable(place) else None)

    async def answer_command(self, interaction: Interaction, question: str, *, private: bool) -> None:
        """Answer a question typed into a slash command; the card repeats it, because Discord does not show it."""
        if await self._refused(interaction):
            return
        exchange = await self.asking.ask(question, place_of(interaction))
        await self._send(interaction, exchange, echo=question, private=private)

    async def show(
        self, interaction: Interaction, answer: Callable[[Answerer], Answer], *, private: bool, topic: Topic | None = None
    ) -> None:
        """Answer a command that is no question: a topic (under whose name it is shown), the sources, help.

        `answer` makes it of what answers in the server.
        """
        if await self._refused(interaction):
            return
        given = answer(await self.asking.answerers.of(interaction.guild_id))
        card = AnswerCard(
            given,
            asker=interaction.user.id,
            topic=topic or self.topic_of(given),
            more=_narrower(topic),
            removable=not private,
        )
        await interaction.response.send_message(view=card, ephemeral=private)

    async def explain(self, interaction: Interaction, text: str) -> None:
        """Say what was wrong with a command, to the one who typed it; it counts like a question."""
        if not await self._refused(interaction):
            await whisper(interaction, text)

    async def answer_choice(self, interaction: Interaction, question: str, asker: int) -> None:
        """Answer a suggestion that was pressed: in the same message for the asker, else only to the one who pressed."""
        if await self._refused(interaction):
            return
        exchange = await self.asking.ask(question, place_of(interaction))
        if interaction.user.id != asker or interaction.message is None:
            await self._send(interaction, exchange, echo=question, private=True)
            return
        card = AnswerCard(
            exchange.answer,
            asker=asker,
            topic=self.topic_of(exchange.answer),
            echo=question,
            removable=not interaction.message.flags.ephemeral,
            correctable=self.correctable(interaction),
            ratable=self.ratable(interaction),
        )
        await interaction.response.edit_message(view=card)
        await self.sent(interaction.message.id, exchange, interaction)

    async def _send(self, interaction: Interaction, exchange: Exchange, *, echo: str, private: bool) -> None:
        answer = exchange.answer
        card = AnswerCard(
            answer,
            asker=interaction.user.id,
            topic=self.topic_of(answer),
            echo=echo,
            removable=not private,
            correctable=self.correctable(interaction),
            ratable=self.ratable(interaction),
        )
        sent = await interaction.response.send_message(view=card, ephemeral=private)
        if sent.message_id is not None:
            await self.sent(sent.message_id, exchange, interaction)

    async def _refused(self, interaction: Interaction) -> bool:
        """Whether it was one question too many. An interaction must be answered, so the note is given every time."""
        note = too_fast(self.asking.admit(place_of(interaction)))
        if note is not None:
            await whisper(interaction, note)
        return note is not None


def _narrower(topic: Topic | None) -> str:
    """How to see the rest of a list that is too long for a message."""
    names = [option.name for option in topic.command.options] if topic is not None and topic.command else []
    return wording.MORE_WITH_OPTIONS.format(options=", ".join(names)) if names else ""
