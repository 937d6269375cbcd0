"""What everybody may suggest, and how they learn what became of it."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

import discord

from bot.error_report import Interaction, Refused, whisper
from bot.markdown import escape_line
from bot.moderation import review_wording as words
from bot.moderation import wording
from bot.moderation.fields import Field, Page
from bot.moderation.proposal import Start
from bot.translation import speaking, t
from bot.views.fields_form import FieldsForm
from knowledge.store.errors import StoreUnavailable
from knowledge.store.pending import PendingChange
from knowledge.store.store import utc_now
from knowledge.store.suggestions import AlreadyDecided, Status, Suggestion, UnknownSuggestion

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")

TEXT_LIMIT = 1_000
PER_PERSON, WINDOW = 5, timedelta(hours=1)
MOST_OPEN = 500  # of a server: a flood must not fill the database
_FORM_ID = re.compile(r"safir:suggest:[0-9a-f]{4}:(?P<fact>[A-Za-z0-9_.-]{0,80})")
_FORM = Page("", (Field("text", words.SUGGEST_BOX, words.SUGGEST_HINT, TEXT_LIMIT, True),))


class Contributions:
    """Takes suggestions, and tells of decisions."""

    def __init__(self, bot: SafirBot) -> None:
        self._bot = bot

    async def open_form(self, interaction: Interaction, fact: str | None) -> None:
        """Ask what should be said instead. Raises Refused and StoreUnavailable."""
        self._ready(interaction)

        async def submitted(interaction: Interaction, typed: dict[str, str]) -> None:
            await self.take(interaction, typed["text"], fact)

        custom_id = f"safir:suggest:{secrets.token_hex(2)}:{fact or ''}"
        await interaction.response.send_modal(FieldsForm(t(words.SUGGEST_TITLE), _FORM, {}, submitted, custom_id=custom_id))

    async def take_left_over(self, interaction: Interaction, custom_id: str, typed: Mapping[str, str]) -> bool:
        """Keep what was typed into a form of before the restart; False where it was no form of a suggestion. Raises as `take`."""
        form = _FORM_ID.fullmatch(custom_id)
        if form is not None:
            await self.take(interaction, typed.get("text", ""), form["fact"] or None)
        return form is not None

    async def take(self, interaction: Interaction, text: str, fact: str | None) -> None:
        """Keep a suggestion for the moderators. Raises Refused and StoreUnavailable."""
        guild = self._ready(interaction)
        text = text.strip()[:TEXT_LIMIT]
        if not text:
            raise Refused(t(words.SUGGEST_NOTHING))
        suggestions = self._bot.link.require().store.suggestions
        await interaction.response.defer(ephemeral=True, thinking=True)  # the database may take its time
        if len(await suggestions.of(guild, limit=MOST_OPEN)) >= MOST_OPEN:
            raise Refused(t(words.SUGGEST_FULL))
        # Counted in the database: whoever is in several servers asks several processes, and a restart forgets nothing.
        now = utc_now()
        # What is still to come was made before the clock was put back.
        made = [one for one in await suggestions.made(interaction.user.id, now - WINDOW) if one <= now]
        if len(made) >= PER_PERSON:
            raise Refused(t(words.SUGGEST_TOO_MANY, minutes=ceil((made[-PER_PERSON] + WINDOW - now) / timedelta(minutes=1))))
        await suggestions.add(guild, text, interaction.user.id, interaction.user.display_name[:200], fact)
        await whisper(interaction, t(words.SUGGESTED))

    async def decide(self, interaction: Interaction, suggestion: int, status: Status, reason: str) -> bool:
        """Decide a suggestion of this server and tell who made it; False where somebody else was faster."""
        assert interaction.guild_id is not None
        suggestions = self._bot.link.require().store.suggestions
        try:
            decided = await suggestions.decide(interaction.guild_id, suggestion, status, interaction.user.id, reason)
        except (AlreadyDecided, UnknownSuggestion):
            return False
        await self._tell(interaction, decided)
        return True

    async def settled(self, interaction: Interaction, layer: int, reason: str, start: Start | PendingChange) -> None:
        """A change was saved: what it came of is done with. What goes wrong now must not look as if it was not saved."""
        try:
            if start.settles is not None:
                await self.decide(interaction, start.settles, Status.ACCEPTED, reason)
            if start.learns:
                await self._bot.link.require().store.misses.delete(layer, start.learns)
        except StoreUnavailable as error:
            log.warning("what a change came of stays open: %s", error)

    async def _tell(self, interaction: Interaction, decided: Suggestion) -> None:
        shape = words.TOLD_REJECTED if decided.status is Status.REJECTED else words.TOLD_ACCEPTED
        server = interaction.guild.name if interaction.guild else ""
        with speaking(self._bot.readers.of(decided.author_id)):
            text = t(
                shape,
                server=escape_line(server, 100),
                text=escape_line(decided.text, 400),
                reason=escape_line(decided.reason or t(wording.NO_REASON), 300),
            )
        try:
            person = self._bot.get_user(decided.author_id) or await self._bot.fetch_user(decided.author_id)
            await person.send(text)
        except discord.HTTPException as error:  # they take no messages from the bot, or are gone
            log.info("a suggester could not be told: %s", error.text)

    def _ready(self, interaction: Interaction) -> int:
        """The server. A server that the bot is no member of has nobody who would read it."""
        if interaction.guild_id is None or self._bot.get_guild(interaction.guild_id) is None:
            raise Refused(t(wording.ONLY_IN_SERVERS))
        self._bot.link.require()
        return interaction.guild_id
