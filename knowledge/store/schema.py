"""Brings a database to the newest schema: at every start, and by hand for those who want to watch."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from knowledge.filled import Filled
from knowledge.store import wording
from knowledge.store.database import Database
from knowledge.store.errors import StoreUnavailable
from knowledge.store.failures import explained

_FOLDER = Path(__file__).parent / "migrations"
_TABLE = "alembic_version"  # where alembic keeps it


async def upgrade(url: str) -> tuple[str | None, str]:
    """Bring the database at `url` to the newest schema; gives its version before (None: it was empty) and after.

    All steps are one transaction, and of several processes that start at once one does it. Raises StoreUnavailable.
    """
    database = Database(url)
    try:
        return await upgrade_database(database)
    finally:
        await database.close()


async def versions(url: str) -> tuple[str | None, str]:
    """The schema of the database at `url` (None: it is empty) and the newest one. Nothing is changed. Raises StoreUnavailable."""
    database = Database(url)
    try:
        async with database.reading() as connection:
            return await connection.run_sync(_versions)
    finally:
        await database.close()


async def upgrade_database(database: Database) -> tuple[str | None, str]:
    """The same for a database that is in use already."""
    file = str(database.url.database)
    if not database.is_postgres and not file.startswith("file:"):  # SQLite's own kind of address is for what exists
        with explained():
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    async with database.reading() as connection:
        before, newest = await connection.run_sync(_versions)
    if before != newest:  # only then is the right to write needed
        async with database.writing(in_order=True) as connection:
            before = (await connection.run_sync(_versions))[0]
            await connection.run_sync(migrate)
    return before, newest


def _versions(connection: Connection) -> tuple[str | None, str]:
    last = max(path.name.partition("_")[0] for path in (_FOLDER / "versions").glob("v*_*.py"))
    if inspect(connection).has_table(_TABLE) and connection.scalars(text(f"SELECT version_num FROM {_TABLE}")).all() == [last]:
        return last, last  # at nearly every start: alembic itself takes as long to load as a pack's index, and ten megabytes
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(_FOLDER))
    newest = scripts.get_current_head()
    assert newest is not None
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreUnavailable(Filled(wording.NEWER, schema=current))
    return current, newest


def migrate(connection: Connection, target: str = "head") -> None:
    """Go the steps up to `target` on an open connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
