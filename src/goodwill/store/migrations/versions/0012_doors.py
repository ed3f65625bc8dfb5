"""What the doors for programs keep: answers, changes and who is told of them; and views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    if key:
        return sa.Column(name, sa.Text(), primary_key=True, autoincrement=False, nullable=False)
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Make the tables; the views are made anew after the last migration."""
    op.create_table(
        "kept_answer",
        _text("asker", key=True),
        _text("name", key=True),
        _text("fingerprint"),
        _number("made_at"),
        _number("status", null=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
    )
    op.create_index("ix_kept_answer_made_at", "kept_answer", ["made_at"])
    op.create_table(
        "statement_change",
        _key("id"),
        _number("noted_at"),
        _text("account_id"),
        _text("as_of"),
        _text("lines"),
    )
    op.create_index("ix_statement_change_account_id", "statement_change", ["account_id"])
    op.create_table(
        "statement_seen", _text("account_id", key=True), _text("facts"), _text("standing")
    )
    op.create_table(
        "webhook",
        _key("id"),
        _number("made_at"),
        _text("by"),
        _text("url"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _number("ended_at", null=True),
    )
    op.create_table(
        "webhook_sending",
        _key("webhook_id"),
        _key("change_id"),
        _number("tries"),
        _number("next_at", null=True),
        _number("sent_at", null=True),
        _number("status", null=True),
        _text("fault"),
    )
    op.create_index("ix_webhook_sending_next_at", "webhook_sending", ["next_at"])


def downgrade() -> None:
    """As it was."""
    for name in ("webhook_sending", "webhook", "statement_seen", "statement_change", "kept_answer"):
        op.drop_table(name)
