"""Discord on 127.0.0.1: just enough of its REST and its gateway for the real bot to start, hear and answer, without a network.

SimCord shows more of Discord; this shows what it leaves out: real sockets, real HTTP, how a connection ends.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tools.gateway import IDENTIFY, ME, RECONNECT, event, heard, message, ready, recommended
from tools.gateway import application as about

PERSON: Final = {"id": "7", "username": "alice", "discriminator": "0", "avatar": None}
MESSAGE_CONTENT: Final = 1 << 15  # of a connection's intents
SECONDS: Final = 20.0  # for whatever a test waits for


@contextmanager
def pointed_at(port: int, host: str = "127.0.0.1") -> Iterator[None]:
    """Whatever discord.py sends meanwhile goes to a port of this machine, or of another host."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"http://{host}:{port}/api"
    DiscordWebSocket.DEFAULT_GATEWAY = gateway.with_scheme("ws").with_host(host).with_port(port)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@dataclass(frozen=True)
class Request:
    """A request that the bot made; `path` begins after `/api`."""

    method: str
    path: str
    body: Any


class Loopback:
    """Discord in a thread of its own, used with `with`: meanwhile discord.py speaks to it.

    close_code: how the gateway ends the connection of whoever wants message content. flags: the application's, as the Developer
    Portal sets them. application: its id. guilds: what READY and GUILD_CREATE tell, as Discord's JSON. host: the name under which
    discord.py looks for it; one that nobody has is found only through a proxy, which this is as well.

    While `open` is not set, messages and answers to interactions do not arrive. While `talking` is not set, whoever
    connects to the gateway hears nothing.
    """

    def __init__(
        self,
        *,
        accepts_token: bool = True,
        close_code: int | None = None,
        flags: int = 0,
        application: str = "1",
        my_guilds: tuple[Mapping[str, Any], ...] = (),
        guilds: tuple[Mapping[str, Any], ...] = (),
        host: str = "127.0.0.1",
    ) -> None:
        self.accepts_token = accepts_token
        self.takes_commands = True
        self.close_code = close_code
        self.application = about(application, flags)
        self.guilds = guilds
        self.my_guilds = my_guilds  # as REST tells of them, with the bot's permissions
        self.open = threading.Event()
        self.open.set()
        self.talking = threading.Event()
        self.talking.set()
        self.requests: list[Request] = []
        self.identified = threading.Event()
        self.intents = 0
        self.connected = 0  # connections to the gateway so far
        self._connections: list[web.WebSocketResponse] = []
        self._sequence = 1
        self._ids = iter(range(1_000, 10**9))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.host = host
        self._pointed = pointed_at(self.port, host)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        assert self._ready.wait(SECONDS)
        self._pointed.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._pointed.__exit__(None, None, None)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)

    # What a test asks

    @property
    def syncs(self) -> list[list[str]]:
        """The names of the commands of each time that they were registered."""
        return [[command["name"] for command in one.body] for one in self.made("PUT", "/applications/")]

    @property
    def synced(self) -> list[str]:
        """The names of the commands as they were registered last."""
        return self.syncs[-1] if self.syncs else []

    def made(self, method: str, path: str) -> list[Request]:
        """The requests with such a method whose path begins so."""
        return [one for one in list(self.requests) if one.method == method and one.path.startswith(path)]

    def sent(self) -> list[Any]:
        """The messages that the bot sent to channels, as their JSON."""
        return [one.body for one in self.made("POST", "/channels/")]

    def dispatch(self, name: str, data: Mapping[str, Any]) -> None:
        """Tell the bot of an event, over its newest connection."""
        asyncio.run_coroutine_threadsafe(self._dispatch(name, data), self._loop).result(SECONDS)

    def say(self, text: str, *, channel: int = 5) -> int:
        """A person writes to the bot in a direct message; gives the message's id."""
        message = self.message(text, channel, PERSON)
        self.dispatch("MESSAGE_CREATE", message)
        return int(message["id"])

    def use(self, kind: int, data: Mapping[str, Any], *, channel: int = 5, **more: Any) -> int:
        """A person uses a command (kind 2), presses a button (3) or sends a form (5); gives the interaction's id."""
        number = next(self._ids)
        made = {"id": str(number), "application_id": self.application["id"], "type": kind, "data": data, "version": 1}
        place = {"channel_id": str(channel), "channel": {"id": str(channel), "type": 1, "recipients": [PERSON]}}
        who = {"user": PERSON, "locale": "en-US", "entitlements": [], "attachment_size_limit": 1 << 20}
        self.dispatch("INTERACTION_CREATE", {**made, **place, **who, "token": f"secret-{number}", **more})
        return number

    def reconnect(self) -> None:
        """Tell the bot to connect anew (op 7)."""
        asyncio.run_coroutine_threadsafe(
            self._connections[-1].send_json({"op": RECONNECT, "d": None, "s": None, "t": None}), self._loop
        ).result(SECONDS)

    @property
    def closed(self) -> bool:
        """Whether the bot has closed every connection to the gateway."""
        return bool(self._connections) and all(one.closed for one in self._connections)

    @staticmethod
    def until(true: Callable[[], bool]) -> None:
        """Wait for something; fails when it does not come."""
        end = time.monotonic() + SECONDS
        while not true():
            assert time.monotonic() < end, "it did not come"
            time.sleep(0.005)

    # How it is played

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        self.routes(app.router)
        runner = web.AppRunner(app, access_log=None)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self.port).start())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    def routes(self, router: web.UrlDispatcher) -> None:
        """What it knows; another class can know more."""
        router.add_get("/api/users/@me", self._me)
        router.add_get("/api/oauth2/applications/@me", self._application)
        router.add_put("/api/applications/{application}/commands", self._sync)
        router.add_get("/api/users/@me/guilds", self._guilds)
        router.add_get("/api/gateway/bot", self._gateway)
        router.add_post("/api/channels/{channel}/messages", self._post)
        router.add_post("/api/interactions/{id}/{token}/callback", self._respond)
        router.add_get("/", self._socket)

    async def heard(self, request: web.Request) -> Any:
        """Write a request down; gives its JSON."""
        text = await request.text()
        body = json.loads(text) if text else None
        self.requests.append(Request(request.method, request.path.removeprefix("/api"), body))
        return body

    @staticmethod
    def answer(body: Any, status: int = 200) -> web.Response:
        """JSON as Discord sends it: discord.py reads it only under exactly this type."""
        return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})

    async def _me(self, request: web.Request) -> web.Response:
        await self.heard(request)
        if not self.accepts_token:
            return self.answer({"message": "401: Unauthorized", "code": 0}, 401)
        return self.answer(ME)

    async def _guilds(self, request: web.Request) -> web.Response:
        await self.heard(request)
        return self.answer(list(self.my_guilds))

    async def _application(self, request: web.Request) -> web.Response:
        await self.heard(request)
        return self.answer(self.application)

    async def _sync(self, request: web.Request) -> web.Response:
        await self.heard(request)
        if not self.takes_commands:
            return self.answer({"message": "Invalid Form Body", "code": 50035, "errors": {}}, 400)
        return self.answer([])

    async def _gateway(self, request: web.Request) -> web.Response:
        await self.heard(request)
        return self.answer(recommended(f"ws://{self.host}:{self.port}/"))

    async def _post(self, request: web.Request) -> web.Response:
        body = await self.heard(request)
        await self._arrived()
        return self.answer(self.message(body.get("content") or "", int(request.match_info["channel"]), ME))

    async def _respond(self, request: web.Request) -> web.Response:
        body = await self.heard(request)
        await self._arrived()
        interaction = {"id": request.match_info["id"], "type": 2, "response_message_id": str(next(self._ids))}
        resource = {"type": body["type"], "message": self.message("", 5, ME)}
        return self.answer({"interaction": interaction, "resource": resource})

    async def _arrived(self) -> None:
        await asyncio.to_thread(self.open.wait, SECONDS)

    def message(self, text: str, channel: int, author: Mapping[str, Any]) -> dict[str, Any]:
        """A new message as Discord tells of it."""
        return message(next(self._ids), channel, author, text)

    async def _dispatch(self, name: str, data: Mapping[str, Any]) -> None:
        self._sequence += 1
        await self._connections[-1].send_json(event(name, self._sequence, data))

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self.connected += 1
        await asyncio.to_thread(self.talking.wait, SECONDS)
        if connection.closed or request.transport is None:
            return connection  # the bot did not wait
        async for payload in heard(connection):
            if payload["op"] == IDENTIFY:
                self.intents = payload["d"]["intents"]
                if self.close_code is not None and self.intents & MESSAGE_CONTENT:
                    await connection.close(code=self.close_code)
                    break
                self._connections.append(connection)
                await self._welcome(connection, payload["d"].get("shard", [0, 1]))
                self.identified.set()
        return connection

    async def _welcome(self, connection: web.WebSocketResponse, shard: list[int]) -> None:
        ids = [guild["id"] for guild in self.guilds]
        await connection.send_json(ready(f"ws://{self.host}:{self.port}", ids, self.application, shard))
        for guild in self.guilds:
            self._sequence += 1
            await connection.send_json(event("GUILD_CREATE", self._sequence, guild))
