"""Read-only views for analysts: the open tables as SQL, on SQLite and on Postgres.

`v_patterns`, `v_invoices` and so on have the names, columns and grain of the open tables. They are
no part of the schema: whoever makes a book or brings one up to date makes them anew, so that a
table may change under them. A stored statement is one document; the views read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from goodwill.facts.open_tables import OF_STATEMENTS, OpenColumn, OpenTable
from goodwill.store.open_tables.facts import GIVEN, INTERACTIONS
from goodwill.store.tables.schema import ROW_TABLES

__all__ = ["drop_views", "make_views", "row_query", "view_name", "views"]

LISTS = {
    "stage.gates": "gates",
    "patterns": "patterns",
    "practices": "practices",
    "expectations": "expectations",
    "risks": "risks",
}
"""The lists of a statement whose lines rest on evidence, and what a line's name begins with."""


class _Dialect(NamedTuple):
    """How one database says what the views ask of a document."""

    is_sqlite: bool

    @property
    def documents(self) -> str:
        """Every stored statement: its account, its day, and `doc`."""
        doc = (
            "json_extract(cast(document as text), '$.statement')"
            if self.is_sqlite
            else "convert_from(document, 'UTF8')::jsonb -> 'statement'"
        )
        return f"(select account_id, as_of, {doc} as doc from statement) s"

    def items(self, document: str, path: str, alias: str) -> str:
        """The items of a list in a document, as a further table of a join."""
        if self.is_sqlite:
            return f"json_each({document}, '{_dotted(path)}') {alias}"
        found = f"coalesce({document} #> '{{{_commas(path)}}}', '[]'::jsonb)"
        return f"lateral jsonb_array_elements({found}) as {alias}(value)"

    def value(self, document: str, column: OpenColumn) -> str:
        """One value of an item."""
        if self.is_sqlite:
            return f"json_extract({document}, '{_dotted(column.path)}')"
        path = f"'{{{_commas(column.path)}}}'"
        if column.kind == "list":
            return f"{document} #> {path}"
        types = {"integer": "::bigint", "number": "::double precision", "flag": "::boolean"}
        return f"({document} #>> {path}){types.get(column.kind, '')}"

    def kept(self, column: OpenColumn) -> str:
        """A value of a table of rows, as people read it."""
        name = f"t.{column.name}"
        if column.kind == "money":
            return f"{name} / 1000000.0"
        return self.moment(name) if column.kind == "time" else name

    def moment(self, seconds: str) -> str:
        """Seconds in UTC as people read them."""
        if self.is_sqlite:
            return f"strftime('%Y-%m-%dT%H:%M:%SZ', {seconds}, 'unixepoch')"
        return f"to_timestamp({seconds})"


class _AsKept(_Dialect):
    """How rows are asked for by who reads them on: money in millionths, moments in seconds."""

    __slots__ = ()

    def kept(self, column: OpenColumn) -> str:
        """A value as it is."""
        return f"t.{column.name}"

    def moment(self, seconds: str) -> str:
        """Seconds in UTC."""
        return seconds


def view_name(table: str) -> str:
    """What an open table is called in SQL: `facts:invoices` is `v_invoices`."""
    kind, mark, name = table.partition(":")
    if not mark:
        return f"v_{kind}"
    return "v_given_accounts" if name == "accounts" else f"v_{name}"


def views(*, is_sqlite: bool) -> dict[str, str]:
    """The query of every view, by its name."""
    dialect = _Dialect(is_sqlite)
    found = {name: _of_statements(dialect, table) for name, table in OF_STATEMENTS.items()}
    found["evidence"] = _evidence(dialect, OF_STATEMENTS["evidence"])
    for name, table in GIVEN.items():
        found[f"facts:{name}"] = _given(dialect, ROW_TABLES[name], table)
    found["facts:messages"] = _messages(dialect)
    found["facts:meetings"] = _meetings(dialect)
    return {view_name(name): query for name, query in found.items()}


def row_query(name: str) -> str:
    """The query of a table of rows (`invoices`, `messages`), its values as the database keeps them.

    It reads the tables themselves and no view, so that it shows somebody only what is theirs.
    """
    raw = _AsKept(is_sqlite=True)
    if name in GIVEN:
        return _given(raw, ROW_TABLES[name], GIVEN[name])
    return _messages(raw) if name == "messages" else _meetings(raw)


def make_views(connection: Connection) -> None:
    """Make every view, whatever was called so before."""
    drop_views(connection)
    for name, query in views(is_sqlite=connection.dialect.name == "sqlite").items():
        connection.exec_driver_sql(f"create view {name} as {query}")


