"""Reads what answers need sooner or later and a start does not: beside the event loop, once Discord has been told of the bot."""

from __future__ import annotations

import asyncio

from discord.ext import commands

from bot.client import SafirBot
from knowledge.understanding.frequency import preload


class Warming(commands.Cog):
    """Listens to the connection."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """How common words are, and the questions that are suggested: who needs them first would wait, and all others, too."""
        preload(self.bot.settings.language)
        await asyncio.to_thread(self.bot.answerers.pack.suggest, "")


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Warming(bot))
