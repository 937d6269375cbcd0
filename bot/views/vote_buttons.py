"""Helpful, or not helpful: the buttons under an answer, counted once a person. They outlive a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from discord import ui

from bot.error_report import Interaction, Refused, apologise, whisper
from bot.moderation import review_wording, wording
from bot.readers import Localised
from bot.translation import t
from bot.views.quiet_button import quiet

if TYPE_CHECKING:
    from bot.client import SafirBot


class VoteButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:vote:(?P<vote>good|bad)"):
    """One of the two."""

    def __init__(self, good: bool) -> None:
        label = t(review_wording.HELPFUL) if good else t(review_wording.NOT_HELPFUL)
        custom_id = f"safir:vote:{'good' if good else 'bad'}"
        super().__init__(quiet(label, custom_id))
        self.good = good

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /) -> VoteButton:
        """The button as it was, from its id."""
        return cls(match["vote"] == "good")

    async def callback(self, interaction: Interaction) -> None:
        """Count it; who voted otherwise before has changed their mind."""
        try:
            bot = cast("SafirBot", interaction.client)
            guild = interaction.guild_id
            if guild is None or interaction.message is None or bot.get_guild(guild) is None:
                raise Refused(t(wording.ONLY_IN_SERVERS))
            await interaction.response.defer(ephemeral=True, thinking=True)  # the database may take its time
            votes = await bot.learning.vote(interaction.message.id, interaction.user.id, self.good, guild)
            await whisper(interaction, t(review_wording.VOTED, good=votes.good, bad=votes.bad))
        except Exception as error:
            await apologise(interaction, error, "a vote")
