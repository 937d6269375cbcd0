"""Discord as the load benchmark needs it: one gateway connection, messages as fast as they are wanted, the time of each reply."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

from aiohttp import web

from tools.gateway import IDENTIFY, ME, MEMBER, application, event, heard, message, ready, recommended

# Without these, discord.py would let one request a channel be on its way at a time.
HEADERS = {
    "Content-Type": "application/json",
    "X-RateLimit-Limit": "100000",
    "X-RateLimit-Remaining": "99999",
    "X-RateLimit-Reset-After": "1",
    "X-RateLimit-Bucket": "load",
}
PEOPLE = 50_000
FIRST_ID = 1 << 40  # of messages
MENTION = "<@1> "


def guild_id(number: int) -> int:
    """The id of the server with such a number; its only channel is the next id."""
    return (number + 1) << 22


def guild(number: int) -> dict[str, Any]:
    """A server with a channel and some roles, as GUILD_CREATE tells of it."""
    own = guild_id(number)
    role = {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
    return {
        "id": str(own),
        "name": f"Server {number}",
        "owner_id": "7",
        "member_count": 100,
        "members": [{"user": ME, **MEMBER}],
        "roles": [
            {**role, "id": str(own), "name": "@everyone", "permissions": "274877975552", "position": 0},
            {**role, "id": str(own + 3), "name": "Moderators", "permissions": "32", "position": 1},
        ],
        "channels": [{"id": str(own + 1), "type": 0, "name": "general", "position": 0, "permission_overwrites": []}],
        "emojis": [],
        "stickers": [],
        "features": [],
        "threads": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "voice_states": [],
        "presences": [],
        "large": False,
        "unavailable": False,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "nsfw_level": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "system_channel_flags": 0,
        "afk_timeout": 300,
    }


class LoadDiscord:
    """Serves REST and gateway on 127.0.0.1 while it is entered; then it asks what `traffic` gives, and times the replies."""

    def __init__(self, guilds: int, traffic: Iterator[tuple[int, str]]) -> None:
        self.guilds = guilds
        self.traffic = traffic
        self.connected = 0.0  # when the bot identified itself, as `time.perf_counter` has it
        self.port = 0
        self.ready = asyncio.Event()
        self._sockets: list[web.WebSocketResponse] = []
        self._number = 0
        self._sent: dict[int, float] = {}  # by the message that is replied to
        self._waiting: asyncio.Queue[float] = asyncio.Queue()  # seconds that each reply took
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> LoadDiscord:
        app = web.Application()
        app.router.add_get("/api/users/@me", self._json(ME))
        app.router.add_get("/api/oauth2/applications/@me", self._json(application()))
        app.router.add_put("/api/applications/1/commands", self._json([]))
        app.router.add_get("/api/applications/1/commands", self._json([]))
        app.router.add_get("/api/gateway/bot", self._gateway)
        app.router.add_post("/api/channels/{channel}/messages", self._post)
        app.router.add_get("/", self._socket)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def at_full_speed(self, count: int, at_once: int) -> tuple[float, list[float]]:
        """Ask `count` questions, always `at_once` of them open; gives the seconds it took, and those of each reply."""
        started, took = time.perf_counter(), []
        for _ in range(min(at_once, count)):
            await self._ask()
        for number in range(count):
            took.append(await asyncio.wait_for(self._waiting.get(), 60))
            if number + at_once < count:
                await self._ask()
        return time.perf_counter() - started, took

    async def at_rate(self, count: int, pauses: Iterator[float]) -> list[float]:
        """Ask `count` questions with these pauses between them, whether they are answered or not; gives each reply's seconds."""
        due = time.perf_counter()
        for _ in range(count):
            due += next(pauses)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await self._ask()
        return [await asyncio.wait_for(self._waiting.get(), 60) for _ in range(count)]

    async def _ask(self) -> None:
        number = self._number = self._number + 1
        server, question = next(self.traffic)
        person = {"id": str(10**6 + (number * 104729) % PEOPLE), "username": "somebody", "discriminator": "0", "avatar": None}
        where = {"guild_id": str(guild_id(server)), "member": MEMBER, "mentions": [ME]}
        said = message(FIRST_ID + number, guild_id(server) + 1, person, MENTION + question, **where)
        text = json.dumps(event("MESSAGE_CREATE", number + 10**6, said))
        self._sent[FIRST_ID + number] = time.perf_counter()
        await self._sockets[-1].send_str(text)

    @staticmethod
    def _json(body: Any) -> Any:
        raw = json.dumps(body).encode()

        async def handler(request: web.Request) -> web.Response:
            await request.read()
            return web.Response(body=raw, headers={"Content-Type": "application/json"})

        return handler

    async def _gateway(self, _: web.Request) -> web.Response:
        body = recommended(f"ws://127.0.0.1:{self.port}/")
        return web.Response(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})

    async def _post(self, request: web.Request) -> web.Response:
        now = time.perf_counter()
        body = await request.json()
        replied = int(body["message_reference"]["message_id"])
        self._waiting.put_nowait(now - self._sent.pop(replied))
        reply = message(replied + (1 << 41), int(request.match_info["channel"]), ME, "")
        return web.Response(body=json.dumps(reply).encode(), headers=HEADERS)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse(max_msg_size=0)
        await connection.prepare(request)
        async for payload in heard(connection):
            if payload["op"] == IDENTIFY:
                self.connected = time.perf_counter()
                self._sockets.append(connection)
                await self._welcome(connection)
                self.ready.set()
        return connection

    async def _welcome(self, connection: web.WebSocketResponse) -> None:
        ids = [str(guild_id(number)) for number in range(self.guilds)]
        await connection.send_json(ready(f"ws://127.0.0.1:{self.port}", ids, application()))
        for number in range(self.guilds):
            await connection.send_json(event("GUILD_CREATE", 2 + number, guild(number)))
