"""Queries on a company's own database or warehouse: what a `select` gives is a table.

Columns are named as the contract names them, or as a mapping asks for. A query is run once for
each import, whole, by a cursor on the server and in a transaction that only reads; its rows are
kept in a file that nobody else sees while they are gone through. Passwords are taken from the URL
and stand in no message and in no name. A file of queries is read next door (`query_files`).
"""

from __future__ import annotations

import logging
import re
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import orjson

from goodwill.errors import CallError, SourceError
from goodwill.facts.csv_tables import required_columns
from goodwill.sources.base import Connector, ReadError, SourceFile
from goodwill.sources.mapped.contract import contract_mapping, mapping_for_table
from goodwill.sources.mapped.shelf import Shelf
from goodwill.sources.mapped_tables import read
from goodwill.sources.sheets import TOP_ROWS, OpenSheet, SheetRow
from goodwill.sources.streams import guarded
from goodwill.sources.typed_cells import cell_of, is_native

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

__all__ = [
    "CONNECTOR",
    "Queries",
    "Query",
    "check_queries",
    "check_query",
    "connected_to",
    "parsed_url",
    "reason_of",
    "shown_url",
    "tables_of_queries",
]

_AT_ONCE = 1_000
_HEADER = 1
_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
}
_DIALECTS = {"postgresql": "postgres", "mssql": "tsql", "mariadb": "mysql"}
"""What sqlglot calls a database, where that differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One `select`; `table` is the contract's table that it gives, None if its columns tell."""

    text: str
    name: str = ""
    table: str | None = None

    @property
    def called(self) -> str:
        """What it is called in the book; without a name, the same text has the same one."""
        folded = " ".join(self.text.split())
        return self.name or f"query-{sha256(folded.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """The queries of one import, and the URL of the database that they are put to."""

    url: str
    queries: tuple[Query, ...]


def check_queries(asked: Queries) -> None:
    """Refuse, before anything is read, what is no `select` or leads to no database."""
    url = parsed_url(asked.url)
    names = [query.called for query in asked.queries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise CallError(f'Two queries are named "{twice[0]}".', hint="Give each a name of its own.")
    for query in asked.queries:
        check_query(query, url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        said = f'There is no file "{url.database}".' if url.database else "The URL names no file."
        raise CallError(said, hint="Check the path in the URL:  sqlite:///FILE")


def shown_url(url: str) -> str:
    """The URL without its password and without what stands behind "?"."""
    said = parsed_url(url)
    database = said.database
    if said.get_backend_name() == "sqlite":  # named as other files are, wherever it is asked from
        database = str(Path(database or "").absolute())
    plain = said.create(said.drivername, said.username, None, said.host, said.port, database)
    return plain.render_as_string()


def tables_of_queries(
    asked: Queries, shelf: Shelf, asked_at_ns: int
) -> Iterator[SourceFile | ReadError]:
    """What each query gives, as a table to read; `asked_at_ns`: every run is one of its own."""
    for query in asked.queries:
        path = f"{shown_url(asked.url)}#{query.called}"
        with connected_to(asked.url) as connection:
            found = _answer(connection, query, path, parsed_url(asked.url))
        yield (
            found
            if isinstance(found, ReadError)
            else _table(found, query, shelf, path, asked_at_ns)
        )


def _table(
    rows: OpenSheet, query: Query, shelf: Shelf, path: str, asked_at_ns: int
) -> SourceFile | ReadError:
    top = list(islice(rows(), TOP_ROWS))
    mapping = shelf.for_tops([top[:1]]) or contract_mapping(top[:1])
    if query.table is not None:
        mapping = mapping_for_table(query.table)
        lost = sorted(required_columns(query.table) - {name.lower() for name in top[0].cells})
        if lost:
            return _refused(path, f"it gives no column {', '.join(lost)}", top[0])
    if mapping is None:
        return _refused(path, "its columns are those of no table that is known", top[0])
    return SourceFile(
        path=path,
        connector=CONNECTOR.name,
        size=-1,
        modified_ns=asked_at_ns,
        open=BytesIO,
        mapping=mapping,
        rows=rows,
    )


def _refused(path: str, reason: str, header: SheetRow) -> ReadError:
    return ReadError(
        path=path,
        locator="the query",
        reason=reason,
        hint="Name the columns as a table of the contract does:  select number as invoice_id, ...",
        value=", ".join(header.cells)[:300],
    )


class _Kept:
    """The rows of an answer in a file without a name; may be gone through again."""

    def __init__(self, kept: IO[bytes]) -> None:
        self._kept = kept
        weakref.finalize(self, kept.close)

    def __call__(self) -> Iterator[SheetRow]:
        self._kept.seek(0)
        for number, line in enumerate(self._kept, start=_HEADER):
            cells, natives = orjson.loads(line)
            place = "the names of the columns" if number == _HEADER else f"row {number - _HEADER}"
            yield SheetRow(number, place, cells, natives=tuple(natives))


def _answer(connection: Connection, query: Query, path: str, url: URL) -> OpenSheet | ReadError:
    """The rows of one query; one that the database refuses is told, and costs no other."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  slow to load, and seldom needed

    kept = tempfile.TemporaryFile()  # noqa: SIM115  closed with its rows
    rows = _Kept(kept)
    try:
        result = connection.exec_driver_sql(query.text)
        kept.write(_line(list(result.keys()), ()))
        for part in result.partitions(_AT_ONCE):
            kept.writelines(_line_of(row) for row in part)
    except SQLAlchemyError as error:
        return ReadError(
            path=path,
            locator="the query",
            reason=f"the database refuses it: {reason_of(error, url)}",
            hint="Mend the query; the others were read.",
            value=" ".join(query.text.split())[:300],
        )
    return rows


