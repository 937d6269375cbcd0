"""The tables. A change here needs a migration: see docs/store.md."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcTime(TypeDecorator[datetime]):
    """A moment. SQLite keeps no time zone, so that all are kept in UTC and come back so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With its zone."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """What people typed, without the few characters that no database takes: NUL and halves of surrogate pairs."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Without them."""
        return None if value is None else value.replace("\0", "").encode(errors="replace").decode()


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _id() -> Column[int]:
    # SQLite numbers rows by itself in a column of exactly the type INTEGER.
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _required(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, nullable=False)


revisions = Table(
    "revisions",
    metadata,
    _id(),
    _required("layer", BigInteger),
    _required("kind", String(16)),
    _required("item_id", String(80)),
    _required("version", Integer),
    _required("operation", String(16)),
    Column("content", JSON(none_as_null=True)),  # JSON and not JSONB, which would lose the order of keys
    Column("base_hash", String(64)),
    _required("author_id", BigInteger),
    _required("author_name", PlainText),
    Column("guild_id", BigInteger),
    _required("reason", PlainText),
    _required("created_at", UtcTime),
    Column("parent_id", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("revisions.id")),
    _required("writer", String(32)),
    Column("approver_id", BigInteger),
    Column("approver_name", PlainText),
    UniqueConstraint("layer", "kind", "item_id", "version"),
    sqlite_autoincrement=True,  # an id is never used twice, so that "everything after 41" is complete
)

pending_changes = Table(
    "pending_changes",
    metadata,
    _id(),
    _required("guild_id", BigInteger),
    _required("kind", String(16)),
    _required("item_id", String(80)),
    _required("operation", String(16)),
    Column("content", JSON(none_as_null=True)),
    Column("before", JSON(none_as_null=True)),
    Column("seen_version", Integer),
    Column("seen_beneath", String(64)),
    Column("target_id", BigInteger),
    Column("batch", String(32)),
    Column("settles", BigInteger),
    Column("learns", JSON(none_as_null=True)),
    _required("author_id", BigInteger),
    _required("author_name", PlainText),
    _required("reason", PlainText),
    _required("created_at", UtcTime),
    _required("status", String(16)),
    Column("decided_by", BigInteger),
    Column("decided_at", UtcTime),
    Column("decision", PlainText),
    Column("revision_id", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("revisions.id")),
    Index(None, "guild_id", "status"),
    sqlite_autoincrement=True,
)

suggestions = Table(
    "suggestions",
    metadata,
    _id(),
    _required("guild_id", BigInteger),
    Column("fact_id", String(80)),
    _required("text", PlainText),
    _required("author_id", BigInteger),
    _required("author_name", PlainText),
    _required("created_at", UtcTime),
    _required("status", String(16)),
    Column("decided_by", BigInteger),
    Column("decided_at", UtcTime),
    Column("reason", PlainText),
    Index(None, "guild_id", "status"),
    sqlite_autoincrement=True,
)

misses = Table(
    "misses",
    metadata,
    _id(),
    Column("guild_id", BigInteger),
    _required("question", PlainText),
    _required("outcome", String(32)),
    _required("day", Date),
    Index(None, "guild_id", "day"),
    Index(None, "day"),
    sqlite_autoincrement=True,
)

feedback = Table(
    "feedback",
    metadata,
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person", String(64), primary_key=True),
    Column("guild_id", BigInteger),
    _required("vote", SmallInteger),
    _required("day", Date),
    Index(None, "guild_id"),
    Index(None, "day"),
)

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("key", String(80), primary_key=True),
    _required("value", JSON),
)
