"""All statements of a day as a workbook for Excel or LibreOffice: a sheet for each table.

Texts are cells of text, whatever they begin with: no cell holds a formula. The last sheet says what
each column is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from goodwill.facts.open_tables import OF_STATEMENTS

if TYPE_CHECKING:
    from goodwill.serve.ports import PagesPort

__all__ = ["LONGEST", "MOST_ROWS", "write_workbook"]

MOST_ROWS = 1_048_575
"""Rows of one sheet under its heads, as Excel has it."""
LONGEST = 32_767
"""Characters of one cell, as Excel has it."""
WIDTHS = {"text": 24, "list": 40, "day": 12}
NARROW = 14


def write_workbook(book: PagesPort, path: Path, as_of: date | None) -> list[tuple[str, int]]:
    """Write the workbook; gives each sheet's name and how many rows it has."""
    workbook = Workbook(write_only=True)
    written = []
    for name, table in OF_STATEMENTS.items():
        found = book.table(name, as_of)
        rows = min(found.num_rows, MOST_ROWS)
        sheet = workbook.create_sheet(name)
        widths = [WIDTHS.get(one.kind, NARROW) for one in table.columns]
        _fill(sheet, widths, [one.name for one in table.columns], _rows(found.slice(0, rows)))
        written.append((name, rows))
    sheet = workbook.create_sheet("dictionary")
    says = [
        (name, one.name, one.kind, one.says)
        for name, table in OF_STATEMENTS.items()
        for one in table.columns
    ]
    _fill(sheet, (20, 24, 12, 80), ("table", "column", "kind", "says"), says)
    workbook.save(path)
    return written


def _rows(table: Any) -> Iterator[Sequence[Any]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _fill(
    sheet: Any,
    widths: Sequence[int],
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Heads that stay in sight and can be filtered by, then the rows."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as the rest of its kind

    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    head = [_cell(sheet, name) for name in heads]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    """A cell with a value; a text stays one, whatever it begins with.

    Yes and no are words: LibreOffice makes a formula, =TRUE(), of a cell that holds a truth value.
    """
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, list):
        value = "; ".join(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    cell.data_type = "s"  # a text that begins with "=" has become a formula
    return cell
