"""Where things are kept: the folder of data, and the database."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bot.checks.finding import Finding, missing, ok, wrong
from bot.index_cache import cache_folder
from bot.settings import DATABASE_VARIABLE, Settings, variable
from knowledge.store.database import Database
from knowledge.store.errors import StoreUnavailable
from knowledge.store.schema import versions

MEND: Final = "give the user who runs Safir the right to (`chown`), or name another folder"


def data_folder(settings: Settings) -> Iterator[Finding]:
    """Whether Safir may write to its folder of data. A folder that is not there yet is made when it is needed."""
    folder = settings.data_dir
    problem = _unwritable(folder)
    yield wrong(f"{variable('data_dir')}: {problem}") if problem else ok(f"data are kept in {folder}")


def index_folder(settings: Settings) -> Iterator[Finding]:
    """Whether the index of a pack can be kept: without it everything works, and each start takes seconds and memory more."""
    problem = _unwritable(settings.cache_dir or cache_folder())
    if problem:
        yield missing(f"{variable('cache_dir')}: each start indexes the pack anew, which takes seconds and 60 MB more. {problem}")


def _unwritable(folder: Path) -> str | None:
    """Why Safir may not write to a folder, and how to mend it; None where it may. A missing one is made in the one above."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return f"{there} is a file and no folder: name another folder"
    try:
        with tempfile.TemporaryFile(dir=there):
            return None
    except OSError as error:
        return f"Safir may not write to {there} ({error.strerror}): {MEND}"


def database(settings: Settings, *, online: bool = False) -> Iterator[Finding]:
    """The database: its address, its driver, and, for a file or with `online`, whether it can be used by this Safir."""
    try:
        found = Database(settings.database)
    except StoreUnavailable as error:
        yield wrong(f"{DATABASE_VARIABLE}: {error}", stops=True)
        return
    if found.is_postgres:
        where = f"PostgreSQL on {found.url.host or 'this machine'}"
        if not online:
            yield ok(f"edits are kept in {where} (`safir doctor --online` connects to it)")
            return
        address = settings.database
    else:
        where = f"the file {found.url.database}"
        file = Path(str(found.url.database))
        if not file.exists():
            if problem := _unwritable(file.absolute().parent):
                yield wrong(f"edits are to be kept in {where}, which cannot be made: {problem}")
            else:
                yield ok(f"edits are kept in {where} (it is made at the first start)")
            return
        if not os.access(file, os.W_OK):
            yield wrong(f"{where} can only be read, so nothing can be saved: `chown` it to the user who runs Safir")
        address = f"sqlite:///file:{quote(str(file.resolve()))}?mode=ro&uri=true"
    try:
        now, newest = asyncio.run(versions(address))
    except StoreUnavailable as error:
        yield wrong(f"edits are to be kept in {where}: {error}")
        return
    if now == newest:
        yield ok(f"edits are kept in {where} (schema {now})")
    else:
        yield ok(
            f"edits are kept in {where} (schema {now or 'none'}; the next start, or `safir db upgrade`, brings it to {newest})"
        )
