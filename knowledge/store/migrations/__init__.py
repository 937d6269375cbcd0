"""The schema's history, for Alembic; `knowledge.store.schema` runs it."""
