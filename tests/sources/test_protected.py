"""Cells that a spreadsheet would run: never written as such, read again as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources.protected import protected, restored

DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+49 30",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "'=1",
]
HARMLESS = ["", "Acme", "a=b", "-5", "-1.234,50", "+3", "0,5", "'quoted'", "O'Hara"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    assert protected(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_a_spreadsheet_would_not_run_stands_as_it_is(cell: str) -> None:
    assert protected(cell) == cell


@given(st.text(alphabet="'=+-@ \ta1.", max_size=8))
def test_every_cell_is_restored_as_it_was(cell: str) -> None:
    assert restored(protected(cell)) == cell
