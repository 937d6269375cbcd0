"""SQL in whatever people can write, into both kinds of database: it lies there word for word, and nothing else has changed."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import asyncpg
import pytest

from tests.discord.moderation.conftest import Moderator

SQL = [
    "'; DROP TABLE revisions; DROP TABLE misses; DROP TABLE suggestions; --",
    "'); DELETE FROM suggestions; COMMIT; --",
    '" OR "1"="1',
    "x' UNION SELECT content FROM revisions --",
    "$1 :question %(question)s %s ? {question}",
    r"\'; SELECT pg_sleep(60); --",
]
TABLES = {"alembic_version", "feedback", "guild_settings", "misses", "pending", "revisions", "suggestions"}


@pytest.fixture
def database(url: str) -> str:
    """SQLite, then PostgreSQL."""
    return url


@pytest.fixture
async def kept(world: Any, database: str) -> Any:
    """What a query that nobody typed gives, past all code of Safir's."""

    async def rows(query: str) -> list[Any]:
        if database.startswith("sqlite"):
            connection = sqlite3.connect(database.removeprefix("sqlite:///"))
            found = connection.execute(query).fetchall()
            connection.close()
            return [tuple(row) for row in found]
        server = await asyncpg.connect(database)
        found = await server.fetch(query)
        await server.close()
        return [tuple(row.values()) for row in found]

    async def first(query: str) -> list[Any]:
        return [row[0] for row in await rows(query)]

    return first


async def tables(kept: Any, database: str) -> set[str]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return set(
        await kept(names if database.startswith("sqlite") else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    )


def text(content: str, field: str) -> Any:
    """What a kept fact says in English."""
    said = json.loads(content)[field]
    return said["en"] if isinstance(said, dict) else said


@pytest.mark.parametrize("sql", SQL)
async def test_sql_in_any_text_is_kept_word_for_word_and_changes_nothing(world: Any, kept: Any, database: str, sql: str) -> None:
    before = await tables(kept, database)
    assert before >= TABLES - {"pending"}
    manager = Moderator(world, world.manager, world.channel)

    # Questions, typed in both ways: kept where they are declined.
    question = f"Who won the chess championship in Oslo {sql}"
    await world.alice.send(world.channel, f"{world.mention} {question}")
    await world.alice.slash(world.channel, "ask", question=question)
    assert await kept("SELECT question FROM misses") == [question] * 2

    # Suggestions, and why they are rejected.
    await world.alice.slash(world.channel, "suggest", text=sql, fact="brewing.milk")
    assert await kept("SELECT text FROM suggestions") == [sql]
    manager.seen = await world.manager.slash(world.channel, "review queue")
    await manager.press("Reject")
    await manager.fill(why=sql)
    assert await kept("SELECT reason FROM suggestions") == [sql]

    # A fact's form: every box that takes any text; then a file.
    statement = f"Black tea steeps for nine minutes {sql}"
    await manager.edit(statement=statement, title=sql, reason=sql)
    await manager.press("Save")
    assert await kept("SELECT reason FROM revisions") == [sql]
    (content,) = await kept("SELECT content FROM revisions")
    assert (text(content, "statement"), text(content, "title")) == (statement, sql)
    fact = {"id": "brewing.sugar", "topic": "brewing", "title": "Sugar", "statement": f"No sugar {sql}", "asked_as": [sql]}
    file = json.dumps([{**fact, "citations": [{"source": "tea-book", "paragraph": 1}]}]).encode()
    manager.draft_message = None
    await manager.command("import", file=("tea.json", file), reason=sql)
    await manager.press("Confirm")
    _, content = await kept("SELECT content FROM revisions ORDER BY id")
    assert text(content, "statement") == f"No sugar {sql}"
    assert text(content, "asked_as") == [sql]

    # What is only looked for.
    for command in ("fact show", "fact history"):
        await world.manager.autocomplete(world.channel, command, "fact", sql[:100])
        await world.manager.slash(world.channel, command, fact=sql[:100])
    await world.alice.autocomplete(world.channel, "ask", "question", sql)

    assert await tables(kept, database) == before
    counts = [await kept(f"SELECT count(*) FROM {table}") for table in ("misses", "suggestions", "revisions")]
    assert counts == [[2], [1], [2]]
