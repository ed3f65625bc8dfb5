"""Excel workbooks (`.xlsx`, `.xlsm`): every sheet is a table of its own, `FILE!SHEET`.

A sheet is read by the mapping that its header calls for, the contract's own columns among them
(`mapped.contract`). Days come as ISO text, numbers as Excel shows them. Beside a formula stands
what the program that saved the file saw; one that was never worked out stays a formula, which no
column takes. The file itself is opened in a process of its own (`workbook`), which may take so
much processor and memory and then ends. `.xls`, `.xlsb` and `.ods` are not read.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, NamedTuple, Protocol

import orjson

from goodwill.sources.base import Connector
from goodwill.sources.mapped_tables import read
from goodwill.sources.sheets import TOP_ROWS, SheetRow
from goodwill.sources.streams import BombError, BrokenStreamError, guarded, on_disk

__all__ = ["CONNECTOR", "SheetTop", "is_workbook", "sheet_rows", "sheets_of"]

LARGEST = 256 << 20
SECONDS = 2
SECONDS_OF_A_MEGABYTE = 4
"""What a workbook may take of a processor; an ordinary one takes 1 s for each of its megabytes."""
_ALL_ROWS = 1 << 20
_ALL_SHEETS = -1
_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_PARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")
_NAME_AT = 30  # of the first member of a zip archive


class Opener(Protocol):
    """Gives a fresh stream of the workbook's bytes."""

    def __call__(self) -> BinaryIO:
        """From the first byte."""


class SheetTop(NamedTuple):
    """A sheet, its number from 0, and its first rows; `why_not`: why it is not to be read."""

    number: int
    name: str
    why_not: str
    rows: tuple[SheetRow, ...]


def is_workbook(name: str, head: bytes) -> bool:
    """Whether a zip archive is a workbook, by its name or its first members."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    is_office = head[_NAME_AT:].startswith(_PARTS)
    return PurePosixPath(name.lower()).suffix in _ENDINGS or (is_office and b"xl/" in head)


def sheets_of(open_: Opener) -> list[SheetTop]:
    """Every sheet with its first rows; an `OSError` of one sentence for what is no workbook."""
    found: list[tuple[dict[str, str], list[SheetRow]]] = []
    with _answer(open_, _ALL_SHEETS, TOP_ROWS) as answer:
        for said in _lines(answer):
            if isinstance(said, dict):
                found.append((said, []))
            else:
                found[-1][1].append(_row(said))
    return [
        SheetTop(number, about["sheet"], about["why_not"], _even(rows))
        for number, (about, rows) in enumerate(found)
    ]


class sheet_rows:  # noqa: N801  called as the function that it is: an `OpenSheet`
    """All rows of one sheet, read from the workbook once, then from a copy as rows."""

    def __init__(self, open_: Opener, sheet: int) -> None:
        self._open = open_
        self._sheet = sheet
        self._copy: IO[bytes] | None = None

    def __call__(self) -> Iterator[SheetRow]:
        """The rows from the top of the sheet, all of the width of the widest at its top."""
        if self._copy is None:
            self._copy = _answer(self._open, self._sheet, _ALL_ROWS)
            weakref.finalize(self, self._copy.close)
        self._copy.seek(0)
        rows = (_row(said) for said in _lines(self._copy) if not isinstance(said, dict))
        top = _even(list(islice(rows, TOP_ROWS)))
        yield from top
        width = len(top[0].cells) if top else 0
        for row in rows:
            yield _widened(row, width)


def _answer(open_: Opener, sheet: int, top: int) -> IO[bytes]:
    """What the process says of a workbook, in a file that nobody else sees."""
    with open_() as stream, on_disk(stream, LARGEST, "a workbook") as source:
        answer = tempfile.TemporaryFile()  # noqa: SIM115  whoever asked reads and closes it
        size = source.seek(0, 2)
        source.seek(0)
        if size > LARGEST:
            answer.close()
            raise BombError(f"it is a workbook of more than {LARGEST >> 20} MB")
        seconds = SECONDS + SECONDS_OF_A_MEGABYTE * size // (1 << 20)
        command = [sys.executable, "-P", "-m", "goodwill.sources.workbook.process"]
        done = subprocess.run(  # noqa: S603  our own interpreter and module
            [*command, str(sheet), str(top), str(seconds)],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,  # a traceback may quote a cell
            check=False,
        )
    if done.returncode:
        answer.close()
        raise BombError(f"reading it took more than {seconds} s, or more memory than it is worth")
    answer.seek(0)
    return answer


def _lines(answer: IO[bytes]) -> Iterator[Any]:
    """What the process said, line by line; where it could not go on, an `OSError` with why."""
    for line in answer:
        said = orjson.loads(line)
        if isinstance(said, dict) and "failed" in said:
            raise BrokenStreamError(said["failed"])
        yield said


def _row(said: list[Any]) -> SheetRow:
    number, cells, natives = said
    return SheetRow(number, f"row {number}", cells, natives=tuple(natives))


def _even(rows: list[SheetRow]) -> tuple[SheetRow, ...]:
    """Rows of one width: a workbook stores no cells that are empty at the end."""
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(_widened(row, width) for row in rows)


def _widened(row: SheetRow, width: int) -> SheetRow:
    missing = width - len(row.cells)
    return row if missing <= 0 else row._replace(cells=[*row.cells, *[""] * missing])


CONNECTOR = Connector(
    name="workbooks",
    payload_type="table_row",
    recognises=lambda _name, _head: False,  # `walk` looks into workbooks, as into archives
    read=guarded(read),
)
