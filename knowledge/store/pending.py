"""Changes that wait until a second person accepts them, in servers that require two people for a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.filled import Filled
from knowledge.store import wording
from knowledge.store.database import Database
from knowledge.store.drafts import Seen
from knowledge.store.errors import StoreError
from knowledge.store.log import Also
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import By, Kind, Operation, Revision
from knowledge.store.suggestions import Status
from knowledge.store.tables import pending_changes

MOST_OPEN = 2_000  # of a server: more than the largest import holds


@dataclass(frozen=True)
class PendingChange:
    """A change that waits. It is never altered: what was read is what is accepted.

    before: the text that it was made from. batch: the name of the import that it came with. settles, learns: the suggestion and
    the missed questions that are done with when it is accepted.
    """

    id: int
    request: ChangeRequest
    by: By
    created_at: datetime
    before: Mapping[str, Any] | None = None
    batch: str | None = None
    settles: int | None = None
    learns: tuple[int, ...] = ()
    status: Status = Status.OPEN
    decided_by: int | None = None
    decision: str | None = None
    revision_id: int | None = None


@dataclass(frozen=True)
class Proposed:
    """A change as it is handed in."""

    request: ChangeRequest
    before: Mapping[str, Any] | None = None
    batch: str | None = None
    settles: int | None = None
    learns: tuple[int, ...] = ()


class PendingGone(StoreError):
    """It was accepted, amended or taken back meanwhile, or never was one of this server."""


class TooManyPending(StoreError):
    """So many wait that no more are taken until some are decided."""


class PendingChanges:
    """The waiting changes of all servers; every look-up is within one."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def add(self, changes: Sequence[Proposed], by: By) -> tuple[PendingChange, ...]:
        """Keep changes of one server, all or none. Raises TooManyPending, StoreUnavailable."""
        now, guild = self._clock(), changes[0].request.layer
        rows = [self._row(change, by, now) for change in changes]

        async def work(connection: AsyncConnection) -> list[int]:
            waiting = select(func.count()).select_from(pending_changes).where(*_open(guild))
            if (await connection.execute(waiting)).scalar_one() + len(rows) > MOST_OPEN:
                raise TooManyPending(Filled(wording.MANY_PENDING, most=MOST_OPEN))
            adding = insert(pending_changes).returning(pending_changes.c.id, sort_by_parameter_order=True)
            return list((await connection.execute(adding, rows)).scalars())

        ids = await self._database.write(work, in_order=True)  # or two at once could both find room
        return tuple(_read({**row, "id": number}) for row, number in zip(rows, ids, strict=True))

    async def of(self, guild: int) -> tuple[PendingChange, ...]:
        """A server's waiting changes, oldest first."""
        return await self._select(*_open(guild))

    async def get(self, guild: int, change: int) -> PendingChange:
        """A change of a server, whatever became of it. Raises PendingGone where there is none."""
        found = await self._select(pending_changes.c.guild_id == guild, pending_changes.c.id == change)
        if not found:
            raise PendingGone("This change does not wait here.")
        return found[0]

    async def close(self, guild: int, change: int, status: Status, by: int, why: str = "") -> None:
        """Reject or replace a waiting change, once. Raises PendingGone."""
        decided = await self._database.execute(self._decided(guild, change, status, by, why))
        if not decided.rowcount:
            raise PendingGone("This change was decided meanwhile.")

    def accepting(self, change: PendingChange, by: int) -> Also:
        """Marks a change as accepted in the transaction that writes it: both are done, or neither. Raises PendingGone there."""

        async def mark(connection: AsyncConnection, revision: Revision) -> None:
            statement = self._decided(change.request.layer, change.id, Status.ACCEPTED, by, "", revision.id)
            if not (await connection.execute(statement)).rowcount:
                raise PendingGone("This change was decided meanwhile.")

        return mark

    def _decided(self, guild: int, change: int, status: Status, by: int, why: str, revision: int | None = None) -> Any:
        values = {"status": status.value, "decided_by": by, "decided_at": self._clock(), "decision": why}
        which = (*_open(guild), pending_changes.c.id == change)
        return update(pending_changes).where(*which).values(**values, revision_id=revision)

    async def _select(self, *where: ColumnElement[bool]) -> tuple[PendingChange, ...]:
        rows = await self._database.rows(select(pending_changes).where(*where).order_by(pending_changes.c.id))
        return tuple(_read(row._asdict()) for row in rows)

    @staticmethod
    def _row(change: Proposed, by: By, now: datetime) -> dict[str, Any]:
        request = change.request
        return {
            "guild_id": request.layer,
            "kind": request.kind.value,
            "item_id": request.item_id,
            "operation": request.operation.value,
            "content": None if request.content is None else dict(request.content),
            "before": None if change.before is None else dict(change.before),
            "seen_version": request.seen.version if request.seen else None,
            "seen_beneath": request.seen.beneath if request.seen else None,
            "target_id": request.target,
            "batch": change.batch,
            "settles": change.settles,
            "learns": list(change.learns) or None,
            "author_id": by.author,
            "author_name": by.name,
            "reason": by.reason,
            "created_at": now,
            "status": Status.OPEN.value,
        }


def _open(guild: int) -> tuple[ColumnElement[bool], ...]:
    return (pending_changes.c.guild_id == guild, pending_changes.c.status == Status.OPEN.value)


def _read(row: Mapping[str, Any]) -> PendingChange:
    version = row["seen_version"]
    seen = None if version is None else Seen(version, row["seen_beneath"])
    request = ChangeRequest(
        row["guild_id"], Kind(row["kind"]), row["item_id"], Operation(row["operation"]), seen, row["content"], row["target_id"]
    )
    return PendingChange(
        id=row["id"],
        request=request,
        by=By(row["author_id"], row["author_name"], row["guild_id"], row["reason"]),
        created_at=row["created_at"],
        before=row["before"],
        batch=row["batch"],
        settles=row["settles"],
        learns=tuple(row["learns"] or ()),
        status=Status(row["status"]),
        decided_by=row.get("decided_by"),
        decision=row.get("decision"),
        revision_id=row.get("revision_id"),
    )
