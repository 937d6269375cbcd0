"""Forms that are submitted after they were forgotten: the process was restarted, or somebody typed for more than an hour.

Discord would say that something went wrong, and what was typed would be lost when the form is closed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

import discord
from discord.ext import commands

from bot import wording
from bot.client import SafirBot
from bot.error_report import Interaction, apologise
from bot.moderation.fields import label
from bot.readers import speak_to
from bot.translation import t
from bot.views.fields_form import TAKEN
from knowledge.store.revision import Kind

SHORT: Final = 1_500  # characters that are shown in the message itself
FILE_NAME: Final = "typed.txt"


class LeftOverForms(commands.Cog):
    """Answers them."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """A suggestion is taken; of anything else what was typed is given back."""
        if interaction.type is not discord.InteractionType.modal_submit or TAKEN in interaction.extras:
            return
        speak_to(interaction)
        try:
            data = cast("Mapping[str, Any]", interaction.data or {})
            typed = dict(_boxes(data.get("components", ())))
            if not await self.bot.contributions.take_left_over(interaction, str(data.get("custom_id", "")), typed):
                await _give_back(interaction, typed)
        except Exception as error:
            await apologise(interaction, error, "a form that was left over")


async def _give_back(interaction: Interaction, typed: Mapping[str, str]) -> None:
    text = "\n\n".join(f"{_label(name)}:\n{value}" for name, value in typed.items() if value)
    text = text.encode(errors="replace").decode()  # halves of surrogate pairs: no text may hold them
    if not text:
        await interaction.response.send_message(t(wording.FORM_GONE), ephemeral=True)
    elif len(text) <= SHORT and "`" not in text:
        await interaction.response.send_message(f"{t(wording.FORM_GONE)}\n```\n{text}\n```", ephemeral=True)
    else:
        file = discord.File(io.BytesIO(text.encode()), FILE_NAME)
        await interaction.response.send_message(t(wording.FORM_GONE), file=file, ephemeral=True)


def _label(name: str) -> str:
    """What people call a box."""
    return next((said for kind in Kind if (said := label(kind, name)) != name), name)


def _boxes(components: Any) -> Iterator[tuple[str, str]]:
    """The names of the boxes of a submitted form and what stands in them, however deep Discord nests them."""
    for part in components if isinstance(components, list) else ():
        if isinstance(part, dict):
            if isinstance(part.get("custom_id"), str) and isinstance(part.get("value"), str):
                yield part["custom_id"], part["value"]
            yield from _boxes(part.get("components"))
            yield from _boxes([part.get("component")])


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(LeftOverForms(bot))
