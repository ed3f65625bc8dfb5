"""Opening a book, and the two ways to use it: `read` and `write`.

A book is a folder with `book.db` in it (SQLite, WAL), or a Postgres URL for a team. What the
tables are is in `schema`, how older ones are brought up to date in `upgrade`.

A commit is durable when it returns: `synchronous=FULL`, because an import that said "done" must
survive a power cut, and one fsync for a batch of 500 messages costs under one per cent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from goodwill.errors import BookNotFoundError, GoodwillError, StoreError
from goodwill.store.crash import crash_point
from goodwill.store.pages.seals import begin_seals, keep_seals, sync_seals
from goodwill.store.postgres_line import encrypted
from goodwill.store.upgrade import bring_up_to_date

__all__ = ["Columns", "Rows", "Store", "Transaction", "open_store"]

BOOK_FILE = "book.db"
_BUSY_MS = 10_000
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={_BUSY_MS}",
    "PRAGMA cache_size=-32000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",  # what is let go of is overwritten, not only forgotten
)

_cursors = count(1)

Rows = list[tuple[Any, ...]]
Columns = list[list[Any]]


class Transaction:
    """One transaction: plain SQL with `?` for values, the same on SQLite and Postgres."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """All rows of a query, as plain tuples."""
        cursor = self._cursor()
        cursor.execute(self._sql(sql), tuple(values))
        return list(cursor.fetchall())

    def each(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for those that are too many to hold."""
        with closing(self._cursor() if self._is_sqlite else self._cursor_at_server()) as cursor:
            cursor.execute(self._sql(sql), tuple(values))
            yield from cursor

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        cursor = self._cursor()
        cursor.execute(self._sql(sql), tuple(values))
        return int(cursor.rowcount)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of `rows`."""
        if rows:
            self._cursor().executemany(self._sql(sql), rows)

    def next_id(self, table: str) -> int:
        """The id of the row to be written next; nobody else is given it.

        SQLite has one writer at a time. Where there may be several, others who add to the table
        wait until this transaction ends.
        """
        if not self._is_sqlite:
            self.run(f"lock table {table} in share row exclusive mode")
        return int(self.rows(f"select coalesce(max(id), 0) from {table}")[0][0]) + 1

    def rows_in(self, sql: str, values: Sequence[Any], *more: Any) -> Rows:
        """A query with `IN (?*)` over any number of values, asked in bites of 500."""
        found: Rows = []
        for start in range(0, len(values), 500):
            bite = values[start : start + 500]
            marks = ",".join("?" * len(bite))
            found += self.rows(sql.replace("?*", marks), (*bite, *more))
        return found

    def columns_in(self, columns: Sequence[str], rest: str, values: Sequence[Any]) -> Columns:
        """The columns of a query with `IN (?*)`, one list each; `rest` is what follows them.

        The database writes each column as one JSON list: for many rows that takes half the time of
        a Python object for every row and value. Of a fraction 15 digits come: chances have four.
        """
        gather = "json_group_array" if self._is_sqlite else "json_agg"
        gathered = ", ".join(f"{gather}({column})" for column in columns)
        found: Columns = [[] for _ in columns]
        for bite in self.rows_in(f"SELECT {gathered} {rest}", values):
            for column, cells in zip(found, bite, strict=True):
                column.extend(orjson.loads(cells) if isinstance(cells, str) else cells or ())
        return found

    def _cursor(self) -> Any:
        return self.connection.connection.cursor()

    def _cursor_at_server(self) -> Any:
        """One whose rows do not all come over at once; each has a name of its own."""
        return self.connection.connection.cursor(f"each_{next(_cursors)}")

    def _sql(self, sql: str) -> str:
        return sql if self._is_sqlite else sql.replace("%", "%%").replace("?", "%s")


class Store:
    """An open book. `folder` is where it lies, None for a Postgres book given no folder."""

    def __init__(self, engine: Engine, name: str, folder: Path | None) -> None:
        self.engine = engine
        self.name = name
        self.folder = folder

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a book in a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A consistent view of the book; never waits for a writer."""
        with self._errors(), self.engine.connect() as connection:
            if not self.is_sqlite:  # there each query sees what others have committed since
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield Transaction(connection)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """All or nothing: committed, and durable, when the block ends without an error."""
        with (
            self._errors(),
            self.engine.connect().execution_options(is_writing=True) as connection,
            connection.begin() as transaction,
        ):
            yield Transaction(connection)
            crash_point()
            transaction.commit()
            crash_point()
            if self._file:
                keep_seals(self._file)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """All rows of one query, in its own transaction."""
        with self.read() as reader:
            return reader.rows(sql, values)

    def carry_over(self, *, anew: bool = False) -> bool:
        """Empty the write-ahead log into the book, so that nothing let go of stands there still.

        `anew` writes the whole file anew before, without the gaps that were left. False where
        somebody reads or writes meanwhile, so that it has to be done later.
        """
        if not self._file:
            if anew:
                with self._errors(), self.engine.connect() as connection:
                    connection.execution_options(isolation_level="AUTOCOMMIT")
                    connection.exec_driver_sql("vacuum full")
            return True
        keep_seals(self._file, proving=True)
        with self._errors(), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            try:
                if anew:
                    cursor.execute("VACUUM")
                keep_seals(self._file)
                sync_seals(self._file)
                is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                return False
        keep_seals(self._file, proving=True)
        return not is_busy

    def close(self) -> None:
        """Let go of the database."""
        if self._file:
            with suppress(OSError):
                keep_seals(self._file, proving=True)
                sync_seals(self._file)
        self.engine.dispose()

    @property
    def _file(self) -> Path | None:
        """The database of a book in a folder."""
        return self.folder / BOOK_FILE if self.is_sqlite and self.folder else None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        with store_errors(self.name):
            yield


