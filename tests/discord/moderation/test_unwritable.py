"""A disk that is full, and a database that can only be read: moderators read why, and the bot goes on answering."""

from __future__ import annotations

import asyncio
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from knowledge.store.store import Store
from tests.discord.conftest import Speak

NINE = "Black tea steeps for **nine minutes**."
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON revisions FOR EACH ROW EXECUTE FUNCTION full_disk()
"""


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def made(url: str) -> None:
    async with await Store.open(url):
        pass


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be added to any file of this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_keeps_the_draft_and_answers_go_on(manager: Any, ask: Any) -> None:
    await manager.edit(statement=NINE, reason="mine")
    with full_disk():
        await manager.press("Save")
        answer = await ask()
    assert "Not saved" in manager.text()
    assert "room" in manager.text() or "disk" in manager.text()
    assert "four minutes" in answer
    await manager.press("Save")
    assert "Saved as version 1" in manager.text()
    assert "nine minutes" in await ask()


async def test_a_russian_speaking_moderator_reads_why_in_russian(manager: Any, speak: Speak) -> None:
    speak(manager.person, "ru")
    await manager.edit(statement=NINE, reason="моё")
    with full_disk():
        await manager.press("Сохранить")
    told = manager.text()
    assert "Не сохранено" in told
    assert re.search("в базе данных нет места|диск базы данных не читается", told, re.IGNORECASE)
    assert not re.search("database|disk", told)
    await manager.press("Сохранить")
    assert "версия 1" in manager.text()


class TestAFullServer:
    @pytest.fixture
    def database(self, empty_postgres: Any) -> str:
        return str(empty_postgres())

    async def test_keeps_the_draft_too(self, manager: Any, ask: Any, database: str) -> None:
        await manager.edit(statement=NINE, reason="mine")
        await execute(database, FULL)
        await manager.press("Save")
        assert "no room left" in manager.text()
        assert "four minutes" in await ask()
        await execute(database, "DROP TRIGGER full_disk ON revisions")
        await manager.press("Save")
        assert "nine minutes" in await ask()


class TestADatabaseThatCanOnlyBeRead:
    @pytest.fixture(params=["sqlite", "postgresql"])
    def database(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
        if request.param == "sqlite":
            file = tmp_path / "safir.sqlite3"
            asyncio.run(made(f"sqlite:///{file}"))
            yield f"sqlite:///file:{file}?mode=ro&uri=true"
            return
        url = str(request.getfixturevalue("empty_postgres")())
        name = url.partition("?")[0].rpartition("/")[2]
        asyncio.run(made(url))
        asyncio.run(execute(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
        yield url
        asyncio.run(execute(url, "SET default_transaction_read_only = off"))
        asyncio.run(execute(url, f"BEGIN READ WRITE; ALTER DATABASE {name} RESET ALL; COMMIT"))

    async def test_says_so_for_each_kind_of_change_and_answers(self, world: Any, manager: Any, ask: Any) -> None:
        await manager.edit(statement=NINE)
        await manager.press("Save")
        assert "can only be read" in manager.text()
        manager.draft_message = None
        await manager.command("retire", fact="brewing.black.time", reason="r")
        await manager.press("Confirm")
        assert "can only be read" in manager.text()
        suggested = await world.alice.slash(world.channel, "suggest", text="It is nine")
        assert "can only be read" in suggested.response.content
        assert "four minutes" in await ask()
        await world.alice.send(world.channel, f"{world.mention} Who won the chess championship in Oslo?")
        assert "four minutes" in await ask()
