"""Questions that were not answered well, to learn from. Never who asked; kept for a number of days only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Delete, bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.store.database import Database
from knowledge.store.tables import misses

QUESTION_LIMIT = 500  # characters; the rest of a longer question tells a curator nothing more
MOST = 1_000  # of a server, the newest: nobody looks through more, and a flood must not fill the database


@dataclass(frozen=True)
class Miss:
    """A question, where it was asked (None: outside servers), what became of it ("declined", "badly rated"), and the day."""

    id: int
    guild_id: int | None
    question: str
    outcome: str
    day: date


class Misses:
    """The missed questions of all servers."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def record(self, question: str, guild: int | None, outcome: str) -> None:
        """Keep a question, cut to QUESTION_LIMIT characters."""
        await self.record_all([(question, guild, outcome)])

    async def record_all(self, missed: Sequence[tuple[str, int | None, str]]) -> None:
        """Keep many at once: each a question, its server and its outcome. A server's oldest beyond MOST give way.

        All or none are kept. Raises StoreUnavailable.
        """
        day = self._clock().date()
        rows = [
            {"guild_id": guild, "question": question[:QUESTION_LIMIT], "outcome": outcome, "day": day}
            for question, guild, outcome in missed
        ]

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(insert(misses), rows)
            guilds = {guild for _, guild, _ in missed}
            if servers := [{"server": guild} for guild in guilds if guild is not None]:
                await connection.execute(_beyond_most(misses.c.guild_id == bindparam("server")), servers)
            if None in guilds:
                await connection.execute(_beyond_most(misses.c.guild_id.is_(None)))

        if rows:
            await self._database.write(work)

    async def of(self, guild: int | None, *, limit: int = MOST) -> tuple[Miss, ...]:
        """A server's missed questions, newest first."""
        query = select(misses).where(misses.c.guild_id == guild).order_by(misses.c.id.desc()).limit(limit)
        return tuple(Miss(**row._asdict()) for row in await self._database.rows(query))

    async def purge(self, older_than_days: int) -> int:
        """Delete what is older than so many days; gives how many that were."""
        last_kept = self._clock().date() - timedelta(days=older_than_days)
        return (await self._database.execute(delete(misses).where(misses.c.day < last_kept))).rowcount

    async def delete(self, guild: int, ids: Sequence[int]) -> int:
        """Delete some of a server's; gives how many that were."""
        which = (misses.c.guild_id == guild, misses.c.id.in_(ids))
        return (await self._database.execute(delete(misses).where(*which))).rowcount

    async def forget(self, guild: int | None) -> int:
        """Delete everything of a server; gives how many that were."""
        return (await self._database.execute(delete(misses).where(misses.c.guild_id == guild))).rowcount


def _beyond_most(own: ColumnElement[bool]) -> Delete:
    """Deletes the oldest of `own` beyond MOST."""
    beyond = select(misses.c.id).where(own).order_by(misses.c.id.desc()).offset(MOST).limit(1).scalar_subquery()
    return delete(misses).where(own, misses.c.id <= beyond)
