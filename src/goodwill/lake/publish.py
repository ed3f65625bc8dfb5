"""Statements of a lake, handed to a book, so that they can be served.

The book may be another one than the lake's ledger, on Postgres for a team: then it first takes all
that the ledger holds of accounts, people, tables and calendars, and the ledger learns what people
have said there since. Words of mails and their acts stay in the lake; what statements quote of them
is in the statements. So such a book shows, and draws up nothing by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean

from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.lake.session import told_plainly
from goodwill.privacy.audit import HEAD
from goodwill.privacy.keyed import KEY
from goodwill.store.book_state import read_state, write_state
from goodwill.store.database import Store, Transaction
from goodwill.store.statements.storing import keep_statements
from goodwill.store.tables.schema import METADATA
from goodwill.store.writing.shared import insert_sql

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from goodwill.lake.place import Lake
    from goodwill.opened import Opened

__all__ = ["SAID", "copy_tables", "publish_statements", "take_said"]

AT_ONCE = 5_000
"""Rows that are carried over in one go."""

STATEMENTS_AT_ONCE = 256

SAID = frozenset({"dispute", "play_said", "desired_kind", "ruling", "prior", "erased"})
"""What people said where they are served; everything else a book takes from the ledger."""

DRAWN = frozenset({"statement", "glance", "evidence"})
OWN = frozenset({"audit"})
"""What belongs to the book that serves and to no other."""

_EDITIONS = "edition%"
"""Names of the counters by which a book knows that what it showed has changed."""
_OWN_STATE = "name not like ? and name not in (?, ?)"
_OWN_NAMES = (_EDITIONS, HEAD, KEY)


def take_said(ledger: Store, book: Store) -> None:
    """What people said in the book that serves, so that the next statements heed it."""
    copy_tables(book, ledger, SAID)
    with book.read() as reader, ledger.write() as tx:
        if (key := read_state(reader, KEY)) is not None:  # who stays forgotten is marked by it
            write_state(tx, KEY, key)


def publish_statements(
    spark: SparkSession, lake: Lake, ledger: Opened, book: Opened, as_of: date
) -> int:
    """Store the statements of a day in `book`; how many there were.

    Those that the book holds for that day give way, those of other days stay.
    """
    found = _statements(spark, lake.statements(as_of.isoformat()), as_of)
    if book.place != ledger.place:
        copy_tables(ledger.store, book.store, _names() - SAID - DRAWN - OWN)
    stored = 0
    with told_plainly("Publishing"):
        while some := list(islice(found, STATEMENTS_AT_ONCE)):
            with book.store.write() as tx:
                stamp = int(now().timestamp())
                keep_statements(tx, as_of.isoformat(), ledger.rules, some, stamp)
            stored += len(some)
    return stored


def _statements(
    spark: SparkSession, where: str, as_of: date
) -> Iterator[tuple[str, bytes, bytes, bytes]]:
    """Statements as a book keeps them."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415

    try:
        rows = spark.read.parquet(where).orderBy("account_id")
    except AnalysisException as error:
        raise CallError(
            f"This lake has no statements of {as_of}.",
            hint=f"Draw them up with:  goodwill lake assess --as-of {as_of}",
        ) from error
    return (
        (row.account_id, row.document.encode(), row.glance.encode(), bytes(row.evidence))
        for row in rows.toLocalIterator()
    )


def _names() -> frozenset[str]:
    return frozenset(METADATA.tables)


def copy_tables(source: Store, target: Store, names: Collection[str]) -> None:
    """Replace tables of one book by those of another, all of them or none."""
    with source.read() as reader, target.write() as tx:
        for table in METADATA.sorted_tables:
            if table.name not in names:
                continue
            if table.name == "book_state":
                _copy_state(reader, tx)
                continue
            tx.run(f"delete from {table.name}")  # noqa: S608  a name of the schema
            rows = reader.each(f"select * from {table.name}")  # noqa: S608  the same
            truths = [at for at, one in enumerate(table.c) if isinstance(one.type, Boolean)]
            while some := list(islice(rows, AT_ONCE)):
                tx.run_many(insert_sql(table.name), [_with_truths(row, truths) for row in some])


def _with_truths(row: tuple[Any, ...], truths: Collection[int]) -> tuple[Any, ...]:
    """A row whose 0 and 1 are truths where Postgres asks for them."""
    if not truths:
        return row
    return tuple(
        bool(cell) if at in truths and cell is not None else cell for at, cell in enumerate(row)
    )


def _copy_state(reader: Transaction, tx: Transaction) -> None:
    """What a book remembers of itself; how often its statements changed is its own."""
    tx.run(f"delete from book_state where {_OWN_STATE}", _OWN_NAMES)  # noqa: S608  a constant
    rows = reader.rows(
        f"select name, value from book_state where {_OWN_STATE}",  # noqa: S608  the same
        _OWN_NAMES,
    )
    tx.run_many("insert into book_state (name, value) values (?, ?)", rows)
