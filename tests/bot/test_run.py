"""`safir run`: whatever keeps the bot from starting is said plainly. A loopback server plays Discord."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.ask_channels import AskChannels
from bot.run import MISCONFIGURED, OK, UNREACHABLE, run
from bot.settings import Settings, load_settings

ME = {"id": "1", "username": "Safir", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "1",
    "name": "Safir",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": ME,
}


MESSAGE_CONTENT = 1 << 15


class Loopback:
    """Just enough of Discord on 127.0.0.1, in a thread of its own.

    close_code: how the gateway ends the connection of whoever wants message content.
    """

    def __init__(self, *, accepts_token: bool = True, close_code: int | None = None) -> None:
        self.accepts_token = accepts_token
        self.close_code = close_code
        self.synced: list[str] = []
        self.identified = threading.Event()
        self.intents = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        assert self._ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_get("/api/users/@me", self._me)
        app.router.add_get("/api/oauth2/applications/@me", self._json(APPLICATION))
        app.router.add_put("/api/applications/1/commands", self._sync)
        app.router.add_get("/api/gateway/bot", self._gateway)
        app.router.add_get("/", self._socket)
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self.port).start())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    @staticmethod
    def _answer(body: Any, status: int = 200) -> web.Response:
        # discord.py reads a body as JSON only under exactly this type.
        return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})

    def _json(self, body: Any) -> Any:
        async def handler(_: web.Request) -> web.Response:
            return self._answer(body)

        return handler

    async def _me(self, _: web.Request) -> web.Response:
        if not self.accepts_token:
            return self._answer({"message": "401: Unauthorized", "code": 0}, 401)
        return self._answer(ME)

    async def _sync(self, request: web.Request) -> web.Response:
        self.synced = [command["name"] for command in await request.json()]
        return self._answer([])

    async def _gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return self._answer({"url": f"ws://127.0.0.1:{self.port}/", "shards": 1, "session_start_limit": limit})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        await connection.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}, "s": None, "t": None})
        async for message in connection:
            if message.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(message.data)
            if payload["op"] == 2:
                self.intents = payload["d"]["intents"]
                if self.close_code is not None and self.intents & MESSAGE_CONTENT:
                    await connection.close(code=self.close_code)
                    break
                ready = {"user": ME, "guilds": [], "session_id": "s", "resume_gateway_url": "ws://127.0.0.1", "v": 10}
                ready["application"] = {"id": "1", "flags": 0}
                ready["shard"] = [0, 1]
                await connection.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
                self.identified.set()
        return connection


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """The bot sets up the whole process's logging; the tests that come after must not notice."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.fixture
def settings(tea_folder: Path, tmp_path: Path) -> Settings:
    return load_settings(pack=tea_folder, data_dir=tmp_path / "data", discord_token="a.b.c", log_level="ERROR")


@pytest.fixture
def discord_at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Points discord.py at a port of this machine."""

    def point(port: int) -> None:
        monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}/api")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY.with_port(port))

    return point


def test_without_a_token_it_says_what_to_do_and_what_works_without(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(load_settings(pack=tea_folder)) == MISCONFIGURED
    said = capsys.readouterr().err
    for part in ("DISCORD_TOKEN", ".env", "https://discord.com/developers/applications", "safir chat", "safir preview"):
        assert part in said


def test_a_token_of_spaces_is_no_token(tea_folder: Path) -> None:
    assert run(load_settings(pack=tea_folder, discord_token="  ")) == MISCONFIGURED


def test_a_wrong_token_is_called_so_and_not_shown(
    settings: Settings, discord_at: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with Loopback(accepts_token=False) as discord:
        discord_at(discord.port)
        assert run(settings) == MISCONFIGURED
    said = capsys.readouterr().err
    assert "does not accept the DISCORD_TOKEN" in said
    assert "a.b.c" not in said


def test_a_missing_intent_is_named_with_both_ways_out(
    settings: Settings, discord_at: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with Loopback(close_code=4014) as discord:
        discord_at(discord.port)
        assert run(settings.model_copy(update={"ask_channels": frozenset({7})})) == MISCONFIGURED
    said = capsys.readouterr().err
    assert "Message Content Intent" in said
    assert "SAFIR_ASK_CHANNELS" in said


def test_no_network_is_worth_another_try(settings: Settings, discord_at: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        discord_at(taken.getsockname()[1])
        assert run(settings) == UNREACHABLE
    assert "cannot be reached" in capsys.readouterr().err


def test_a_broken_pack_lists_its_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack").mkdir()
    assert run(load_settings(pack=tmp_path / "pack", discord_token="a.b.c")) == MISCONFIGURED
    assert "pack.yaml" in capsys.readouterr().err


def test_a_language_that_the_pack_has_not_is_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(settings.model_copy(update={"language": "fr"})) == MISCONFIGURED
    assert "SAFIR_LANGUAGE" in capsys.readouterr().err


def test_broken_kept_settings_are_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "ask_channels.json").write_text("{", encoding="utf-8")
    assert run(settings) == MISCONFIGURED
    assert "ask_channels.json" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ask", "help", "settings"])
def test_a_pack_that_takes_the_bot_s_own_command_is_told_so(
    command: str, settings: Settings, tmp_path: Path, discord_at: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(settings.pack, pack)
    topics = pack / "topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8").replace("name: brewing}", f"name: {command}}}"), encoding="utf-8")
    with Loopback() as discord:
        discord_at(discord.port)
        assert run(settings.model_copy(update={"pack": pack})) == MISCONFIGURED
    assert f"/{command}" in capsys.readouterr().err


ENDED = threading.Event()


@pytest.fixture
def _stops_by_sigterm() -> Iterator[None]:
    """The test ends the bot with a signal; where it does not listen, the whole run must not die of it."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    ENDED.clear()
    yield
    ENDED.set()
    signal.signal(signal.SIGTERM, before)


def stop_when_connected(discord: Loopback) -> None:
    """Ask the process to end, as a container's host does, once the bot is there."""

    def stop() -> None:
        if discord.identified.wait(20):
            while not ENDED.is_set():  # a host asks again, too
                os.kill(os.getpid(), signal.SIGTERM)
                ENDED.wait(3)

    threading.Thread(target=stop, daemon=True).start()


@pytest.mark.usefixtures("_stops_by_sigterm")
def test_it_connects_with_the_least_intents_registers_its_commands_and_ends_at_sigterm(
    settings: Settings, discord_at: Any
) -> None:
    with Loopback() as discord:
        discord_at(discord.port)

        stop_when_connected(discord)
        assert run(settings) == OK
    assert {"ask", "topics", "sources", "help", "settings", "brewing", "harvest"} <= set(discord.synced)
    guilds, guild_messages, direct_messages = 1 << 0, 1 << 9, 1 << 12
    assert discord.intents == guilds | guild_messages | direct_messages


@pytest.mark.usefixtures("_stops_by_sigterm")
def test_what_one_server_has_set_does_not_keep_the_bot_from_all_others(
    settings: Settings, discord_at: Any, caplog: pytest.LogCaptureFixture
) -> None:
    AskChannels(file=settings.data_dir / "ask_channels.json").add(1, 11)
    with Loopback(close_code=4014) as discord:
        discord_at(discord.port)
        stop_when_connected(discord)
        assert run(settings.model_copy(update={"log_level": "WARNING"})) == OK
    assert not discord.intents & MESSAGE_CONTENT
    assert "Message Content Intent" in caplog.text
