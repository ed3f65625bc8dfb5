"""From fact tables to each account's rows and signals, on any engine.

The cut by `as_of` first, then the derived tables, then each signal once over all accounts
loaded; the rows are folded in numpy. Nothing here knows what a signal means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from goodwill.facts.beliefs import Limits
from goodwill.facts.tables import RELATIONS, Tables
from goodwill.facts.values import Measured
from goodwill.signals.accounts import account_query, deal_out, first_contact
from goodwill.signals.header import SignalSpec, derived_tables, signals
from goodwill.signals.known import cut_order, cut_query
from goodwill.signals.rows import SQL_TYPES, columns_of, no_rows
from goodwill.signals.views import measured_accounts

if TYPE_CHECKING:
    import pyarrow as pa

    from goodwill.engines.base import Engine, Params

__all__ = ["measure", "signal_query"]

NO_LIMITS: Limits = MappingProxyType({})

AT_ONCE = 16
"""Accounts whose rows and sums are held at once: those of much mail have some megabytes each."""


def measure(
    fact_tables: Mapping[str, pa.Table],
    *,
    as_of: date,
    engine: Engine | None = None,
    limits: Limits = NO_LIMITS,
) -> Iterator[tuple[Tables, Measured]]:
    """Each account's rows as known on `as_of`, and its signals; sorted by account_id.

    `fact_tables` holds relations of `goodwill.facts.tables` by name, uncut; one that is not
    there has no rows. `limits` name what is asked of each month and pair. The engine is closed at
    the end only where none was given.
    """
    own = _default_engine() if engine is None else engine
    try:
        yield from _measured(own, fact_tables, as_of, limits)
    finally:
        if engine is None:
            own.close()


def _default_engine() -> Engine:
    """DuckDB in memory; imported here so that another engine needs no DuckDB."""
    from goodwill.engines.duckdb import ENGINE  # noqa: PLC0415

    return ENGINE.connect()


def _measured(
    engine: Engine, fact_tables: Mapping[str, pa.Table], as_of: date, limits: Limits
) -> Iterator[tuple[Tables, Measured]]:
    """All accounts, some at once."""
    params: Params = {"as_of": as_of}
    filled = frozenset(
        name for name in RELATIONS if name in fact_tables and fact_tables[name].num_rows
    )
    _define_known(engine, fact_tables, filled, params)
    asked = partial(account_query, is_ordered=engine.keeps_order)
    relations = {name: engine.run(asked(name), params) for name in sorted(filled)}
    if "account" not in relations:
        return
    accounts = tuple(sorted(map(str, relations["account"]["account_id"].to_pylist())))
    specs = signals()
    rooted = _filled_beneath(filled)
    answers = [
        engine.run(signal_query(spec), params) if rooted.intersection(spec.reads) else no_rows()
        for spec in specs
    ]
    columns = columns_of(answers, tuple(spec.name for spec in specs), accounts, as_of)
    del answers
    dealt = deal_out(relations, accounts)
    for start in range(0, len(accounts), AT_ONCE):
        span = range(start, min(start + AT_ONCE, len(accounts)))
        tables = [next(dealt) for _ in span]
        firsts = [first_contact(each) for each in tables]
        measured = measured_accounts(specs, columns, span, firsts, as_of=as_of, limits=limits)
        yield from zip(tables, measured, strict=True)


def _define_known(
    engine: Engine, fact_tables: Mapping[str, pa.Table], filled: frozenset[str], params: Params
) -> None:
    """Load the facts, cut them, and define what is derived from them.

    A relation without rows needs no cut: half of them are empty in a book of mail alone.
    """
    from goodwill.engines.schema import empty_table  # noqa: PLC0415  needs pyarrow loaded

    for relation in cut_order():
        if relation in filled:
            engine.load(f"uncut_{relation}", fact_tables[relation])
        else:
            engine.load(relation, empty_table(relation))
    for relation in cut_order():
        if relation in filled:
            engine.define(relation, cut_query(relation), params)
    for spec in derived_tables():
        engine.define(spec.name, spec.sql, params)


def _filled_beneath(filled: frozenset[str]) -> frozenset[str]:
    """Relations with rows, and derived tables that read one, near or far.

    A query over nothing but empty relations has no rows, so it need not be run.
    """
    known = set(filled)
    for spec in derived_tables():
        if known.intersection(spec.reads):
            known.add(spec.name)
    return frozenset(known)


def signal_query(spec: SignalSpec) -> str:
    """A signal's query with its columns given their types."""
    columns = ", ".join(
        f"cast({name} as {kind}) as {name}" for name, (kind, _) in SQL_TYPES.items()
    )
    return f"select {columns} from (\n{spec.sql}\n) as answer"  # noqa: S608  our own files
