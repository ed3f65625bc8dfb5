"""What a page of all accounts shows of each, beside its stored statement.

Statements stored before have none, so they are drawn up again when they are asked for.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and let go of the statements that have no glance."""
    op.create_table(
        "glance",
        sa.Column("as_of", sa.Text(), primary_key=True, nullable=False),
        sa.Column("account_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("made_with", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
    )
    op.execute("delete from statement")


def downgrade() -> None:
    """As it was."""
    op.drop_table("glance")
