"""`/fact`: moderators look at facts and change them. What they see is seen by nobody else."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import SafirBot
from bot.error_report import Interaction, Refused, report
from bot.moderation import wording
from bot.moderation.access import layer_of
from bot.moderation.export_file import send_facts
from bot.moderation.finding import found, in_use, offered, retired, topic_found, topics_offered
from bot.moderation.offers import Choices, offer
from bot.moderation.offers import everywhere as everywhere_of
from bot.moderation.proposal import Start
from bot.moderation.versions import diff_card, fact_card, revision_of, versions_offered
from bot.views.history_pages import history_card
from knowledge.model import Fact, Pack
from knowledge.store.revision import Kind, Operation

Reason = app_commands.Range[str, 1, 300]
Version = app_commands.Range[int, 0, 1_000_000]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class FactCommands(commands.GroupCog, group_name="fact", group_description=wording.FACT):
    """The commands. Each asks `layer_of` first: servers can let people past `default_permissions`."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Whoever may not edit here may use none of them. Raises Refused."""
        await layer_of(interaction, everywhere=everywhere_of(interaction))
        return True

    @app_commands.command(name="show", description=wording.FACT_SHOW)
    @app_commands.describe(fact=wording.FACT_OPTION, everywhere=wording.EVERYWHERE)
    async def show(self, interaction: Interaction, fact: str, everywhere: bool = False) -> None:
        """A fact with its answer and everything about it."""
        layer, chosen = await self._chosen(interaction, fact, everywhere)
        await interaction.response.send_message(view=await fact_card(self.bot, layer, chosen), ephemeral=True)

    @app_commands.command(name="add", description=wording.FACT_ADD)
    @app_commands.describe(topic=wording.TOPIC_OPTION, everywhere=wording.EVERYWHERE)
    async def add(self, interaction: Interaction, topic: str, everywhere: bool = False) -> None:
        """Open the form of a new fact."""
        layer = await layer_of(interaction, everywhere=everywhere)
        chosen = topic_found(self._pack(layer), topic)
        await self.bot.moderation.proposals.begin_add(interaction, layer, Kind.FACT, Start({"topic": chosen.id}))

    @app_commands.command(name="edit", description=wording.FACT_EDIT)
    @app_commands.describe(fact=wording.FACT_OPTION, everywhere=wording.EVERYWHERE)
    async def edit(self, interaction: Interaction, fact: str, everywhere: bool = False) -> None:
        """Open the form of a fact."""
        layer, chosen = await self._chosen(interaction, fact, everywhere)
        await self.bot.moderation.proposals.begin_edit(interaction, layer, chosen.id)

    @app_commands.command(name="retire", description=wording.FACT_RETIRE)
    @app_commands.describe(fact=wording.FACT_OPTION, reason=wording.REASON_OPTION, everywhere=wording.EVERYWHERE)
    async def retire(self, interaction: Interaction, fact: str, reason: Reason, everywhere: bool = False) -> None:
        """Ask, then take it out of use."""
        layer, chosen = await self._chosen(interaction, fact, everywhere)
        await self.bot.moderation.steps.ask_rank(interaction, layer, chosen.id, Operation.RETIRE, reason)

    @app_commands.command(name="restore", description=wording.FACT_RESTORE)
    @app_commands.describe(fact=wording.FACT_OPTION, reason=wording.REASON_OPTION, everywhere=wording.EVERYWHERE)
    async def restore(self, interaction: Interaction, fact: str, reason: Reason, everywhere: bool = False) -> None:
        """Ask, then bring it back into use."""
        layer, chosen = await self._chosen(interaction, fact, everywhere)
        await self.bot.moderation.steps.ask_rank(interaction, layer, chosen.id, Operation.RESTORE, reason)

    @app_commands.command(name="history", description=wording.FACT_HISTORY)
    @app_commands.describe(fact=wording.FACT_OPTION, everywhere=wording.EVERYWHERE)
    async def history(self, interaction: Interaction, fact: str, everywhere: bool = False) -> None:
        """Its changes, newest first."""
        layer, item = await self._ever(interaction, fact, everywhere)
        await interaction.response.send_message(view=await history_card(self.bot, layer, Kind.FACT, item), ephemeral=True)

    @app_commands.command(name="diff", description=wording.FACT_DIFF)
    @app_commands.describe(
        fact=wording.FACT_OPTION, older=wording.FROM_OPTION, newer=wording.TO_OPTION, everywhere=wording.EVERYWHERE
    )
    async def diff(
        self,
        interaction: Interaction,
        fact: str,
        older: Version | None = None,
        newer: Version | None = None,
        everywhere: bool = False,
    ) -> None:
        """What differs between two versions."""
        layer, item = await self._ever(interaction, fact, everywhere)
        await interaction.response.send_message(view=await diff_card(self.bot, layer, item, older, newer), ephemeral=True)

    @app_commands.command(name="revert", description=wording.FACT_REVERT)
    @app_commands.describe(
        fact=wording.FACT_OPTION, version=wording.VERSION_OPTION, reason=wording.REASON_OPTION, everywhere=wording.EVERYWHERE
    )
    async def revert(
        self, interaction: Interaction, fact: str, version: Version, reason: Reason, everywhere: bool = False
    ) -> None:
        """Ask, then bring an earlier version back (0: what lies beneath)."""
        layer, item = await self._ever(interaction, fact, everywhere)
        old = await revision_of(self.bot, layer, item, version) if version else None
        await self.bot.moderation.steps.ask_revert(interaction, layer, item, old, reason)

    @app_commands.command(name="import", description=wording.FACT_IMPORT)
    @app_commands.describe(file=wording.FILE_OPTION, reason=wording.REASON_OPTION, everywhere=wording.EVERYWHERE)
    async def import_(self, interaction: Interaction, file: discord.Attachment, reason: Reason, everywhere: bool = False) -> None:
        """A dry run of a file, and a question."""
        layer = await layer_of(interaction, everywhere=everywhere)
        await self.bot.moderation.batches.begin(interaction, layer, file, reason)

    @app_commands.command(name="export", description=wording.FACT_EXPORT)
    @app_commands.describe(
        topic=wording.EXPORT_TOPIC_OPTION,
        only_changed=wording.CHANGED_OPTION,
        table=wording.TABLE_OPTION,
        everywhere=wording.EVERYWHERE,
    )
    async def export(
        self,
        interaction: Interaction,
        topic: str | None = None,
        only_changed: bool = False,
        table: bool = False,
        everywhere: bool = False,
    ) -> None:
        """Facts as they stand, in the shape of a pack's files or as a table."""
        layer = await layer_of(interaction, everywhere=everywhere)
        chosen = topic_found(self._pack(layer), topic).id if topic else None
        await send_facts(interaction, layer, only_changed=only_changed, topic=chosen, table=table)

    @show.autocomplete("fact")
    @edit.autocomplete("fact")
    @retire.autocomplete("fact")
    @restore.autocomplete("fact")
    @history.autocomplete("fact")
    @diff.autocomplete("fact")
    @revert.autocomplete("fact")
    async def offer_facts(self, interaction: Interaction, typed: str) -> Choices:
        """Facts of the server like what is typed: those in use, for `restore` the retired ones, for looking at all of them."""
        command = interaction.command.name if interaction.command else ""
        wanted = {"edit": in_use, "retire": in_use, "restore": retired}.get(command, lambda fact: True)
        return await offer(interaction, lambda pack: offered(pack, typed, self.bot.settings.language, wanted))

    @add.autocomplete("topic")
    @export.autocomplete("topic")
    async def offer_topics(self, interaction: Interaction, typed: str) -> Choices:
        """Topics like what is typed."""
        return await offer(interaction, lambda pack: topics_offered(pack, typed))

    @revert.autocomplete("version")
    @diff.autocomplete("older")
    @diff.autocomplete("newer")
    async def offer_versions(self, interaction: Interaction, typed: object) -> list[app_commands.Choice[int]]:
        """The versions of the fact that was chosen."""
        try:
            layer, item = await self._ever(interaction, str(interaction.namespace.fact), everywhere_of(interaction))
            pairs = await versions_offered(self.bot, layer, item)
        except (Refused, AttributeError):  # they may not, or have not chosen a fact yet
            return []
        except Exception as error:
            report(error, "the versions that are offered")
            return []
        return [app_commands.Choice(name=name, value=value) for name, value in pairs]

    def _pack(self, layer: int) -> Pack:
        return self.bot.link.require().effective(layer).pack

    async def _chosen(self, interaction: Interaction, fact: str, everywhere: bool) -> tuple[int, Fact]:
        layer = await layer_of(interaction, everywhere=everywhere)
        return layer, found(self._pack(layer), fact, self.bot.settings.language)

    async def _ever(self, interaction: Interaction, fact: str, everywhere: bool) -> tuple[int, str]:
        """The same for what need not be there any more: an addition that was taken back still has its history."""
        layer = await layer_of(interaction, everywhere=everywhere)
        if (Kind.FACT, fact) in self.bot.link.require().overlays.of(layer):
            return layer, fact
        return layer, found(self._pack(layer), fact, self.bot.settings.language).id


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(FactCommands(bot))
