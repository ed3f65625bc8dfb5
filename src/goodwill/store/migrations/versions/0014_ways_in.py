"""Passkeys, and whom another provider vouches for; nothing replaces an entry of the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None

ADDS = """create trigger audit_adds before insert on audit
when exists (select 1 from audit where id = new.id)
begin select raise(abort, 'the audit is only ever added to'); end"""


def upgrade() -> None:
    """Make the tables, and the guard."""
    op.create_table(
        "user_passkey",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential", sa.Text(), nullable=False, unique=True),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "user_identity",
        sa.Column("issuer", sa.Text(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
    )
    for table in ("user_passkey", "user_identity"):
        op.create_index(f"ix_{table}_user_id", table, ["user_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.get_bind().exec_driver_sql(ADDS)


def downgrade() -> None:
    """As it was."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger audit_adds")
    op.drop_table("user_identity")
    op.drop_table("user_passkey")
