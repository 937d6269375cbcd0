"""The first message in a server that the bot was added to: once, and short.

It goes to the person who added the bot, where the bot may see in the audit log who that was and may write to them; else into the
server's system channel; else into the first channel in which it may speak.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import discord
from discord.ext import commands

from bot import help_wording as words
from bot.client import SafirBot
from bot.conversations import Fading
from bot.markdown import escape_line
from bot.translation import language as spoken
from bot.translation import speaking, t
from bot.views.help_card import topic_examples
from knowledge.localised import text_in

log = logging.getLogger("safir")

LOOKED_AT = 20  # of the latest bots that were added to a server
GREETED, SECONDS = 5_000, 24 * 3_600.0  # servers that are not greeted again, should Discord tell of them twice


class Greeting(commands.Cog):
    """Greets."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot
        self._greeted: Fading[int, bool] = Fading(bot.clock, lifetime=SECONDS, size=GREETED)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello. Where the bot may not speak it is silent: there is nobody to tell."""
        if self._greeted.recall(guild.id):
            return
        self._greeted.keep(guild.id, True)
        adder = await self._adder(guild)
        if adder is not None:
            text = self._text(guild, words.GREETING_TO_ADDER, self.bot.readers.of(adder.id))
            if await self._sent(adder, text):
                return
        text = self._text(guild, words.GREETING, guild.preferred_locale.value)
        for channel in _speakable(guild):
            if await self._sent(channel, text):
                return
        log.info("server %s could not be greeted: the bot may not speak anywhere there", guild.id)

    async def _adder(self, guild: discord.Guild) -> discord.User | discord.Member | None:
        """Who added the bot; None where it may not look, or Discord does not say."""
        if self.bot.user is None or not guild.me.guild_permissions.view_audit_log:
            return None
        try:
            async for entry in guild.audit_logs(action=discord.AuditLogAction.bot_add, limit=LOOKED_AT):
                if entry.target is not None and entry.target.id == self.bot.user.id:
                    return entry.user
        except discord.HTTPException as error:
            log.info("the audit log of server %s cannot be read: %s", guild.id, error)
        return None

    def _text(self, guild: discord.Guild, text: str, locale: str) -> str:
        base = self.bot.answerers.pack.base
        examples = topic_examples(base, self.bot.settings.language)
        with speaking(locale):
            return t(
                text,
                server=escape_line(guild.name, 100),
                subject=escape_line(text_in(base.pack.name, spoken()), 100),
                example=escape_line(examples[0][1], 100) if examples else "…",
            )

    async def _sent(self, where: discord.abc.Messageable, text: str) -> bool:
        try:
            await where.send(text, suppress_embeds=True)
        except (discord.HTTPException, discord.RateLimited) as error:  # direct messages are closed, or a right is denied
            log.info("a greeting could not be sent: %s", error)
            return False
        return True


def _speakable(guild: discord.Guild) -> Iterator[discord.TextChannel]:
    """Channels in which the bot may speak: the system channel, then the others from the top. The first two are tried."""
    channels = [guild.system_channel, *sorted(guild.text_channels, key=lambda channel: channel.position)]
    may = []
    for channel in dict.fromkeys(channel for channel in channels if channel is not None):
        held = channel.permissions_for(guild.me)
        if held.view_channel and held.send_messages:
            may.append(channel)
    yield from may[:2]


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Greeting(bot))
