"""Changes that wait for a second person, and who that was in the end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them."""
    op.add_column("revisions", sa.Column("approver_id", sa.BigInteger()))
    op.add_column("revisions", sa.Column("approver_name", sa.Text()))
    op.create_table(
        "pending_changes",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("operation", sa.String(16), nullable=False),
        sa.Column("content", sa.JSON()),
        sa.Column("before", sa.JSON()),
        sa.Column("seen_version", sa.Integer()),
        sa.Column("seen_beneath", sa.String(64)),
        sa.Column("target_id", sa.BigInteger()),
        sa.Column("batch", sa.String(32)),
        sa.Column("settles", sa.BigInteger()),
        sa.Column("learns", sa.JSON()),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.BigInteger()),
        sa.Column("decided_at", TIME),
        sa.Column("decision", sa.Text()),
        sa.Column("revision_id", BIG),
        sa.PrimaryKeyConstraint("id", name="pk_pending_changes"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_pending_changes_revision_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pending_changes_guild_id_status", "pending_changes", ["guild_id", "status"])


def downgrade() -> None:
    """Refused: the way back is a backup."""
    raise NotImplementedError("there is no way back from the second schema")
