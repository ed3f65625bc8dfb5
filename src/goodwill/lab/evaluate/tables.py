"""Rows of a file of labelled data: JSON lines, one JSON list, CSV, TSV, or `label, tab, text`.

Every value comes out as it stands, numbers and truth values as text; what a column means is said
in `labels` and beside each task. A row that cannot be read is a `Skipped`, and the rest arrive.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TypeVar

import orjson

from goodwill.lab.evaluate.results import Skipped

__all__ = ["Row", "read_each", "read_rows"]

Read = TypeVar("Read")

CELL_LIMIT = 10_000_000
"""Characters of one cell; a mail with its attachments may stand in it."""

_ANSWERS = frozenset({"yes", "no", "true", "false", "0", "1"})
"""First cells by which a file without a header is known; a number is one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, and where it stands; lists stay lists of texts."""

    path: str
    line: int
    cells: Mapping[str, str | tuple[str, ...]]

    def text(self, name: str) -> str:
        """A column as text, "" where there is none; a list is joined by semicolons."""
        value = self.cells.get(name, "")
        return value if isinstance(value, str) else ";".join(value)


def read_rows(path: str, content: bytes) -> Iterator[Row | Skipped]:
    """All rows of a file, told by how it begins."""
    text = content.decode("utf-8-sig", "replace")
    start = text.lstrip()[:1]
    if start == "{":
        yield from _json_lines(path, text)
    elif start == "[":
        yield from _json_list(path, text)
    else:
        yield from _table(path, text)


def read_each(
    rows: Iterable[Row], read: Callable[[Row], Read]
) -> tuple[list[Read], tuple[Skipped, ...]]:
    """What `read` makes of each row; a row at which it raises `ValueError` is left out, and why."""
    found, skipped = [], []
    for row in rows:
        try:
            found.append(read(row))
        except ValueError as error:
            skipped.append(Skipped(path=row.path, line=row.line, reason=str(error)))
    return found, tuple(skipped)


def _json_lines(path: str, text: str) -> Iterator[Row | Skipped]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = orjson.loads(line.encode("utf-8", "replace"))
        except orjson.JSONDecodeError as error:
            yield Skipped(path=path, line=number, reason=f"no JSON: {error}")
            continue
        yield _from_object(path, number, found)


def _json_list(path: str, text: str) -> Iterator[Row | Skipped]:
    try:
        found = orjson.loads(text.encode("utf-8", "replace"))
    except orjson.JSONDecodeError as error:
        yield Skipped(path=path, line=1, reason=f"no JSON: {error}")
        return
    for number, each in enumerate(found, 1):
        yield _from_object(path, number, each)


def _from_object(path: str, number: int, found: object) -> Row | Skipped:
    if not isinstance(found, dict):
        return Skipped(path=path, line=number, reason="it is no JSON object")
    return Row(path=path, line=number, cells={key: _cell(value) for key, value in found.items()})


def _cell(value: object) -> str | tuple[str, ...]:
    """A JSON value as a table would hold it."""
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _table(path: str, text: str) -> Iterator[Row | Skipped]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    tab = "\t" in head
    if tab and _is_label(head.split("\t", 1)[0].strip()):
        yield from _labelled_lines(path, text)
    else:
        usual = csv.field_size_limit(CELL_LIMIT)
        try:
            found = _tab_separated(path, text) if tab else _delimited(path, text, _delimiter(head))
            rows = list(found)
        finally:
            csv.field_size_limit(usual)
        yield from rows


def _is_label(cell: str) -> bool:
    """Whether a file begins with an answer or a rating, where others have a header."""
    try:
        return cell.lower() in _ANSWERS or isfinite(float(cell))
    except ValueError:
        return False


def _delimiter(head: str) -> str:
    return ";" if head.count(";") > head.count(",") else ","


def _labelled_lines(path: str, text: str) -> Iterator[Row | Skipped]:
    for number, line in enumerate(text.split("\n"), 1):
        label, tab, rest = line.rstrip("\r").partition("\t")
        if tab:
            yield Row(path=path, line=number, cells={"label": label.strip(), "text": rest})
        elif line.strip():
            yield Skipped(path=path, line=number, reason="no tab between a label and a text")


def _tab_separated(path: str, text: str) -> Iterable[Row | Skipped]:
    """Some quote their cells and some do not: read the way that gives more rows."""
    bare = list(_delimited(path, text, "\t", is_quoted=False))
    if '"' not in text:
        return bare
    quoted = list(_delimited(path, text, "\t"))
    return quoted if _count_rows(quoted) >= _count_rows(bare) else bare


def _count_rows(found: Iterable[Row | Skipped]) -> int:
    return sum(isinstance(each, Row) for each in found)


def _delimited(
    path: str, text: str, delimiter: str, *, is_quoted: bool = True
) -> Iterator[Row | Skipped]:
    """A table with a header."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
    )
    header: list[str] = []
    line = 1
    while True:
        begins, cells = line, _next_cells(reader)
        line = reader.line_num + 1
        if cells is None:
            return
        if isinstance(cells, str):
            yield Skipped(path=path, line=begins, reason=cells)
        elif not any(cell.strip() for cell in cells):
            continue
        elif not header:
            header = [cell.strip() for cell in cells]
        elif len(cells) != len(header):
            reason = f"{len(cells)} columns where the header has {len(header)}"
            yield Skipped(path=path, line=begins, reason=reason)
        else:
            yield Row(path=path, line=begins, cells=dict(zip(header, cells, strict=True)))


def _next_cells(reader: Iterator[list[str]]) -> list[str] | str | None:
    """The next row, why there is none, or None at the end."""
    try:
        return next(reader, None)
    except csv.Error as error:
        return f"no row of a table: {error}"
