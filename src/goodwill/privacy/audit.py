"""Who looked at whose words, who exported, erased, granted: a record that is only ever added to.

Each entry holds the digest of itself and of the entry before it, so that no entry can be changed,
taken out or put in without every later one ceasing to fit; `verify` names the first that does not.
An end that was cut off fits by itself: so the number and digest of the last entry, the head, stand
in the book and in a file beside it too, and whoever wants to be sure of somebody with access to
both writes the head down elsewhere, from time to time, and gives it to `verify`.

An entry names nobody: the people whose words it is about stand in it under keyed marks
(`goodwill.privacy.keyed`), whoever looked under the id of a user. Reading is `looks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import orjson

from goodwill.privacy.keyed import key_of, mark_of
from goodwill.store.book_state import read_state

if TYPE_CHECKING:
    from pathlib import Path

    from goodwill.store.database import Store, Transaction
    from goodwill.store.reader import Reader

__all__ = [
    "HEAD",
    "HEAD_FILE",
    "START",
    "Entry",
    "Head",
    "Kept",
    "What",
    "digest_of",
    "each_entry",
    "head_of",
    "noted",
    "noted_many",
]

What = Literal[
    "read_words",
    "searched",
    "exported",
    "erased",
    "granted",
    "revoked",
    "broke_glass",
    "signed_in",
    "sign_in_refused",
    "held_up",
    "signed_out",
    "token_made",
    "token_ended",
    "user_changed",
    "ruled",
    "disputed",
    "imported",
    "synced",
    "backed_up",
    "restored",
    "settings_changed",
]
"""What may be noted; an entry says what was done, and never what was read."""

HEAD = "audit head"
"""`ID DIGEST` of the last entry, as the book remembers it."""
HEAD_FILE = "audit.head"
"""The same, in a file of the book's folder."""
START = "0" * 64
"""What the first entry follows."""

_COLUMNS = "id, at, who, what, whose, account_id, line, note, note_digest, digest"
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to be noted.

    `who` is the id of a user, "" for whoever sits at the machine of a book without users. `whose`
    are the addresses of the people whose words it is about; they are marked, not kept. `note` is
    a reason in somebody's own words, which may be emptied later.
    """

    who: str
    what: What
    at: datetime
    whose: tuple[str, ...] = ()
    account_id: str | None = None
    line: str | None = None
    note: str | None = None


class Head(NamedTuple):
    """The last entry: how many there are, and what all of them come to."""

    id: int
    digest: str

    def __str__(self) -> str:
        return f"{self.id} {self.digest}"

    @classmethod
    def read(cls, text: str) -> Head:
        """A head as it was written; `ValueError` where that is none."""
        number, _, digest = text.strip().replace(":", " ").partition(" ")
        if len(digest) != len(START) or not number.isdecimal():
            raise ValueError(text)
        return cls(int(number), digest)


class Kept(NamedTuple):
    """An entry as it stands in the book: `at` in seconds, `whose` as JSON."""

    id: int
    at: int
    who: str
    what: str
    whose: str
    account_id: str | None
    line: str | None
    note: str | None
    note_digest: str
    digest: str


def noted(store: Store, entry: Entry) -> Head:
    """Add one entry, for good; the head that the record has then."""
    return noted_many(store, (entry,))


def noted_many(store: Store, entries: Sequence[Entry]) -> Head:
    """Add some entries, all or none."""
    with store.write() as tx:
        head = note(tx, entries)
    if store.folder is not None and entries:
        _write_head(store.folder, head)
    return head


def note(tx: Transaction, entries: Sequence[Entry]) -> Head:
    """Add some entries within a transaction of the caller, who tells nobody before it is done."""
    new = tx.next_id("audit")
    head = head_of(tx) or Head(0, START)
    key = key_of(tx) if any(one.whose for one in entries) else b""
    for place, entry in enumerate(entries):
        row = _kept(entry, new + place, head.digest, key)
        tx.run(f"insert into audit ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        head = Head(row.id, row.digest)
    if entries:
        tx.run("delete from book_state where name = ?", (HEAD,))
        tx.run("insert into book_state (name, value) values (?, ?)", (HEAD, str(head)))
    return head


def _kept(entry: Entry, number: int, before: str, key: bytes) -> Kept:
    """The row of an entry that follows the digest `before`."""
    marks = sorted({mark_of(key, "address", one) for one in entry.whose})
    row = Kept(
        id=number,
        at=int(entry.at.timestamp()),
        who=entry.who,
        what=entry.what,
        whose=orjson.dumps(marks).decode(),
        account_id=entry.account_id,
        line=entry.line,
        note=entry.note,
        note_digest=sha256((entry.note or "").encode("utf-8", "replace")).hexdigest(),
        digest="",
    )
    return row._replace(digest=digest_of(row, before))


def digest_of(row: Kept, before: str) -> str:
    """What an entry comes to, behind one that came to `before`; its note counts as a digest."""
    said: tuple[Any, ...] = (*row[:7], row.note_digest, before)
    return sha256(orjson.dumps(said)).hexdigest()


def head_of(reader: Reader) -> Head | None:
    """The last entry as it stands in the record itself; None where there is none."""
    rows = reader.rows("select id, digest from audit order by id desc limit 1")
    return Head(*rows[0]) if rows else None


def remembered_head(reader: Reader) -> Head | None:
    """The last entry as the book remembers it beside the record."""
    found = read_state(reader, HEAD)
    return None if found is None else Head.read(found)


def filed_head(folder: Path | None) -> Head | None:
    """The last entry as a file of the book's folder tells it; None where none can be read."""
    if folder is None:
        return None
    try:
        return Head.read((folder / HEAD_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return None


def _write_head(folder: Path, head: Head) -> None:
    """Tell the file beside the book; one that lags behind is no harm, one ahead tells a cut."""
    partial = folder / f"{HEAD_FILE}.{head.id}.partial"
    partial.write_text(f"{head}\n", "ascii")
    partial.replace(folder / HEAD_FILE)


def each_entry(reader: Reader, after: int = 0) -> Iterator[Kept]:
    """Every entry behind a number, in order, some read at a time."""
    sql = f"select {_COLUMNS} from audit where id > ? order by id limit {_AT_ONCE}"
    while rows := reader.rows(sql, (after,)):
        for row in rows:
            yield Kept(*row)
        after = rows[-1][0]
