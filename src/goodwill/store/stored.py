"""Reading what is already drawn up, with the database and nothing heavier.

`goodwill statement` for a day that was asked before must answer at once, so nothing here imports
SQLAlchemy: a `Reader` is anything that runs a query, and `light_reader` is one for a book in a
folder. How statements get there is in `statements`.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeGuard

import orjson

from goodwill.facts.evidence import as_kept, opened
from goodwill.facts.glance import glance_of
from goodwill.facts.statement import Evidence
from goodwill.store.accounts import account_names, canonical_accounts
from goodwill.store.version import SCHEMA_VERSION

__all__ = [
    "LAKE_READER",
    "READER",
    "Documents",
    "KnownAccount",
    "Reader",
    "accounts_drawn_up",
    "commonest_currency",
    "edition",
    "edition_name",
    "known_accounts",
    "light_reader",
    "pack_evidence",
    "read_state",
    "read_up_to",
    "revision",
    "segments",
    "settings_text",
    "stored_both",
    "stored_digest",
    "stored_evidence",
    "stored_glances",
    "stored_money",
    "stored_moneys",
    "stored_statement",
    "stored_whole",
]


AT_ONCE = 200
"""Statements that are held in memory together while all are gone through."""

READER = "reader"
"""Which reader has read all mails; `VERSION ID` while it has come as far as that mail only."""

LAKE_READER = "lake reader"
"""In the ledger of a lake, and in books published from it: whose acts the lake holds."""


class Reader(Protocol):
    """Runs a query with `?` for values and gives plain rows."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        ...


class Documents(Protocol):
    """What becomes of stored statements on their way to somebody (`goodwill.access.words`)."""

    def seen(
        self, reader: Any, statement: Any, evidence: Mapping[str, Sequence[Evidence]]
    ) -> tuple[Any, Mapping[str, Sequence[Evidence]]]:
        """A statement, and all evidence by line, without what may not be read."""
        ...


class ForSomebody(Reader, Protocol):
    """A reader for somebody who may not see all of the book (`goodwill.store.seen`)."""

    documents: Documents


def is_for_somebody(reader: Reader) -> TypeGuard[ForSomebody]:
    """Whether what is read has to be cut to what somebody may read."""
    return hasattr(reader, "documents")


class KnownAccount(NamedTuple):
    """An account of the book: what it may be called by."""

    account_id: str
    name: str
    domains: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Other ids and names that are the same account."""


class _LightReader:
    """A read-only SQLite connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, tuple(values)).fetchall()


@contextmanager
def light_reader(file: Path) -> Iterator[Reader]:
    """A read-only look into a book's file; raises `sqlite3.Error` where that cannot be.

    Nor can it be where the book has another schema than this code: `open_store` knows what to do.
    Threads may share a look, one at a time; as long as it lasts the book is seen as it was.
    """
    address = f"{file.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
        connection.execute("begin")
        reader = _LightReader(connection)
        if reader.rows("select version_num from alembic_version") != [(SCHEMA_VERSION,)]:
            raise sqlite3.DatabaseError(f"{file} has another schema than {SCHEMA_VERSION}")
        yield reader


def edition_name(as_of: str = "") -> str:
    """Under which name it is counted how often statements of a day, or of all, changed."""
    return f"edition {as_of}".rstrip()


def edition(reader: Reader, as_of: str) -> str:
    """Which statements of a day are stored: another word as soon as any was stored or let go."""
    names = (edition_name(), edition_name(as_of))
    return ".".join(read_state(reader, name) or "0" for name in names)


def revision(reader: Reader) -> str:
    """Changes whenever facts, settings or rulings were added; the same means nothing is new."""
    counts = [
        reader.rows("select coalesce(sum(imported + waiting), 0) from source_file")[0],
        reader.rows("select coalesce(sum(generation), 0) from source_file")[0],  # read again
        reader.rows("select coalesce(max(id), 0) from message")[0],  # a better copy is a new row
        reader.rows("select coalesce(max(id), 0) from meeting")[0],
        reader.rows("select count(*), coalesce(max(id), 0) from setting")[0],
        reader.rows("select count(*), coalesce(max(id), 0) from ruling")[0],
    ]
    return repr([tuple(int(value) for value in row) for row in counts])


def read_state(reader: Reader, name: str) -> str | None:
    """One remembered value of the book itself."""
    rows = reader.rows("select value from book_state where name = ?", (name,))
    return rows[0][0] if rows else None


def read_up_to(reader: Reader, version: str) -> int | None:
    """The last mail that this reader has read, 0 if it has read none, None if it has read all."""
    if (found := read_state(reader, READER)) == version:
        return None
    by, _, last = (found or "").partition(" ")
    return int(last) if by == version else 0


def settings_text(reader: Reader) -> tuple[str, str] | None:
    """The book's `goodwill.toml` as last imported, and where it was read from."""
    rows = reader.rows("select text, path from setting order by id desc limit 1")
    return (rows[0][0], rows[0][1]) if rows else None


def commonest_currency(reader: Reader) -> str | None:
    """The currency of most invoices of the book; None where none names one."""
    rows = reader.rows(
        "select currency, count(*) from invoice where currency is not null"
        " and superseded_by is null group by currency order by 2 desc, 1 limit 1"
    )
    return rows[0][0] if rows else None


def known_accounts(reader: Reader) -> list[KnownAccount]:
    """Every account that a statement can be drawn up for, by id."""
    drawn = [row[0] for row in reader.rows("select account_id from account_state")]
    found = canonical_accounts(reader, drawn, account_names(reader))
    return [KnownAccount(one.account_id, one.name, one.domains, one.also) for one in found.values()]


