"""Account ids that go under another account; everything worked out is worked out again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and forget that people and accounts were worked out."""
    op.create_table(
        "account_link",
        sa.Column("account_id", sa.Text(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("canonical_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Float(53), nullable=False),
        sa.Column("is_guess", sa.Boolean(), nullable=False),
    )
    op.execute("delete from book_state where name = 'resolved'")


def downgrade() -> None:
    """As it was."""
    op.drop_table("account_link")
