"""What went into a book file by file, and what did not: the ledger that always adds up.

Each file as it is now, whatever import met it; what one import counted is in `upkeep`.
"""

from __future__ import annotations

from goodwill.reports import FileIntake, NotIn
from goodwill.store.reader import Reader
from goodwill.store.tables.schema import COUNTS, ROW_TABLES, WAITING_TABLES

__all__ = ["intake", "not_in"]

_SUMS = ", ".join(f"coalesce(sum(f.{name}), 0)" for name in COUNTS)
_FILES = (
    f"select shown.id, shown.path, shown.connector, {_SUMS} from source_file f"
    " join source_file shown on shown.id = f.ledger_id"
    " group by shown.id, shown.path, shown.connector order by shown.path"
)
_REJECTS = (
    "select f.path, r.locator, r.column_name, r.value_seen, r.reason, r.hint from reject r"
    " join source_file f on f.id = r.source_file_id and f.generation = r.generation"
    " where ? in (0, f.ledger_id) order by f.path, r.id limit ? offset ?"
)
_TABLES = {name: csv_table for csv_table, name in ROW_TABLES.items() if name in WAITING_TABLES}


def intake(reader: Reader) -> tuple[FileIntake, ...]:
    """Every file, or folder of single mails, by path."""
    return tuple(
        FileIntake(id=key, path=path, sort=sort, **dict(zip(COUNTS, map(int, counts), strict=True)))
        for key, path, sort, *counts in reader.rows(_FILES)
    )


def not_in(reader: Reader, *, file: int = 0, first: int = 0, count: int) -> tuple[NotIn, ...]:
    """What could not be read, then what waits, of one file or (0) of all; `count` at most."""
    found = [
        NotIn(
            is_waiting=False,
            path=path,
            where=locator,
            column=column,
            value=value,
            reason=reason,
            next=hint,
        )
        for path, locator, column, value, reason, hint in reader.rows(
            _REJECTS, (file, count, first)
        )
    ]
    if first == 0:
        for name in sorted(_TABLES):
            found += _waiting(reader, name, file, count)
    return tuple(found[:count])


def _waiting(reader: Reader, name: str, file: int, count: int) -> list[NotIn]:
    """Rows of one table whose invoice has not been met."""
    rows = reader.rows(
        f"select f.path, w.locator, w.invoice_id from {name} w"
        " join source_file f on f.id = w.source_file_id"
        " where w.is_waiting and w.superseded_by is null and ? in (0, f.ledger_id)"
        " order by f.path, w.id limit ?",
        (file, count),
    )
    return [
        NotIn(
            is_waiting=True,
            path=path,
            where=locator,
            column="invoice_id",
            value=invoice,
            reason="no invoice of this number is in the book",
            next="It comes in by itself once the invoice does.",
        )
        for path, locator, invoice in rows
    ]
