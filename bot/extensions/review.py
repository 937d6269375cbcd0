"""`/review`: what waits for moderators. What they see is seen by nobody else."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import SafirBot
from bot.error_report import Interaction
from bot.moderation import review_wording as words
from bot.moderation.access import layer_of
from bot.moderation.review_facts import Conflicts, Stale
from bot.moderation.review_gaps import Gaps
from bot.moderation.review_queue import Queue
from bot.moderation.review_upstream import Upstream


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class ReviewCommands(commands.GroupCog, group_name="review", group_description=words.REVIEW):
    """The commands. Each asks `layer_of` first, as `/fact` does."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="queue", description=words.REVIEW_QUEUE)
    async def queue(self, interaction: Interaction) -> None:
        """Suggestions."""
        await self.bot.moderation.reviews.begin(interaction, await layer_of(interaction), Queue())

    @app_commands.command(name="gaps", description=words.REVIEW_GAPS)
    async def gaps(self, interaction: Interaction) -> None:
        """Missed questions."""
        await self.bot.moderation.reviews.begin(interaction, await layer_of(interaction), Gaps())

    @app_commands.command(name="stale", description=words.REVIEW_STALE)
    async def stale(self, interaction: Interaction) -> None:
        """Facts that are due."""
        await self.bot.moderation.reviews.begin(interaction, await layer_of(interaction), Stale())

    @app_commands.command(name="conflicts", description=words.REVIEW_CONFLICTS)
    async def conflicts(self, interaction: Interaction) -> None:
        """Figures that differ."""
        await self.bot.moderation.reviews.begin(interaction, await layer_of(interaction), Conflicts())

    @app_commands.command(name="upstream", description=words.REVIEW_UPSTREAM)
    async def upstream(self, interaction: Interaction) -> None:
        """Edits whose ground has moved."""
        await self.bot.moderation.reviews.begin(interaction, await layer_of(interaction), Upstream())


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(ReviewCommands(bot))
