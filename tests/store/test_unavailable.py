"""A database that cannot be used says why and how to mend it; what can still be read is read, and later all goes on."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import By, Draft, Kind, Operation
from knowledge.store.store import Store

BY = By(author=7, name="Mo")


def draft(version: int, title: str = "A") -> Draft:
    return Draft(Kind.FACT, "a", 1, version, Operation.EDIT, {"id": "a", "title": title}, BY)


async def versions(store: Store) -> list[int]:
    return [revision.version for revision in await store.revisions.history("a", 1)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "safir.sqlite3"


async def made(file: Path) -> None:
    """A database with one revision."""
    async with await Store.open(f"sqlite:///{file}") as store:
        await store.revisions.append(draft(1))


async def test_a_database_that_can_only_be_read_is_read(file: Path) -> None:
    await made(file)
    async with await Store.open(f"sqlite:///file:{file}?mode=ro&uri=true") as store:
        with pytest.raises(StoreUnavailable, match="can only be read"):
            await store.revisions.append(draft(2))
        with pytest.raises(StoreUnavailable, match="can only be read"):
            await store.settings.set(1, "key", 1)
        assert await versions(store) == [1]


async def test_a_server_that_only_lets_read(empty_postgres: Callable[[], str]) -> None:
    url = await asyncio.to_thread(empty_postgres)
    async with await Store.open(url) as store:
        await store.revisions.append(draft(1))
    database = url.partition("?")[0].rpartition("/")[2]
    await execute(url, f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    try:
        async with await Store.open(url) as store:
            with pytest.raises(StoreUnavailable, match="can only be read"):
                await store.revisions.append(draft(2))
            assert await versions(store) == [1]
    finally:
        await execute(url, "SET default_transaction_read_only = off", f"ALTER DATABASE {database} RESET ALL")


async def execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk does, for this process: writing beyond `size` fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_takes_no_more(file: Path) -> None:
    await made(file)

    async def write_on(store: Store) -> None:
        for number in range(2, 100):
            await store.revisions.append(draft(number, "x" * 50_000))

    async with await Store.open(f"sqlite:///{file}") as store:
        with no_file_larger_than(300_000), pytest.raises(StoreUnavailable, match=r"room|disk"):
            await write_on(store)
        last = (await versions(store))[0]
        assert await versions(store) == list(range(last, 0, -1)), "whole ones only"
        await store.revisions.append(draft(last + 1))
        assert (await versions(store))[0] == last + 1, "with room again, all goes on"


async def test_a_full_database_says_that_it_is_full(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await made(file)
    connect = sqlite3.connect

    def small(*args: object, **kwargs: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **kwargs)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")  # SQLite raises it to the size that the file has
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    async with await Store.open(f"sqlite:///{file}") as store:
        with pytest.raises(StoreUnavailable, match="no room left"):
            await store.revisions.append(draft(2, "x" * 50_000))
        assert await versions(store) == [1]


async def test_a_full_server_says_that_it_is_full(empty_postgres: Callable[[], str]) -> None:
    """The server's own way to say so, raised by a trigger in the place of a full disk."""
    url = await asyncio.to_thread(empty_postgres)
    async with await Store.open(url) as store:
        await execute(
            url,
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON revisions FOR EACH ROW EXECUTE FUNCTION full_disk()
            """,
        )
        with pytest.raises(StoreUnavailable, match="no room left"):
            await store.revisions.append(draft(1))
        await execute(url, "DROP TRIGGER full_disk ON revisions")
        await store.revisions.append(draft(1))


async def test_a_writer_who_never_ends_does_not_stop_the_others_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.store.database.WAIT_SECONDS", 0.2)
    await made(file)
    async with await Store.open(f"sqlite:///{file}") as store:
        blocker = sqlite3.connect(file)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="busy with other writers"):
            await store.revisions.append(draft(2))
        assert await versions(store) == [1], "reading goes on"
        blocker.close()
        await store.revisions.append(draft(2))


async def test_nor_does_one_on_postgresql(empty_postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.store.database.WAIT_SECONDS", 0.2)
    url = await asyncio.to_thread(empty_postgres)
    async with await Store.open(url) as store:
        blocker = await asyncpg.connect(url)
        await blocker.execute("BEGIN; LOCK TABLE revisions IN SHARE MODE")
        with pytest.raises(StoreUnavailable, match="busy with other writers"):
            await store.revisions.append(draft(1))
        assert await versions(store) == []
        await blocker.close()
        await store.revisions.append(draft(1))


async def test_connections_that_a_server_has_dropped_are_noticed_before_they_are_used(empty_postgres: Callable[[], str]) -> None:
    url = await asyncio.to_thread(empty_postgres)
    async with await Store.open(url) as store:
        await asyncio.gather(*(store.settings.get(1, "key", None) for _ in range(5)))  # as many connections as it has
        await dropped(url)
        assert await versions(store) == []
        await dropped(url)
        await store.revisions.append(draft(1))
        await dropped(url)
        await store.settings.set(1, "key", 1)


async def dropped(url: str) -> None:
    """Ends all connections to a database, as a restart of the server does."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    connection = await asyncpg.connect(url)
    await connection.execute(f"SELECT pg_terminate_backend(pid, 10_000) {others}")
    assert not await connection.fetchval(f"SELECT count(*) {others}")
    await connection.close()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/safir", "does not answer"),
        ("sqlite://", "with a file"),
        ("mysql://host/db", "no database for Safir"),
        ("nonsense", "cannot be read"),
    ],
)
async def test_an_address_that_leads_nowhere(url: str, message: str) -> None:
    with pytest.raises(StoreUnavailable, match=message) as caught:
        await Store.open(url)
    assert "secret" not in str(caught.value)


async def test_a_database_that_is_not_there(postgres_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="no such database"):
        await Store.open(postgres_url.replace("/gw", "/missing_gw").replace("/master", "/missing"))


async def test_a_file_that_is_no_database(tea_folder: Path) -> None:
    file = tea_folder / "pack.yaml"
    with pytest.raises(StoreUnavailable, match="not one of Safir's"):
        await Store.open(f"sqlite:///{file}")


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable):
        await Store.open(f"sqlite:///{tmp_path}/file/safir.sqlite3")


async def test_a_folder_is_made(tmp_path: Path) -> None:
    await made(tmp_path / "new" / "folder" / "safir.sqlite3")
