"""A table whose header is not known beforehand: where it begins, and the rows below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import BinaryIO

from goodwill.sources.mapped.currencies import CurrencyError, check_code
from goodwill.sources.mapped.days import DayError, plain_moment
from goodwill.sources.mapped.header import names_of
from goodwill.sources.mapped.numbers import NumberError, parse_amount, sign_beside
from goodwill.sources.mapped.words import SHARED_SIGNS, fold
from goodwill.sources.sheets import SheetRow, csv_sheet, top_of_csv

__all__ = [
    "MOST_COLUMNS",
    "SAMPLE",
    "Sheet",
    "is_day",
    "is_number",
    "sheet_of_csv",
    "sheet_of_rows",
]

SAMPLE = 20_000
"""Rows that are looked at to tell what a column holds."""
_CELLS = 2_000_000
"""Cells that are held at most: fewer rows of a wide sheet."""
MOST_COLUMNS = 2_000
"""Columns of the widest sheet for which a mapping is proposed; each is compared with all names."""
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sample of a table: its name, its header and its rows as cells, all of one width."""

    name: str
    names: tuple[str, ...]
    header_rows: int
    rows: tuple[tuple[str, ...], ...]

    def column(self, at: int) -> Iterator[str]:
        """The filled cells of one column."""
        return (row[at] for row in self.rows if row[at])


def sheet_of_csv(name: str, open_: Callable[[], BinaryIO]) -> Sheet | None:
    """The sheet in a CSV file, its cells parted in the way that makes the most even rows."""
    best = max(top_of_csv(open_), key=lambda tried: _evenness(tried[1]), default=None)
    if best is None:
        return None
    with open_() as stream:
        return sheet_of_rows(name, csv_sheet(stream, best[0]))


def sheet_of_rows(name: str, rows: Iterable[SheetRow]) -> Sheet | None:
    """The sheet in rows of cells; None where no row looks like a header with rows below it."""
    found = list(_sample(rows))
    width = _width(found)
    at = next((n for n, cells in enumerate(found) if _is_header(cells, width)), None)
    if at is None or width < _FEWEST_COLUMNS:
        return None
    at, height = _height(found, at)
    names = names_of(found[at : at + height])
    header = found[at + height - 1]  # some programs write it again on each page
    below = (cells for cells in found[at + height :] if any(cells) and cells != header)
    filled = (tuple((*cells, *[""] * len(names))[: len(names)]) for cells in below)
    return Sheet(name, names, height, tuple(filled))


def _sample(rows: Iterable[SheetRow]) -> Iterator[tuple[str, ...]]:
    """The cells of the first rows, as far as they can be held."""
    held = 0
    for row in islice(rows, SAMPLE):
        if not row.problem:
            yield _cells(row)
            held += len(row.cells)
        if held > _CELLS:
            return


def is_number(text: str) -> bool:
    """Whether a cell is an amount, whichever mark its file uses: `INV001` and `Tax 1` are none."""
    if not (_reads_as_number(text, ".") or _reads_as_number(text, ",")):
        return False
    return _is_of_currency(sign_beside(text))


def is_day(text: str) -> bool:
    """Whether a cell is a day, whichever order its file uses."""
    return any(_reads_as_day(text, order) for order in ("dmy", "mdy"))


def _is_of_currency(sign: str) -> bool:
    """Whether what stands beside a number is nothing, or a sign or code that a currency has."""
    try:
        check_code(sign, {})
    except CurrencyError:
        return fold(sign) in SHARED_SIGNS
    return True


def _reads_as_number(text: str, mark: str) -> bool:
    try:
        parse_amount(text, "," if mark == "," else ".")
    except NumberError:
        return False
    return True


def _reads_as_day(text: str, order: str) -> bool:
    try:
        date.fromisoformat(plain_moment(text, "mdy" if order == "mdy" else "dmy")[:10])
    except (DayError, ValueError):
        return False
    return True


def _cells(row: SheetRow) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.cells)


def _evenness(rows: Sequence[SheetRow]) -> tuple[int, int]:
    """How many marks part cells in rows of the commonest width above one; how many such rows.

    Decimal commas are one in a row, and stand in titles as well.
    """
    widths = Counter(len(row.cells) for row in rows if len(row.cells) >= _FEWEST_COLUMNS)
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
    return times * (width - 1), times


def _width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(cells) for cells in rows if any(cells))
    return widths.most_common(1)[0][0] if widths else 0


def _is_header(cells: Sequence[str], width: int) -> bool:
    """Words in more than half of the columns, and no figure among them."""
    filled = [cell for cell in cells if cell]
    is_wide = len(filled) >= _FEWEST_COLUMNS and 2 * len(filled) >= width
    return is_wide and not any(is_number(cell) or is_day(cell) for cell in filled)


def _height(rows: Sequence[Sequence[str]], at: int) -> tuple[int, int]:
    """Where the header begins, and how many rows it has.

    Words under the blanks of a row of words are names, too: the lower halves of those above, or,
    where they leave nothing out, all there is to a name, and what stands above are titles.
    """
    upper, lower = rows[at], rows[at + 1] if at + 1 < len(rows) else ()
    filled = [cell for cell in lower if cell]
    if any(is_number(cell) or is_day(cell) for cell in filled):
        return at, 1
    spanned = any(not cell and lower[n : n + 1] != ("",) for n, cell in enumerate(upper))
    if not spanned or len(filled) < _FEWEST_COLUMNS:
        return at, 1
    is_whole = len(filled) == len(lower) and len(set(filled)) == len(filled)
    return (at + 1, 1) if is_whole else (at, 2)
