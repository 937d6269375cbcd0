"""`/topics`, `/sources` and `/help`: what the bot knows, where from, and how to ask."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.client import SafirBot
from bot.error_report import Interaction


class About(commands.Cog):
    """The commands."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="topics", description=wording.TOPICS)
    @app_commands.describe(private=wording.PRIVATE)
    async def topics(self, interaction: Interaction, private: bool = False) -> None:
        """Every topic with what it is about."""
        await self.bot.desk.show(interaction, lambda answerer: answerer.topics(), private=private)

    @app_commands.command(name="sources", description=wording.SOURCES_COMMAND)
    @app_commands.describe(private=wording.PRIVATE)
    async def sources(self, interaction: Interaction, private: bool = False) -> None:
        """Every source."""
        await self.bot.desk.show(interaction, lambda answerer: answerer.sources(), private=private)

    @app_commands.command(name="help", description=wording.HELP)
    @app_commands.describe(private=wording.PRIVATE)
    async def help(self, interaction: Interaction, private: bool = True) -> None:
        """How to ask; only the person who needs it sees it, unless they show it to others."""
        await self.bot.desk.show(interaction, lambda answerer: answerer.help(), private=private)


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(About(bot))
