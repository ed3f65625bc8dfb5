"""The tables that keep people's privacy: who looked at whose words, and who is to stay forgotten.

Neither holds an address: people stand in them under a keyed hash (`goodwill.privacy.keyed`), so
that a person who is erased can still be known again, and named nowhere.

`audit` is only ever added to. The database itself refuses to change a row or take one away, but
for one thing: the note beside an entry may be emptied, since somebody may have written a name into
it; the entry's digest is made of the digest of its note, so the chain holds without it.
"""

from __future__ import annotations

from sqlalchemy import DDL, Index, Table, event

from goodwill.store.tables.metadata import METADATA, id_column, number, words

__all__ = ["AUDIT_GUARDS"]

_FIXED = ("id", "at", "who", "what", "whose", "account_id", "line", "note_digest", "digest")
"""The columns of an entry that nobody may change."""

_CHANGED = " or ".join(f"new.{name} is distinct from old.{name}" for name in _FIXED)
_REFUSED = "the audit is only ever added to"

_REFUSES = f"begin select raise(abort, '{_REFUSED}'); end"
_IS_OTHER = _CHANGED.replace("is distinct from", "is not")

AUDIT_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"create trigger audit_stays before delete on audit {_REFUSES}",
        f"""create trigger audit_holds before update on audit
        when new.note is not null or {_IS_OTHER} {_REFUSES}""",
        # "insert or replace" takes the old row away without asking the trigger on deleting.
        f"""create trigger audit_adds before insert on audit
        when exists (select 1 from audit where id = new.id) {_REFUSES}""",
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
"""What keeps the audit as it is, by database."""


_AUDIT = Table(
    "audit",
    METADATA,
    id_column(),
    number("at"),
    words("who"),
    words("what"),
    words("whose"),
    words("account_id", null=True),
    words("line", null=True),
    words("note", null=True),
    words("note_digest"),
    words("digest"),
)
Table(
    "erased",
    METADATA,
    id_column(),
    number("at"),
    words("kind"),
    words("mark"),
    Index("ix_erased_mark", "mark"),
)

for _dialect, _statements in AUDIT_GUARDS.items():
    for _statement in _statements:
        event.listen(
            _AUDIT,
            "after_create",
            # SQLAlchemy gives DDL no types.
            DDL(_statement.replace("%", "%%")).execute_if(  # type: ignore[no-untyped-call]
                dialect=_dialect
            ),
        )
