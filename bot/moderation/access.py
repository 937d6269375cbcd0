"""Who may edit facts, and which layer they edit. Asked at every command and at every press of a button, once for each."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, cast

import discord

from bot.error_report import Interaction, Refused
from bot.moderation import wording
from bot.translation import t
from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import BASE

if TYPE_CHECKING:
    from bot.client import SafirBot

EDITORS_ROLE: Final = "editors_role"  # the keys of a server's settings in the store
LOG_CHANNEL: Final = "log_channel"
TWO_PEOPLE: Final = "two_people"
ROLE_SECONDS = 2.0  # Discord waits three for an answer: a database that takes longer does not know the role
_KNOWN: Final = "safir_layers"  # what was found out for an interaction is kept with it


async def layer_of(interaction: Interaction, *, everywhere: bool = False) -> int:
    """The layer that the person may edit from here: their server's, or with `everywhere` the owner's. Raises Refused."""
    known: dict[bool, int] = interaction.extras.setdefault(_KNOWN, {})
    if everywhere not in known:
        known[everywhere] = await _layer_of(interaction, everywhere)
    return known[everywhere]


async def _layer_of(interaction: Interaction, everywhere: bool) -> int:
    bot = cast("SafirBot", interaction.client)
    guild = interaction.guild_id
    if guild is None:
        raise Refused(t(wording.ONLY_IN_SERVERS))
    if everywhere:
        if not await bot.is_owner(interaction.user):
            raise Refused(t(wording.ONLY_THE_OWNER))
        return BASE
    if not interaction.permissions.manage_guild and not await _is_editor(bot, guild, interaction.user):
        raise Refused(t(wording.NOT_A_MODERATOR))
    return guild


async def same_layer(interaction: Interaction, layer: int) -> None:
    """Raise Refused unless the person may edit `layer` from here: what belongs to another server is never touched."""
    if await layer_of(interaction, everywhere=layer == BASE) != layer:
        raise Refused(t(wording.NOT_A_MODERATOR))


async def _is_editor(bot: SafirBot, guild: int, user: discord.User | discord.Member) -> bool:
    try:
        async with asyncio.timeout(ROLE_SECONDS):
            role = await bot.link.require().store.settings.get(guild, EDITORS_ROLE)
    except (StoreUnavailable, TimeoutError):  # nobody knows the role now: the permission alone decides
        return False
    return isinstance(user, discord.Member) and isinstance(role, int) and user.get_role(role) is not None