def drop_views(connection: Connection) -> None:
    """Let go of every view, so that the tables under them may change."""
    for name in views(is_sqlite=True):
        connection.exec_driver_sql(f"drop view if exists {name}")


def _of_statements(dialect: _Dialect, table: OpenTable) -> str:
    """The rows of one list of every statement, or one row of each."""
    value = "x.value" if table.each else "s.doc"
    columns = [_named(dialect.value(value, one), one) for one in table.columns[2:]]
    listed = ", ".join(["s.account_id", "s.as_of", *columns])
    joined = f" cross join {dialect.items('s.doc', table.each, 'x')}" if table.each else ""
    newest = (
        " where s.as_of = (select max(m.as_of) from statement m where m.account_id = s.account_id)"
        if table.name == "accounts"
        else ""
    )
    return f"select {listed} from {dialect.documents}{joined}{newest}"


def _evidence(dialect: _Dialect, table: OpenTable) -> str:
    """All items of evidence of all lines."""
    return " union all ".join(_items(dialect, table))


def _items(dialect: _Dialect, table: OpenTable) -> Iterator[str]:
    columns = ", ".join(_named(dialect.value("e.value", one), one) for one in table.columns[3:])
    head = "select s.account_id, s.as_of,"
    from_all = f"from {dialect.documents}"
    for line in ("kind", "stage"):
        items = dialect.items("s.doc", f"{line}.evidence", "e")
        yield f"{head} '{line}' as line, {columns} {from_all} cross join {items}"
    name = dialect.value("x.value", OpenColumn("id", "text", "", "id"))
    nested = dialect.items("x.value", "evidence", "e")
    for path, group in LISTS.items():
        lines = dialect.items("s.doc", path, "x")
        called = f"'{group}[' || {name} || ']' as line"
        yield f"{head} {called}, {columns} {from_all} cross join {lines} cross join {nested}"
    promises = dialect.items("s.doc", "commitments.items", "x")
    yield (
        f"{head} 'commitments' as line, {columns} {from_all} cross join {promises}"
        f" cross join {nested}"
    )


def _given(dialect: _Dialect, table: str, spec: OpenTable) -> str:
    columns = [
        _account("t.account_id") if one.name == "account_id" and table != "account"
        else _named(dialect.kept(one), one)
        for one in spec.columns
    ]  # fmt: skip
    return (
        f"select {', '.join(columns)} from {table} t"
        " where t.superseded_by is null and not t.is_waiting"
    )


def _messages(dialect: _Dialect) -> str:
    spec = INTERACTIONS["messages"]
    own = {
        "account_id": _account("w.account_id"),
        "sent_at": f"{dialect.moment('t.sent_at')} as sent_at",
        "sender": "(select c.address from participant a join contact_point c on c.id = a.point_id"
        " where a.message_id = t.id and a.role = 'from' order by a.position limit 1) as sender",
        "thread_id": "h.thread_id",
    }
    columns = ", ".join(own.get(one.name, f"t.{one.name}") for one in spec.columns)
    return (
        f"select distinct {columns} from"
        " (select distinct l.account_id, a.message_id from participant a"
        " join point_link l on l.point_id = a.point_id where l.account_id is not null) w"
        " join message t on t.id = w.message_id"
        " left join message_thread h on h.message_id = t.id"
    )


def _meetings(dialect: _Dialect) -> str:
    own = {
        "account_id": _account("w.account_id"),
        "starts_at": f"{dialect.moment('t.starts_at')} as starts_at",
        "ends_at": f"{dialect.moment('t.ends_at')} as ends_at",
    }
    spec = INTERACTIONS["meetings"]
    columns = ", ".join(own.get(one.name, f"t.{one.name}") for one in spec.columns)
    return (
        f"select distinct {columns} from"
        " (select distinct l.account_id, a.meeting_id from attendee a"
        " join point_link l on l.point_id = a.point_id where l.account_id is not null) w"
        " join meeting t on t.id = w.meeting_id where t.superseded_by is null"
    )


def _account(given: str) -> str:
    """The account that an id goes under."""
    return (
        f"coalesce((select k.canonical_id from account_link k where k.account_id = {given}),"
        f" {given}) as account_id"
    )


def _named(value: str, column: OpenColumn) -> str:
    return f"{value} as {column.name}"


def _dotted(path: str) -> str:
    """`plan.plays.0.title` as SQLite writes it."""
    parts = (f"[{part}]" if part.isdigit() else f".{part}" for part in path.split("."))
    return "$" + "".join(parts)


def _commas(path: str) -> str:
    return path.replace(".", ",")
