"""What mails tell of people: how they sign, and that they have left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "person_note",
        sa.Column(
            "message_id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False
        ),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_note_address", "person_note", ["address"])


def downgrade() -> None:
    """As it was."""
    op.drop_table("person_note")
