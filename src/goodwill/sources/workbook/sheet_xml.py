"""The cells of one worksheet, taken from its XML as it streams by.

What a cell is must not be lost: a formula that was never worked out, an error, a number by its
type. So the XML is read here and not by a library that gives values alone; what the package says
of all its cells (`Formats`) is found in `process`. Memory is that of one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import IO, NamedTuple
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from goodwill.sources.typed_cells import cell_of, number_text, plain_text, span_text

__all__ = ["MOST_ROWS", "ROW_CHARACTERS", "Formats", "SheetError", "rows_of"]

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
"""What a sheet has at most, as Excel has it."""
ROW_CHARACTERS = 1 << 20
"""A row beyond this is no row, as in a CSV file."""
_BLOCK = 1 << 16
_LETTERS = 26
_MOST_LETTERS = 3
_NOT_WORKED_OUT = "=(a formula)"


class SheetError(Exception):
    """It is no sheet that can be read; the text is a reason for people."""


class Formats(NamedTuple):
    """What the workbook says of all cells: shared texts, and which styles show days and spans.

    `is_worked_out`: the values beside formulas are those that the program which saved it had.
    """

    texts: list[str]
    dates: frozenset[int]
    spans: frozenset[int]
    epoch: datetime
    is_worked_out: bool


class SheetCells:
    """Takes one sheet's XML in blocks, and holds the rows that have ended."""

    def __init__(self, formats: Formats) -> None:
        self.done: list[tuple[int, list[str], list[int]]] = []
        self._formats = formats
        self._number = 0
        self._column = 0
        self._size = 0
        self._row: dict[int, str] = {}
        self._natives: list[int] = []
        self._type = "n"
        self._style = 0
        self._value: list[str] | None = None
        self._text: list[str] = []
        self._formula: str | None = None
        self._into: list[str] | None = None
        self._phonetic = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, block: bytes, *, is_last: bool) -> None:
        """Read on; raises `expat.ExpatError` for what is no XML."""
        self._parser.Parse(block, is_last)

    def _start(self, name: str, said: dict[str, str]) -> None:
        match _local(name):
            case "c":
                self._begin_cell(said)
            case "v":
                self._into = self._value = []
            case "t" if not self._phonetic:
                self._into = self._text
            case "f":
                self._into = []
                self._formula = ""
            case "rPh":
                self._phonetic = True
            case "row":
                self._number = _whole(said.get("r"), self._number + 1, MOST_ROWS)
                self._column = self._size = 0

    def _begin_cell(self, said: dict[str, str]) -> None:
        reference = said.get("r")
        self._column = (
            self._column + 1 if reference is None else _column(reference.rstrip("0123456789"))
        )
        self._type = said.get("t", "n")
        self._style = int(said.get("s", "0"))
        self._value, self._formula = None, None
        self._text = []

    def _end(self, name: str) -> None:
        match _local(name):
            case "c":
                self._end_cell()
            case "v" | "t":
                self._into = None
            case "f":
                self._formula = "".join(self._into or ())
                self._into = None
            case "rPh":
                self._phonetic = False
            case "row" if self._row:
                cells = [self._row.get(at, "") for at in range(1, max(self._row) + 1)]
                self.done.append((self._number, cells, self._natives))
                self._row, self._natives = {}, []

    def _data(self, text: str) -> None:
        if self._into is not None:
            self._take(text)
            self._into.append(text)

    def _take(self, text: str) -> None:
        """Count what a row holds: beyond this nobody wrote it."""
        self._size += len(text)
        if self._size > ROW_CHARACTERS:
            raise SheetError(f"row {self._number} is longer than {ROW_CHARACTERS} characters")

    def _end_cell(self) -> None:
        said = None if self._value is None else "".join(self._value)
        has_value = bool(said) or (said is not None and self._type == "str")
        if self._formula is not None and not (has_value and self._formats.is_worked_out):
            self._row[self._column] = f"={self._formula}" if self._formula else _NOT_WORKED_OUT
        elif self._type == "inlineStr":
            self._put(plain_text("".join(self._text)))
        elif said:
            self._put(self._written(said))

    def _put(self, text: str) -> None:
        if text.strip():
            self._row[self._column] = text

    def _written(self, said: str) -> str:
        """The cell as text, by its type."""
        match self._type:
            case "s":
                text = self._formats.texts[int(said)]
                self._take(text)
                return plain_text(text)
            case "b":
                return "true" if said == "1" else "false"
            case "n":
                return self._number_or_day(said)
            case "e":
                return said
            case "d":
                return said.removesuffix("T00:00:00")
            case _:
                return plain_text(said)

    def _number_or_day(self, said: str) -> str:
        try:
            number = float(said)
            if self._style in self._formats.spans:
                return span_text(timedelta(days=number))
            if self._style in self._formats.dates:
                return cell_of(from_excel(number, self._formats.epoch))
        except (ValueError, OverflowError):
            return plain_text(said)  # nothing to be shown as a day: told where a day is wanted
        self._natives.append(self._column - 1)
        return number_text(number)


def rows_of(
    stream: IO[bytes], formats: Formats, top: int = MOST_ROWS
) -> Iterator[tuple[int, list[str], list[int]]]:
    """The filled rows of one sheet: number, cells, and which of them are numbers by their type."""
    cells, given = SheetCells(formats), 0
    while True:
        block = stream.read(_BLOCK)
        cells.feed(block, is_last=not block)
        for row in cells.done:
            if given >= top:
                return
            yield row
            given += 1
        cells.done.clear()
        if not block:
            return


def _refuse_doctype(*_: object) -> None:
    raise SheetError("it declares entities of its own, which no spreadsheet program does")


def _local(name: str) -> str:
    """A name without its prefix; most programs write none."""
    return name.rpartition(":")[2] if ":" in name else name


@lru_cache(maxsize=MOST_COLUMNS)
def _column(letters: str) -> int:
    """`C` is column 3."""
    column = 0
    if letters.isascii() and letters.isalpha() and len(letters) <= _MOST_LETTERS:
        for letter in letters.upper():
            column = column * _LETTERS + ord(letter) - ord("A") + 1
    if not 0 < column <= MOST_COLUMNS:
        raise SheetError("a cell stands outside of what a sheet can hold")
    return column


def _whole(text: str | None, otherwise: int, most: int) -> int:
    number = otherwise if text is None else int(text)
    if not 0 < number <= most:
        raise SheetError("a row stands outside of what a sheet can hold")
    return number
