"""The button under an answer with which everybody suggests a correction. Its id names the fact: it outlives a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from discord import ui

from bot.error_report import Interaction, apologise
from bot.moderation import review_wording
from bot.readers import Localised
from bot.translation import Message, t
from bot.views.quiet_button import quiet

if TYPE_CHECKING:
    from bot.client import SafirBot


class CorrectButton(
    Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:correct:(?P<fact>[A-Za-z0-9_.-]{0,80})"
):
    """Opens the form of a suggestion about `fact` (empty: about no single one)."""

    def __init__(self, fact: str, label: Message = review_wording.CORRECT) -> None:
        super().__init__(quiet(t(label), f"safir:correct:{fact}"))
        self.fact = fact

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> CorrectButton:
        """The button as it was, from its id."""
        return cls(match["fact"])

    async def callback(self, interaction: Interaction) -> None:
        """Ask what should be said instead."""
        try:
            contributions = cast("SafirBot", interaction.client).contributions
            await contributions.open_form(interaction, self.fact or None)
        except Exception as error:
            await apologise(interaction, error, "the button for corrections")
