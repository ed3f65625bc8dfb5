"""A company's own database as a live source, through SQLAlchemy: queries that are asked again.

A query with a cursor column is asked for the rows whose cursor has grown; on each new day it is
asked whole, and what is missing then has gone. Without one it is asked whole each time, and where
it gives what it gave before, nothing is read. A transaction that only reads is all that the
database is asked for. What is asked is said in `queries`, how a query is checked and a connection
opened in `goodwill.sources.queries`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from goodwill.errors import SourceError
from goodwill.live.base import SourceConfig
from goodwill.live.database.queries import LiveQuery, as_queries
from goodwill.live.days import today
from goodwill.live.faults import CutOffError, ServerError, SignInError
from goodwill.live.kinds import LiveKind
from goodwill.live.records import SAME, Cursor, Page, Record, RecordSource
from goodwill.live.wire.reach import Place, addresses_of, is_named_as_own
from goodwill.live.wire.vendors import OVERLAP
from goodwill.sources.mapped.header import header_among
from goodwill.sources.queries import Query, check_query, connected_to, parsed_url, reason_of
from goodwill.sources.sheets import SheetRow
from goodwill.sources.typed_cells import cell_of

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, CursorResult

__all__ = ["SQL"]

READS = "what the queries that you wrote give; the database is only read"
AT_ONCE = 500

_TYPES: Mapping[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "int": int,
    "text": str,
}
_SIGN_IN = ("password", "authentication", "access denied", "login failed")


class Database:
    """One connection that only reads, opened when the first query is asked."""

    def __init__(self, url: str, config: SourceConfig) -> None:
        self._text, self.url = url, parsed_url(url)
        self._arguments = _arguments(self.url, config)
        self._opened: Any = None
        self._connection: Connection | None = None

    def close(self) -> None:
        """Let go of it."""
        if self._opened is not None:
            self._opened.__exit__(None, None, None)
        self._opened = self._connection = None

    def ask(self, sql: str, since: object = None) -> CursorResult[Any]:
        """The answer to a query, row by row; `since` fills the parameter of that name."""
        from sqlalchemy import text  # noqa: PLC0415  slow to load, and seldom needed
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

        asked = {} if since is None else {"since": since}
        try:
            return self._line().execute(text(sql), asked)
        except SQLAlchemyError as error:
            raise ServerError(
                f"The database refuses a query: {reason_of(error, self.url)}.",
                hint="Mend the query, and connect it anew.",
            ) from None

    def rows(self, found: CursorResult[Any]) -> Iterator[Sequence[Any]]:
        """The rows of an answer, so many at a time."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

        try:
            with closing(found):
                yield from found.partitions(AT_ONCE)
        except SQLAlchemyError as error:
            raise CutOffError(
                f"The database broke off an answer: {reason_of(error, self.url)}.",
                hint="It is tried again by itself.",
            ) from None

    def named(self, column: str) -> str:
        """A column as this database wants it written."""
        return self._line().dialect.identifier_preparer.quote(column)

    def _line(self) -> Connection:
        if self._connection is None:
            opened = connected_to(self._text, self._arguments)
            try:
                self._connection = opened.__enter__()
            except SourceError as error:
                is_refused = any(word in error.message.lower() for word in _SIGN_IN)
                kind = SignInError if is_refused else CutOffError
                raise kind(error.message, hint=error.hint) from None
            self._opened = opened
        return self._connection


def _arguments(url: URL, config: SourceConfig) -> Mapping[str, str]:
    """The address that is spoken to, of a server: its name is resolved once, and checked."""
    host = url.host or ""
    if not host or host.startswith("/"):
        return {}
    is_own = config.is_own_network or is_named_as_own(host)
    addresses = addresses_of(Place(host=host, port=url.port or 0, is_own=is_own))
    return {"hostaddr": addresses[0]} if url.get_driver_name() == "psycopg" else {}


