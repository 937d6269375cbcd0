"""The button with which the person who asked, or a moderator, removes an answer. It works after a restart too."""

from __future__ import annotations

import re

import discord
from discord import ui

from bot import wording
from bot.error_report import Interaction, apologise, whisper
from bot.readers import Localised
from bot.translation import t
from bot.views.quiet_button import quiet


class RemoveButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:remove:(?P<asker>[0-9]{1,20})"):
    """A button whose id says who asked: nothing about it has to be remembered."""

    def __init__(self, asker: int) -> None:
        super().__init__(quiet(t(wording.REMOVE), f"safir:remove:{asker}", "🗑️"))
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> RemoveButton:
        """The button as it was, from its id."""
        return cls(int(match["asker"]))

    async def callback(self, interaction: Interaction) -> None:
        """Remove the message for the asker and for whoever may manage messages here."""
        try:
            if interaction.user.id != self.asker and not interaction.permissions.manage_messages:
                await whisper(interaction, t(wording.NOT_YOURS_TO_REMOVE))
                return
            await interaction.response.defer()
            # Through the interaction, so that it also works where the bot itself is not a member (user-installed app).
            await interaction.delete_original_response()
        except discord.NotFound:
            pass  # somebody else was faster
        except Exception as error:
            await apologise(interaction, error, "the remove button")
