"""A database of any age is brought to the newest schema, once, and what stands in it stays."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import knowledge.store
from knowledge.store.database import Database
from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import By, Draft, Kind, Operation
from knowledge.store.schema import migrate, upgrade
from knowledge.store.store import Store
from knowledge.store.tables import metadata

SCRIPTS = ScriptDirectory(str(Path(knowledge.store.__file__).parent / "migrations"))
# Rows as the first schema holds them, in words that both databases understand.
FIRST_ROWS = """
INSERT INTO revisions (id, layer, kind, item_id, version, operation, content, base_hash, author_id, author_name, guild_id,
                       reason, created_at, parent_id, writer)
  VALUES (1, 1, 'fact', 'brewing.milk', 1, 'edit', '{"id": "brewing.milk", "title": "Milk"}', NULL, 7, 'Mo', 1,
          'I was there', '2026-03-01 12:00:01.000000', NULL, 'abc');
INSERT INTO suggestions (guild_id, fact_id, text, author_id, author_name, created_at, status)
  VALUES (1, NULL, 'More milk', 8, 'Jo', '2026-03-01 12:00:01.000000', 'open');
INSERT INTO misses (guild_id, question, outcome, day) VALUES (1, 'why milk', 'declined', '2026-03-01');
INSERT INTO feedback (message_id, person, guild_id, vote, day) VALUES (5, 'abc', 1, 1, '2026-03-01');
INSERT INTO guild_settings (guild_id, key, value) VALUES (1, 'log_channel', '9')
"""


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


async def test_the_migrations_make_exactly_the_tables_that_the_code_uses(url: str, database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))

    await upgrade(url)
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_an_upgrade_says_what_it_did_and_is_done_once(url: str) -> None:
    newest = SCRIPTS.get_current_head()
    assert await upgrade(url) == (None, newest)
    assert await upgrade(url) == (newest, newest)


async def test_a_start_with_the_newest_schema_does_without_alembic(url: str) -> None:
    await upgrade(url)
    program = (
        "import asyncio, sys; from knowledge.store.schema import upgrade; "
        "print(*asyncio.run(upgrade(sys.argv[1])), 'alembic' in sys.modules)"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, url, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    head = SCRIPTS.get_current_head()
    assert said.decode().split() == [head, head, "False"]


async def test_many_processes_that_start_at_once(url: str) -> None:
    stores = await asyncio.gather(*(Store.open(url) for _ in range(5)))
    for store in stores:
        assert await store.revisions.last() == 0
        await store.close()


async def test_a_database_of_the_first_schema_keeps_what_stands_in_it(url: str, database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(migrate, "v0001")
        if database.is_postgres:
            await connection.execute(text("SET LOCAL timezone = 'UTC'"))
        for statement in FIRST_ROWS.split(";"):
            await connection.execute(text(statement.replace(": ", r"\: ")))
        if database.is_postgres:
            await connection.execute(text("SELECT setval('revisions_id_seq', 1)"))
    assert (await upgrade(url))[0] == "v0001"
    async with await Store.open(url) as store:
        (revision,) = await store.revisions.history("brewing.milk", 1)
        assert revision.content == {"id": "brewing.milk", "title": "Milk"}
        assert revision.by == By(7, "Mo", 1, "I was there")
        assert revision.time.isoformat() == "2026-03-01T12:00:01+00:00"
        draft = Draft(Kind.FACT, "brewing.milk", 1, 2, Operation.EDIT, {"id": "brewing.milk"}, revision.by)
        assert (await store.revisions.append(draft)).parent == revision.id
        assert [suggestion.text for suggestion in await store.suggestions.of(1)] == ["More milk"]
        assert [miss.question for miss in await store.misses.of(1)] == ["why milk"]
        assert (await store.feedback.votes(5)).good == 1
        assert await store.settings.all(1) == {"log_channel": 9}
        assert await store.pending.of(1) == ()


async def test_a_database_of_a_newer_version_is_left_alone(url: str, database: Database) -> None:
    await upgrade(url)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    with pytest.raises(StoreUnavailable, match=r"newer Safir \(schema v9999\)"):
        await Store.open(url)


async def test_a_step_that_fails_leaves_everything_as_it_was(url: str, database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE guild_settings (x INTEGER)"))
    with pytest.raises(StoreUnavailable):
        await upgrade(url)
    async with database.reading() as connection:
        assert await connection.run_sync(lambda sync: sync.dialect.has_table(sync, "revisions")) is False
