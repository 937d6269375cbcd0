"""`/suggest`: everybody in a server may say what is wrong or missing."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import SafirBot
from bot.error_report import Interaction, report
from bot.moderation import review_wording as words
from bot.moderation.contributions import TEXT_LIMIT
from bot.moderation.finding import found, in_use, offered


class SuggestCommand(commands.Cog):
    """The command."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="suggest", description=words.SUGGEST)
    @app_commands.describe(text=words.SUGGEST_TEXT, fact=words.SUGGEST_FACT)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def suggest(
        self, interaction: Interaction, text: app_commands.Range[str, 1, TEXT_LIMIT], fact: str | None = None
    ) -> None:
        """Keep it for the moderators."""
        pack = (await self.bot.answerers.of(interaction.guild_id)).base.pack
        about = found(pack, fact, self.bot.settings.language).id if fact else None
        await self.bot.contributions.take(interaction, text, about)

    @suggest.autocomplete("fact")
    async def offer_facts(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Facts like what is typed. An error here must not get in the way of typing: it is logged."""
        try:
            pack = (await self.bot.answerers.of(interaction.guild_id)).base.pack
            pairs = offered(pack, typed, self.bot.settings.language, in_use)
        except Exception as error:
            report(error, "what is offered for a suggestion")
            return []
        return [app_commands.Choice(name=name, value=value) for name, value in pairs]


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SuggestCommand(bot))
