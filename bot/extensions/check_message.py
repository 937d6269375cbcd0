"""The entry "Check with Safir" in a message's menu: its statements are held against the facts, for the person who asked alone."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot import check_wording as words
from bot.client import SafirBot
from bot.error_report import Interaction, whisper
from bot.translation import t
from bot.views.check_card import CheckCard
from knowledge.answering.check import checker

LONGEST = 4_000  # characters of a message that are looked at, as many as one can have


class CheckMessage(commands.Cog):
    """Adds the entry when it is loaded and takes it away when it is unloaded; discord.py knows no entries inside of cogs."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name=words.MENU, callback=self.check)

    async def cog_load(self) -> None:
        """Add it."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def check(self, interaction: Interaction, message: discord.Message) -> None:
        """Tell what came of it. It counts like a question."""
        async with self.bot.desk.admitted(interaction) as admitted:
            if not admitted:
                return
            if self.bot.user is not None and message.author.id == self.bot.user.id:
                await whisper(interaction, t(words.MY_OWN))
                return
            text = _text_of(message)[:LONGEST]
            if not text.strip():
                await whisper(interaction, t(words.NO_TEXT))
                return
            async with self.bot.asking.queue.turn():
                answerer = await self.bot.answerers.of(interaction.guild_id)
                found = await asyncio.to_thread(lambda: checker(answerer).check(text))
            if not found.checked:
                await whisper(interaction, t(words.NO_STATEMENT))
                return
            card = CheckCard(found, self.bot.settings.language)
            await interaction.response.send_message(view=card, ephemeral=True)


def _text_of(message: discord.Message) -> str:
    """What somebody says in a message: its text, what it forwards, and what its embeds quote."""
    told = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    for embed in message.embeds:
        told += [embed.title or "", embed.description or ""]
    return "\n".join(text for text in told if text)


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(CheckMessage(bot))
