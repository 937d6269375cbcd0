"""Tells a server's log channel of each change, with what differs and a button that takes it back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import ui

from bot.markdown import escape_line
from bot.moderation import pending_wording, wording
from bot.moderation.access import LOG_CHANNEL
from bot.moderation.differences import differences
from bot.moderation.form import Content, Form
from bot.translation import SOURCE_LANGUAGE, speaking, t
from bot.views.draft_card import Card
from bot.views.fitting import fitting
from bot.views.undo_button import UndoButton
from knowledge.base import KnowledgeBase
from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import BASE, Revision

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")

LIMIT = 3_500


async def tell(
    bot: SafirBot, guild: int, revision: Revision, before: Content | None, after: Content | None, base: KnowledgeBase
) -> str:
    """Write a change into the log channel of the server in which it was made; gives what to add where that failed.

    before, after: what held and what holds; a revision that takes a text back has none of its own.
    """
    return await _write(bot, guild, lambda: entry(revision, before, after, base, bot.settings.language))


async def announce(bot: SafirBot, guild: int, text: Callable[[], str]) -> str:
    """Write a line, safe Markdown that `text` gives in the server's language, into the log channel; as `tell`."""
    return await _write(bot, guild, lambda: Card(text()))


async def _write(bot: SafirBot, guild: int, message: Callable[[], Card]) -> str:
    try:
        channel_id = await bot.link.require().store.settings.get(guild, LOG_CHANNEL)
    except StoreUnavailable as error:  # the change itself is saved
        log.warning("the log channel of server %s is not known: %s", guild, error)
        return ""
    if not isinstance(channel_id, int):
        return ""
    try:
        channel = bot.get_channel(channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            raise LookupError
        with speaking(_locale(bot, guild)):
            card = message()
        await channel.send(view=card)
    except (discord.DiscordException, aiohttp.ClientError, OSError, LookupError):  # the change itself is saved
        return t(wording.LOG_FAILED, channel=f"<#{channel_id}>")
    return ""


def entry(revision: Revision, before: Content | None, after: Content | None, base: KnowledgeBase, language: str) -> Card:
    """The message about a change."""
    form = Form(base, language)
    lines = [
        t(
            wording.LOGGED,
            who=escape_line(revision.by.name, 80),
            operation=t(wording.OPERATIONS[revision.operation.value]),
            title=escape_line(title_of(after or before, language) or revision.item_id, 100),
            id=revision.item_id,
            version=revision.version,
            where=(t(wording.LOGGED_EVERYWHERE) if revision.layer == BASE else "") + accepted_by(revision),
        ),
        t(wording.REASON, reason=escape_line(revision.by.reason or t(wording.NO_REASON), 300)),
        *differences(revision.kind, before, after, form),
    ]
    return Card(fitting("\n".join(lines), LIMIT), ui.ActionRow(UndoButton(revision.id)))


def accepted_by(revision: Revision) -> str:
    """Who the second person was, where there was one."""
    return t(pending_wording.ACCEPTED_BY, who=escape_line(revision.by.approver_name, 80)) if revision.by.approver_name else ""


def _locale(bot: SafirBot, guild: int) -> str:
    """What the server speaks, whatever the one who changed the fact does."""
    server = bot.get_guild(guild)
    return server.preferred_locale.value if server else SOURCE_LANGUAGE


def title_of(content: Content | None, language: str) -> str:
    """A fact's title, from its plain content."""
    title = (content or {}).get("title", "")
    return str(title if isinstance(title, str) else title.get(language) or next(iter(title.values()), ""))
