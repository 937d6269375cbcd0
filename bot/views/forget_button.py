"""The button under `/privacy` with which moderators delete the questions of their server. It outlives a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import discord
from discord import ui

from bot.error_report import Interaction, apologise, whisper
from bot.moderation import review_wording
from bot.moderation.access import layer_of
from bot.readers import Localised
from bot.translation import t

if TYPE_CHECKING:
    from bot.client import SafirBot


class ForgetButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:forget"):
    """Deletes what is kept of the server in which it is pressed."""

    def __init__(self) -> None:
        style = discord.ButtonStyle.danger
        super().__init__(ui.Button(label=t(review_wording.FORGET_ALL), style=style, custom_id="safir:forget"))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> ForgetButton:
        """The button as it was."""
        return cls()

    async def callback(self, interaction: Interaction) -> None:
        """Delete them, for who may edit here."""
        try:
            guild = await layer_of(interaction)
            await interaction.response.defer(ephemeral=True, thinking=True)  # the database may take its time
            count = await cast("SafirBot", interaction.client).learning.forget(guild)
            await whisper(interaction, t(review_wording.FORGOTTEN, count=count))
        except Exception as error:
            await apologise(interaction, error, "the button that deletes questions")
