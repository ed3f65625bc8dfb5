"""Who uses a book: users, their sessions, tokens and invitations, grants and notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0013"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False)


def _user(*, null: bool = False) -> sa.Column[int]:
    return sa.Column("user_id", sa.Integer(), nullable=null)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _digest() -> sa.Column[str]:
    return sa.Column("digest", sa.Text(), nullable=False, unique=True)


def upgrade() -> None:
    """Make the tables."""
    _make_users()
    _make_ways_in()
    _make_rights()
    for table in ("user_session", "user_grant", "user_notice"):
        op.create_index(f"ix_{table}_user_id", table, ["user_id"])


def _make_users() -> None:
    op.create_table(
        "users",
        _id(),
        _text("name"),
        _text("role"),
        _text("password", null=True),
        _text("totp", null=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        _number("made_at"),
        _text("made_by"),
        _number("disabled_at", null=True),
    )
    op.create_table(
        "user_address",
        sa.Column("address", sa.Text(), primary_key=True, autoincrement=False, nullable=False),
        _user(),
    )


def _make_ways_in() -> None:
    op.create_table(
        "user_session",
        _id(),
        _user(),
        _digest(),
        _number("made_at"),
        _number("seen_at"),
        _text("device"),
        _number("ended_at", null=True),
    )
    op.create_table(
        "user_token",
        _id(),
        _user(),
        _digest(),
        _text("name"),
        _text("scopes"),
        _text("audience"),
        _number("made_at"),
        _number("ends_at", null=True),
        _number("used_at", null=True),
    )
    op.create_table(
        "user_invitation",
        _id(),
        _user(null=True),
        _digest(),
        _number("made_at"),
        _number("ends_at"),
        _number("used_at", null=True),
    )


def _make_rights() -> None:
    op.create_table(
        "user_grant",
        _id(),
        _user(),
        _text("kind"),
        _text("subject"),
        sa.Column("words", sa.Boolean(), nullable=False),
        _number("begins_at"),
        _number("ends_at", null=True),
        _number("made_at"),
        _text("made_by"),
        _text("reason"),
    )
    op.create_table(
        "user_notice",
        _id(),
        _user(),
        _number("made_at"),
        _text("by"),
        _text("reason"),
        _number("ends_at", null=True),
        _number("read_at", null=True),
    )


def downgrade() -> None:
    """As it was."""
    for table in (
        "user_notice",
        "user_grant",
        "user_invitation",
        "user_token",
        "user_session",
        "user_address",
        "users",
    ):
        op.drop_table(table)
