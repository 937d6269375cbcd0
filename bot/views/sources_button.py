"""The button that shows what each cited paragraph is used for. Its id names the facts: it outlives a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from discord import ui

from bot import card_wording as words
from bot.error_report import Interaction, apologise, whisper
from bot.readers import Localised
from bot.translation import t
from bot.views.fact_marks import PATTERN, marked, marks
from bot.views.quiet_button import quiet
from bot.views.source_uses import uses_card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.client import SafirBot


class SourcesButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=rf"safir:src:(?P<facts>{PATTERN})"):
    """Opens them for whoever presses, seen by nobody else."""

    def __init__(self, facts: Sequence[str] = (), *, signs: str = "") -> None:
        self.signs = signs or marks(facts)
        super().__init__(quiet(t(words.SOURCES), f"safir:src:{self.signs}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> SourcesButton:
        """The button as it was, from its id."""
        return cls(signs=match["facts"])

    async def callback(self, interaction: Interaction) -> None:
        """Show what each paragraph says."""
        try:
            bot = cast("SafirBot", interaction.client)
            base = (await bot.answerers.of(interaction.guild_id)).base
            facts = marked(self.signs, base)
            if not facts:
                await whisper(interaction, t(words.SOURCES_GONE))
                return
            await interaction.response.send_message(view=uses_card(facts, base, bot.settings.language), ephemeral=True)
        except Exception as error:
            await apologise(interaction, error, "the sources of an answer")
