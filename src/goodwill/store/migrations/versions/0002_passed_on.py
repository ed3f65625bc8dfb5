"""Mails that others pass on: whose words they are, and who these people are.

Frozen as it was. Mails imported before are not looked into again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "passed_on",
        sa.Column("message_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("carrier_id", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("is_read", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_passed_on_carrier_id", "passed_on", ["carrier_id"])
    op.create_table(
        "passed_on_link",
        sa.Column("message_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("account_id", sa.Text, nullable=True),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("certainty", sa.Float(53), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_passed_on_link_account_id", "passed_on_link", ["account_id"])


def downgrade() -> None:
    """Forget what was passed on."""
    op.execute("DELETE FROM act WHERE message_id IN (SELECT message_id FROM passed_on)")
    op.execute("DELETE FROM message_text WHERE message_id IN (SELECT message_id FROM passed_on)")
    op.execute("DELETE FROM message WHERE category = 'forwarded'")
    op.drop_table("passed_on_link")
    op.drop_table("passed_on")
