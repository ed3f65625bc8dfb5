"""Tables read through a mapping file; vendors' exports as CSV are recognised by their header.

How a mapping is carried out is in `mapped`; the contract's own tables as CSV are in `csv_tables`.
Tables that are no text are opened next door (`workbooks`, `columnar`, `queries`), and read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from goodwill.sources.base import Connector, Item, ReadError, SourceFile
from goodwill.sources.mapped.header import header_among
from goodwill.sources.mapped.reading import read_mapped
from goodwill.sources.mapped.rules import Mapping
from goodwill.sources.mapped.shelf import Shelf
from goodwill.sources.sheets import (
    BAD_TOP_HINT,
    OpenSheet,
    SheetRow,
    csv_sheet,
    problem_of_top,
    top_of_csv,
)
from goodwill.sources.streams import guarded

__all__ = ["CONNECTOR", "read", "sheet_of"]


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield the records of every row behind row number `position`."""
    mapping = file.mapping
    open_sheet = None if mapping is None else sheet_of(file, mapping)
    if mapping is None or open_sheet is None:
        problem = problem_of_top(file.open)
        yield ReadError(
            path=file.path,
            locator="row 1",
            reason=problem or "no mapping explains its header any more",
            hint=BAD_TOP_HINT if problem else "Make one with:  goodwill map FILE",
            position=1,
        )
        return
    yield from read_mapped(file, mapping, open_sheet, position)


def recognises(name: str, head: bytes) -> bool:
    """A file whose header one of the vendors' mappings asks for."""
    return Shelf().for_csv(name, head) is not None


def sheet_of(file: SourceFile, mapping: Mapping) -> OpenSheet | None:
    """The rows of a table; of a CSV file, its cells parted as the header of a mapping needs it."""
    if file.rows is not None:
        return file.rows
    for delimiter, rows in top_of_csv(file.open):
        if header_among(rows, mapping) is not None:
            return partial(_rows, file, delimiter)
    return None


def _rows(file: SourceFile, delimiter: str) -> Iterator[SheetRow]:
    with file.open() as stream:
        yield from csv_sheet(stream, delimiter)


CONNECTOR = Connector(
    name="mapped_tables", payload_type="table_row", recognises=recognises, read=guarded(read)
)
