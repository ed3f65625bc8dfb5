"""Live sources as a book keeps them: what was said when they were connected, and how they stand.

A lease is how two programs (a command, the served pages) keep from reading the same source at
once: it is taken for a while and let go of, and one whose holder died runs out by itself. What came
from a source is in `items`.
"""

from __future__ import annotations

from typing import NamedTuple

from goodwill.store.database import Transaction
from goodwill.store.reader import Reader

__all__ = [
    "LEASE_SECONDS",
    "SourceRow",
    "add_source",
    "begin_again",
    "forget_fault",
    "is_held",
    "keep_sealed",
    "let_go",
    "note_state",
    "remove_source",
    "said_of",
    "sealed_of",
    "set_paused",
    "source_rows",
    "take_lease",
]


LEASE_SECONDS = 600
"""How long a source is held without a sign of life; each batch renews it."""

_AHEAD = 2 * LEASE_SECONDS
"""A lease that lasts longer was taken by a clock that ran ahead; nobody waits for its end."""


class SourceRow(NamedTuple):
    """A connected source. Times are seconds in UTC; `config` is what was said, as JSON."""

    id: int
    name: str
    kind: str
    config: str
    made_at: int
    is_paused: bool
    state: str
    says: str
    next_step: str
    failures: int
    brought: int
    last_run_at: int | None
    next_run_at: int | None
    lease_by: str | None
    lease_until: int | None
    sealed: bytes | None


_COLUMNS = ", ".join(SourceRow._fields)


def source_rows(reader: Reader) -> list[SourceRow]:
    """Every connected source, by name."""
    found = reader.rows(f"select {_COLUMNS} from live_source order by name")
    return [SourceRow(*row)._replace(is_paused=bool(row[5])) for row in found]


def add_source(tx: Transaction, *, name: str, kind: str, config: str, at: int) -> int:
    """Note a source; its number. Of one that is there what was said is replaced."""
    found = tx.rows("select id from live_source where name = ?", (name,))
    if found:
        key = int(found[0][0])
        tx.run(
            "update live_source set kind = ?, config = ?, is_paused = ?, state = 'never_run',"
            " says = '', next_step = '', failures = 0, next_run_at = null where id = ?",
            (kind, config, False, key),
        )
        return key
    key = tx.next_id("live_source")
    tx.run(
        "insert into live_source (id, name, kind, config, made_at, is_paused, state, says,"
        " next_step, failures, brought) values (?, ?, ?, ?, ?, ?, 'never_run', '', '', 0, 0)",
        (key, name, kind, config, at, False),
    )
    return key


def said_of(reader: Reader, key: int) -> str | None:
    """What was said of a source when it was connected, as JSON; None where it is gone."""
    found = reader.rows("select config from live_source where id = ?", (key,))
    return str(found[0][0]) if found else None


def begin_again(tx: Transaction, *, kind: str, name: str, forgets: bool = False) -> None:
    """Have everything of a source listed anew: how far it was read is of no use any more.

    `forgets`: its records are not to be known again by their marks either, and so come once more.
    """
    whole = f"{kind}://{name}"
    of_it = "path = ? or substr(path, 1, ?) = ?"
    known = (whole, len(whole) + 1, f"{whole}/")
    tx.run(f"update source_file set position = 0, fingerprint = '' where {of_it}", known)
    if forgets:
        its_files = f"select id from source_file where {of_it}"
        tx.run(f"update live_item set mark = '' where source_file_id in ({its_files})", known)


def keep_sealed(tx: Transaction, key: int, sealed: bytes | None) -> None:
    """Keep a secret that is sealed already."""
    tx.run("update live_source set sealed = ? where id = ?", (sealed, key))


def sealed_of(reader: Reader, key: int) -> bytes | None:
    """The sealed secret of a source; None where it has none, or is gone."""
    found = reader.rows("select sealed from live_source where id = ?", (key,))
    return None if not found or found[0][0] is None else bytes(found[0][0])


def remove_source(tx: Transaction, key: int) -> None:
    """Forget a source and its secret; what came from it stays in the book."""
    tx.run("delete from live_source where id = ?", (key,))


def set_paused(tx: Transaction, key: int, *, is_paused: bool) -> None:
    """Leave a source alone from now on, or take it up again at once."""
    tx.run(
        "update live_source set is_paused = ?, next_run_at = null where id = ?", (is_paused, key)
    )


def forget_fault(tx: Transaction, key: int) -> None:
    """Somebody has mended what was wrong: the source is as one that never failed."""
    tx.run(
        "update live_source set state = 'never_run', says = '', next_step = '', failures = 0,"
        " next_run_at = null where id = ?",
        (key,),
    )


def is_held(row: SourceRow, at: int) -> bool:
    """Whether somebody reads a source just then, or may."""
    return row.lease_by is not None and at <= (row.lease_until or 0) <= at + _AHEAD


def take_lease(tx: Transaction, key: int, *, by: str, at: int) -> bool:
    """Take or renew the right to read a source; False while somebody else has it."""
    changed = tx.run(
        "update live_source set lease_by = ?, lease_until = ? where id = ?"
        " and (lease_by is null or lease_by = ? or lease_until not between ? and ?)",
        (by, at + LEASE_SECONDS, key, by, at, at + _AHEAD),
    )
    return changed == 1


def let_go(tx: Transaction, key: int, *, by: str) -> None:
    """Give the right back."""
    tx.run(
        "update live_source set lease_by = null, lease_until = null where id = ? and lease_by = ?",
        (key, by),
    )


def note_state(
    tx: Transaction,
    key: int,
    *,
    state: str,
    says: str = "",
    next_step: str = "",
    failures: int,
    brought: int,
    at: int,
    next_run_at: int | None,
) -> None:
    """How a run ended: in words for people, and when the next one is due."""
    tx.run(
        "update live_source set state = ?, says = ?, next_step = ?, failures = ?, brought = ?,"
        " last_run_at = ?, next_run_at = ? where id = ?",
        (state, says, next_step, failures, brought, at, next_run_at, key),
    )
