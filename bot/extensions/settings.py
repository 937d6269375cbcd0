"""`/settings`: where everything is answered, who edits facts, where changes are told. For Manage Server."""

from __future__ import annotations

import contextlib

import discord
from discord import app_commands
from discord.ext import commands

from bot import settings_wording, wording
from bot.ask_channels import LIMIT_PER_SERVER
from bot.client import SafirBot
from bot.error_report import Interaction, permission_names, whisper
from bot.learning import KEEP_QUESTIONS
from bot.markdown import escape_line
from bot.moderation import pending_wording
from bot.moderation import review_wording as words
from bot.moderation.access import EDITORS_ROLE, LOG_CHANNEL, TWO_PEOPLE
from bot.moderation.journal import announce
from bot.translation import t
from bot.views.settings_card import lacking_to_answer, lacking_to_tell, settings_text
from knowledge.store.errors import StoreUnavailable

AskChannel = discord.TextChannel | discord.ForumChannel


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class SettingsCommands(commands.GroupCog, group_name="settings", group_description=wording.SETTINGS):
    """The commands. Servers can let other people past `default_permissions`, so the permission is checked again."""

    ask_channel = app_commands.Group(name="ask-channel", description=wording.ASK_CHANNELS)

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Manage Server. Raises MissingPermissions."""
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command(name="show", description=settings_wording.COMMAND)
    async def show(self, interaction: Interaction) -> None:
        """Everything that is set, at a glance. Raises StoreUnavailable."""
        assert interaction.guild is not None  # its context
        await interaction.response.defer(ephemeral=True)
        await whisper(interaction, await settings_text(self.bot, interaction.guild))

    @ask_channel.command(name="add", description=wording.ASK_CHANNEL_ADD)
    @app_commands.describe(channel=wording.ASK_CHANNEL_OPTION)
    async def add(self, interaction: Interaction, channel: AskChannel) -> None:
        """Make a channel or forum an ask-channel, and say what is missing for it to work. Raises StoreUnavailable."""
        held = self.bot.ask_channels
        server = channel.guild.id
        if channel.id in held:
            await whisper(interaction, t(wording.CHANNEL_ALREADY, channel=channel.mention))
            return
        if len(held.of_server(server)) >= LIMIT_PER_SERVER:
            await whisper(interaction, t(wording.CHANNELS_FULL, limit=LIMIT_PER_SERVER))
            return
        await interaction.response.defer(ephemeral=True)  # the database may take its time
        await held.add(self.bot.link, server, channel.id)
        added = wording.FORUM_ADDED if isinstance(channel, discord.ForumChannel) else wording.CHANNEL_ADDED
        lines = [t(added, channel=channel.mention), *self._missing(channel)]
        await whisper(interaction, "\n".join(lines))

    @ask_channel.command(name="remove", description=wording.ASK_CHANNEL_REMOVE)
    @app_commands.describe(channel=wording.ASK_CHANNEL_OPTION)
    async def remove(self, interaction: Interaction, channel: AskChannel) -> None:
        """Make it an ordinary channel again. Raises StoreUnavailable."""
        held = self.bot.ask_channels
        if channel.id in held.operators:
            text = wording.CHANNEL_BY_OPERATOR
        elif channel.id in held.of_server(channel.guild.id):
            await interaction.response.defer(ephemeral=True)
            await held.remove(self.bot.link, channel.guild.id, channel.id)
            text = wording.CHANNEL_REMOVED
        else:
            text = wording.CHANNEL_NOT_SET
        await whisper(interaction, t(text, channel=channel.mention))

    @ask_channel.command(name="list", description=wording.ASK_CHANNEL_LIST)
    async def list_(self, interaction: Interaction) -> None:
        """Show them, those that the operator set in this server included."""
        server = interaction.guild
        assert server is not None  # its context
        ids = self.bot.ask_channels.heard_in(server.id, [channel.id for channel in server.channels])
        if not ids:
            await whisper(interaction, t(wording.CHANNELS_NONE))
            return
        await whisper(interaction, t(wording.CHANNELS_LIST, channels="\n".join(f"• <#{channel}>" for channel in ids)))

    @app_commands.command(name="editors", description=wording.EDITORS)
    @app_commands.describe(role=wording.EDITORS_OPTION)
    async def editors(self, interaction: Interaction, role: discord.Role | None = None) -> None:
        """Let a role edit facts. Raises StoreUnavailable."""
        if role is not None and role.is_default():
            await whisper(interaction, t(wording.EDITORS_EVERYBODY))
            return
        await interaction.response.defer(ephemeral=True)
        await self._set(interaction, EDITORS_ROLE, role.id if role else None)
        text = t(wording.EDITORS_SET, role=role.mention, visible=t(wording.EDITORS_VISIBLE)) if role else t(wording.EDITORS_UNSET)
        await whisper(interaction, text)

    @app_commands.command(name="log-channel", description=wording.LOG)
    @app_commands.describe(channel=wording.LOG_OPTION)
    async def log_channel(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        """Tell of changes in a channel, and say what is missing for that. Raises StoreUnavailable."""
        await interaction.response.defer(ephemeral=True)
        await self._set(interaction, LOG_CHANNEL, channel.id if channel else None)
        if channel is None:
            await whisper(interaction, t(wording.LOG_UNSET))
            return
        missing = lacking_to_tell(channel)
        lines = [t(wording.NEEDS_PERMISSIONS, permissions=permission_names(missing))] if missing else []
        await whisper(interaction, "\n".join([t(wording.LOG_SET, channel=channel.mention), *lines]))

    @app_commands.command(name="two-people", description=pending_wording.SETTING)
    @app_commands.describe(required=pending_wording.REQUIRED)
    async def two_people(self, interaction: Interaction, required: bool) -> None:
        """Require two people for a change, or one; the log channel is told who decided so. Raises StoreUnavailable."""
        assert interaction.guild_id is not None  # its context
        await interaction.response.defer(ephemeral=True)
        changes, guild = self.bot.moderation.changes, interaction.guild_id
        switched = await changes.two_people(guild) is not required
        await self.bot.link.require().store.settings.set(guild, TWO_PEOPLE, required)
        lines = [t(pending_wording.SWITCHED_ON if required else pending_wording.SWITCHED_OFF)]
        if not required and (count := await changes.waiting(guild)):
            lines.append(t(pending_wording.STILL_WAITING, count=count))
        if switched:
            who = escape_line(interaction.user.display_name, 80)
            lines.append(await announce(self.bot, guild, lambda: t(pending_wording.SWITCHED[required], who=who)))
        await whisper(interaction, "\n".join(line for line in lines if line))

    @app_commands.command(name="keep-questions", description=words.KEEP)
    @app_commands.describe(keep=words.KEEP_OPTION)
    async def keep_questions(self, interaction: Interaction, keep: bool) -> None:
        """Keep missed questions of this server, or not, and then none that there are. Raises StoreUnavailable."""
        assert interaction.guild_id is not None  # its context
        learning = self.bot.learning
        await interaction.response.defer(ephemeral=True)
        await self.bot.link.require().store.settings.set(interaction.guild_id, KEEP_QUESTIONS, keep)
        if keep:
            text = t(words.KEEPING, days=learning.days) if learning.on else t(words.KEEPING_NOT)
        else:
            text = t(words.NOT_KEEPING, count=await learning.forget(interaction.guild_id))
        await whisper(interaction, text)

    async def _set(self, interaction: Interaction, key: str, value: int | None) -> None:
        assert interaction.guild_id is not None  # its context
        settings = self.bot.link.require().store.settings
        await (settings.unset(interaction.guild_id, key) if value is None else settings.set(interaction.guild_id, key, value))

    def _missing(self, channel: AskChannel) -> list[str]:
        missing = lacking_to_answer(channel)
        lines = [t(wording.NEEDS_PERMISSIONS, permissions=permission_names(missing))] if missing else []
        return lines if self.bot.intents.message_content else [*lines, t(wording.NEEDS_INTENT)]

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Nothing is kept of channels that are gone."""
        if channel.id in self.bot.ask_channels.of_server(channel.guild.id):
            with contextlib.suppress(StoreUnavailable):  # then it stays in the list, and does no harm there
                await self.bot.ask_channels.remove(self.bot.link, channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Settings of servers that the bot has left are not kept. Their edits are: a history is for good."""
        self.bot.ask_channels.forget_server(guild.id)
        with contextlib.suppress(StoreUnavailable):
            await self.bot.link.require().store.settings.forget(guild.id)
            await self.bot.learning.forget(guild.id)


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SettingsCommands(bot))
