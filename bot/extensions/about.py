"""`/topics`, `/sources`, `/help` and `/about`: what the bot knows, where from, how to ask, and what it is."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import help_wording, wording
from bot.client import SafirBot
from bot.error_report import Interaction, Refused
from bot.moderation.access import layer_of
from bot.views.about_card import about_text
from bot.views.draft_card import Card
from bot.views.help_card import HelpCard, Where
from bot.views.topics_card import TopicsCard


class About(commands.Cog):
    """The commands."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="topics", description=wording.TOPICS)
    @app_commands.describe(private=wording.PRIVATE)
    async def topics(self, interaction: Interaction, private: bool = False) -> None:
        """Every topic with what it is about."""
        async with self.bot.desk.admitted(interaction) as admitted:
            if admitted:
                base = (await self.bot.answerers.of(interaction.guild_id)).base
                card = TopicsCard(base, self.bot.settings.language, interaction.user.id, removable=not private)
                await interaction.response.send_message(view=card, ephemeral=private)

    @app_commands.command(name="sources", description=wording.SOURCES_COMMAND)
    @app_commands.describe(private=wording.PRIVATE)
    async def sources(self, interaction: Interaction, private: bool = False) -> None:
        """Every source."""
        await self.bot.desk.show(interaction, lambda answerer: answerer.sources(), private=private)

    @app_commands.command(name="help", description=wording.HELP)
    @app_commands.describe(private=wording.PRIVATE)
    async def help(self, interaction: Interaction, private: bool = True) -> None:
        """How to ask; only the person who needs it sees it, unless they show it to others, then without the moderators' part."""
        async with self.bot.desk.admitted(interaction) as admitted:
            if admitted:
                base = (await self.bot.answerers.of(interaction.guild_id)).base
                where = await self._where(interaction, for_one=private)
                card = HelpCard(base, self.bot.settings.language, where, interaction.user.id)
                await interaction.response.send_message(view=card, ephemeral=private)

    @app_commands.command(name="about", description=help_wording.ABOUT)
    @app_commands.describe(private=wording.PRIVATE)
    async def about(self, interaction: Interaction, private: bool = True) -> None:
        """Version, facts, sources, privacy, licence, code."""
        async with self.bot.desk.admitted(interaction) as admitted:
            if admitted:
                base = (await self.bot.answerers.of(interaction.guild_id)).base
                edited = base is not (await self.bot.answerers.of(None)).base
                settings = self.bot.settings
                text = about_text(base, settings.language, settings.code_url, edited=edited)
                await interaction.response.send_message(view=Card(text), ephemeral=private)

    async def _where(self, interaction: Interaction, *, for_one: bool) -> Where:
        guild = self.bot.get_guild(interaction.guild_id or 0)
        if guild is None or self.bot.user is None:  # a direct message, or a server in which the bot is no member
            return Where()
        there = {channel.id: channel for channel in guild.channels}
        visible = [channel for channel in self.bot.ask_channels.heard_in(guild.id, there) if channel in there]
        moderates = for_one and await _moderates(interaction)
        lacking = tuple(name for name in _needed(interaction.channel) if not getattr(interaction.app_permissions, name))
        return Where(self.bot.user.mention, tuple(visible), moderates, lacking)


async def _moderates(interaction: Interaction) -> bool:
    try:
        await layer_of(interaction)
    except Refused:
        return False
    return True


def _needed(channel: object) -> tuple[str, ...]:
    """What the bot needs to answer where help was asked for."""
    speaks = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
    return "view_channel", speaks, "read_message_history"


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(About(bot))
