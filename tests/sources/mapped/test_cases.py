"""What mappings make of files: the cases of `tests/cases/mappings`, through the real steps."""

import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from goodwill.facts.csv_tables import CSV_TABLES, TableFact
from goodwill.importing.table_rows import fact_of_row
from goodwill.sources.base import ReadError, SourceFile
from goodwill.sources.mapped.header import header_among
from goodwill.sources.mapped.rules import Mapping
from goodwill.sources.mapped.shelf import Shelf, shipped_mappings
from goodwill.sources.mapped.toml_file import load_mapping
from goodwill.sources.mapped_tables import CONNECTOR
from goodwill.sources.sheets import top_of_csv
from goodwill.store.rows import Excluded

CASES = [
    case
    for path in sorted((Path(__file__).parents[2] / "cases" / "mappings").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
TABLE_OF = {fact: name for name, fact in CSV_TABLES.items()}

SHIPPED = {mapping.name: mapping for mapping in shipped_mappings()}
VENDORS = [case for case in CASES if case["mapping"] in SHIPPED]

Outcome = TableFact | ReadError | Excluded


def opener(text: str, encoding: str = "utf-8") -> Callable[[], BinaryIO]:
    content = text.removeprefix("\n").encode(encoding)
    return lambda: io.BufferedReader(io.BytesIO(content))


def mapping_of(case: dict[str, Any]) -> Mapping:
    """The case's own mapping file, or the one that ships under the name that it gives."""
    said = str(case["mapping"])
    if said in SHIPPED:
        return SHIPPED[said]
    return load_mapping(said, "made_up", "mappings/made_up.toml")


def outcomes(case: dict[str, Any], position: int = 0) -> list[Outcome]:
    others = case.get("beside", {})

    def beside(name: str) -> BinaryIO:
        if name not in others:
            raise FileNotFoundError(name)
        return opener(others[name])()

    file = SourceFile(
        path="export.csv",
        connector=CONNECTOR.name,
        size=len(case["file"]),
        modified_ns=0,
        open=opener(case["file"], case.get("encoding", "utf-8")),
        mapping=mapping_of(case),
        beside=beside,
    )
    return [
        item if isinstance(item, ReadError) else fact_of_row(item, timezone="UTC")
        for item in CONNECTOR.read(file, position)
    ]


def shown(fact: TableFact, column: str) -> str:
    value = getattr(fact, column)
    if column == "attributes":
        return "; ".join(f"{name}: {text}" for name, text in value)
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)


def as_expected(outcome: Outcome, expected: dict[str, str]) -> dict[str, str]:
    if isinstance(outcome, Excluded):
        return {"left_out": outcome.rule.partition(" ")[0]}
    if isinstance(outcome, ReadError):
        return {"error": outcome.reason}
    named = [column for column in expected if column != "table"]
    return {"table": TABLE_OF[type(outcome)]} | {name: shown(outcome, name) for name in named}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_file_comes_to_what_its_case_says(case: dict[str, Any]) -> None:
    found = outcomes(case)
    errors = [one for one in found if isinstance(one, ReadError)]
    facts = [one for one in found if not isinstance(one, ReadError)]
    wanted = case.get("errors", [])

    expected = [as_expected(one, says) for one, says in zip(facts, case["facts"], strict=False)]
    assert expected == case["facts"], found
    assert len(facts) == len(case["facts"])
    assert [one.locator for one in errors] == [says["row"] for says in wanted], errors
    for error, says in zip(errors, wanted, strict=True):
        assert error.column == says["column"]
        assert says.get("reason", "") in error.reason
        assert says.get("hint", "") in error.hint
        assert error.hint


@pytest.mark.parametrize("case", VENDORS, ids=lambda case: case["name"])
def test_a_vendors_export_is_known_by_its_header_alone(case: dict[str, Any]) -> None:
    with opener(case["file"], case.get("encoding", "utf-8"))() as stream:
        found = Shelf().for_csv("export.csv", stream.read())

    assert found is not None
    assert found.name == case["mapping"]


@pytest.mark.parametrize("case", VENDORS, ids=lambda case: case["name"])
def test_no_other_vendors_mapping_fits_a_vendors_export(case: dict[str, Any]) -> None:
    opened = opener(case["file"], case.get("encoding", "utf-8"))
    tops = [rows for _, rows in top_of_csv(opened)]

    fits = [one for one in SHIPPED.values() if any(header_among(rows, one) for rows in tops)]

    assert {one.vendor for one in fits} == {SHIPPED[case["mapping"]].vendor}


@pytest.mark.parametrize("name", SHIPPED)
def test_each_vendors_mapping_has_a_case(name: str) -> None:
    assert name in {case["mapping"] for case in VENDORS}
