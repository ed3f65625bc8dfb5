"""What a row says only by where it stands: cells above the header, headings over its group.

A report may name its customer in a row of its own, above the rows that are that customer's; a
ledger may give the period and the currency once, in its first row. Both become columns behind
the file's own, so that a mapping reads them as any other. A file that has a column of that name
itself (a reject file that comes back) keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from goodwill.sources.mapped.header import Header
from goodwill.sources.mapped.rules import Condition, Mapping
from goodwill.sources.sheets import OpenSheet, SheetRow

__all__ = ["Surroundings", "surroundings_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The columns that stand behind a file's own `width` ones.

    `cells` are the same for every row. `heading` is the place of the column in which headings
    stand, None where there are none: what the last heading says is then the last column.
    """

    names: tuple[str, ...]
    width: int
    cells: tuple[str, ...]
    heading: int | None = None
    skip: tuple[Condition, ...] = ()

    def header(self, header: Header) -> Header:
        """The header with the columns that are added."""
        known = header.known | {name: name for name in self.names}
        return replace(header, names=(*header.names, *self.names), known=known)

    def sheet(self, open_sheet: OpenSheet, header: Header) -> OpenSheet:
        """The same rows, those below the header with the columns that are added."""
        return partial(self._rows, open_sheet, header.number) if self.names else open_sheet

    def _rows(self, open_sheet: OpenSheet, number: int) -> Iterator[SheetRow]:
        group = ""
        for row in open_sheet():
            if row.number <= number or row.problem:
                yield row
                continue
            cells = list(row.cells)
            if self.heading is not None:
                group, cells = self._group(cells, group)
            if len(cells) >= self.width:  # a row that is too short is told as it stands
                cells[self.width : self.width] = self._added(group)
            yield row._replace(cells=cells)

    def _group(self, cells: list[str], group: str) -> tuple[str, list[str]]:
        """The heading that holds from this row on, and the row, filled up where it is one."""
        at = self.heading or 0
        if at >= len(cells) or not cells[at].strip():
            return group, cells
        if any(cell.strip() for cell in (*cells[:at], *cells[at + 1 :])):
            return "", cells  # the total of a group ends it
        return cells[at].strip(), cells + [""] * (self.width - len(cells))

    def _added(self, group: str) -> tuple[str, ...]:
        return self.cells if self.heading is None else (*self.cells, group)


def surroundings_of(mapping: Mapping, header: Header, top: Sequence[SheetRow]) -> Surroundings:
    """What a mapping wants to know beyond a row's own cells, as far as the file has it."""
    by_number = {row.number: row.cells for row in top if row.number < header.number}
    above = [one for one in mapping.above if header.here(one.name) is None]
    names = [one.name for one in above]
    cells = [_cell(by_number.get(one.row, ()), one.cell) for one in above]
    group = mapping.group
    column = None if group is None else header.here(group.column)
    if group is None or column is None or header.here(group.name) is not None:
        return Surroundings(names=tuple(names), width=len(header.names), cells=tuple(cells))
    return Surroundings(
        names=(*names, group.name),
        width=len(header.names),
        cells=tuple(cells),
        heading=header.names.index(column),
        skip=(Condition(header=column, words=("",), is_not=True),),
    )


def _cell(cells: Sequence[str], number: int) -> str:
    return cells[number - 1].strip() if number <= len(cells) else ""
