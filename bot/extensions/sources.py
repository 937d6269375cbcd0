"""`/source`: moderators look at sources, add them and change them."""

from __future__ import annotations

from collections import Counter

from discord import app_commands
from discord.ext import commands

from bot.client import SafirBot
from bot.error_report import Interaction
from bot.moderation import wording
from bot.moderation.access import layer_of
from bot.moderation.finding import name_of, source_found, sources_offered
from bot.moderation.offers import Choices, offer
from bot.translation import t
from bot.views.draft_card import Card
from bot.views.fitting import TEXT_LIMIT, fitting
from bot.views.history_pages import history_card
from knowledge.store.revision import Kind


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class SourceCommands(commands.GroupCog, group_name="source", group_description=wording.SOURCE):
    """The commands. Each asks `layer_of` first: servers can let people past `default_permissions`."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    @app_commands.command(name="add", description=wording.SOURCE_ADD)
    @app_commands.describe(everywhere=wording.EVERYWHERE)
    async def add(self, interaction: Interaction, everywhere: bool = False) -> None:
        """Open the form of a new source."""
        layer = await layer_of(interaction, everywhere=everywhere)
        await self.bot.moderation.proposals.begin_add(interaction, layer, Kind.SOURCE)

    @app_commands.command(name="edit", description=wording.SOURCE_EDIT)
    @app_commands.describe(source=wording.SOURCE_OPTION, everywhere=wording.EVERYWHERE)
    async def edit(self, interaction: Interaction, source: str, everywhere: bool = False) -> None:
        """Open the form of a source."""
        layer = await layer_of(interaction, everywhere=everywhere)
        chosen = source_found(self.bot.link.require().effective(layer).pack, source)
        await self.bot.moderation.proposals.begin_edit(interaction, layer, chosen.id, Kind.SOURCE)

    @app_commands.command(name="history", description=wording.SOURCE_HISTORY)
    @app_commands.describe(source=wording.SOURCE_OPTION, everywhere=wording.EVERYWHERE)
    async def history(self, interaction: Interaction, source: str, everywhere: bool = False) -> None:
        """Its changes, newest first. An addition that was taken back still has its history."""
        layer = await layer_of(interaction, everywhere=everywhere)
        editor, item = self.bot.link.require(), source.strip()
        if (Kind.SOURCE, item) not in editor.overlays.of(layer):
            item = source_found(editor.effective(layer).pack, source).id
        await interaction.response.send_message(view=await history_card(self.bot, layer, Kind.SOURCE, item), ephemeral=True)

    @app_commands.command(name="list", description=wording.SOURCE_LIST)
    async def list_(self, interaction: Interaction) -> None:
        """Every source, and how many facts stand on each."""
        layer = await layer_of(interaction)
        pack = self.bot.link.require().effective(layer).pack
        cited = Counter(source for fact in pack.facts for source in {citation.source for citation in fact.citations})
        lines = [
            t(
                wording.SOURCE_LINE,
                id=source.id,
                title=name_of(source, self.bot.settings.language),
                paragraphs=source.paragraphs,
                facts=cited[source.id],
            )
            for source in pack.sources
        ]
        await interaction.response.send_message(
            view=Card(fitting("\n".join([t(wording.SOURCES), *lines]), TEXT_LIMIT)), ephemeral=True
        )

    @edit.autocomplete("source")
    @history.autocomplete("source")
    async def offer_sources(self, interaction: Interaction, typed: str) -> Choices:
        """Sources like what is typed, for those who may edit here."""
        return await offer(interaction, lambda pack: sources_offered(pack, typed))


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SourceCommands(bot))
