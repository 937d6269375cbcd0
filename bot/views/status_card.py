"""`/status` as people see it, and what the owner sees besides."""

from __future__ import annotations

import math
import platform
import sys
from typing import TYPE_CHECKING

import discord

from bot import status_wording as words
from bot.package import version
from bot.translation import t
from knowledge.store import failures

if TYPE_CHECKING:
    from bot.client import SafirBot


def status_text(bot: SafirBot, facts: int, guild: int | None) -> str:
    """What everybody may know. facts: how many there are where it is asked; guild: the server, if in one."""
    lines = [t(words.TITLE), t(words.SINCE, since=discord.utils.format_dt(bot.started, "R")), _latency(bot)]
    lines.append(t(words.FACTS, count=facts))
    lines.append(t(words.DATABASE_UP if bot.link.editor is not None else words.DATABASE_DOWN))
    count = bot.shard_count or 1
    if guild is not None and count > 1:
        lines.append(t(words.SHARD, shard=(guild >> 22) % count + 1, count=count))
    return "\n".join(lines)


def owner_text(bot: SafirBot) -> str:
    """What whoever runs the bot may know besides."""
    queue, shards = bot.asking.queue, bot.shards
    up = sum(not shard.is_closed() for shard in shards.values())
    lines = [
        t(words.OWNER),
        t(words.VERSIONS, version=version(), python=platform.python_version(), discord=discord.__version__),
        t(words.SERVERS, count=len(bot.guilds)),
        t(words.SHARDS_UP, up=up, count=len(shards)),
        t(words.ASKED, count=bot.metrics.questions()),
        t(words.QUEUE, waiting=queue.waiting, under_way=queue.under_way, turned_away=queue.turned_away),
        t(words.DATABASE_ERRORS, count=failures.count.total),
    ]
    if (megabytes := _megabytes()) is not None:
        lines.append(t(words.MEMORY, megabytes=megabytes))
    return "\n".join(lines)


def _latency(bot: SafirBot) -> str:
    if not math.isfinite(bot.latency):
        return t(words.NO_LATENCY)
    return t(words.LATENCY, milliseconds=round(bot.latency * 1000))


def _megabytes() -> int | None:
    """The most memory that the process had; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000)
