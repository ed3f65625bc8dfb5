"""The ledger of files as a table: its rows, what is left out of it, and the sums.

Seen is the sum of the other five in every row; a row in which it is not shows as wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodwill.reports import FileIntake
from goodwill.serve.languages import say

__all__ = ["COUNTS", "IntakeRow", "IntakeTable", "intake_table"]

COUNTS = ("seen", "imported", "excluded", "duplicate", "unreadable", "waiting")
SHOWN = 60
"""Rows; of more files, those with something unreadable or waiting come before the others."""

MAIL = frozenset({"mbox", "eml", "maildir", "mail_file", "mail"})


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRow:
    """One file, or several together; `counts` are those of `COUNTS`, in that order.

    `file` is None where there are several.
    """

    name: str
    path: str
    file: int | None
    counts: tuple[int, ...]

    @property
    def adds_up(self) -> bool:
        """Whether every record that was seen is accounted for."""
        return self.counts[0] == sum(self.counts[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeTable:
    """Groups of rows, each with a title, and the sums of all files."""

    groups: tuple[tuple[str, tuple[IntakeRow, ...]], ...]
    total: IntakeRow


def intake_table(files: Sequence[FileIntake]) -> IntakeTable:
    """Mail first, then calendars and tables."""
    is_troubled = sorted(files, key=lambda file: (not (file.unreadable or file.waiting), file.path))
    kept = {file.id for file in is_troubled[:SHOWN]}
    mail = [file for file in files if file.sort in MAIL]
    other = [file for file in files if file.sort not in MAIL]
    groups = (
        (say("Mailboxes"), _rows(mail, kept)),
        (say("Calendar and tables"), _rows(other, kept)),
    )
    return IntakeTable(
        groups=tuple((title, rows) for title, rows in groups if rows),
        total=_together(say("All sources"), files),
    )


def _rows(files: Sequence[FileIntake], kept: set[int]) -> tuple[IntakeRow, ...]:
    rows = [
        IntakeRow(name=_name(file.path), path=file.path, file=file.id, counts=_counts(file))
        for file in files
        if file.id in kept
    ]
    rest = [file for file in files if file.id not in kept]
    if rest:
        rows.append(_together(say("{rest} more, all read", rest=len(rest)), rest))
    return tuple(rows)


def _together(name: str, files: Iterable[FileIntake]) -> IntakeRow:
    counted = [_counts(file) for file in files]
    sums = tuple(map(sum, zip(*counted, strict=True))) if counted else (0,) * len(COUNTS)
    return IntakeRow(name=name, path="", file=None, counts=sums)


def _counts(file: FileIntake) -> tuple[int, ...]:
    return tuple(getattr(file, name) for name in COUNTS)


def _name(path: str) -> str:
    """The last part of a path, and what follows it in an archive or a workbook."""
    return path.rstrip("/").rpartition("/")[2] or path
