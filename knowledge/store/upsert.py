"""Insert or replace, in the words of either database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import sqlite

from knowledge.store.database import Database


def upsert(database: Database, table: Table, values: Mapping[str, Any]) -> Insert:
    """A statement that writes a row in the place of one with the same primary key."""
    key = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    if database.is_postgres:
        from sqlalchemy.dialects import postgresql  # two megabytes that only those who use it need

        return postgresql.insert(table).values(**values).on_conflict_do_update(index_elements=key, set_=rest)
    return sqlite.insert(table).values(**values).on_conflict_do_update(index_elements=key, set_=rest)
