"""`/privacy`: what is kept of what people ask, for how long, and a button that deletes it."""

from __future__ import annotations

from discord import app_commands, ui
from discord.ext import commands

from bot.client import SafirBot
from bot.error_report import Interaction, Refused
from bot.moderation import review_wording as words
from bot.moderation.access import layer_of
from bot.translation import t
from bot.views.draft_card import Card
from bot.views.forget_button import ForgetButton


class Privacy(commands.Cog):
    """The command."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="privacy", description=words.PRIVACY)
    async def privacy(self, interaction: Interaction) -> None:
        """Say it to whoever asks; moderators can delete. Raises StoreUnavailable."""
        learning, guild = self.bot.learning, interaction.guild_id
        home = guild is not None and self.bot.get_guild(guild) is not None
        kept = words.NOTHING_KEPT
        if home and guild is not None and learning.on:
            kept = words.KEPT if await learning.keeps(guild) else words.SWITCHED_OFF
        text = f"{t(kept, time=t(words.DAYS, days=learning.days))}\n{t(words.ALSO_KEPT)}"
        try:
            await layer_of(interaction)
        except Refused:
            await interaction.response.send_message(view=Card(text), ephemeral=True)
            return
        await interaction.response.send_message(view=Card(text, ui.ActionRow(ForgetButton())), ephemeral=True)


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Privacy(bot))
