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
from goodwill.facts.csv_tables import (
    CSV_TABLES,
    SPREADSHEET_ERRORS,
    TableFact,
    columns,
    required_columns,
)
from goodwill.normalise.cells import CellError, Convert, converter
from goodwill.sources.base import RawRecord, ReadError

__all__ = ["normalise_row"]

_SHOWN = 100
_STARTS_A_FORMULA = frozenset("=+-@")
"""Behind "'": what exports put before a text that a spreadsheet would run (ASVS 5.0, 1.2.10)."""
_MARKED = frozenset("='#")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


def normalise_row(record: RawRecord, *, timezone: str) -> TableFact | ReadError:
    """Turn one row into its fact; times without an offset are in `timezone`, and become UTC."""
    table = record.table or ""
    cells = record.payload if isinstance(record.payload, dict) else {}
    zone = _zone(timezone)
    values: dict[str, object] = {}
    for column, convert in _converters(table).items():
        cell = cells.get(column)
        if not cell:
            continue
        try:
            text = cell.strip()
            if text[:1] in _MARKED or "\0" in text:
                text = _value_of(cell)
            if text:
                values[column] = convert(text, zone)
        except CellError as error:
            return _error(record, column, error)
    if not _required(table) <= values.keys():
        missing = next(name for name in columns(table) if name in _required(table) - values.keys())
        empty = CellError("it is empty, and required", f"Fill in {missing}.")
        return _error(record, missing, empty)
    if (contradiction := _contradiction(values)) is not None:
        return _error(record, "period_end", contradiction)
    values["attributes"] = _attributes(table, cells)
    values["source"] = SourceRef(
        connector=record.connector, path=record.path, locator=record.locator
    )
    # The values were converted by the types of these very fields.
    return CSV_TABLES[table](**values)  # type: ignore[arg-type]


@cache
def _required(table: str) -> frozenset[str]:
    return required_columns(table)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


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


def _value_of(cell: str) -> str:
    """The cell without the blanks around it; a formula is no value, what it comes to is.

    `="0012"` is a formula that keeps a text a text: it is that text.
    """
    text = _plain(cell)
    if text in SPREADSHEET_ERRORS:
        reason = "it is a spreadsheet's error, and no value"
        raise CellError(reason, "Mend the formula that comes to it, and export again.")
    if text[:1] != "=" or cell.replace("\0", "").lstrip()[:1] == "'":
        return text
    if found := _TEXT_FORMULA.fullmatch(text):
        return found[1]
    reason = "it is a formula, not what the formula comes to"
    raise CellError(reason, "Export again with values, or write the result into the cell.")


def _plain(cell: str) -> str:
    """A cell without the blanks around it, and without protection against formulas."""
    text = cell.replace("\0", "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in _STARTS_A_FORMULA else text


def _attributes(table: str, cells: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What columns of other names hold, by name: their order in the file says nothing."""
    others = cells.keys() - _known(table)
    if not others:
        return ()
    said = ((name, _plain(cells[name])) for name in sorted(others))
    return tuple((name, text) for name, text in said if text)


@cache
def _known(table: str) -> frozenset[str]:
    return frozenset(columns(table))


def _contradiction(values: Mapping[str, object]) -> CellError | None:
    start, end = values.get("period_start"), values.get("period_end")
    if start is None or end is None or str(start) <= str(end):
        return None
    return CellError(f"the period begins later, on {start}", "Exchange the two days.")


def _error(record: RawRecord, column: str, error: CellError) -> ReadError:
    payload = record.payload if isinstance(record.payload, dict) else {}
    return ReadError(
        path=record.path,
        locator=record.locator,
        reason=error.reason,
        hint=error.hint,
        column=column,
        value=_plain(payload.get(column, ""))[:_SHOWN],
        position=record.position,
        row=tuple(payload.items()),
    )
