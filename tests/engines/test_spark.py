"""The signals' own cases on a real cluster of several processes: what DuckDB says, Spark says.

All cases of all files are one book here, so that each query runs once; each minds its own facts.
"""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from goodwill.engines.spark import SparkEngine
from goodwill.lake.session import java_home_or_none, spark_session
from goodwill.signals.runner import measure

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "cases" / "signals").glob("*.toml"))
DAY = date(2026, 6, 30)
FLOATS = pa.table({"name": ["a", "b", "c"], "day": [date(2026, 1, n) for n in (1, 2, 3)]})

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None,
        reason="Spark is not installed here; run these tests with  make spark",
    ),
    pytest.mark.skipif(
        java_home_or_none() is None,
        reason="there is no Java: apt install openjdk-17-jre-headless",
    ),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    """Two executors of one core each."""
    with spark_session("local-cluster[2,1,1024]", {"spark.sql.shuffle.partitions": "2"}) as spark:
        yield SparkEngine(spark, str(tmp_path_factory.mktemp("defined")))


@pytest.fixture(scope="module")
def whole() -> dict[str, pa.Table]:
    """Every case of every signal, each an account of its own; colleagues are there once."""
    build = _builder()
    parts = [
        build(case, f"{path.stem}-{number}", f"{path.stem}-{number}-")
        for path in CASES
        for number, case in enumerate(_loaded(path)["case"])
    ]
    tables = {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}
    people = tables["person"]
    tables["person"] = people.group_by(people.column_names).aggregate([])
    return tables


def _builder() -> Any:
    """What the signals' own tests make facts of their cases with."""
    spec = importlib.util.spec_from_file_location("cases", ROOT / "signals" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build_facts


def _loaded(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_every_case_is_of_the_day_that_is_asked() -> None:
    assert {_loaded(path)["as_of"] for path in CASES} == {DAY}


def test_spark_measures_what_duckdb_measures(
    engine: SparkEngine, whole: dict[str, pa.Table]
) -> None:
    wanted = list(measure(whole, as_of=DAY))
    found = list(measure(whole, as_of=DAY, engine=engine))

    assert len(found) == len(wanted) > 200
    for (rows, measured), (rows_there, measured_there) in zip(wanted, found, strict=True):
        assert rows_there == rows
        assert repr(measured_there) == repr(measured)


def test_a_table_in_many_chunks_arrives_whole(engine: SparkEngine) -> None:
    engine.load("chunks", pa.concat_tables([FLOATS] * 100))

    assert engine.run("select count(1) as n from chunks", {}).to_pydict() == {"n": [300]}


def test_a_query_is_asked_with_its_own_parameters_alone(engine: SparkEngine) -> None:
    engine.load("days", FLOATS)
    sql = "select name from days where day <= $as_of order by name"

    found = engine.run(sql, {"as_of": date(2026, 1, 2), "other": "x"})

    assert found.to_pydict() == {"name": ["a", "b"]}


def test_what_is_defined_outlives_what_it_came_from(engine: SparkEngine) -> None:
    engine.load("source", FLOATS)
    engine.define(
        "kept", "select name from source where day > $as_of", {"as_of": FLOATS["day"][0].as_py()}
    )
    engine.load("source", FLOATS.slice(0, 0))

    found = engine.run("select name from kept order by name", {})

    assert found.to_pydict() == {"name": ["b", "c"]}