class Asked:
    """One query as a stream."""

    def __init__(self, database: Database, query: LiveQuery) -> None:
        self._database, self._query = database, query
        self.name = query.name
        self.mapping = query.explained()
        self.headers: Sequence[str] = ()

    def count(self) -> int | None:
        """How many rows it gives."""
        with closing(self._database.ask(f"select count(*) from ({self._sql}) q")) as found:  # noqa: S608  checked
            return int(found.scalar_one())

    @property
    def _sql(self) -> str:
        return self._query.sql.replace(":", "\\:")  # no parameter of ours stands in it

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """The rows whose cursor has grown, or all where there is none or the day is new."""
        if not self._query.cursor:
            yield from self._whole(cursor)
        elif cursor.get("day") == today() and "since" in cursor:
            yield from self._grown(cursor)
        else:
            yield from self._read(self._database.ask(self._sql), cursor, is_all=True)

    def _whole(self, cursor: Cursor) -> Iterator[Page]:
        digest = sha256()
        for part in self._database.rows(self._database.ask(self._sql)):
            for row in part:
                digest.update(repr(tuple(row)).encode())
        if (seen := digest.hexdigest()) != cursor.get("seen"):
            for page in self._read(self._database.ask(self._sql), {}, is_all=True):
                yield Page(
                    cursor={"seen": seen} if page.is_all else {},
                    records=page.records,
                    is_all=page.is_all,
                )

    def _grown(self, cursor: Cursor) -> Iterator[Page]:
        since = _TYPES[cursor["type"]](cursor["since"])
        if isinstance(since, datetime):  # what is written together is seen together, a little later
            since -= timedelta(seconds=OVERLAP)
        column = self._database.named(self._query.cursor)
        asked = f"select * from ({self._sql}) q where q.{column} >= :since order by q.{column}"  # noqa: S608  checked
        yield from self._read(self._database.ask(asked, since), cursor, is_all=False)

    def _read(self, found: CursorResult[Any], cursor: Cursor, *, is_all: bool) -> Iterator[Page]:
        """The rows of an answer, so many at a time; the cursor moves behind the last alone."""
        self.headers = tuple(found.keys())
        self._check()
        newest, kind = cursor.get("since", ""), cursor.get("type", "")
        highest: Any = None
        for part in self._database.rows(found):
            rows = [dict(zip(self.headers, row, strict=True)) for row in part]
            for row in rows if self._query.cursor else ():
                value = row[self._query.cursor]
                if value is not None and (highest is None or value > highest):
                    highest = value
            yield Page(cursor=cursor, records=[self._record(row) for row in rows])
        if highest is not None:
            newest, kind = _kept(highest)
        behind = {"since": newest, "type": kind, "day": today()} if newest else {}
        yield Page(cursor=behind or cursor, is_all=is_all)

    def _check(self) -> None:
        """Whether the answer has the columns that its key, cursor and mapping need."""
        needed = {*self._query.key, *([self._query.cursor] if self._query.cursor else [])}
        if missing := sorted(needed - {*self.headers}):
            raise ServerError(
                f'The query "{self.name}" gives no column "{missing[0]}".',
                hint=f"It gives: {', '.join(self.headers)}. Mend it, and connect it anew.",
            )
        if header_among([SheetRow(1, "", self.headers)], self.mapping) is None:
            lost = [name for name in self.mapping.headers if name not in self.headers]
            raise ServerError(
                f'The query "{self.name}" gives no column "{(lost or [""])[0]}".',
                hint=f"{self.mapping.where} asks for: {', '.join(self.mapping.headers)}.",
            )

    def _record(self, row: Mapping[str, Any]) -> Record:
        changed = f"{SAME}{_digest(row)}"
        if self._query.cursor and (value := row[self._query.cursor]) is not None:
            changed = _growing(value)
        key = "/".join(cell_of(row[name]) for name in self._query.key)
        return Record(id=key, changed=changed, rows=(row,))


def _digest(row: Mapping[str, Any]) -> str:
    return sha256(repr(tuple(row.values())).encode()).hexdigest()[:16]


def _kept(value: object) -> tuple[str, str]:
    """A value of a cursor column as it is kept, and of which type it is."""
    match value:
        case datetime():
            return value.isoformat(), "datetime"
        case date():
            return value.isoformat(), "date"
        case int():
            return str(value), "int"
        case Decimal() if value == value.to_integral_value():
            return str(int(value)), "int"
        case str() if _is_moment(value):  # SQLite has no days: they stand there as texts
            return value, "text"
    raise ServerError(
        f'A cursor column holds "{str(value)[:40]}", by which no order can be told.',
        hint="It must be a moment, a day or a number that grows whenever its row changes.",
    )


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _growing(value: object) -> str:
    """The same as a word that sorts as the value does."""
    text, kind = _kept(value)
    if kind == "int":
        return f"{int(text):020d}"
    if isinstance(value, datetime) and value.tzinfo is not None:
        text = value.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace(" ", "T")


def open_sql(config: SourceConfig, secret: str) -> RecordSource:
    """The queries of a source, put to the database whose URL is the secret."""
    database = Database(secret.strip(), config)
    queries = as_queries(config.said("queries"))
    for query in queries:
        check_query(Query(text=query.sql, name=query.name), database.url)
    return RecordSource(config, database, [Asked(database, one) for one in queries], READS)


SQL = LiveKind(name="sql", reads=READS, open=open_sql, wants_notice=False, polled_every=900.0)
