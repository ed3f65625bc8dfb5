"""A copy of a whole book as it stands at one moment, also while somebody writes to it.

Of a book in a folder SQLite makes the copy page by page; of one on Postgres all rows are carried
into a new SQLite file, in one look that sees no later change. So a copy is always a folder with a
`book.db`, whatever it was made of; carrying it back onto Postgres is here too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodwill.errors import CallError
from goodwill.store.database import BOOK_FILE, Store, Transaction, open_store, store_errors
from goodwill.store.tables.metadata import METADATA
from goodwill.store.upkeep.kept_files import kept_files
from goodwill.store.writing.shared import insert_sql

if TYPE_CHECKING:
    from sqlalchemy import Table

__all__ = ["ALSO", "copy_into", "copy_onto_postgres"]

ALSO = ("audit.head",)
"""Single files of a book's folder that belong to it."""

_ROWS_AT_ONCE = 2000


def copy_into(store: Store, folder: Path) -> list[Path]:
    """Copy a book into an empty folder; the files that it is made of, `book.db` first.

    Copies that were made before the book was brought up to date stay where they are.
    """
    target = folder / BOOK_FILE
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if store.is_sqlite and store.folder is not None:
        with store_errors(store.name):
            _copy_pages(store.folder / BOOK_FILE, target)
    else:
        _copy_from_postgres(store, folder)
    made = [target]
    if store.folder is not None:
        beside = [path for path in kept_files(store.folder) if path.parent != store.folder]
        beside += [path for name in ALSO if (path := store.folder / name).is_file()]
        for path in beside:
            copy = folder / path.relative_to(store.folder)
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(path, copy)
            made.append(copy)
    return made


def _copy_pages(file: Path, target: Path) -> None:
    address = f"{file.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file that holds all


def _copy_from_postgres(store: Store, folder: Path) -> None:
    (folder / BOOK_FILE).unlink()
    with closing(open_store(folder, create=True)) as copy:
        looking = store.engine.connect().execution_options(isolation_level="REPEATABLE READ")
        with (
            store_errors(store.name),
            looking as connection,
            connection.begin(),
            copy.write() as to,
        ):
            _carry(Transaction(connection), to)
    with closing(sqlite3.connect(folder / BOOK_FILE)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")


def copy_onto_postgres(source: Store, target: Store) -> None:
    """Carry every row of a book in a folder onto an empty one on Postgres, all or nothing."""
    with source.read() as reader, target.write() as to:
        if any(to.rows(f"select 1 from {table.name} limit 1") for table in _tables()):  # noqa: S608
            raise CallError(
                f"There is a book at {target.name} already.",
                hint="Restore into an empty database; nothing was written.",
            )
        _carry(reader, to)


def _tables() -> Sequence[Table]:
    return METADATA.sorted_tables


def _carry(source: Transaction, target: Transaction) -> None:
    """Every row of every table of the schema."""
    for table in _tables():
        names = ", ".join(f'"{column.name}"' for column in table.c)
        rows: list[tuple[Any, ...]] = []
        for row in source.each(f'select {names} from "{table.name}"'):  # noqa: S608
            rows.append(_as_kept(table, row))
            if len(rows) >= _ROWS_AT_ONCE:
                target.run_many(insert_sql(table.name), rows)
                rows = []
        target.run_many(insert_sql(table.name), rows)


def _as_kept(table: Table, row: Iterable[Any]) -> tuple[Any, ...]:
    """A row with true and false as its columns have them: SQLite keeps 0 and 1."""
    return tuple(
        bool(value) if column.type.python_type is bool and value is not None else value
        for column, value in zip(table.c, row, strict=True)
    )
