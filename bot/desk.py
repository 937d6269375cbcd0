"""Answers interactions: slash commands, buttons and selects. Messages are answered in `extensions/ask_messages.py`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

import discord

from bot.admission import admitted, place_of
from bot.asking import Asking, Exchange
from bot.error_report import Interaction, whisper
from bot.forum_posts import is_post
from bot.learning import Learning
from bot.reasons import Reasons
from bot.translation import language
from bot.trimmings import Trimmings
from bot.views.answer_card import AnswerCard
from bot.views.card_pictures import may_attach, sent_with
from bot.views.kept_card import KeptCard, SentAgain
from bot.views.why_button import question_on
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.answering.listing import Listing
from knowledge.model import Topic

FORGOTTEN: Final = "…"  # in the place of a question of which no more is known than that there was one


class Desk:
    """Hands out answers."""

    def __init__(self, asking: Asking, learning: Learning, reasons: Reasons, trimmings: Trimmings) -> None:
        self.asking = asking
        self._learning = learning
        self._reasons = reasons
        self._trimmings = trimmings

    def topic_of(self, answer: Answer) -> Topic | None:
        """The topic that an answer belongs to, if it does to one. Topics are the pack's alone: no edit changes them."""
        return self.asking.answerers.pack.base.topic(answer.topic) if answer.topic else None

    async def card(
        self,
        answer: Answer,
        asker: int,
        place: discord.Guild | Interaction | None,
        *,
        attach: bool = False,
        private: bool = False,
        **more: Any,
    ) -> AnswerCard:
        """The card of an answer, with all that fits where it is shown.

        attach: whether pictures can be attached. private: seen by the asker alone. more: as AnswerCard.
        """
        guild = place.guild_id if isinstance(place, discord.Interaction) else place.id if place is not None else None
        answerer = await self.asking.answerers.of(guild)
        shown = self._trimmings.first_page(answer, answerer)
        more.setdefault("topic", self.topic_of(shown))
        more.setdefault("solves", isinstance(place, discord.Interaction) and not private and is_post(place.channel))
        return AnswerCard(
            shown,
            asker=asker,
            related=await self._trimmings.related(shown, answerer),
            pictures=await self._trimmings.pictures(shown, answerer) if attach else (),
            removable=not private,
            correctable=self.correctable(place),
            ratable=self.ratable(place),
            **more,
        )

    async def card_again(
        self, exchange: Exchange, asker: int, place: discord.Guild | None, *, attach: bool, footer: str | None, solves: bool
    ) -> AnswerCard | SentAgain:
        """The same for the answer to a message, which is built once for all who ask the same in a server."""
        answer, cards = exchange.answer, exchange.cards
        key = (language(), attach, footer, solves, self.correctable(place), self.ratable(place))
        if cards is not None and (kept := cards.get(key)) is not None:
            return kept.shown_to(asker)
        card = await self.card(answer, asker, place, attach=attach, footer=footer, solves=solves)
        if cards is not None and not (attach and await self._pictured(answer, place)):
            cards[key] = KeptCard.of(card)
        return card

    async def _pictured(self, answer: Answer, place: discord.Guild | None) -> bool:
        answerer = await self.asking.answerers.of(place.id if place else None)
        return bool(self._trimmings.wanted(self._trimmings.first_page(answer, answerer), answerer))

    def correctable(self, place: discord.Guild | Interaction | None) -> bool:
        """Whether corrections can be suggested: where there are moderators to read them, and a database to keep them."""
        if isinstance(place, discord.Interaction):  # with a user's own installation the bot need not be in the server
            place = place.client.get_guild(place.guild_id or 0)
        return place is not None and self.asking.answerers.editable

    def ratable(self, place: discord.Guild | Interaction | None) -> bool:
        """Whether an answer can be voted on: where its question may be kept."""
        return self._learning.on and self.correctable(place)

    async def sent(self, message: int | None, exchange: Exchange, place: discord.Guild | Interaction | None) -> None:
        """Note under which message id (None: not known) an answer was sent, and keep its question where it was declined."""
        if message is None:
            return
        self.asking.sent(message, exchange)
        self._reasons.keep(message, exchange.answer.question, exchange.before)
        guild = place.guild_id if isinstance(place, discord.Interaction) else place.id if place is not None else None
        await self._learning.answered(message, exchange, guild if self.correctable(place) else None)

    async def answer_command(self, interaction: Interaction, question: str, *, private: bool) -> None:
        """Answer a question typed into a slash command; the card repeats it, because Discord does not show it."""
        async with self.admitted(interaction) as admitted:
            if not admitted:
                return
            exchange = await self.asking.ask(question, place_of(interaction))
            sent = await self._send(interaction, exchange, echo=question, private=private)
        await self.sent(sent, exchange, interaction)

    async def show(
        self, interaction: Interaction, answer: Callable[[Answerer], Answer], *, private: bool, topic: Topic | None = None
    ) -> None:
        """Answer a command that is no question: a topic (under whose name it is shown), the sources, help.

        `answer` makes it of what answers in the server.
        """
        async with self.admitted(interaction) as admitted:
            if not admitted:
                return
            async with self.asking.queue.turn():
                given = answer(await self.asking.answerers.of(interaction.guild_id))
            shown = {"topic": topic} if topic is not None else {}
            attach = may_attach(interaction)
            card = await self.card(given, interaction.user.id, interaction, attach=attach, private=private, **shown)
            await sent_with(card, lambda files: interaction.response.send_message(view=card, files=files, ephemeral=private))

    async def explain(self, interaction: Interaction, text: str) -> None:
        """Say what was wrong with a command, to the one who typed it; it counts like a question."""
        async with self.admitted(interaction) as admitted:
            if admitted:
                await whisper(interaction, text)

    async def answer_choice(self, interaction: Interaction, question: str, asker: int) -> None:
        """Answer a suggestion that was pressed: in the same message for the asker, else only to the one who pressed."""
        async with self.admitted(interaction) as admitted:
            if not admitted:
                return
            exchange = await self.asking.ask(question, place_of(interaction))
            if interaction.user.id != asker or interaction.message is None:
                sent = await self._send(interaction, exchange, echo=question, private=True)
            else:
                sent = interaction.message.id
                private, attach = interaction.message.flags.ephemeral, may_attach(interaction)
                card = await self.card(exchange.answer, asker, interaction, attach=attach, private=private, echo=question)
                await sent_with(card, lambda files: interaction.response.edit_message(view=card, attachments=files))
        await self.sent(sent, exchange, interaction)

    async def answer_next(self, interaction: Interaction, question: str, asker: int) -> None:
        """Answer a question that goes on from an answer, in a message of its own; only the asker's is seen by others."""
        async with self.admitted(interaction) as admitted:
            if not admitted:
                return
            exchange = await self.asking.ask(question, place_of(interaction))
            below = interaction.message
            shared = interaction.user.id == asker and below is not None and not below.flags.ephemeral
            sent = await self._send(interaction, exchange, echo=question, private=not shared)
        await self.sent(sent, exchange, interaction)

    async def turn_page(self, interaction: Interaction, listing: Listing, number: int, asker: int) -> None:
        """Show another page of a list: in its message for the asker, else only to the one who pressed."""
        async with self.admitted(interaction) as admitted:
            if not admitted:
                return
            answer = (await self.asking.answerers.of(interaction.guild_id)).listed(listing, number)
            below, attach = interaction.message, may_attach(interaction)
            if below is not None and (held := question_on(below)) is not None:  # explained as the first page was
                asked = self._reasons.asked(below)
                question = asked.question if asked is not None else FORGOTTEN
                answer = answer.model_copy(update={"question": question, "in_context": not held})
            here = below is not None and interaction.user.id == asker
            private = not here or (below is not None and below.flags.ephemeral)
            shown = {"topic": self.asking.answerers.pack.base.topic(listing.topic)} if listing.topic else {}
            card = await self.card(answer, interaction.user.id, interaction, attach=attach, private=private, **shown)
            respond = interaction.response
            if here:
                await sent_with(card, lambda files: respond.edit_message(view=card, attachments=files))
            else:
                await sent_with(card, lambda files: respond.send_message(view=card, files=files, ephemeral=True))

    async def _send(self, interaction: Interaction, exchange: Exchange, *, echo: str, private: bool) -> int | None:
        """Send an answer; gives the id of the message, where Discord tells it."""
        attach = may_attach(interaction)
        card = await self.card(exchange.answer, interaction.user.id, interaction, attach=attach, private=private, echo=echo)
        sent = await sent_with(card, lambda files: interaction.response.send_message(view=card, files=files, ephemeral=private))
        return sent.message_id

    def admitted(self, interaction: Interaction) -> AbstractAsyncContextManager[bool]:
        """Whether a question has a place in the queue, until its answer is sent; whoever has none was told so."""
        return admitted(self.asking, interaction)
