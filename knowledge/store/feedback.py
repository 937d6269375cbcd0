"""Votes on answers: one for each person and message, changed by voting again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from knowledge.store.database import Database
from knowledge.store.tables import feedback
from knowledge.store.upsert import upsert


@dataclass(frozen=True)
class Votes:
    """How many found an answer good, and how many did not."""

    good: int
    bad: int


class Feedback:
    """The votes of all servers."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def vote(self, message: int, person: int, good: bool, guild: int | None = None) -> Votes:
        """Count a person's vote in the place of an earlier one; gives the message's votes after it."""
        values = {"message_id": message, "person": _hashed(message, person), "guild_id": guild}
        values |= {"vote": 1 if good else -1, "day": self._clock().date()}
        await self._database.execute(upsert(self._database, feedback, values))
        return await self.votes(message)

    async def votes(self, message: int) -> Votes:
        """The votes on a message."""
        of_message = feedback.c.message_id == message
        query = select(feedback.c.vote, func.count().label("people")).where(of_message).group_by(feedback.c.vote)
        counted = {row.vote: row.people for row in await self._database.rows(query)}
        return Votes(counted.get(1, 0), counted.get(-1, 0))

    async def purge(self, older_than_days: int) -> int:
        """Delete what is older than so many days; gives how many that were."""
        last_kept = self._clock().date() - timedelta(days=older_than_days)
        return (await self._database.execute(delete(feedback).where(feedback.c.day < last_kept))).rowcount

    async def forget(self, guild: int | None) -> int:
        """Delete everything of a server; gives how many that were."""
        return (await self._database.execute(delete(feedback).where(feedback.c.guild_id == guild))).rowcount


def _hashed(message: int, person: int) -> str:
    """A person's mark on one message. It names nobody, and the marks of one person on two messages have nothing in common."""
    return hashlib.blake2b(f"{message}:{person}".encode(), digest_size=16).hexdigest()
