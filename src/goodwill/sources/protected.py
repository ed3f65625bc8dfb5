"""Cells that a spreadsheet would run: made harmless where we write them, restored where we read.

What a stranger wrote into a mail or a table may begin with `=`, and a reject file is opened in a
spreadsheet to be mended. An apostrophe before such a cell keeps it a text (ASVS 5.0, 1.2.10).
"""

from __future__ import annotations

import re

__all__ = ["protected", "restored"]

_STARTS = frozenset("=+-@＝＋－＠")  # spreadsheets run the wide ones as well
_PASSED_OVER = " \t\r\n'"
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*", re.ASCII)


def protected(cell: str) -> str:
    """The cell with an apostrophe before what would be a formula; a number is none."""
    return f"'{cell}" if _is_formula(cell) else cell


def restored(cell: str) -> str:
    """The cell that `protected` was given."""
    return cell[1:] if cell[:1] == "'" and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    begins = cell.lstrip(_PASSED_OVER)
    return begins[:1] in _STARTS and not _NUMBER.fullmatch(cell)
