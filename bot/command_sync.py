"""Registers the slash commands with Discord, and only when they have changed since: Discord allows few registrations a day."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord

from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import BASE

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")


async def sync_commands(bot: SafirBot, *, always: bool = False) -> bool:
    """Register all commands unless they are those that were registered last; gives whether it was done.

    What was registered is kept in the database, for each application, so that of several processes one registers. Without a
    database they are registered at every start. When Discord does not take them, that is logged, and the bot goes on with
    those that it has.
    """
    digest = await fingerprint(bot)
    if not always and await _kept(bot) == digest:
        log.info("The commands are registered already.")
        return False
    try:
        await bot.tree.sync()
    except discord.HTTPException as error:
        log.error("Discord did not take the commands, those from before stay: %s", error)
        return False
    await _keep(bot, digest)
    log.info("The commands were registered.")
    return True


async def fingerprint(bot: SafirBot) -> str:
    """A hash of everything that Discord is told of the commands, in all languages."""
    tree, payload = bot.tree, []
    for command in tree.get_commands():
        told: Any = (
            await command.get_translated_payload(tree, tree.translator) if tree.translator is not None else command.to_dict(tree)
        )
        payload.append(told)
    payload.sort(key=lambda one: (one.get("type", 1), one["name"]))
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def _key(bot: SafirBot) -> str:
    return f"commands:{bot.application_id}"


async def _kept(bot: SafirBot) -> object:
    try:
        return await bot.link.require().store.settings.get(BASE, _key(bot))
    except StoreUnavailable:
        return None


async def _keep(bot: SafirBot, digest: str) -> None:
    try:
        await bot.link.require().store.settings.set(BASE, _key(bot), digest)
    except StoreUnavailable as error:
        log.warning("It could not be kept which commands are registered: %s", error)
