"""All tables of a book as files, Parquet or CSV, with their dictionary."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from goodwill.arrow_tables import open_tables
from goodwill.serve.exports.dictionary import files
from goodwill.sources.protected import protected

if TYPE_CHECKING:
    import pyarrow as pa

    from goodwill.serve.ports import PagesPort

__all__ = ["FileForm", "file_name", "write_tables"]

FileForm = Literal["parquet", "csv"]


def write_tables(
    book: PagesPort, folder: Path, form: FileForm, as_of: date | None
) -> Iterator[tuple[str, int]]:
    """Write every table into a folder; gives each file's name and how many rows it has."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in open_tables():
        table = book.table(name, as_of)
        path = folder / f"{file_name(name)}.{form}"
        if form == "parquet":
            from pyarrow import parquet  # noqa: PLC0415  0.1 s

            parquet.write_table(table, path)
        else:
            write_csv(table, path)
        yield path.name, table.num_rows
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8")


def file_name(table: str) -> str:
    """What a table's file is called: `facts:invoices` stands in `facts_invoices`."""
    return table.replace(":", "_")


def write_csv(table: pa.Table, path: Path) -> None:
    """RFC 4180 in UTF-8; what a spreadsheet would run is kept a text, lists stand with `;`."""
    with path.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=10_000):
            columns = [column.to_pylist() for column in batch.columns]
            sheet.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))


def _cell(value: Any) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return protected(";".join(value))
    if isinstance(value, str):
        return protected(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
