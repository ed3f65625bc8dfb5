"""What people say of an account: disputes of lines, answers to plays, the kind that is wanted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = {
    "dispute": (
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=True),
    ),
    "play_said": (
        sa.Column("play", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
    ),
    "desired_kind": (
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=False),
    ),
}


def upgrade() -> None:
    """Make the tables."""
    for name, own in TABLES.items():
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
            sa.Column("made_at", sa.BigInteger(), nullable=False),
            sa.Column("account_id", sa.Text(), nullable=False),
            *own,
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("by", sa.Text(), nullable=False),
            sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        )
        op.create_index(f"ix_{name}_account_id", name, ["account_id"])


def downgrade() -> None:
    """As it was."""
    for name in TABLES:
        op.drop_table(name)