def _line_of(row: Sequence[object]) -> bytes:
    natives = [at for at, value in enumerate(row) if is_native(value)]
    return _line([cell_of(value) for value in row], natives)


def _line(cells: list[str], natives: Sequence[int]) -> bytes:
    return orjson.dumps((cells, natives), option=orjson.OPT_APPEND_NEWLINE)


@contextmanager
def connected_to(url: str, arguments: Mapping[str, str] | None = None) -> Iterator[Connection]:
    """A connection that only reads; a database that is not there ends the import.

    `arguments` go to the driver beside what the URL says; where there are any, even none at all,
    statements may have parameters.
    """
    from sqlalchemy import create_engine  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    parsed = parsed_url(url)
    engine = create_engine(
        parsed, poolclass=NullPool, hide_parameters=True, connect_args=dict(arguments or {})
    )
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        raise SourceError(
            f"{shown_url(url)} cannot be reached: {reason_of(error, parsed)}.",
            hint="Check the URL, the password, and that the server is up.",
        ) from None
    with connection:
        connection.execution_options(stream_results=True, max_row_buffer=_AT_ONCE)
        if arguments is None:
            connection.execution_options(no_parameters=True)  # a "%" in the text is only that
        backend = parsed.get_backend_name()
        if backend == "postgresql":
            connection.execution_options(postgresql_readonly=True)
        if backend in _READ_ONLY:
            connection.exec_driver_sql(_READ_ONLY[backend])
            connection.rollback()
        yield connection
        connection.rollback()
    engine.dispose()


def reason_of(error: Exception, url: URL) -> str:
    """What the driver says, in one line and without any secret of the URL."""
    said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    values = {one for some in url.normalized_query.values() for one in some}
    secrets = {*values, url.password or ""} - {""}
    for secret in sorted(secrets, key=len, reverse=True):  # one may be the beginning of another
        text = re.escape(secret)
        is_password = secret == url.password  # other values, such as "on", stand within words
        said = re.sub(text if is_password else rf"(?<!\w){text}(?!\w)", "***", said)
    return said.rstrip(".")


def parsed_url(url: str) -> URL:
    """The URL; what is none, or asks for a driver that is not here, is a wrong call."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError  # noqa: PLC0415

    hint = "Write  postgresql+psycopg://USER@HOST/DATABASE  or  sqlite:///FILE"
    try:
        parsed = make_url(url)
        parsed.get_dialect().import_dbapi()
    except (NoSuchModuleError, ImportError):
        raise CallError(
            f'There is no driver here for "{parsed.drivername}".',
            hint=f"Install the package that SQLAlchemy names for it. {hint}",
        ) from None
    except (ArgumentError, ValueError):  # its words would hold parts of the URL
        raise CallError("What --sql gives is no URL of a database.", hint=hint) from None
    if "@" in (parsed.host or ""):  # what was taken for the host is the end of the password
        raise CallError(
            "What --sql gives holds an @ in the password, so its host cannot be told.",
            hint="Write %40 for each @ of the user name and of the password.",
        )
    return parsed


def check_query(query: Query, url: URL) -> None:
    """One `select` and nothing else; the database itself is told to refuse the rest as well."""
    import sqlglot  # noqa: PLC0415
    from sqlglot import exp  # noqa: PLC0415

    backend = url.get_backend_name()
    dialect = _DIALECTS.get(backend, backend)
    known = dialect if dialect in {one.value for one in sqlglot.Dialects} else None
    logging.getLogger("sqlglot").setLevel(logging.ERROR)  # what it cannot read is told below
    try:
        parts = [part for part in sqlglot.parse(query.text, dialect=known) if part is not None]
    except sqlglot.errors.ParseError as error:
        raise _no_select(query, f"it is no SQL that can be read{_where(error.errors)}") from None
    except sqlglot.errors.SqlglotError:
        raise _no_select(query, "a quotation mark or a comment in it is never closed") from None
    except RecursionError:
        raise _no_select(query, "its brackets are nested too deep") from None
    writes = (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Into, exp.Create, exp.Drop)
    if len(parts) != 1 or not isinstance(parts[0], exp.Query) or parts[0].find(*writes):
        raise _no_select(query, "it is not one select that only reads")


def _where(errors: Sequence[Mapping[str, Any]]) -> str:
    """Where the parser stopped: ` (near "from", line 2, column 8)`."""
    for error in errors:
        return f' (near "{error["highlight"]}", line {error["line"]}, column {error["col"]})'
    return ""


def _no_select(query: Query, reason: str) -> CallError:
    shown = " ".join(query.text.split())[:100]
    return CallError(f'The query "{shown}" is refused: {reason}.', hint="Give one  select ... .")


CONNECTOR = Connector(
    name="queries",
    payload_type="table_row",
    recognises=lambda _name, _head: False,  # a query is asked for, never found
    read=guarded(read),
)
