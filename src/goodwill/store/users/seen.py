"""A look into a book as somebody sees it: every query goes through the policy of `row_policy`.

One connection for each viewer, asked by one thread at a time. What the rules stand on (which
addresses and accounts are theirs to see) is written into temporary tables of that connection, anew
when the book has changed. On SQLite the connection refuses, besides, to read anything of the book
that does not come through one of the views.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from goodwill.store.book_state import read_state
from goodwill.store.reader import Documents, Reader
from goodwill.store.reading.searching import ID_BITS
from goodwill.store.tables.schema import METADATA
from goodwill.store.users.row_policy import Sight, search_view, view_sql
from goodwill.store.version import SCHEMA_VERSION
from goodwill.store.who_is_who.accounts import account_names, canonical_accounts

if TYPE_CHECKING:
    from goodwill.store.database import Store

__all__ = ["Seeing", "SeenReader", "seeing"]

AT_ONCE = 500
"""Values that one query names at most."""

Guard = Callable[[int, str | None, str | None, str | None, str | None], int]

_INDEX = "message_search"
_FILLED = (
    "create temporary table seen_account (account_id text primary key)",
    "create temporary table seen_point (point_id integer primary key)",
    "create temporary table seen_share (point_id integer, account_id text)",
)


class SeenReader:
    """Runs queries as somebody sees the book; `documents` takes their words out of documents."""

    def __init__(self, raw: Reader, documents: Documents) -> None:
        self._raw = raw
        self.documents = documents

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query that may be seen."""
        return self._raw.rows(sql, values)

    def readable(self, source: str, refs: Iterable[str]) -> frozenset[str]:
        """Those of some messages, or meetings, that may be read.

        Two messages may have one ref (anybody can write one): then both have to be seen.
        """
        wanted, found = sorted(set(refs)), set[str]()
        for start in range(0, len(wanted), AT_ONCE):
            bite = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(bite))
            rows = self._raw.rows(
                f"select ref from seen_{source} where ref in ({marks})"
                " group by ref having min(is_seen) = 1",
                bite,
            )
            found.update(row[0] for row in rows)
        return frozenset(found)


class Seeing(Protocol):
    """Looks into one book as one viewer sees it."""

    def look(self) -> Any:
        """A context manager that gives a `SeenReader` of one moment."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class _Asked:
    """A SQLite connection as a `Reader`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, tuple(values)).fetchall()


class _InFile:
    """Looks into a book in a folder."""

    def __init__(self, file: Path, sight: Sight, documents: Documents) -> None:
        self._file, self._sight, self._documents = file, sight, documents
        self._lock = Lock()
        self._open: sqlite3.Connection | None = None
        self._filled: tuple[int, bool] | None = None
        self._accounts_of: str | None = None

    @contextmanager
    def look(self) -> Iterator[SeenReader]:
        """The book at one moment, as it is seen."""
        with self._lock:
            connection = self._open or self._opened()
            connection.execute("begin")
            try:
                self._bring_up_to_date(connection)
                yield SeenReader(_Asked(connection), self._documents)
            finally:
                connection.execute("commit")  # of temporary tables: nothing else can be written

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _opened(self) -> sqlite3.Connection:
        address = f"{self._file.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(
            address, uri=True, check_same_thread=False, isolation_level=None
        )
        asked = _Asked(connection)
        if asked.rows("select version_num from alembic_version") != [(SCHEMA_VERSION,)]:
            connection.close()
            raise sqlite3.DatabaseError(f"{self._file} has another schema than {SCHEMA_VERSION}")
        for sql in (*_FILLED, *_views(self._sight, main="main", temp="temp")):
            connection.execute(sql)
        self._open, self._filled, self._accounts_of = connection, None, None
        return connection

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        """Write down anew what the rules stand on, where the book has changed."""
        asked = _Asked(connection)
        ((version,),) = asked.rows("pragma data_version")
        if self._filled is not None and self._filled[0] == version:
            return
        connection.set_authorizer(None)
        resolved = read_state(asked, "resolved")
        _fill_points(asked, self._sight, main="main", temp="temp")
        if self._accounts_of != resolved or self._filled is None:
            _fill_accounts(asked, self._sight, main="main", temp="temp")
            self._accounts_of = resolved
        has_index = bool(asked.rows("select 1 from main.sqlite_master where name = ?", (_INDEX,)))
        if has_index and not (self._filled and self._filled[1]):
            connection.execute(search_view(self._sight).replace("{mask}", str((1 << ID_BITS) - 1)))
        self._filled = (version, has_index)
        connection.set_authorizer(_guard(asked))


def _guard(asked: Reader) -> Guard:
    """Refuses whatever is read of the book itself and does not come through one of the views."""
    views = {
        row[0] for row in asked.rows("select name from temp.sqlite_master where type = 'view'")
    }

    def allows(
        action: int, table: str | None, column: str | None, base: str | None, within: str | None
    ) -> int:
        if action != sqlite3.SQLITE_READ or base != "main":
            return sqlite3.SQLITE_OK
        is_index = str(table).startswith(_INDEX)
        # a query that takes no column of a view is told so as one of the table, without a column
        is_allowed = within in views or is_index or not column
        return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY

    return allows


