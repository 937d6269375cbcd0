"""Discord's gateway and its JSON, as the stand-ins for Discord in tests and benchmarks speak it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, Final

from aiohttp import WSMsgType, web

EVENT, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION = 0, 1, 2, 6, 7, 9  # opcodes
HELLO: Final = {"op": 10, "d": {"heartbeat_interval": 40_000}, "s": None, "t": None}
ACKNOWLEDGED: Final = {"op": 11, "d": None, "s": None, "t": None}

ME: Final = {"id": "1", "username": "Safir", "discriminator": "0", "avatar": None, "bot": True}
MEMBER: Final = {"roles": [], "joined_at": "2025-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}


def application(number: str = "1", flags: int = 0) -> dict[str, Any]:
    """The bot's application, as `/oauth2/applications/@me` tells of it."""
    return {
        "id": number,
        "name": "Safir",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": flags,
        "owner": ME,
    }


def message(number: int, channel: int, author: Mapping[str, Any], text: str = "", **more: Any) -> dict[str, Any]:
    """A message as Discord tells of it."""
    return {
        "id": str(number),
        "channel_id": str(channel),
        "author": author,
        "content": text,
        "timestamp": "2025-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "type": 0,
        **more,
    }


def event(name: str, sequence: int, data: Any) -> dict[str, Any]:
    """What the gateway sends when something has happened."""
    return {"op": EVENT, "t": name, "s": sequence, "d": data}


def ready(url: str, guilds: Iterable[str], about: Mapping[str, Any], shard: Iterable[int] = (0, 1)) -> dict[str, Any]:
    """The event that follows IDENTIFY. `url`: where to resume; `guilds`: their ids; `about`: the application."""
    data = {
        "v": 10,
        "user": ME,
        "guilds": [{"id": guild, "unavailable": True} for guild in guilds],
        "session_id": "s",
        "resume_gateway_url": url,
        "application": {"id": about["id"], "flags": about["flags"]},
        "shard": list(shard),
    }
    return event("READY", 1, data)


def recommended(url: str) -> dict[str, Any]:
    """What `/gateway/bot` answers."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": url, "shards": 1, "session_start_limit": limit}


async def heard(connection: web.WebSocketResponse) -> AsyncIterator[dict[str, Any]]:
    """Says hello and gives what comes in, until the connection ends; heartbeats are answered here."""
    await connection.send_json(HELLO)
    async for said in connection:
        if said.type is not WSMsgType.TEXT:
            continue
        payload = json.loads(said.data)
        if payload["op"] == HEARTBEAT:
            await connection.send_json(ACKNOWLEDGED)
        else:
            yield payload