def segments(reader: Reader) -> dict[str, str]:
    """The segment of each account that has one; an account's own before that of a merged id."""
    names = account_names(reader)
    rows = reader.rows(
        "select account_id, segment from account where superseded_by is null"
        " and trim(coalesce(segment, '')) <> '' order by id"
    )
    rows.sort(key=lambda row: names.account_of(row[0]) == row[0])
    return {names.account_of(account_id): segment.strip() for account_id, segment in rows}


def stored_statement(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> dict[str, Any] | None:
    """The statement as stored, if it was made with these rules."""
    return _stored(reader, account_id, as_of, rules, "statement")


def stored_money(reader: Reader, account_id: str, as_of: str, rules: str) -> dict[str, Any] | None:
    """The money behind that statement, stored with it (`goodwill.facts.money`)."""
    return _stored(reader, account_id, as_of, rules, "money")


def stored_both(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> tuple[dict[str, Any], dict[str, Any], str] | None:
    """The statement, the money behind it and the word for both (`stored_digest`), read once."""
    content = _content(reader, account_id, as_of, rules)
    if content is None:
        return None
    found = _document_of(reader, content, account_id, as_of, rules)
    return found["statement"], found["money"], sha256(content).hexdigest()


def stored_digest(reader: Reader, account_id: str, as_of: str, rules: str) -> str | None:
    """A word for what is stored of an account for a day: the same for the same statement."""
    found = _content(reader, account_id, as_of, rules)
    return None if found is None else sha256(found).hexdigest()


def pack_evidence(evidence: Mapping[str, Sequence[Any]]) -> bytes:
    """All evidence by line, as it is stored: an account may have thousands of items."""
    return zlib.compress(orjson.dumps(as_kept(evidence)), level=1)


def stored_evidence(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> tuple[dict[str, Any], dict[str, Sequence[Evidence]]] | None:
    """The document of that statement, and all evidence behind each of its lines."""
    rows = reader.rows(
        "select s.document, e.document from statement s join evidence e"
        " on e.account_id = s.account_id and e.as_of = s.as_of and e.made_with = s.made_with"
        " where s.account_id = ? and s.as_of = ? and s.made_with = ?",
        (account_id, as_of, rules),
    )
    if not rows:
        return None
    return _seen(
        reader, orjson.loads(rows[0][0]), opened(orjson.loads(zlib.decompress(rows[0][1])))
    )


def _seen(
    reader: Reader, document: dict[str, Any], evidence: dict[str, Sequence[Evidence]]
) -> tuple[dict[str, Any], dict[str, Sequence[Evidence]]]:
    """Both as whoever asks may read them, where the reader is one for somebody."""
    if not is_for_somebody(reader):
        return document, evidence
    statement, told = reader.documents.seen(reader, document["statement"], evidence)
    return {**document, "statement": statement}, dict(told)


def stored_moneys(reader: Reader, as_of: str, rules: str) -> list[dict[str, Any]]:
    """The money behind every statement of a day that still holds, by account."""
    rows = reader.rows(
        "select document from statement where as_of = ? and made_with = ? order by account_id",
        (as_of, rules),
    )
    return [orjson.loads(document)["money"] for (document,) in rows]


def stored_whole(reader: Reader, as_of: str, rules: str) -> Iterator[dict[str, Any]]:
    """Every statement of a day that still holds, with its money, by account; some at a time."""
    after = ""
    while True:
        rows = reader.rows(
            "select account_id, document from statement where as_of = ? and made_with = ?"
            f" and account_id > ? order by account_id limit {AT_ONCE}",
            (as_of, rules, after),
        )
        for account_id, document in rows:
            after = account_id
            whole = orjson.loads(document)
            if is_for_somebody(reader):
                found = stored_evidence(reader, account_id, as_of, rules)
                whole = found[0] if found else _seen(reader, whole, {})[0]
            yield whole
        if len(rows) < AT_ONCE:
            return


def stored_glances(reader: Reader, as_of: str, rules: str) -> list[dict[str, Any]]:
    """What all accounts together show of each statement of a day that still holds, by account."""
    if is_for_somebody(reader):
        return [dict(glance_of(one["statement"])) for one in stored_whole(reader, as_of, rules)]
    rows = reader.rows(
        "select document from glance where as_of = ? and made_with = ? order by account_id",
        (as_of, rules),
    )
    return [orjson.loads(document) for (document,) in rows]


def _stored(
    reader: Reader, account_id: str, as_of: str, rules: str, part: str
) -> dict[str, Any] | None:
    found = _document(reader, account_id, as_of, rules)
    return None if found is None else found[part]


def _document(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> dict[str, dict[str, Any]] | None:
    content = _content(reader, account_id, as_of, rules)
    return None if content is None else _document_of(reader, content, account_id, as_of, rules)


def _document_of(
    reader: Reader, content: bytes, account_id: str, as_of: str, rules: str
) -> dict[str, dict[str, Any]]:
    """What is stored, as whoever asks may read it."""
    if is_for_somebody(reader) and (both := stored_evidence(reader, account_id, as_of, rules)):
        return both[0]
    return _seen(reader, orjson.loads(content), {})[0]


def _content(reader: Reader, account_id: str, as_of: str, rules: str) -> bytes | None:
    rows: list[tuple[bytes]] = reader.rows(
        "select document from statement where account_id = ? and as_of = ? and made_with = ?",
        (account_id, as_of, rules),
    )
    return rows[0][0] if rows else None


def accounts_drawn_up(reader: Reader, as_of: str, rules: str) -> frozenset[str]:
    """Accounts whose statement for a day is stored and still holds, without reading any."""
    rows = reader.rows(
        "select account_id from statement where as_of = ? and made_with = ?", (as_of, rules)
    )
    return frozenset(row[0] for row in rows)
