"""Sends the errors of slash commands to the one place in which errors end (`bot/error_report.py`)."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import SafirBot
from bot.error_report import Interaction, apologise


class Errors(commands.Cog):
    """Takes over the command tree's error handler while it is loaded."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take over."""
        self.bot.tree.error(self.on_command_error)

    async def cog_unload(self) -> None:
        """Give back discord.py's own handler, which logs."""
        self.bot.tree.error(app_commands.CommandTree.on_error.__get__(self.bot.tree))

    async def on_command_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Explain, once."""
        name = interaction.command.qualified_name if interaction.command else "an unknown command"
        await apologise(interaction, error, f"/{name}")


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Errors(bot))
