"""The connection to a database: SQLite in a file, or PostgreSQL. Everything that differs between the two to connect."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, CursorResult, Executable, Row, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.filled import Filled
from knowledge.store import wording
from knowledge.store.errors import StoreUnavailable
from knowledge.store.failures import explained

T = TypeVar("T")
WAIT_SECONDS = 5  # for another writer, and for a server to let us in
COMMAND_SECONDS = 20  # longer means that the server is stuck
PORTION = 100  # rows that are held at once, where there may be many
READ_SECONDS = 2.0  # people wait, and Discord lets them wait for three seconds
_WRITING = "safir_writing"
_APPEND_LOCK = 0x5AF1  # any number: PostgreSQL's advisory locks are told apart by it


class Database:
    """An engine on `url`: `sqlite:///FILE` or `postgresql://…`, with or without a driver's name.

    Nothing is opened yet. Raises StoreUnavailable for an address of another kind, and where asyncpg is missing.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.is_postgres = self.url.get_backend_name() == "postgresql"
        self._engine = _postgres(self.dsn) if self.is_postgres else _sqlite(self.url)
        self._running: set[asyncio.Task[Any]] = set()
        # SQLite lets one write at a time and has the others try again and again: within a process they rather queue.
        self._turn = nullcontext() if self.is_postgres else asyncio.Lock()

    @property
    def dsn(self) -> str:
        """PostgreSQL's address as its driver reads it, with the password."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def close(self) -> None:
        """Close all connections, after what runs on them has ended."""
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._engine.dispose()

    async def rows(self, query: Executable) -> Sequence[Row[Any]]:
        """What a query finds. Raises StoreUnavailable, after READ_SECONDS at the latest."""

        async def read() -> Sequence[Row[Any]]:
            async with self.reading() as connection:
                return (await connection.execute(query)).all()

        try:
            return await asyncio.wait_for(self._finished(read()), READ_SECONDS)
        except TimeoutError:
            raise StoreUnavailable(wording.SLOW) from None

    async def all_rows(self, query: Executable, made: Callable[[Row[Any]], T]) -> list[T]:
        """What is `made` of each row that a query finds, however many there are: few rows are held at once.

        However long it takes, it is waited for. Raises StoreUnavailable.
        """

        async def read() -> list[T]:
            found: list[T] = []
            async with self.reading() as connection, connection.stream(query) as rows:
                async for portion in rows.partitions(PORTION):
                    found += map(made, portion)
            return found

        return await self._finished(read())

    async def execute(self, statement: Executable) -> CursorResult[Any]:
        """Write with one statement; it is on disk when this returns. Raises StoreUnavailable."""

        async def work(connection: AsyncConnection) -> CursorResult[Any]:
            return await connection.execute(statement)

        return await self.write(work)

    async def write(self, work: Callable[[AsyncConnection], Awaitable[T]], *, in_order: bool = False) -> T:
        """Do `work` in one transaction (see `writing`); it is on disk when this returns. Raises StoreUnavailable."""

        async def written() -> T:
            async with self.writing(in_order=in_order) as connection:
                return await work(connection)

        return await self._finished(written())

    async def _finished(self, work: Coroutine[Any, Any, T]) -> T:
        """Bring work to its end even when whoever waits for it is cancelled: nothing may hang half-way with a lock."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever waited for it may be gone: then nobody asks, and that is no fault

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read with. Raises StoreUnavailable."""
        with explained():
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, *, in_order: bool = False) -> AsyncIterator[AsyncConnection]:
        """A transaction, committed to disk when the block ends. Raises StoreUnavailable; nothing is written then.

        With `in_order` no other such transaction runs beside it: ids are given out in the order of commits, and what was
        read in it still holds when it commits. On SQLite every writer is alone.
        """
        with explained():
            async with self._turn, self._engine.connect() as connection:
                connection = await connection.execution_options(**{_WRITING: True})
                async with connection.begin():
                    if self.is_postgres:
                        await connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                        if in_order:
                            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_APPEND_LOCK})"))
                    yield connection


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except ArgumentError:
        raise StoreUnavailable(wording.BAD_ADDRESS) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite" and (parsed.database or ":memory:") != ":memory:":
        return parsed.set(drivername="sqlite+aiosqlite")
    if backend == "postgresql":
        return parsed
    raise StoreUnavailable(Filled(wording.OTHER_KIND, backend=backend))


def _postgres(dsn: str) -> AsyncEngine:
    try:
        import asyncpg
    except ImportError:
        raise StoreUnavailable(wording.NO_DRIVER) from None

    async def connect() -> Any:
        # The driver reads the address itself: it knows sslmode and Unix sockets as every PostgreSQL program does.
        return await asyncpg.connect(dsn, timeout=WAIT_SECONDS, command_timeout=COMMAND_SECONDS)

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_pre_ping=True,  # after a restart of the server nobody meets a dead connection
        max_overflow=0,  # a process takes five at most: servers give few
        pool_timeout=COMMAND_SECONDS,
    )


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, max_overflow=0, pool_timeout=COMMAND_SECONDS)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # the driver would begin transactions late; `begin` below does it in time
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        with suppress(sqlite3.OperationalError):  # a database that can only be read stays as it is
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # a commit returns when it is on the disk
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that began as a reader would fail at its first write when another one came between.
        writing = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
