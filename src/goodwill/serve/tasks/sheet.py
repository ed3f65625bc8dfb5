"""Tasks for a spreadsheet: CSV of RFC 4180; what a spreadsheet would run is kept a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from goodwill.serve.tasks.todos import Todo
from goodwill.serve.words import plain
from goodwill.sources.protected import protected

__all__ = ["HEADS", "as_csv"]

HEADS = (
    "account_id",
    "account",
    "owner",
    "play",
    "title",
    "state",
    "begin",
    "due",
    "hours",
    "expected_value",
    "currency",
    "why",
    "steps",
)


def as_csv(todos: Iterable[Todo]) -> str:
    """One row for each task, after a row of heads; what is not known is empty."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(HEADS)
    sheet.writerows([_cell(value) for value in _row(todo)] for todo in todos)
    return out.getvalue()


def _row(todo: Todo) -> tuple[object, ...]:
    return (
        todo.account_id,
        todo.account,
        todo.owner,
        todo.play,
        todo.title,
        "being done" if todo.is_begun else "proposed",
        todo.begin,
        todo.due,
        todo.hours,
        todo.worth,
        todo.currency,
        "; ".join(todo.reasons),
        " | ".join(todo.steps),
    )


def _cell(value: object) -> str | float:
    if value is None:
        return ""
    return value if isinstance(value, float | int) else protected(plain(str(value)))