def open_store(where: str | Path, *, create: bool = False, folder: Path | None = None) -> Store:
    """Open the book in a folder, or at a Postgres URL; `create` makes one where there is none.

    `folder` is where a Postgres book writes its reject files. A book of an older version is
    brought up to date first; one of a newer version is refused.
    """
    store = _at_url(str(where), folder) if "://" in str(where) else _in_folder(Path(where), create)
    try:
        with store_errors(store.name):
            bring_up_to_date(store.engine, store.name, create=create)
    except GoodwillError:
        store.close()
        raise
    return store


def _in_folder(folder: Path, create: bool) -> Store:
    file = folder / BOOK_FILE
    if not create and not file.is_file():
        raise BookNotFoundError(
            f"There is no book in {folder}.",
            hint=f"Make one with:  goodwill import PATH... --book {folder}",
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it will hold mail
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            hint="Choose another with --book DIR.",
        ) from error
    if not file.exists():
        begin_seals(file)
    with store_errors(str(file)):
        keep_seals(file, proving=True)
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "begin", lambda connection: _seal_what_was_left(connection, file))
    return Store(engine, str(file), folder)


def _at_url(url: str, folder: Path | None) -> Store:
    try:
        parsed = make_url(url)
        engine = create_engine(encrypted(parsed))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"{url.rpartition('@')[2]} cannot be used as a book: {error}.",
            hint="Give a folder, or postgresql+psycopg://USER@HOST/NAME with goodwill[postgres].",
        ) from error
    return Store(engine, parsed.render_as_string(hide_password=True), folder)


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # so that BEGIN below is the only one
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _seal_what_was_left(connection: Connection, file: Path) -> None:
    """Seal what a process that was killed has committed, before this one writes over it."""
    if connection.get_execution_options().get("is_writing"):
        keep_seals(file, is_writing=True, proving=True)


_CAUSES = (
    ("disk is full", "The disk is full", "Free some space and run the same command again"),
    ("no space left", "The disk is full", "Free some space and run the same command again"),
    ("readonly database", "The book is read-only", "Make the file and its folder writable"),
    ("locked", "Another program is writing to the book", "Wait for it, then run this again"),
    ("unable to open", "The book cannot be opened", "Check that the folder exists and is writable"),
    ("not a database", "This file is no book", "Choose another with --book DIR"),
    ("malformed", "The book is damaged", "See where, and what to do:  goodwill verify"),
    ("codec can't decode", "The book is damaged", "See where, and what to do:  goodwill verify"),
    ("disk i/o error", "The disk failed to read or write", "Check the disk, then run this again"),
    ("does not support ssl", "The database speaks no TLS", "Let it, or add  ?sslmode=disable"),
    ("connection", "The database does not answer", "Check that it runs and that the URL is right"),
)


@contextmanager
def store_errors(name: str) -> Iterator[None]:
    """Database errors become a `StoreError` that names the book and the next step."""
    try:
        yield
    except GoodwillError:
        raise
    except (DBAPIError, sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise _explain(error, name) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] == "psycopg":
            raise _explain(error, name) from error
        raise


def _explain(error: Exception, name: str) -> StoreError:
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0:1]
    first = said[0] if said else type(error).__name__
    for sign, what, hint in _CAUSES:
        if sign in first.lower():
            return StoreError(f"{what}: {name} ({first}).", hint=f"{hint}.")
    return StoreError(f"{name}: {first}.", hint="Ask about the book with:  goodwill doctor")
