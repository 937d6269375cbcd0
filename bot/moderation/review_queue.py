"""`/review queue`: changes that wait for a second person, then suggestions, each oldest first.

Accepting a suggestion opens the fact's draft; saving that settles it. What waits for a second person:
pending_card.py, review_pending.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.error_report import Interaction, whisper
from bot.markdown import escape_line
from bot.moderation import field_wording, pending_card, review_pending
from bot.moderation import review_wording as words
from bot.moderation.access import same_layer
from bot.moderation.fields import REASON, Field, Page
from bot.moderation.finding import name_of
from bot.moderation.proposal import Start
from bot.moderation.reviews import NEW, Review, Shown, fact_select
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.fields_form import FieldsForm
from knowledge.store.pending import PendingChange
from knowledge.store.revision import Kind
from knowledge.store.suggestions import Status, Suggestion

if TYPE_CHECKING:
    from bot.client import SafirBot

_WHY = Page("", (Field("why", field_wording.REASON, words.REJECT_HINT, 300, True),))
REASON_LIMIT = 300


class Queue:
    """The waiting changes and the suggestions of a server."""

    empty = words.QUEUE_EMPTY
    actions = "next|before|accept|reject|amend|acceptall|rejectall"

    async def waiting(self, bot: SafirBot, layer: int) -> Sequence[Suggestion | PendingChange]:
        """Those without a decision."""
        store = bot.link.require().store
        return [*await store.pending.of(layer), *await store.suggestions.of(layer)]

    async def show(self, bot: SafirBot, key: str, review: Review) -> Shown:
        """A waiting change, or who suggests what about which fact."""
        if isinstance(review.item, PendingChange):
            return await pending_card.show(bot, review.layer, key, review.item, review.person)
        text = self._text(bot, review.layer, review.item)
        return text, await self._controls(bot, review.layer, key, review.item)

    def _text(self, bot: SafirBot, layer: int, item: Suggestion) -> str:
        fact = bot.link.require().effective(layer).items.get((Kind.FACT, item.fact_id or ""))
        about = t(words.ABOUT_NOTHING)
        if fact is not None:
            about = t(words.ABOUT, title=name_of(fact, bot.settings.language), id=item.fact_id)
        time = discord.utils.format_dt(item.created_at, "f")
        said = escape_line(item.text, 2_000)
        return t(words.SUGGESTION, who=escape_line(item.author_name, 80), time=time, about=about, text=said)

    async def _controls(self, bot: SafirBot, layer: int, key: str, item: Suggestion) -> Sequence[ui.Item[Any]]:
        """Accept, if it names a fact that is there; else choose one; or reject."""
        known = (Kind.FACT, item.fact_id or "") in bot.link.require().effective(layer).items
        accept = [DraftButton("accept", key, t(words.ACCEPT), discord.ButtonStyle.success)] if known else []
        row: ui.ActionRow[Any] = ui.ActionRow(*accept, DraftButton("reject", key, t(words.REJECT), discord.ButtonStyle.danger))
        return [row] if known else [await fact_select(bot, layer, key, item.text), row]

    async def press(self, interaction: Interaction, key: str, review: Review, action: str) -> bool:
        """Accept or reject."""
        if isinstance(review.item, PendingChange):
            return await review_pending.press(interaction, key, review, action)
        if action == "accept":
            await self.choose(interaction, review, review.item.fact_id)
        elif action == "reject":
            await self._reject(interaction, key, review)
        return False

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """Open the draft of the fact. Raises UnknownFact."""
        item: Suggestion = review.item
        proposals = cast("SafirBot", interaction.client).moderation.proposals
        reason = " ".join(t(words.REASON_FROM, who=item.author_name, text=item.text).split())[:REASON_LIMIT]
        start = Start({REASON: reason}, settles=item.id)
        if value == NEW:
            await proposals.begin_add(interaction, review.layer, Kind.FACT, start)
        else:
            await proposals.begin_edit(interaction, review.layer, value, start=start)

    async def _reject(self, interaction: Interaction, key: str, review: Review) -> None:
        bot = cast("SafirBot", interaction.client)

        async def submitted(interaction: Interaction, typed: dict[str, str]) -> None:
            await same_layer(interaction, review.layer)
            await interaction.response.defer()
            done = await bot.contributions.decide(interaction, review.item.id, Status.REJECTED, typed["why"])
            await bot.moderation.reviews.draw(interaction, key, review)
            if not done:
                await whisper(interaction, t(words.DECIDED_ALREADY))

        await interaction.response.send_modal(FieldsForm(t(words.REJECT_TITLE), _WHY, {}, submitted))
