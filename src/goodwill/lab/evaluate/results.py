"""What an evaluation says: a `Line` for each thing measured, what was wrong, what was not used.

Plain values; how they are shown is the shell's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Answers",
    "By",
    "Estimate",
    "Line",
    "Measured",
    "Mistake",
    "Report",
    "Skipped",
    "UsedFile",
]

By = Literal["ours", "floor", "majority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One measure with its 95 % interval; `value` is None where the rows cannot tell.

    `low` and `high` are None where there are too few rows or groups for an interval.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How well one way to answer did: ours, the floor's, or always the same; `how` says which."""

    by: By
    how: str
    measures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act, or one task, measured.

    `n` is how many were asked about, `held` how many of them hold it (None where that is no
    question), `groups` how many threads, senders, customers, accounts or rows were drawn from.
    `shown` names the measures that a table has room for; `too_little` says why there are no
    intervals, where there are none.
    """

    task: str
    name: str
    n: int
    held: int | None
    groups: int
    grouped_by: str
    shown: tuple[str, ...]
    answers: tuple[Answers, ...]
    too_little: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One answer of ours that was wrong; `line` is 0 where the file has no lines."""

    task: str
    name: str
    path: str
    line: int
    text: str
    expected: object
    got: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that could not be used, and why."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFile:
    """A file, what it was taken for, and how many of its rows were used."""

    path: str
    task: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one task found: its lines, its mistakes, rows it could not use, words on the whole."""

    lines: tuple[Line, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole evaluation."""

    files: tuple[UsedFile, ...]
    lines: tuple[Line, ...]
    mistakes: tuple[Mistake, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
