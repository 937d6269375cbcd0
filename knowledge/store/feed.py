"""The change feed: every revision once and in order, whichever process wrote it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from knowledge.store.database import COMMAND_SECONDS, WAIT_SECONDS, Database
from knowledge.store.errors import StoreUnavailable
from knowledge.store.log import CHANNEL, RevisionLog
from knowledge.store.revision import Revision

log = logging.getLogger(__name__)

BATCH = 500
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0  # seconds between attempts to reach a database that is gone
HEARTBEAT = 30.0  # seconds: a connection that died silently is noticed so, and nothing is overlooked for longer


async def follow(database: Database, revisions: RevisionLog, last: int, poll_seconds: float) -> AsyncGenerator[Revision]:
    """Every revision after number `last`, without end. A database that is gone is waited for.

    The table is the truth and a notification only a hint to look: whatever was missed is found by its number.
    """
    async with _waker(database) as wake:
        pause = FIRST_PAUSE
        while True:
            wake.clear()
            try:
                new = await revisions.since(last, limit=BATCH)
            except StoreUnavailable as error:
                if pause == FIRST_PAUSE:  # once for each time that it is gone
                    log.warning("Changes cannot be read: %s", error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            for revision in new:
                last = revision.id
                yield revision
            if not new:
                with suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), HEARTBEAT if database.is_postgres else poll_seconds)


@asynccontextmanager
async def _waker(database: Database) -> AsyncIterator[asyncio.Event]:
    """An event that is set when there may be something new. On SQLite nobody sets it: there the wait is short instead."""
    wake = asyncio.Event()
    if not database.is_postgres:
        yield wake
        return
    listening = asyncio.create_task(_listen(database.dsn, wake))
    try:
        yield wake
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


async def _listen(dsn: str, wake: asyncio.Event) -> None:
    """Listen for ever; after a lost connection, connect again and have everything looked at."""
    import asyncpg

    pause = FIRST_PAUSE
    while True:
        try:
            connection = await asyncpg.connect(dsn, timeout=WAIT_SECONDS, command_timeout=COMMAND_SECONDS)
            try:
                await connection.add_listener(CHANNEL, lambda *_: wake.set())
                wake.set()  # for what was written while nobody listened
                pause = FIRST_PAUSE
                await _until_lost(connection)
            finally:
                connection.terminate()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.debug("Not listening for changes: %s", error)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _until_lost(connection: Any) -> None:
    lost = asyncio.Event()
    connection.add_termination_listener(lambda *_: lost.set())
    while not connection.is_closed():
        try:
            await asyncio.wait_for(lost.wait(), HEARTBEAT)
        except TimeoutError:
            await connection.execute("SELECT 1")
