"""Numbers by their type among texts: a column is written in one way before it is read.

A workbook may hold `1234.5` as a number and `1.234,50` as a text in the same column. What the text
proves holds for texts; the number is in no doubt, and is put into figures the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from goodwill.sources.mapped.rules import Proof
from goodwill.sources.sheets import OpenSheet, SheetRow

__all__ = ["in_one_way"]


def in_one_way(
    open_sheet: OpenSheet, names: Sequence[str], decimals: Mapping[str, Proof]
) -> OpenSheet:
    """The same rows; numbers by their type have the comma that the texts of their column have."""
    proofs = ((at, decimals.get(name)) for at, name in enumerate(names))
    commas = frozenset(at for at, proof in proofs if proof is not None and proof.says == ",")
    return partial(_rows, open_sheet, commas) if commas else open_sheet


def _rows(open_sheet: OpenSheet, commas: frozenset[int]) -> Iterator[SheetRow]:
    for row in open_sheet():
        found = commas.intersection(row.natives)
        yield _with_commas(row, found) if found else row


def _with_commas(row: SheetRow, places: frozenset[int]) -> SheetRow:
    cells = [cell.replace(".", ",") if at in places else cell for at, cell in enumerate(row.cells)]
    return row._replace(cells=cells)
