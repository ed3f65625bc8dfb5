"""The portable subset: what it refuses, and that every query of ours lies inside it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from goodwill.engines.dialect import find_problems, tables_read, translate
from goodwill.facts.tables import RELATIONS
from goodwill.signals.header import SignalSpec, TableSpec, derived_tables, signals
from goodwill.signals.known import cut_order, cut_query
from goodwill.signals.runner import signal_query

SIGNALS: list[SignalSpec | TableSpec] = [*signals()]
FILES = {spec.name: spec for spec in [*derived_tables(), *SIGNALS]}
QUERIES = {
    **{f"cut of {name}": cut_query(name) for name in cut_order()},
    **{name: spec.sql for name, spec in FILES.items()},
    **{f"rows of {spec.name}": signal_query(spec) for spec in signals()},
}

REFUSED = {
    "qualify": "select a from t qualify row_number() over (order by a) = 1",
    "an exact median": "select median(a) as m from t",
    "group by all": "select a, sum(b) as s from t group by all",
    "order by all": "select a from t order by all",
    "every column": "select * from t",
    "an as-of join": "select t.a from t asof join u on t.a >= u.a",
    "a natural join": "select t.a from t natural join u",
    "microseconds since 1970": "select epoch_us(a) as e from t",
    "an interval": "select a + interval 3 day as b from t",
    "a list": "select list(a) as l from t",
    "an element of a list": "select a[1] as b from t",
    "distinct on": "select distinct on (a) a, b from t",
    "a user's own function": "select my_function(a) as b from t",
    "an unknown parameter": "select a from t where b <= $today",
    "a parameter without a name": "select a from t where b <= ?",
    "a limit": "select a from t limit 3",
    "two queries": "select a from t; select b from t",
    "no query": "drop table t",
    "no SQL": "select from where (",
}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED)
def test_the_lint_refuses(sql: str) -> None:
    assert find_problems(sql)


@pytest.mark.parametrize("sql", QUERIES.values(), ids=QUERIES)
def test_every_query_lies_in_the_portable_subset(sql: str) -> None:
    assert find_problems(sql) == ()


@pytest.mark.parametrize("dialect", ["spark", "postgres"])
@pytest.mark.parametrize("sql", QUERIES.values(), ids=QUERIES)
def test_every_query_can_be_said_in_another_dialect(sql: str, dialect: str) -> None:
    assert translate(sql, dialect).lower().startswith(("select", "with"))


@pytest.mark.parametrize("name", FILES)
def test_a_header_names_the_tables_that_its_query_reads(name: str) -> None:
    assert set(FILES[name].reads) == tables_read(FILES[name].sql)


def test_every_table_that_is_read_exists() -> None:
    known = set(RELATIONS) | {spec.name for spec in derived_tables()}

    assert {table for spec in FILES.values() for table in spec.reads} <= known


def test_measuring_never_loads_the_translator() -> None:
    code = (
        "import sys, datetime\n"
        "from goodwill.engines.schema import empty_table\n"
        "from goodwill.signals.runner import measure\n"
        "assert list(measure({'account': empty_table('account')},"
        " as_of=datetime.date(2026, 1, 1))) == []\n"
        "sys.exit('sqlglot' in sys.modules or 'scipy' in sys.modules)\n"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
