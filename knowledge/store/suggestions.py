"""What people suggest to correct, until a moderator decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, insert, select, update

from knowledge.store.database import Database
from knowledge.store.errors import StoreError
from knowledge.store.tables import suggestions

TEXT_LIMIT = 2_000


class Status(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # taken back by whoever made it


@dataclass(frozen=True)
class Suggestion:
    """A suggestion; `fact_id` is None where something is missing altogether."""

    id: int
    guild_id: int
    fact_id: str | None
    text: str
    author_id: int
    author_name: str
    created_at: datetime
    status: Status = Status.OPEN
    decided_by: int | None = None
    decided_at: datetime | None = None
    reason: str | None = None


class UnknownSuggestion(StoreError):
    """There is no such suggestion in this server."""


class AlreadyDecided(StoreError):
    """Somebody else was faster; `suggestion` says who and how."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__(f"This suggestion has been {suggestion.status.value} already.")
        self.suggestion = suggestion


class Suggestions:
    """The suggestions of all servers; every look-up is within one."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def add(self, guild: int, text: str, author: int, author_name: str, fact_id: str | None = None) -> Suggestion:
        """Keep a suggestion. Raises ValueError for more than TEXT_LIMIT characters."""
        if len(text) > TEXT_LIMIT:
            raise ValueError(f"the text has {len(text)} characters, at most {TEXT_LIMIT} are kept")
        values = {
            "guild_id": guild,
            "fact_id": fact_id,
            "text": text,
            "author_id": author,
            "author_name": author_name,
            "created_at": self._clock(),
            "status": Status.OPEN.value,
        }
        added = await self._database.execute(insert(suggestions).values(**values).returning(suggestions.c.id))
        return await self.get(guild, added.scalar_one())

    async def get(self, guild: int, suggestion: int) -> Suggestion:
        """One suggestion of a server. Raises UnknownSuggestion."""
        found = await self._read(suggestions.c.guild_id == guild, suggestions.c.id == suggestion)
        if not found:
            raise UnknownSuggestion(f"There is no suggestion {suggestion} here.")
        return found[0]

    async def of(self, guild: int, status: Status = Status.OPEN, *, limit: int = 100) -> tuple[Suggestion, ...]:
        """A server's suggestions of one status, oldest first."""
        return await self._read(suggestions.c.guild_id == guild, suggestions.c.status == status.value, limit=limit)

    async def made(self, author: int, since: datetime) -> list[datetime]:
        """When a person made suggestions since then, in whichever server, oldest first."""
        made = suggestions.c.created_at
        query = select(made).where(suggestions.c.author_id == author, made > since).order_by(made)
        return [row.created_at for row in await self._database.rows(query)]

    async def decide(self, guild: int, suggestion: int, status: Status, by: int, reason: str) -> Suggestion:
        """Decide an open suggestion, once. Raises UnknownSuggestion, AlreadyDecided, and ValueError for the status OPEN."""
        if status is Status.OPEN:
            raise ValueError("a decision is not 'open'")
        decision = {"status": status.value, "decided_by": by, "decided_at": self._clock(), "reason": reason}
        which = (suggestions.c.guild_id == guild, suggestions.c.id == suggestion, suggestions.c.status == Status.OPEN.value)
        decided = (await self._database.execute(update(suggestions).where(*which).values(**decision))).rowcount
        found = await self.get(guild, suggestion)
        if not decided:
            raise AlreadyDecided(found)
        return found

    async def _read(self, *where: ColumnElement[bool], limit: int | None = None) -> tuple[Suggestion, ...]:
        query = select(suggestions).where(*where).order_by(suggestions.c.id).limit(limit)
        rows = [row._asdict() for row in await self._database.rows(query)]
        return tuple(Suggestion(**{**row, "status": Status(row["status"])}) for row in rows)
