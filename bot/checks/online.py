"""What only Discord can say: whether it takes the token, which intents and permissions there are, and what time it is."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp
import discord
from discord.http import Route

from bot.checks.finding import Finding, missing, ok, wrong
from bot.error_report import permission_names
from bot.settings import TOKEN_VARIABLE, Settings

SECONDS: Final = 15.0
CLOCK_SECONDS: Final = 60  # further from Discord's clock than this, signatures and limits go wrong
SHOWN: Final = 10  # servers that are named
NEEDED: Final = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
PORTAL: Final = "https://discord.com/developers/applications → your application → Bot"
AGENT: Final = f"DiscordBot (https://github.com/Rapptz/discord.py {discord.__version__})"  # Discord refuses others


async def online(settings: Settings, *, listens: bool) -> list[Finding]:
    """Ask Discord. listens: whether ask-channels are used, for which the bot needs Message Content."""
    held = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not held:
        return [wrong(f"{TOKEN_VARIABLE} is not set, so Discord cannot be asked: put it into .env")]
    headers = {"Authorization": f"Bot {held}", "User-Agent": AGENT}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=timeout, proxy=settings.through) as session:
            return [finding async for finding in _asked(session, listens=listens)]
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        reason = str(error).replace(held, "[hidden]") or type(error).__name__
        return [
            wrong(
                f"Discord cannot be reached ({reason}): check the network, a firewall, SAFIR_PROXY, and https://discordstatus.com"
            )
        ]


async def _asked(session: aiohttp.ClientSession, *, listens: bool) -> AsyncIterator[Finding]:
    async with session.get(f"{Route.BASE}/users/@me") as answer:
        if (found := skew(answer.headers, time.time())) is not None:
            yield found
        if answer.status == 401:
            yield wrong(f"Discord does not accept the {TOKEN_VARIABLE}: get a new one at {PORTAL} → Reset Token")
            return
        answer.raise_for_status()
        yield ok(f"Discord accepts the token of {(await answer.json(content_type=None))['username']}")
    async with session.get(f"{Route.BASE}/oauth2/applications/@me") as answer:
        answer.raise_for_status()
        yield _intents(await answer.json(content_type=None), listens=listens)
    async with session.get(f"{Route.BASE}/gateway/bot") as answer:
        answer.raise_for_status()
        yield _starts(await answer.json(content_type=None))
    async with session.get(f"{Route.BASE}/users/@me/guilds") as answer:
        answer.raise_for_status()
        for finding in _permissions(await answer.json(content_type=None)):
            yield finding


def skew(headers: Mapping[str, str], now: float) -> Finding | None:
    """How far the clock (`now`) is from the one of whoever sent such headers; None where they do not tell."""
    try:
        theirs = parsedate_to_datetime(headers["Date"]).timestamp()
    except (KeyError, ValueError):
        return None
    seconds = round(now - theirs)
    if abs(seconds) <= CLOCK_SECONDS:
        return ok("the clock agrees with Discord's")
    way = "ahead of" if seconds > 0 else "behind"
    return wrong(f"the clock is {abs(seconds)} seconds {way} Discord's: set it (`timedatectl set-ntp true`)")


def _intents(application: Mapping[str, Any], *, listens: bool) -> Finding:
    flags = discord.ApplicationFlags._from_value(application.get("flags", 0))
    allowed = flags.gateway_message_content or flags.gateway_message_content_limited
    if listens and not allowed:
        return wrong(f"ask-channels are set, which need Message Content Intent, and it is off: switch it on at {PORTAL}")
    if listens:
        return ok("Message Content Intent is on, as ask-channels need it")
    return ok(f"Message Content Intent is {'on' if allowed else 'off'}; without ask-channels it is not needed")


def _starts(gateway: Mapping[str, Any]) -> Finding:
    limit = gateway.get("session_start_limit", {})
    left, hours = limit.get("remaining", 1), round(limit.get("reset_after", 0) / 3_600_000, 1)
    needed = gateway.get("shards", 1)
    if left < needed:
        return wrong(
            f"Discord allows {left} more connections, and {needed} are needed: wait {hours} hours, and see why it restarts"
        )
    return ok(f"Discord recommends {needed} shards, and allows {left} more connections")


def _permissions(guilds: list[Mapping[str, Any]]) -> list[Finding]:
    if not guilds:
        return [missing("the bot is in no server yet: invite it with the link in the README")]
    found = []
    for guild in guilds:
        held = discord.Permissions(int(guild.get("permissions", 0)))
        lacking = [name for name, needed in NEEDED if needed and not getattr(held, name)] if not held.administrator else []
        if lacking:
            found.append(wrong(f"server {guild['id']}: the bot lacks {permission_names(lacking)}: give its role these"))
    more = [missing(f"… and {len(found) - SHOWN} servers more")] if len(found) > SHOWN else []
    return [*found[:SHOWN], *more] or [ok(f"the bot has its permissions in {len(guilds)} servers")]
