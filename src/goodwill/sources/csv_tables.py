"""The CSV tables of the contract, recognised by their header row, whatever the file is called.

Commas, semicolons or tabs; UTF-8 with or without a mark, UTF-16 with one, else what `encodings`
tells (flagged). A row with too many or too few fields is told with its place and the rest still
load. What a cell means is read in `goodwill.normalise.table_row`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from goodwill.errors import nearest
from goodwill.facts.csv_tables import CSV_TABLES, columns, recognise_table, required_columns
from goodwill.sources.base import Connector, Item, RawRecord, ReadError, SourceFile
from goodwill.sources.rows import TextRow, text_lines, text_rows
from goodwill.sources.sheets import BAD_TOP_HINT, DELIMITERS, cells_of
from goodwill.sources.streams import guarded

__all__ = ["CONNECTOR", "Header", "header_of"]

_QUOTES_HINT = 'Close the quoted cell, or write a mark inside one twice ("").'
_SHOWN = 300
"""Characters of a bad row that are told."""
_KNOWN_COLUMNS = frozenset(column for table in CSV_TABLES for column in columns(table))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the first row says: how cells are parted, what they are called, which table it is."""

    delimiter: str
    columns: tuple[str, ...]
    table: str


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield every row behind row number `position`; row 1 is the header."""
    with file.open() as stream:
        lines = text_lines(stream)
        first = next(text_rows(lines, DELIMITERS), None)
        header = header_of(first, file.path) if first else None
        if first is None or header is None:
            yield _no_table(file, first)
            return
        if (error := _bad_header(file, header, first)) is not None:
            yield error
            return
        width = len(header.columns)
        for row in text_rows(lines, header.delimiter, first.number):
            if row.number <= position:
                continue
            cells = None if row.problem else cells_of(row.text, header.delimiter)
            if cells is not None and len(cells) == width and any(cells):
                yield _record(file, header, row, cells)
            else:
                yield from _odd_items(file, header, row, cells)


def recognises(name: str, head: bytes) -> bool:
    """A file whose first row names a table, or that is named as one."""
    first = next(text_rows(text_lines(io.BytesIO(head)), DELIMITERS), None)
    is_table = first is not None and header_of(first) is not None
    return is_table or _table_by_name(name) is not None


def header_of(row: TextRow, path: str = "") -> Header | None:
    """The header in a first row, by the first delimiter with which it names a table.

    Where the file is named for a table (`contacts.csv`), its required columns are enough.
    """
    named = _table_by_name(path)
    for delimiter in () if row.problem else DELIMITERS:
        names = _names(row.text, delimiter)
        table = recognise_table(names)
        if table is None and named is not None and required_columns(named) <= set(names):
            table = named
        if table is not None:
            return Header(delimiter=delimiter, columns=names, table=table)
    return None


def _odd_items(
    file: SourceFile, header: Header, row: TextRow, cells: list[str] | None
) -> Iterator[Item]:
    """What a row is that has more or fewer cells than the header; nothing for an empty one."""
    if row.problem or cells is None:
        yield _bad_row(file, row, row.problem or "a cell is too long to be one", _QUOTES_HINT)
    elif any(cells[len(header.columns) :]) or 0 < len(cells) < len(header.columns):
        if any(cells):
            yield _wrong_width(file, header, row, cells)
    elif any(cells):
        yield _record(file, header, row, cells)


def _record(file: SourceFile, header: Header, row: TextRow, cells: Sequence[str]) -> RawRecord:
    return RawRecord(
        connector=CONNECTOR.name,
        payload_type="table_row",
        path=file.path,
        locator=row.place,
        position=row.number,
        payload=dict(zip(header.columns, cells, strict=False)),
        table=header.table,
        flags=row.flags,
    )


def _wrong_width(file: SourceFile, header: Header, row: TextRow, cells: Sequence[str]) -> ReadError:
    names = (*header.columns, *(f"extra_{i + 1}" for i in range(len(cells))))
    reason = f"the row has {len(cells)} fields, the header {len(header.columns)}"
    hint = "Put a cell that holds the delimiter in quotation marks; keep empty cells."
    return _bad_row(file, row, reason, hint, tuple(zip(names, cells, strict=False)))


def _bad_row(
    file: SourceFile,
    row: TextRow,
    reason: str,
    hint: str,
    cells: tuple[tuple[str, str], ...] = (),
) -> ReadError:
    return ReadError(
        path=file.path,
        locator=row.place,
        reason=reason,
        hint=hint,
        value=row.text.strip()[:_SHOWN],
        position=row.number,
        row=cells,
    )


def _bad_header(file: SourceFile, header: Header, row: TextRow) -> ReadError | None:
    """A column named twice: nobody can tell which of the two is meant."""
    twice = sorted({name for name in header.columns if header.columns.count(name) > 1})
    if not twice:
        return None
    reason = f"the header names {', '.join(twice)} more than once"
    return _bad_row(file, row, reason, "Rename or remove one of them and import again.")


def _no_table(file: SourceFile, first: TextRow | None) -> ReadError:
    """What a file that is named as a table lacks."""
    table = _table_by_name(file.path) or "table"
    required = required_columns(table) if table in CSV_TABLES else frozenset[str]()
    found = _names(first.text, ",") if first else ()
    missing = sorted(required - set(found))
    if first is not None and first.problem:
        return _bad_row(file, first, f"it is no header: {first.problem}", BAD_TOP_HINT)
    lacks = f"the header of {table}.csv lacks {', '.join(missing)}" if found else "it is empty"
    near = "".join(nearest(name, found) for name in missing)
    return ReadError(
        path=file.path,
        locator="row 1",
        reason=lacks,
        hint=f"Required are: {', '.join(sorted(required))}.{near}"
        " Under other names, have the file explained:  goodwill map FILE",
        value=first.text.strip()[:_SHOWN] if first else "",
        position=1,
    )


def _table_by_name(name: str) -> str | None:
    """The table a file is named for: `invoices.csv`, `Invoices.CSV`."""
    path = PurePosixPath(name.replace("\\", "/").replace("!", "/").lower())
    return path.stem if path.suffix == ".csv" and path.stem in CSV_TABLES else None


def _names(text: str, delimiter: str) -> tuple[str, ...]:
    """The columns of a header; those without a name at the end are a spreadsheet's left-overs."""
    names = [_column(cell) for cell in cells_of(text, delimiter) or ()]
    while names and not names[-1]:
        names.pop()
    return tuple(name or f"column_{number}" for number, name in enumerate(names, start=1))


def _column(cell: str) -> str:
    """A column's name as the contract writes it, where it is one of those."""
    name = cell.strip()
    return name.lower() if name.lower() in _KNOWN_COLUMNS else name


CONNECTOR = Connector(
    name="csv_tables", payload_type="table_row", recognises=recognises, read=guarded(read)
)
