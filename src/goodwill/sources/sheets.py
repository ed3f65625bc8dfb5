"""A table as rows of cells, wherever it comes from: the shape that every table reader hands on.

CSV in all its habits becomes such rows here. A spreadsheet or a column file becomes the same in
its own module, and is then read by the same mappings (`mapped`).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from goodwill.sources.rows import text_lines, text_rows

__all__ = [
    "BAD_TOP_HINT",
    "DELIMITERS",
    "OpenSheet",
    "SheetRow",
    "cells_of",
    "csv_sheet",
    "problem_of_top",
    "top_of_csv",
]

DELIMITERS = ",;\t|"
BAD_TOP_HINT = "Export it again with fewer columns, and with each quotation mark closed."
TOP_ROWS = 30
"""Rows among which a header is looked for; above it stand titles and filters."""


class SheetRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, where a person finds it, its cells.

    `problem` says why it is no row; `text` is then how it begins. `natives` are the places of the
    cells that are numbers by their type: they are in figures with a point, however the texts of
    the same file are written.
    """

    number: int
    place: str
    cells: Sequence[str]
    problem: str = ""
    text: str = ""
    flags: tuple[str, ...] = ()
    natives: tuple[int, ...] = ()


OpenSheet = Callable[[], Iterator[SheetRow]]
"""Gives all rows of one sheet from its top; may be called again for another pass."""


def csv_sheet(stream: BinaryIO, delimiter: str) -> Iterator[SheetRow]:
    """The rows of a CSV file whose cells `delimiter` parts; a line `sep=;` is none."""
    for row in text_rows(text_lines(stream), delimiter):
        if row.number == 1 and _named_delimiter(row.text):
            continue
        cells = None if row.problem else cells_of(row.text, delimiter)
        problem = row.problem or ("a cell is too long to be one" if cells is None else "")
        yield SheetRow(row.number, row.place, cells or (), problem, row.text, row.flags)


def top_of_csv(open_: Callable[[], BinaryIO]) -> Iterator[tuple[str, list[SheetRow]]]:
    """The first rows of a CSV file by each delimiter that could part its cells."""
    for delimiter in _delimiters(open_):
        with open_() as stream:
            yield delimiter, list(islice(csv_sheet(stream, delimiter), TOP_ROWS))


def problem_of_top(open_: Callable[[], BinaryIO]) -> str:
    """Why the first row of a CSV file is none; "" where it is one."""
    with open_() as stream:
        first = next(text_rows(text_lines(stream), DELIMITERS), None)
    return f"its first row is no header: {first.problem}" if first and first.problem else ""


def _delimiters(open_: Callable[[], BinaryIO]) -> str:
    with open_() as stream:
        first = next(text_rows(text_lines(stream), DELIMITERS), None)
    return (first and _named_delimiter(first.text)) or DELIMITERS


def _named_delimiter(text: str) -> str:
    """What Excel's own first line `sep=;` says."""
    line = text.strip()
    is_named = line[:4].lower() == "sep=" and len(line) == len("sep=;")
    return line[4] if is_named and line[4] in DELIMITERS else ""


def cells_of(text: str, delimiter: str) -> list[str] | None:
    """The cells of a row; None where one is longer than the csv module reads."""
    if '"' not in text:
        return text.rstrip("\r\n").split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return None
