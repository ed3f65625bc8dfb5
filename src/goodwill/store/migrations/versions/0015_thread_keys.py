"""What leads to threads, and how much mail there was: a sync need not go through all of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; they are filled when who is who is next worked out."""
    op.create_table(
        "mail_count",
        sa.Column("point_id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "thread_key",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("met_at", sa.BigInteger(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column(
            "message_id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """As it was."""
    op.drop_table("thread_key")
    op.drop_table("mail_count")
