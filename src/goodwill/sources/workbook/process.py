"""The process that reads one workbook: its file on standard input, rows as JSON lines out.

Writes `{"sheet": name, "why_not": ""}` for each sheet, then its rows as `[number, cells, natives]`;
`{"failed": reason}` where it cannot go on. openpyxl opens the package (parts, shared texts, formats
of dates); the cells themselves are read in `sheet_xml`.
"""

from __future__ import annotations

import os
import resource
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from typing import IO, Any
from xml.etree import ElementTree as ET

import orjson
from openpyxl import load_workbook
from openpyxl.chartsheet import Chartsheet

from goodwill.machine.memory_limit import limit_memory
from goodwill.sources.workbook.sheet_xml import Formats, SheetError, rows_of

__all__ = ["main", "write_sheets"]

RATIO_LIMIT = 100
FREE_BYTES = 10 << 20
"""As of every other archive: what unpacks to more than this, and so much more, is no workbook."""
FREE_WRITTEN = 64 << 20
"""What rows may come to whatever the size of the file; one text may stand in many cells."""
MEMORY_BYTES = 256 << 20
"""What the process may take beyond what it has when it starts; rows need next to none of it."""


def write_sheets(
    source: IO[bytes], write: Callable[[bytes], object], wanted: int, top: int
) -> None:
    """Write the sheets of a workbook: only number `wanted` (-1 for all), `top` rows of each."""
    with zipfile.ZipFile(source) as package:
        _refuse_a_bomb(package)
        is_worked_out = _is_worked_out(package)
    opened: Any = load_workbook(source, read_only=True, data_only=True)
    with closing(opened) as book:
        for number, sheet in enumerate(book._sheets):  # noqa: SLF001  those of charts among them
            if wanted in {-1, number}:
                why_not = _why_not(sheet)
                write(_line({"sheet": sheet.title, "why_not": why_not}))
                if not why_not:
                    _write_rows(sheet, book, write, top, is_worked_out=is_worked_out)


def _write_rows(
    sheet: Any, book: Any, write: Callable[[bytes], object], top: int, *, is_worked_out: bool
) -> None:
    formats = Formats(
        texts=sheet._shared_strings,  # noqa: SLF001  openpyxl has no other door to these
        dates=frozenset(book._date_formats),  # noqa: SLF001
        spans=frozenset(book._timedelta_formats),  # noqa: SLF001
        epoch=book.epoch,
        is_worked_out=is_worked_out,
    )
    with sheet._get_source() as stream:  # noqa: SLF001
        for row in rows_of(stream, formats, top):
            write(_line(row))


def _refuse_a_bomb(package: zipfile.ZipFile) -> None:
    """Parts are never read beyond the size that they declare, so that size can be trusted."""
    declared = sum(part.file_size for part in package.infolist())
    packed = sum(part.compress_size for part in package.infolist())
    if declared > FREE_BYTES and declared > RATIO_LIMIT * packed:
        raise SheetError(f"it unpacks to more than {RATIO_LIMIT} times its size")


def _is_worked_out(package: zipfile.ZipFile) -> bool:
    """Whether values beside formulas are what a spreadsheet program saw.

    Libraries that write formulas without working them out ask the program that opens the file to
    do so, and put a 0 there.
    """
    names = [name for name in package.namelist() if name.endswith("workbook.xml")]
    for name in names:
        for element in ET.fromstring(package.read(name)).iter():  # noqa: S314  in its own process
            if element.tag.endswith("}calcPr") and element.get("fullCalcOnLoad") in {"1", "true"}:
                return False
    return True


def _why_not(sheet: Any) -> str:
    if isinstance(sheet, Chartsheet):
        return "a chart, no table"
    return "" if sheet.sheet_state == "visible" else "a hidden sheet; show it to have it read"


def _line(said: object) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE)


def _limit(seconds: int) -> None:
    """From here on a workbook may take so much of the processor, of memory and of the disk."""
    size = os.fstat(sys.stdin.fileno()).st_size
    written = FREE_WRITTEN + RATIO_LIMIT * size
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    used = int(sum(os.times()[:2])) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, used + seconds))
    limit_memory(MEMORY_BYTES)


def main() -> None:
    """Answer on standard output; the reason why not goes there as well."""
    wanted, top, seconds = (int(word) for word in sys.argv[1:])
    out = sys.stdout.buffer
    _limit(seconds)
    try:
        write_sheets(sys.stdin.buffer, out.write, wanted, top)
    except SheetError as error:
        out.write(_line({"failed": str(error)}))
    except MemoryError:
        out.write(_line({"failed": "it takes more memory to read than a workbook is worth"}))
    except Exception as error:  # noqa: BLE001  whatever a stranger's file does to a library
        out.write(_line({"failed": f"it is damaged, or no workbook ({type(error).__name__})"}))
    out.flush()


if __name__ == "__main__":
    main()
