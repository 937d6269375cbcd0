"""The button under an entry of the log channel: takes a change back, after a question. It outlives a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import discord
from discord import ui

from bot.error_report import Interaction, apologise
from bot.moderation import wording
from bot.readers import Localised
from bot.translation import t

if TYPE_CHECKING:
    from bot.client import SafirBot


class UndoButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:undo:(?P<revision>[0-9]{1,18})"):
    """Its id says which revision it takes back."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            ui.Button(label=t(wording.REVERT), style=discord.ButtonStyle.secondary, custom_id=f"safir:undo:{revision}")
        )
        self.revision = revision

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /) -> UndoButton:
        """The button as it was, from its id."""
        return cls(int(match["revision"]))

    async def callback(self, interaction: Interaction) -> None:
        """Ask whoever pressed it, if they may."""
        try:
            await cast("SafirBot", interaction.client).moderation.steps.ask_undo(interaction, self.revision)
        except Exception as error:
            await apologise(interaction, error, "the revert button")