def _views(sight: Sight, *, main: str, temp: str) -> Iterator[str]:
    """The views before every table, and which messages and meetings may be read, by ref."""
    for table in METADATA.tables.values():
        yield view_sql(table, sight, main=main, temp=temp)
    for source in ("message", "meeting"):
        rule = view_sql(METADATA.tables[source], sight, main=main, temp=temp).partition(" where ")[
            2
        ]
        yield (
            f"create temporary view seen_{source} as select t.ref as ref,"
            f" case when {rule} then 1 else 0 end as is_seen from {main}.{source} t"
        )


def _fill_points(raw: Reader, sight: Sight, *, main: str, temp: str) -> None:
    """The numbers of the addresses whose mail may be read."""
    points = _points_of(raw, sight.readers, main)
    _write(raw, f"{temp}.seen_point", [(point,) for point in sorted(points)])
    shared = [
        (point, account)
        for account, address in sorted(sight.shared)
        for point in sorted(_points_of(raw, {address}, main))
    ]
    _write(raw, f"{temp}.seen_share", shared)


def _points_of(raw: Reader, addresses: Iterable[str], main: str) -> set[int]:
    sql = f"select id from {main}.contact_point where address = ?"
    return {row[0] for address in addresses for row in raw.rows(sql, (address,))}


def _fill_accounts(raw: Reader, sight: Sight, *, main: str, temp: str) -> None:
    """The accounts that may be seen, under every id that goes there."""
    names = account_names(_Renamed(raw, main))
    seen = names.ids_of(sorted(_accounts(raw, sight, main)))
    _write(raw, f"{temp}.seen_account", [(one,) for one in dict.fromkeys(seen)])


class _Renamed:
    """The tables themselves, under the names that the views before them have."""

    def __init__(self, raw: Reader, main: str) -> None:
        self._raw, self._main = raw, main

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        for keyword in ("from ", "FROM "):
            sql = sql.replace(keyword, f"{keyword}{self._main}.")
        return self._raw.rows(sql, values)


def _accounts(raw: Reader, sight: Sight, main: str) -> set[str]:
    """By their own ids: granted ones, those of an owner, and of partners those without an owner."""
    if sight.all_accounts:
        return set()
    base = _Renamed(raw, main)
    names = account_names(base)
    drawn = [row[0] for row in base.rows("select account_id from account_state")]
    known = canonical_accounts(base, drawn, names)
    granted = {names.account_of(one) for one in sight.accounts} & known.keys()
    owners = sight.owners | _names_of(raw, sight.owners, main)
    owned = {one.account_id for one in known.values() if (one.owner or "").casefold() in owners}
    unowned = {one.account_id for one in known.values() if not one.owner}
    met = {names.account_of(one) for one in _met(raw, sight, main)} if unowned else set[str]()
    return granted | owned | (met & unowned)


def _names_of(raw: Reader, addresses: Iterable[str], main: str) -> set[str]:
    """What colleagues with these addresses are called, for lists that give their owners by name.

    Anybody may write under any name, so one that another of our addresses goes by is left out.
    """
    known = frozenset(addresses)
    sql = f"select name from {main}.person where side = 'ours' and email = ?"
    called = {name for one in known for (name,) in raw.rows(sql, (one,)) if name and name.strip()}
    goes_by = (
        f"select distinct c.address from {main}.person p"
        f" join {main}.point_link l on l.person_id = p.person_id"
        f" join {main}.contact_point c on c.id = l.point_id"
        " where p.side = 'ours' and lower(p.name) = lower(?)"
    )
    return {
        name.casefold()
        for name in called
        if all(not who or who.casefold() in known for (who,) in raw.rows(goes_by, (name,)))
    }


def _met(raw: Reader, sight: Sight, main: str) -> set[str]:
    """Accounts with which one of `partners` exchanged mail."""
    sql = (
        f"select distinct l.account_id from {main}.participant a"
        f" join {main}.participant b on b.message_id = a.message_id"
        f" join {main}.point_link l on l.point_id = b.point_id"
        " where a.point_id = ? and a.role <> 'via' and l.account_id is not null"
    )
    points = _points_of(raw, sight.partners, main)
    return {row[0] for point in points for row in raw.rows(sql, (point,))}


def _write(raw: Reader, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Put rows in the place of what a temporary table holds."""
    raw.rows(f"delete from {table} returning 1")
    for row in rows:
        marks = ",".join("?" * len(row))
        raw.rows(f"insert into {table} values ({marks}) returning 1", row)


class _OnServer:
    """Looks into a book on Postgres, over one connection of its own."""

    def __init__(self, store: Store, sight: Sight, documents: Documents) -> None:
        self._store, self._sight, self._documents = store, sight, documents
        self._lock = Lock()

    @contextmanager
    def look(self) -> Iterator[SeenReader]:
        """The book at one moment, as it is seen; what is temporary goes when it is over."""
        with self._lock, self._store.read() as tx:
            ((main,),) = tx.rows("select current_schema()")
            for sql in (*_FILLED, *_views(self._sight, main=main, temp="pg_temp")):
                tx.run(sql)
            _fill_points(tx, self._sight, main=main, temp="pg_temp")
            _fill_accounts(tx, self._sight, main=main, temp="pg_temp")
            yield SeenReader(tx, self._documents)
            tx.connection.rollback()

    def close(self) -> None:
        """Nothing is held between two looks."""


def seeing(place: str, sight: Sight, documents: Documents, store: Callable[[], Store]) -> Seeing:
    """Looks into the book at `place` as it is seen; `store` opens one that is no file."""
    if "://" in place:
        return _OnServer(store(), sight, documents)
    return _InFile(Path(place) / "book.db", sight, documents)
