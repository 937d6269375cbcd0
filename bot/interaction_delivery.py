"""Answers interactions through a connection that breaks: tried again, and never there twice.

discord.py waits out limits and tries again after errors of Discord's, but hands on a connection that breaks, and whoever typed a
command would see an apology in place of the answer. What is tried again can only be there once: the first answer to an
interaction, which Discord takes a single time, and changes of a message.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

log = logging.getLogger("safir")

PAUSES: Final = (0.2, 0.6)  # seconds before further tries; Discord waits three for an answer
TAKEN: Final = 40060  # Discord's code: this interaction is answered already


class PatientAdapter(AsyncWebhookAdapter):
    """discord.py's way to send what answers interactions, as the module says."""

    async def request(self, route: Any, session: aiohttp.ClientSession, **options: Any) -> Any:
        """As the parent's, with further tries. Raises what the last try raised."""
        first = route.path.endswith("/callback")
        if not first and route.method not in ("PATCH", "GET"):
            return await super().request(route, session, **options)
        for number, pause in enumerate(PAUSES):
            try:
                return await self._once(route, session, again=number > 0, **options)
            except (aiohttp.ClientConnectionError, OSError) as error:
                log.warning("an answer to an interaction did not get through (%s): it is sent again", type(error).__name__)
            await asyncio.sleep(pause)
            for file in options.get("files") or ():
                file.reset(seek=True)
        return await self._once(route, session, again=True, **options)

    async def _once(self, route: Any, session: aiohttp.ClientSession, *, again: bool, **options: Any) -> Any:
        try:
            return await super().request(route, session, **options)
        except discord.HTTPException as error:
            if not again or error.code != TAKEN:
                raise
            # It was taken although the connection broke; under which id nobody has heard.
            return {"interaction": {"id": str(route.webhook_id), "type": 2, "response_message_id": None}, "resource": None}


def be_patient() -> None:
    """Answer interactions so in this task and in those that it begins, unless a test answers them in a way of its own."""
    if type(async_context.get()) is AsyncWebhookAdapter:
        async_context.set(PatientAdapter())  # type: ignore[no-untyped-call]
