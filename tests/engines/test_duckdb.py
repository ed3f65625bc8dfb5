"""What every engine must do, tried on DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pytest

from goodwill.engines.base import Engine
from goodwill.engines.duckdb import ENGINE
from goodwill.engines.schema import arrow_schema, empty_table
from goodwill.facts.tables import RELATIONS

DAYS = pa.table({"name": ["a", "b"], "day": [date(2026, 1, 1), date(2026, 1, 2)]})


@pytest.fixture
def engine() -> Iterator[Engine]:
    connected = ENGINE.connect()
    yield connected
    connected.close()


def test_a_loaded_table_can_be_asked_with_parameters(engine: Engine) -> None:
    engine.load("days", DAYS)

    found = engine.run("select name from days where day <= $as_of", {"as_of": date(2026, 1, 1)})

    assert found.to_pydict() == {"name": ["a"]}


def test_parameters_that_a_query_does_not_name_are_passed_over(engine: Engine) -> None:
    engine.load("days", DAYS)

    assert engine.run("select name from days", {"as_of": date(2026, 1, 1)}).num_rows == 2


def test_a_defined_table_keeps_its_rows_when_what_it_came_from_is_replaced(engine: Engine) -> None:
    engine.load("days", DAYS)
    engine.define("kept", "select name from days", {})
    engine.load("days", DAYS.slice(0, 0))

    assert engine.run("select name from kept", {}).num_rows == 2


def test_defining_again_gives_way_to_the_new_rows(engine: Engine) -> None:
    engine.define("number", "select 1 as n", {})
    engine.define("number", "select 2 as n", {})

    assert engine.run("select n from number", {}).to_pydict() == {"n": [2]}


def test_what_is_defined_is_seen_where_the_same_name_was_loaded_before(engine: Engine) -> None:
    engine.load("days", DAYS.slice(0, 0))
    engine.define("days", "select 1 as n", {})

    assert engine.run("select n from days", {}).to_pydict() == {"n": [1]}


def test_what_is_loaded_is_seen_where_the_same_name_was_defined_before(engine: Engine) -> None:
    engine.define("days", "select 1 as n", {})
    engine.load("days", DAYS)

    assert engine.run("select name from days", {}).num_rows == 2


@pytest.mark.parametrize("relation", RELATIONS)
def test_an_empty_relation_has_its_columns(engine: Engine, relation: str) -> None:
    engine.load(relation, empty_table(relation))
    columns = ", ".join(RELATIONS[relation]._fields)

    found = engine.run(f"select {columns} from {relation}", {})  # noqa: S608

    assert found.num_rows == 0
    assert found.schema.names == arrow_schema(relation).names
