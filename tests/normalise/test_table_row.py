"""Rows of the tables: the cases of `tests/cases/tables`, and what holds for any row."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.csv_tables import CSV_TABLES, columns, required_columns
from goodwill.normalise.table_row import normalise_row
from goodwill.sources.base import RawRecord, ReadError

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "tables").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def record_of(table: str, row: dict[str, str]) -> RawRecord:
    return RawRecord(
        connector="csv_tables",
        payload_type="table_row",
        path=f"csv/{table}.csv",
        locator="row 2",
        position=2,
        payload=row,
        table=table,
    )


def shown(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_row_comes_to_what_its_case_says(case: dict[str, Any]) -> None:
    row = dict.fromkeys(columns(case["table"]), "") | case["row"]

    fact = normalise_row(record_of(case["table"], row), timezone=case.get("timezone", "UTC"))

    if "expect" in case:
        assert isinstance(fact, CSV_TABLES[case["table"]]), fact
        found = {name: shown(getattr(fact, name)) for name in case["expect"]}
        assert found == case["expect"]
    else:
        assert isinstance(fact, ReadError), fact
        wanted = case["error"]
        assert (fact.column, fact.value) == (wanted["column"], wanted["value"])
        assert wanted["reason"] in fact.reason
        assert wanted["hint"] in fact.hint
        assert (fact.path, fact.locator) == (f"csv/{case['table']}.csv", "row 2")
        assert dict(fact.row) == row


@pytest.mark.parametrize("table", CSV_TABLES)
def test_a_row_with_only_what_is_required_is_enough(table: str) -> None:
    plausible = {"email": "a@example.org", "status": "open", "amount": "1", "hours": "1"}
    row = {
        name: plausible.get(name, "2026-01-01" if name.endswith(("_on", "_at")) else "1")
        for name in required_columns(table)
    } | {name: "2026-01-01" for name in required_columns(table) if name.startswith("period")}

    fact = normalise_row(record_of(table, row), timezone="UTC")

    assert isinstance(fact, CSV_TABLES[table])


@given(st.sampled_from(sorted(CSV_TABLES)), st.lists(st.text(max_size=20), min_size=16))
def test_any_text_in_any_cell_gives_a_fact_or_an_error_that_names_a_column(
    table: str, cells: list[str]
) -> None:
    row = dict(zip(columns(table), cells, strict=False))

    fact = normalise_row(record_of(table, row), timezone="UTC")

    assert not isinstance(fact, ReadError) or fact.column in columns(table)
