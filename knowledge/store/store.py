"""The store: one database with everything that people change or leave behind."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime
from uuid import uuid4

from knowledge.store.database import Database
from knowledge.store.feed import follow
from knowledge.store.feedback import Feedback
from knowledge.store.guild_settings import GuildSettings
from knowledge.store.log import Clock, RevisionLog
from knowledge.store.misses import Misses
from knowledge.store.pending import PendingChanges
from knowledge.store.revision import Change
from knowledge.store.schema import upgrade_database
from knowledge.store.suggestions import Suggestions

POLL_SECONDS = 0.5


def utc_now() -> datetime:
    """The clock of the wall."""
    return datetime.now(UTC)


class Store:
    """An open database. Every method that reads or writes raises StoreUnavailable when the database cannot be used."""

    def __init__(self, database: Database, clock: Clock, poll_seconds: float) -> None:
        self._database = database
        self._poll_seconds = poll_seconds
        self._writer = uuid4().hex
        self.revisions = RevisionLog(database, clock, self._writer)
        self.pending = PendingChanges(database, clock)
        self.suggestions = Suggestions(database, clock)
        self.misses = Misses(database, clock)
        self.feedback = Feedback(database, clock)
        self.settings = GuildSettings(database)

    @classmethod
    async def open(cls, url: str, *, clock: Clock = utc_now, poll_seconds: float = POLL_SECONDS) -> Store:
        """Open the database at `url` (`sqlite:///FILE`, `postgresql://…`) and bring it to the newest schema.

        `poll_seconds` is how often SQLite is asked for changes of other processes. Raises StoreUnavailable.
        """
        database = Database(url)
        try:
            await upgrade_database(database)
        except BaseException:
            await database.close()
            raise
        return cls(database, clock, poll_seconds)

    async def close(self) -> None:
        """Close all connections; feeds have to be ended before."""
        await self._database.close()

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def changes(self, after: int | None = None) -> AsyncGenerator[Change]:
        """Every revision after number `after` (None: from now on), once, in order, without end, this process's own too.

        It outlives a database that goes away and comes back. End it by cancelling the task that reads it.
        """
        start = await self.revisions.last() if after is None else after
        async with aclosing(follow(self._database, self.revisions, start, self._poll_seconds)) as new:
            async for revision in new:
                yield Change(revision, revision.writer == self._writer)
