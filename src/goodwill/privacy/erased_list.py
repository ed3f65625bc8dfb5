"""Who stays forgotten: the marks of everybody who was erased, in the book and in a file beside it.

An import asks the list before it stores anything, and so does whoever puts a backup back, which may
be older than an erasure: the file `erased.list` outlives the book that it stands beside, and
`carry_over` brings its marks into the book that was put there (`goodwill.privacy.erasing` then
erases what they mean). The file holds the book's key and marks, and names nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodwill.errors import StoreError
from goodwill.privacy.forgotten import Forgotten
from goodwill.privacy.keyed import KEY, known_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from goodwill.store.database import Store, Transaction
    from goodwill.store.stored import Reader

__all__ = ["LIST_FILE", "Mark", "carry_over", "forgotten", "last_erased", "put_marks", "write_list"]

LIST_FILE = "erased.list"


class Mark(NamedTuple):
    """One entry: when, of what kind (`address`, `name`, `ref`), and the mark."""

    at: int
    kind: str
    mark: str


def last_erased(reader: Reader) -> int:
    """The number of the newest entry, 0 where nobody was ever erased."""
    return int(reader.rows("select coalesce(max(id), 0) from erased")[0][0])


def forgotten(reader: Reader) -> Forgotten | None:
    """Everybody who was erased; None where nobody was."""
    key, rows = known_key(reader), reader.rows("select id, mark from erased order by id")
    if key is None or not rows:
        return None
    return Forgotten(key, frozenset(mark for _, mark in rows), rows[-1][0])


def put_marks(tx: Transaction, marks: Iterable[Mark]) -> int:
    """Put entries on the list that are not there yet; how many."""
    known = {(kind, mark) for kind, mark in tx.rows("select kind, mark from erased")}
    fresh = [one for one in dict.fromkeys(marks) if (one.kind, one.mark) not in known]
    new = tx.next_id("erased")
    tx.run_many(
        "insert into erased (id, at, kind, mark) values (?, ?, ?, ?)",
        [(new + place, *one) for place, one in enumerate(fresh)],
    )
    return len(fresh)


def write_list(store: Store) -> Path | None:
    """Write the list beside the book, whole or not at all; None for a book without a folder."""
    if store.folder is None:
        return None
    with store.read() as reader:
        key = known_key(reader)
        rows = reader.rows("select at, kind, mark from erased order by id")
    if key is None or not rows:
        return None
    lines = [key.hex(), *(" ".join(map(str, row)) for row in rows)]
    partial = store.folder / f"{LIST_FILE}.partial"
    partial.touch(mode=0o600)
    partial.write_text("\n".join(lines) + "\n", "ascii")
    return partial.replace(store.folder / LIST_FILE)


def read_list(file: Path) -> tuple[bytes, tuple[Mark, ...]]:
    """The key and the marks of a list that was written."""
    try:
        first, *rest = file.read_text("ascii").splitlines()
        marks = (line.split(" ") for line in rest if line)
        return bytes.fromhex(first), tuple(Mark(int(at), kind, mark) for at, kind, mark in marks)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{file} cannot be read as the list of people who were erased: {error}.",
            hint="Put back the file as Goodwill wrote it, or erase these people again by name.",
        ) from error


def carry_over(store: Store, file: Path) -> int:
    """Bring the marks of a list into a book that was put in the place of another; how many.

    The book takes over the key too where it has no marks of its own; else it has to be the same.
    """
    key, marks = read_list(file)
    with store.write() as tx:
        own = known_key(tx)
        if own is not None and own != key and last_erased(tx):
            raise StoreError(
                f"{file} is the list of another book.",
                hint="Erase these people by name:  goodwill erase PERSON",
            )
        if own != key:
            tx.run("delete from book_state where name = ?", (KEY,))
            tx.run("insert into book_state (name, value) values (?, ?)", (KEY, key.hex()))
        return put_marks(tx, marks)
