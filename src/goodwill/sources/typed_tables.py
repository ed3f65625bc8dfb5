"""One table that is no text, out of a file that a person named: a sheet, or a column file.

Whole files and folders are gone through in `walk`; here is the one table that somebody wants to
have explained (`goodwill.importing.mapping_files`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from goodwill.errors import CallError
from goodwill.sources.base import SourceFile
from goodwill.sources.columnar import column_rows, is_columnar
from goodwill.sources.sheets import TOP_ROWS, SheetRow
from goodwill.sources.workbooks import SheetTop, is_workbook, sheet_rows, sheets_of

__all__ = ["as_typed_table", "top_of"]

_HEAD = 4_096


def as_typed_table(file: SourceFile, sheet: str) -> SourceFile:
    """The file with its rows, if it is no text; of a workbook, those of one sheet."""
    try:
        with file.open() as stream:
            head = stream.read(_HEAD)
        if is_columnar(head):
            return replace(file, rows=column_rows(file.open))
        if is_workbook(file.path, head):
            chosen = _chosen(file, sheets_of(file.open), sheet)
            rows = sheet_rows(file.open, chosen.number)
            return replace(file, path=f"{file.path}!{chosen.name}", rows=rows)
    except OSError as error:
        raise CallError(
            f"{file.path} cannot be read: {error.strerror or error}.",
            hint="Save or export it again.",
        ) from error
    return file


def top_of(file: SourceFile) -> list[SheetRow]:
    """The first rows of a table that is no text."""
    return [] if file.rows is None else list(islice(file.rows(), TOP_ROWS))


def _chosen(file: SourceFile, sheets: Sequence[SheetTop], wanted: str) -> SheetTop:
    """The sheet that was named, or the only one that holds rows."""
    readable = [sheet for sheet in sheets if sheet.rows and not sheet.why_not]
    fits = [sheet for sheet in readable if wanted in {"", sheet.name}]
    if len(fits) == 1:
        return fits[0]
    names = [sheet.name for sheet in readable]
    said = f'{file.path} has no sheet "{wanted}".' if wanted else f"{file.path} has several sheets."
    if not names:
        raise CallError(f"{file.path} has no sheet with rows.", hint="Give another workbook.")
    raise CallError(
        said, hint="Say which:  " + "  or  ".join(f'--sheet "{name}"' for name in names)
    )
