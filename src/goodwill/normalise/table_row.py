"""A row of a CSV table becomes the fact its columns say, or an error that names the cell.

What a single cell says is read in `cells`; which table has which columns is said by the facts
themselves (`goodwill.facts.csv_tables`). Columns that no table knows are kept as attributes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import get_args, get_type_hints
from zoneinfo import ZoneInfo

from goodwill.facts.base import SourceRef
from goodwill.facts.csv_tables import CSV_TABLES, TableFact, columns, required_columns
from goodwill.normalise.cells import CellError, Convert, converter
from goodwill.sources.base import RawRecord, ReadError

__all__ = ["normalise_row"]

_SHOWN = 100
_PROTECTED_FORMULA = re.compile(r"'(?=[=+\-@])")
"""What exports put before a text that a spreadsheet would run (ASVS 5.0, 1.2.10)."""


def normalise_row(record: RawRecord, *, timezone: str) -> TableFact | ReadError:
    """Turn one row into its fact; times without an offset are in `timezone`, and become UTC."""
    table = record.table or ""
    cells = _cells(record)
    zone = ZoneInfo(timezone)
    values: dict[str, object] = {}
    for column, convert in _converters(table).items():
        text = cells.get(column, "")
        if not text:
            continue
        try:
            values[column] = convert(text, zone)
        except CellError as error:
            return _error(record, column, cells, error)
    if (missing := _missing(table, values)) is not None:
        empty = CellError("it is empty, and required", f"Fill in {missing}.")
        return _error(record, missing, cells, empty)
    if (contradiction := _contradiction(values)) is not None:
        return _error(record, "period_end", cells, contradiction)
    values["attributes"] = _attributes(table, cells)
    values["source"] = SourceRef(
        connector=record.connector, path=record.path, locator=record.locator
    )
    # The values were converted by the types of these very fields.
    return CSV_TABLES[table](**values)  # type: ignore[arg-type]


def _missing(table: str, values: Mapping[str, object]) -> str | None:
    required = required_columns(table)
    return next((name for name in columns(table) if name in required - values.keys()), None)


@cache
def _converters(table: str) -> Mapping[str, Convert]:
    hints = get_type_hints(CSV_TABLES[table])
    return {column: converter(column, _without_none(hints[column])) for column in columns(table)}


def _without_none(hint: object) -> object:
    """`str | None` becomes `str`; a `Literal` and a `tuple` stay as they are."""
    choices = get_args(hint)
    if NoneType not in choices:
        return hint
    return next(choice for choice in choices if choice is not NoneType)


def _cells(record: RawRecord) -> dict[str, str]:
    """The cells without the blanks around them, and without protection against formulas."""
    payload = record.payload if isinstance(record.payload, dict) else {}
    return {column: _plain(text) for column, text in payload.items()}


def _plain(text: str) -> str:
    text = text.replace("\0", "").strip()
    return text[1:] if _PROTECTED_FORMULA.match(text) else text


def _attributes(table: str, cells: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What columns of other names hold, by name: their order in the file says nothing."""
    known = set(columns(table))
    return tuple(sorted((name, text) for name, text in cells.items() if text and name not in known))


def _contradiction(values: Mapping[str, object]) -> CellError | None:
    start, end = values.get("period_start"), values.get("period_end")
    if start is None or end is None or str(start) <= str(end):
        return None
    return CellError(f"the period begins later, on {start}", "Exchange the two days.")


def _error(record: RawRecord, column: str, cells: Mapping[str, str], error: CellError) -> ReadError:
    payload = record.payload if isinstance(record.payload, dict) else {}
    return ReadError(
        path=record.path,
        locator=record.locator,
        reason=error.reason,
        hint=error.hint,
        column=column,
        value=cells.get(column, "")[:_SHOWN],
        position=record.position,
        row=tuple(payload.items()),
    )
