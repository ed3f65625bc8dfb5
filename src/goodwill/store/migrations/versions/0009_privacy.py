"""Who looked at whose words, in a table that is only ever added to; and who stays forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_FIXED = ("id", "at", "who", "what", "whose", "account_id", "line", "note_digest", "digest")
_CHANGED = " or ".join(f"new.{name} is distinct from old.{name}" for name in _FIXED)
_REFUSED = "the audit is only ever added to"

_REFUSES = f"begin select raise(abort, '{_REFUSED}'); end"
_IS_OTHER = _CHANGED.replace("is distinct from", "is not")

GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"create trigger audit_stays before delete on audit {_REFUSES}",
        f"""create trigger audit_holds before update on audit
        when new.note is not null or {_IS_OTHER} {_REFUSES}""",
    ),
    "postgresql": (
        f"""create function audit_refuses() returns trigger language plpgsql as
        $$ begin raise exception '{_REFUSED}'; end $$""",
        """create trigger audit_stays before delete on audit
        for each row execute function audit_refuses()""",
        f"""create trigger audit_holds before update on audit for each row
        when (new.note is not null or {_CHANGED}) execute function audit_refuses()""",
        """create trigger audit_whole before truncate on audit
        for each statement execute function audit_refuses()""",
    ),
}


def upgrade() -> None:
    """Make the tables, and what guards the first."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("note_digest", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
    )
    op.create_table(
        "erased",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
    )
    op.create_index("ix_erased_mark", "erased", ["mark"])
    for statement in GUARDS.get(op.get_bind().dialect.name, ()):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """As it was."""
    op.drop_table("erased")
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function audit_refuses()")
