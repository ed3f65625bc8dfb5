"""All evidence behind a stored statement, so that a line is explained without drawing it up again.

Statements stored before have none; their lines are drawn up when somebody asks why.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "evidence",
        sa.Column("account_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("as_of", sa.Text(), primary_key=True, nullable=False),
        sa.Column("made_with", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    """As it was."""
    op.drop_table("evidence")
