"""Sends a reply through a network and a Discord that fail for a while: tried again, and never there twice.

discord.py waits out rate limits and tries again after most errors of Discord's; a connection that breaks and a 503 it hands on.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

log = logging.getLogger("safir")

T = TypeVar("T")
TRIES = 4
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 8.0  # seconds; each is chosen anew below that, so that many replies do not come back at once


async def delivered(send: Callable[[], Awaitable[T]]) -> T:
    """What `send` returns, when it gets through. Raises what the last try raised.

    A message that Discord took although the connection broke must not be sent again: give it a nonce.
    """
    pause = FIRST_PAUSE
    for _ in range(TRIES - 1):
        try:
            return await send()
        except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
            log.warning("a reply did not get through (%s): it is sent again", type(error).__name__)
        await asyncio.sleep(random.uniform(pause / 2, pause))
        pause = min(pause * 2, LONGEST_PAUSE)
    return await send()
