"""`/ask`: a question in somebody's own words, with real questions offered while they type."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.client import SafirBot
from bot.error_report import Interaction, report

QUESTION_LIMIT = 4_000  # as long as a message can be
CHOICE_LIMIT = 100  # Discord's, for the name and for the value of a choice


class AskCommand(commands.Cog):
    """The command."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="ask", description=wording.ASK)
    @app_commands.describe(question=wording.ASK_QUESTION, private=wording.PRIVATE)
    async def ask(
        self, interaction: Interaction, question: app_commands.Range[str, 1, QUESTION_LIMIT], private: bool = False
    ) -> None:
        """Answer a question."""
        await self.bot.desk.answer_command(interaction, question, private=private)

    @ask.autocomplete("question")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Questions that the base answers. An error here must not get in the way of asking: it is logged."""
        try:
            questions = (await self.bot.answerers.of(interaction.guild_id)).suggest(typed, limit=25)
        except Exception as error:
            report(error, "the suggestions of /ask")
            return []
        return [
            app_commands.Choice(name=question, value=question) for question in questions[:25] if len(question) <= CHOICE_LIMIT
        ]


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(AskCommand(bot))
