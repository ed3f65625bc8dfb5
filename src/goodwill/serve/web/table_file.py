"""A table as a file for a spreadsheet; what a spreadsheet would run is protected."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from starlette.responses import Response

from goodwill.sources.protected import protected

__all__ = ["csv_file"]

Cell = str | float | None


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The answer that saves a table as `name`.csv; figures stay figures, None is empty."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(heads)
    sheet.writerows([_cell(cell) for cell in row] for row in rows)
    return Response(
        out.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f"attachment; {_file_name(name)}"},
    )


def _file_name(name: str) -> str:
    """A name of any letters, as RFC 6266 has it: plain for all, and whole for who can read it."""
    plain = re.sub(r"[^A-Za-z0-9 ._-]", "_", name).strip(" .") or "table"
    return f"filename=\"{plain}.csv\"; filename*=UTF-8''{quote(name, safe='')}.csv"


def _cell(cell: Cell) -> str | float:
    if cell is None:
        return ""
    return protected(cell) if isinstance(cell, str) else cell
