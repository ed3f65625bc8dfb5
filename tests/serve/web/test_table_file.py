"""A table as a file: its name is one for any account, and its cells are safe in a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.serve.web.table_file import csv_file

NAMES = {
    "people-acre-2026-06-30": "people-acre-2026-06-30.csv",
    'a"; x="b': "a__ x__b.csv",
    "a/../b\r\nset-cookie: x": "a_.._b__set-cookie_ x.csv",
    "Müller 東": "M_ller _.csv",
    ".csv": "csv.csv",
    "": "table.csv",
}


@pytest.mark.parametrize(("name", "plain"), NAMES.items(), ids=map(repr, NAMES))
def test_a_file_is_called_by_letters_that_a_header_may_hold(name: str, plain: str) -> None:
    said = csv_file(name, ("a",), []).headers["content-disposition"]

    assert said.startswith(f'attachment; filename="{plain}"; ')


@given(st.text())
def test_any_name_makes_a_header(name: str) -> None:
    name = name.encode("utf-8", "ignore").decode()

    assert csv_file(name, ("a",), []).headers["content-disposition"].isascii()


def test_cells_are_protected_and_figures_stay_figures() -> None:
    answer = csv_file("t", ("a", "b", "c"), [("=1+1", 2.5, None)])

    assert bytes(answer.body).decode("utf-8-sig").splitlines()[1] == "'=1+1,2.5,"
