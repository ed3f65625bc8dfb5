"""The ledger cut into slices: small books of some accounts, with all that their statements need.

A slice is a book like any other, so whatever draws up statements of a book draws up those of a
slice, byte for byte. What it lacks are acts, which lie in the lake's Parquet: a worker adds them.
SQLite cuts by itself, row by row in C, so that slicing keeps pace with a cluster.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from goodwill.store.database import Store
from goodwill.store.tables.schema import FACT_TABLES
from goodwill.store.who_is_who.accounts import account_names, known_accounts

__all__ = ["ACCOUNTS", "Slice", "cut_slices", "slice_accounts"]

MESSAGES = 40_000
ACCOUNTS = 64
"""What a slice holds at most, unless one account has more: a worker has it in memory."""

WHOLE = (
    "alembic_version",
    "account_link",
    "setting",
    "book_state",
    "quota",
    "dispute",
    "play_said",
    "desired_kind",
)
"""Tables that are in every slice: they are small, or belong to no account."""


class Slice:
    """Some accounts, and the book that holds them."""

    __slots__ = ("accounts", "content")

    def __init__(self, accounts: tuple[str, ...], content: bytes) -> None:
        self.accounts = accounts
        self.content = content


def slice_accounts(
    store: Store, *, messages: int = MESSAGES, accounts: int = ACCOUNTS
) -> list[tuple[str, ...]]:
    """All accounts, some together: few enough, and with not too many messages."""
    with store.read() as tx:
        ids = sorted(known.account_id for known in known_accounts(tx))
        weights: dict[str, int] = dict(
            tx.rows(
                "select l.account_id, count(*) from point_link l"
                " join participant p on p.point_id = l.point_id"
                " where l.account_id is not null group by l.account_id"
            )
        )
    found, some, weight = list[tuple[str, ...]](), list[str](), 0
    for account_id in ids:
        own = weights.get(account_id, 0)
        if some and (len(some) >= accounts or weight + own > messages):
            found.append(tuple(some))
            some, weight = [], 0
        some.append(account_id)
        weight += own
    return [*found, tuple(some)] if some else found


def cut_slices(store: Store, parts: Sequence[tuple[str, ...]]) -> Iterator[Slice]:
    """Each part of the accounts as a book of its own."""
    if store.folder is None:
        raise TypeError("a ledger is a book in a file")
    with store.read() as tx:
        names = account_names(tx)
    with tempfile.TemporaryDirectory(prefix="goodwill-slice-") as folder:
        for number, accounts in enumerate(parts):
            file = Path(folder) / f"{number}.db"
            _cut(store.folder / "book.db", file, accounts, names.ids_of(accounts))
            yield Slice(accounts, file.read_bytes())
            file.unlink()


def _cut(book: Path, file: Path, accounts: Sequence[str], ids: Sequence[str]) -> None:
    address = f"{book.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(f"{file.as_uri()}", uri=True, isolation_level=None)) as cut:
        cut.create_function("folded", 1, str.lower, deterministic=True)
        cut.execute("pragma journal_mode=off")
        cut.execute("pragma synchronous=off")
        cut.execute("attach ? as ledger", (address,))
        cut.execute("begin")
        for (sql,) in cut.execute(_MADE_BY).fetchall():
            cut.execute(sql)
        cut.execute("create temp table own (account_id text primary key) without rowid")
        cut.execute("create temp table named (account_id text primary key) without rowid")
        cut.executemany("insert into own values (?)", [(one,) for one in accounts])
        cut.executemany("insert or ignore into named values (?)", [(one,) for one in ids])
        for table in WHOLE:
            cut.execute(f"insert into main.{table} select * from ledger.{table}")  # noqa: S608
        for table, rest in _queries():
            cut.execute(
                f"insert or ignore into main.{table} select t.* from ledger.{table} t {rest}"  # noqa: S608
            )
        for (sql,) in cut.execute(_INDEXED_BY).fetchall():
            cut.execute(sql)
        cut.execute("commit")


_MADE_BY = (
    "select sql from ledger.sqlite_master where type = 'table' and sql is not null"
    " and name not like 'sqlite_%' and name not like 'word%' and sql not like '%virtual table%'"
)
_INDEXED_BY = "select sql from ledger.sqlite_master where type = 'index' and sql is not null"
_NAMED = "where t.account_id in (select account_id from named)"
_OWN = "where t.account_id in (select account_id from own)"
_ON_MAIL = """where t.id in (
    select p.message_id from ledger.point_link l
    join ledger.participant p on p.point_id = l.point_id
    where l.account_id in (select account_id from own))"""
_IN_MEETINGS = """where t.id in (
    select a.meeting_id from ledger.point_link l join ledger.attendee a on a.point_id = l.point_id
    where l.account_id in (select account_id from own))"""
_TOLD_OF = """where t.address in (
    select c.address from ledger.point_link l
    join ledger.contact_point c on c.id = l.point_id
    where l.side = 'theirs' and l.account_id in (select account_id from own))"""
_PASSED_ON = """where t.message_id in (
    select message_id from ledger.passed_on_link
    where account_id in (select account_id from own))"""


def _queries() -> Iterator[tuple[str, str]]:
    """Every other table in the order of filling, and which of its rows a slice takes."""
    for name, table in FACT_TABLES.items():
        if name == "quota":
            continue
        if "account_id" in table.c:
            yield name, _NAMED
    for name in ("invoice_line", "payment"):
        yield name, "where t.invoice_id in (select invoice_id from main.invoice)"
    yield "discovered_account", _NAMED
    yield "account_state", _OWN
    yield "passed_on_link", _PASSED_ON
    yield "passed_on", "where t.message_id in (select message_id from main.passed_on_link)"
    yield "message", _ON_MAIL
    yield "message", "where t.id in (select message_id from main.passed_on)"
    yield "message", "where t.id in (select carrier_id from main.passed_on)"
    yield "person_note", _TOLD_OF
    yield "message", "where t.id in (select message_id from main.person_note)"
    yield "participant", "where t.message_id in (select id from main.message)"
    yield "message_thread", "where t.message_id in (select id from main.message)"
    yield "act", "where t.message_id in (select message_id from main.passed_on)"
    yield "meeting", _IN_MEETINGS
    yield "attendee", "where t.meeting_id in (select id from main.meeting)"
    yield "person", f"{_OWN} or t.account_id is null"
    yield "point_link", f"{_OWN} or t.side = 'ours'"
    yield "point_link", "where t.point_id in (select point_id from main.participant)"
    yield "point_link", "where t.point_id in (select point_id from main.attendee)"
    for names in (_POINTS_BY_ADDRESS, _POINTS_BY_NAME):
        yield "point_link", f"where t.point_id in ({names})"
    yield "contact_point", "where t.id in (select point_id from main.point_link)"


_PEOPLE = (
    ("account", "owner"),
    ("opportunity", "owner"),
    ("opportunity", "contact_email"),
    ("time_entry", "person"),
    ("expense", "person"),
    ("quota", "person"),
)
"""Whom rows of tables name: they may be people of another account."""
_SAID = " union ".join(
    f"select {column} as who from main.{table} where {column} is not null"  # noqa: S608
    for table, column in _PEOPLE
)
_POINTS_BY_ADDRESS = (
    "select c.id from ledger.contact_point c"  # noqa: S608
    f" where c.address in (select folded(who) from ({_SAID}) where who like '%@%')"
)
_POINTS_BY_NAME = (
    "select c.id from ledger.contact_point c"  # noqa: S608
    f" where c.name in (select who from ({_SAID}) where who not like '%@%')"
)
