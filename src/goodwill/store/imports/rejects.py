"""Rejects as files that can be mended and imported again, in the shape of their source.

Written from the book once an import is done, so that a killed import loses none: table rows with
the header they had and the reason beside them, mail as an mbox, calendars as they came.
"""

from __future__ import annotations

import csv
import io
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import orjson

from goodwill.errors import StoreError
from goodwill.sources.base import ReadError
from goodwill.sources.protected import protected
from goodwill.store.crash import crash_point
from goodwill.store.database import Rows, Store
from goodwill.store.rows import REASON_COLUMNS

__all__ = ["rejects_of_files", "write_reject_files"]


_REJECTS = (
    "SELECT f.path, r.locator, r.reason, r.hint, r.column_name, r.value_seen, r.row_json "
    "FROM reject r "
    "JOIN source_file f ON f.id = r.source_file_id AND f.generation = r.generation "
    "WHERE f.ledger_id IN (?*) ORDER BY r.id"
)


def rejects_of_files(store: Store, ledger_ids: Sequence[int]) -> tuple[ReadError, ...]:
    """What stands rejected in these files as they are now, in the order it was met."""
    with store.read() as reader:
        found = reader.rows_in(_REJECTS, ledger_ids)
    return tuple(
        ReadError(
            path=path,
            locator=locator,
            reason=reason,
            hint=hint,
            column=column,
            value=value,
            row=tuple((name, cell) for name, cell in orjson.loads(row_json)),
        )
        for path, locator, reason, hint, column, value, row_json in found
    )


def write_reject_files(store: Store) -> tuple[Path, ...]:
    """Write the rejects of every import that has not done so; the files that were written."""
    if store.folder is None:
        return ()
    written: list[Path] = []
    for (import_id,) in store.rows("SELECT id FROM import_run WHERE NOT rejects_filed ORDER BY id"):
        written += _write_one(store, store.folder / "rejects", int(import_id))
    return tuple(written)


def _write_one(store: Store, folder: Path, import_id: int) -> list[Path]:
    rows = store.rows(
        "SELECT kind, f.path, locator, reason, hint, row_json, payload FROM reject r "
        "JOIN source_file f ON f.id = r.source_file_id WHERE r.import_id = ? ORDER BY r.id",
        (import_id,),
    )
    by_kind: dict[str, Rows] = defaultdict(list)
    for kind, *rest in rows:
        by_kind[kind].append(tuple(rest))
    written = []
    for kind, found in by_kind.items():
        content, ending = _content(kind, found)
        if content:
            written.append(_put(folder / f"import-{import_id}-{kind}.{ending}", content))
    with store.write() as book:
        book.run("UPDATE import_run SET rejects_filed = ? WHERE id = ?", (True, import_id))
    return written


def _content(kind: str, rows: Rows) -> tuple[bytes, str]:
    if kind == "mail":
        return b"".join(_as_mbox(bytes(row[-1])) for row in rows if row[-1]), "mbox"
    if kind == "calendar":
        return b"".join(bytes(row[-1]) for row in rows if row[-1]), "ics"
    return _as_csv(rows), "csv"


def _as_mbox(payload: bytes) -> bytes:
    """One message of an mbox, `From ` lines in it quoted."""
    lines = [
        b">" + line if line.lstrip(b">").startswith(b"From ") else line
        for line in payload.splitlines(keepends=True)
    ]
    return (
        b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" + b"".join(lines).rstrip(b"\n") + b"\n\n"
    )


def _as_csv(rows: Rows) -> bytes:
    """Table rows under the header they had, with the reason in columns of its own.

    They are opened in a spreadsheet to be mended: what that would run is protected.
    """
    said = [dict(orjson.loads(row_json)) for *_, row_json, _ in rows]
    names = list(dict.fromkeys(name for row in said for name in row))
    if not names:
        return b""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(map(protected, (*names, *REASON_COLUMNS)))
    for row, (path, locator, reason, hint, _, _) in zip(said, rows, strict=True):
        cells = (*(row.get(name, "") for name in names), f"{path}, {locator}", reason, hint)
        sheet.writerow(map(protected, cells))
    return out.getvalue().encode()


def _put(path: Path, content: bytes) -> Path:
    """Write a whole file or none, readable by its owner alone: it may hold mail."""
    try:
        return _put_whole(path, content)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}.",
            hint="Nothing that was read is lost. Mend that, and run the same command again.",
        ) from error


def _put_whole(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    crash_point()
    partial.replace(path)
    crash_point()
    return path
