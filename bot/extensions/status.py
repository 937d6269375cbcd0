"""`/status`: since when the bot runs, how fast it is, and what works; its owner sees more."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import status_wording as words
from bot.client import SafirBot
from bot.error_report import Interaction
from bot.views.draft_card import Card
from bot.views.status_card import owner_text, status_text


class Status(commands.Cog):
    """The command."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="status", description=words.COMMAND)
    async def status(self, interaction: Interaction) -> None:
        """Say it, only to whoever asks."""
        async with self.bot.desk.admitted(interaction) as admitted:
            if not admitted:
                return
            answerer = await self.bot.answerers.of(interaction.guild_id)
            parts = [status_text(self.bot, len(answerer.base.facts), interaction.guild_id)]
            if await self._owns(interaction.user):
                parts.append(owner_text(self.bot))
            await interaction.response.send_message(view=Card(*parts), ephemeral=True)

    async def _owns(self, user: discord.User | discord.Member) -> bool:
        try:
            return await self.bot.is_owner(user)
        except discord.HTTPException:  # Discord cannot say who it is just now
            return False


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Status(bot))
