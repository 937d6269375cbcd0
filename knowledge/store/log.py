"""The table of revisions: appends to it and reads from it. Nothing ever changes or deletes a row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.filled import Filled
from knowledge.store import wording
from knowledge.store.database import Database
from knowledge.store.errors import Conflict, UnknownRevision
from knowledge.store.revision import BASE, By, Draft, Kind, Operation, Revision
from knowledge.store.tables import revisions

Clock = Callable[[], datetime]
Also = Callable[[AsyncConnection, Revision], Awaitable[None]]  # what is written in the transaction of a revision
CHANNEL = "safir_revisions"  # PostgreSQL's notifications of new revisions


class Moved(Exception):
    """Something was written to the layers since the caller read them: read again, check again, try again."""


class RevisionLog:
    """The revisions in `database`; `writer` is the name under which this process writes."""

    def __init__(self, database: Database, clock: Clock, writer: str) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer

    async def append(self, draft: Draft, *, after: int | None = None, also: Also | None = None) -> Revision:
        """Write a revision, and with it whatever `also` writes; it is on disk when this returns.

        Raises Conflict when `draft.version` is not the one after the newest, Moved when `after` is given and the draft's layer
        or the base has a newer revision than that, StoreUnavailable, and what `also` raises. Nothing is written then.
        """

        async def work(connection: AsyncConnection) -> Revision:
            if after is not None and (await connection.execute(_last(draft.layer))).scalar_one() > after:
                raise Moved
            found = (await connection.execute(_history(draft.item_id, draft.layer, draft.kind).limit(1))).first()
            newest = _revision(found._asdict()) if found else None
            if draft.version != (newest.version if newest else 0) + 1:
                raise _conflict(newest, draft)
            values = self._values(draft, newest.id if newest else None)
            added = await connection.execute(insert(revisions).values(**values).returning(revisions.c.id))
            revision = _revision({**values, "id": added.scalar_one()})
            if also is not None:
                await also(connection, revision)
            if self._database.is_postgres:
                await connection.execute(text(f"NOTIFY {CHANNEL}"))  # sent with the commit, and only then
            return revision

        try:
            return await self._database.write(work, in_order=True)
        except IntegrityError:  # a writer that took no part in the lock: the table itself keeps one row a version
            newest = await self.history(draft.item_id, draft.layer, draft.kind, limit=1)
            raise _conflict(newest[0] if newest else None, draft) from None

    async def revision(self, revision_id: int, layer: int) -> Revision:
        """One revision, as `layer` may see it: its own and those of the base. Raises UnknownRevision, StoreUnavailable."""
        found = await self._read(select(revisions).where(revisions.c.id == revision_id, revisions.c.layer.in_((BASE, layer))))
        if not found:
            raise UnknownRevision(Filled(wording.NO_REVISION, revision=revision_id))
        return found[0]

    async def history(
        self, item_id: str, layer: int, kind: Kind = Kind.FACT, *, limit: int | None = None, before: int | None = None
    ) -> tuple[Revision, ...]:
        """The revisions of an item in one layer, newest first; those `before` a version, where given. Raises StoreUnavailable."""
        query = _history(item_id, layer, kind)
        return await self._read((query if before is None else query.where(revisions.c.version < before)).limit(limit))

    async def current(self, layer: int | None = None) -> tuple[Revision, ...]:
        """The newest revision of every item of a layer (None: of all layers), oldest first. Raises StoreUnavailable."""
        newest = select(func.max(revisions.c.id)).group_by(revisions.c.layer, revisions.c.kind, revisions.c.item_id)
        if layer is not None:
            newest = newest.where(revisions.c.layer == layer)
        return await self._all(select(revisions).where(revisions.c.id.in_(newest)).order_by(revisions.c.id))

    async def since(self, last: int, *, limit: int | None = None) -> tuple[Revision, ...]:
        """The revisions of all layers after number `last`, oldest first. Raises StoreUnavailable."""
        later = select(revisions).where(revisions.c.id > last)
        return await self._all(later.order_by(revisions.c.id).limit(limit))

    async def last(self) -> int:
        """The number of the newest revision; 0 where there is none. Raises StoreUnavailable."""
        return int((await self._database.rows(_last()))[0][0])

    async def _read(self, query: Select[Any]) -> tuple[Revision, ...]:
        return tuple(_revision(row._asdict()) for row in await self._database.rows(query))

    async def _all(self, query: Select[Any]) -> tuple[Revision, ...]:
        """However many there are. Their equal texts are one object: thousands of servers may have edited the same facts."""
        seen: dict[str, str] = {}
        return tuple(await self._database.all_rows(query, lambda row: _revision(_sharing(row._asdict(), seen))))

    def _values(self, draft: Draft, parent: int | None) -> dict[str, Any]:
        return {
            "layer": draft.layer,
            "kind": draft.kind.value,
            "item_id": draft.item_id,
            "version": draft.version,
            "operation": draft.operation.value,
            "content": None if draft.content is None else dict(draft.content),
            "base_hash": draft.base_hash,
            "author_id": draft.by.author,
            "author_name": draft.by.name,
            "guild_id": draft.by.guild,
            "reason": draft.by.reason,
            "created_at": self._clock(),
            "parent_id": parent,
            "writer": self._writer,
            "approver_id": draft.by.approver,
            "approver_name": draft.by.approver_name,
        }


def _sharing(value: Any, seen: dict[str, str]) -> Any:
    """Plain data, with texts that were `seen` before in the place of those that are equal to them."""
    if isinstance(value, str):
        return seen.setdefault(value, value)
    if isinstance(value, dict):
        return {seen.setdefault(key, key): _sharing(inner, seen) for key, inner in value.items()}
    if isinstance(value, list):
        return [_sharing(inner, seen) for inner in value]
    return value


def _history(item_id: str, layer: int, kind: Kind) -> Select[Any]:
    which = (revisions.c.layer == layer, revisions.c.kind == kind.value, revisions.c.item_id == item_id)
    return select(revisions).where(*which).order_by(revisions.c.version.desc())


def _last(layer: int | None = None) -> Select[Any]:
    """The number of the newest revision, of all layers or of those that `layer` stands on."""
    query = select(func.coalesce(func.max(revisions.c.id), 0))
    return query if layer is None else query.where(revisions.c.layer.in_((BASE, layer)))


def _conflict(newest: Revision | None, draft: Draft) -> Conflict:
    return Conflict(newest, newest.content if newest else None, draft.content)


def _revision(values: dict[str, Any]) -> Revision:
    return Revision(
        kind=Kind(values["kind"]),
        item_id=values["item_id"],
        layer=values["layer"],
        version=values["version"],
        operation=Operation(values["operation"]),
        content=values["content"],
        by=By(
            values["author_id"],
            values["author_name"],
            values["guild_id"],
            values["reason"],
            values["approver_id"],
            values["approver_name"],
        ),
        base_hash=values["base_hash"],
        id=values["id"],
        time=values["created_at"],
        parent=values["parent_id"],
        writer=values["writer"],
    )
