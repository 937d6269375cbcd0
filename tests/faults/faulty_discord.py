"""A Discord on 127.0.0.1 that fails: it drops connections, refuses to resume, limits, breaks, and keeps what it took."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web

from tests.loopback import PERSON, Loopback
from tools.gateway import IDENTIFY, INVALID_SESSION, ME, RECONNECT, RESUME, event, heard

LIMITED: Final = 429
ALL_LIMITED: Final = -429  # for the whole bot, not for one place
TAKEN_AND_BROKEN: Final = -1  # the message is there, and the connection breaks before the bot hears of it
ALL_SECONDS: Final = 0.3
BROKEN: Final = -2  # the connection breaks before anything is there


class FaultyDiscord(Loopback):
    """See the module. `fails`: what becomes of the next messages that the bot sends, each a status or one of the above."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.slow = 0.0  # seconds that each message takes to arrive
        self.abandoned = 0  # what was sent by somebody who did not wait to hear whether it was taken
        self.pressed = 0  # requests made while the whole bot was limited
        self._open_again = 0.0
        self.fails: deque[int] = deque()
        self.always: int | None = None  # … and of all that come after these
        self.acknowledged: dict[
            str, list[Any]
        ] = {}  # what interactions were answered with, by their id: Discord takes one of each
        self.shown: dict[str, Any] = {}  # the messages that people see, by their nonce: Discord keeps one of each
        self.identified_times = 0
        self.resumed_times = 0
        self.refuses_resume = False
        self.away = False  # takes no connection to the gateway
        self._sent: list[tuple[int, str]] = []
        self._last = 1

    @property
    def texts(self) -> list[str]:
        """What people see."""
        return [json.dumps(body, ensure_ascii=False) for body in self.shown.values()]

    def said_to(self, message: int) -> list[Any]:
        """The replies to a message that people see."""
        return [
            body for body in self.shown.values() if int((body.get("message_reference") or {}).get("message_id", 0)) == message
        ]

    # The gateway

    def missed(self, text: str) -> int:
        """A person writes while the bot is not connected; gives the message's id."""
        message = self.message(text, 5, PERSON)
        asyncio.run_coroutine_threadsafe(self._dispatch("MESSAGE_CREATE", message), self._loop).result(20)
        return int(message["id"])

    def again(self) -> None:
        """Tell of the last event once more, as after a resume that went back too far."""

        async def repeat() -> None:
            await self._connections[-1].send_str(self._sent[-1][1])

        asyncio.run_coroutine_threadsafe(repeat(), self._loop).result(20)

    def drop(self) -> None:
        """Break the connection without a word."""

        async def abort() -> None:
            for connection in self._connections:
                transport = connection._req.transport if connection._req is not None else None
                if transport is not None:
                    transport.abort()
            self._connections.clear()

        asyncio.run_coroutine_threadsafe(abort(), self._loop).result(20)

    def ask_to_reconnect(self) -> None:
        """Op 7."""

        async def ask() -> None:
            await self._connections.pop().send_json({"op": RECONNECT, "d": None, "s": None, "t": None})

        asyncio.run_coroutine_threadsafe(ask(), self._loop).result(20)

    async def _dispatch(self, name: str, data: Mapping[str, Any]) -> None:
        self._last += 1
        text = json.dumps(event(name, self._last, data))
        self._sent.append((self._last, text))
        if self._connections:
            await self._connections[-1].send_str(text)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if self.away:
            raise web.HTTPServiceUnavailable
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        async for payload in heard(connection):
            if payload["op"] == IDENTIFY:
                self.intents = payload["d"]["intents"]
                self.identified_times += 1
                self._sent.clear()
                self._last = 1
                self._connections.append(connection)
                await self._welcome(connection, payload["d"].get("shard", [0, 1]))
                self.identified.set()
            elif payload["op"] == RESUME:
                await self._resume(connection, payload["d"]["seq"])
        return connection

    async def _resume(self, connection: web.WebSocketResponse, sequence: int) -> None:
        if self.refuses_resume:
            await connection.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return
        for number, text in self._sent:
            if number > sequence:
                await connection.send_str(text)
        self._last += 1
        await connection.send_json(event("RESUMED", self._last, {}))
        self._connections.append(connection)
        self.resumed_times += 1

    # REST

    async def _post(self, request: web.Request) -> web.Response:
        body = await self.heard(request)

        def take() -> web.Response:
            self.shown.setdefault(str(body["nonce"]), body)
            return self.answer(self.message(body.get("content") or "", int(request.match_info["channel"]), ME))

        return await self._fate(request, take)

    async def _respond(self, request: web.Request) -> web.Response:
        body = await self.heard(request)
        number = request.match_info["id"]

        def take() -> web.Response:
            if number in self.acknowledged:
                return self.answer({"message": "Interaction has already been acknowledged.", "code": 40060}, 400)
            self.acknowledged[number] = [body]
            interaction = {"id": number, "type": 2, "response_message_id": str(next(self._ids))}
            return self.answer(
                {"interaction": interaction, "resource": {"type": body["type"], "message": self.message("", 5, ME)}}
            )

        return await self._fate(request, take)

    async def _fate(self, request: web.Request, take: Callable[[], web.Response]) -> web.Response:
        """What becomes of something that is sent: it is taken, or not."""
        await asyncio.sleep(self.slow)
        if request.transport is None or request.transport.is_closing():
            self.abandoned += 1
        fate = self.fails.popleft() if self.fails else self.always
        if self._open_again > time.monotonic():
            self.pressed += 1
        if fate in (LIMITED, ALL_LIMITED):
            seconds = 0.05 if fate == LIMITED else ALL_SECONDS
            if fate == ALL_LIMITED:
                self._open_again = time.monotonic() + seconds
            # Without "Via" discord.py takes it for a ban.
            limited = {"retry_after": seconds, "global": fate == ALL_LIMITED, "message": "You are being rate limited."}
            headers = {"Content-Type": "application/json", "Via": "1.1 google"}
            return web.Response(body=json.dumps(limited).encode(), status=LIMITED, headers=headers)
        if fate is not None and fate > 0:
            return self.answer({"message": "no", "code": 0}, fate)
        taken = take() if fate != BROKEN else web.Response()
        if fate is not None:
            assert request.transport is not None
            request.transport.abort()
        return taken
