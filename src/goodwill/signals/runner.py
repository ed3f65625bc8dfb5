"""From fact tables to each account's rows and signals, on any engine.

The cut by `as_of` first, then the derived tables, then each signal once over all accounts
loaded; the rows are folded in numpy. Nothing here knows what a signal means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from goodwill.facts.tables import RELATIONS, Tables
from goodwill.facts.values import Measured
from goodwill.signals.accounts import account_query, deal_out, first_contact
from goodwill.signals.header import SignalSpec, derived_tables, signals
from goodwill.signals.known import cut_order, cut_query
from goodwill.signals.rows import columns_of
from goodwill.signals.views import measured_accounts

if TYPE_CHECKING:
    import pyarrow as pa

    from goodwill.engines.base import Engine, Params

__all__ = ["ROW_COLUMNS", "measure", "signal_query"]

AT_ONCE = 64
"""Accounts whose sums are held at once: 64 x 240 months x 40 signals x 6 sums is 30 MB."""

ROW_COLUMNS: dict[str, str] = {
    "account_id": "varchar",
    "source": "varchar",
    "ref": "varchar",
    "on_day": "date",
    "value": "double",
    "weight": "double",
    "ours": "varchar",
    "theirs": "varchar",
    "quote": "varchar",
}
"""What every signal returns, in this order."""


def measure(
    fact_tables: Mapping[str, pa.Table], *, as_of: date, engine: Engine | None = None
) -> Iterator[tuple[Tables, Measured]]:
    """Each account's rows as known on `as_of`, and its signals; sorted by account_id.

    `fact_tables` holds relations of `goodwill.facts.tables` by name, uncut; one that is not
    there has no rows. The engine is closed at the end only where none was given.
    """
    own = _default_engine() if engine is None else engine
    try:
        yield from _measured(own, fact_tables, as_of)
    finally:
        if engine is None:
            own.close()


def _default_engine() -> Engine:
    """DuckDB in memory; imported here so that another engine needs no DuckDB."""
    from goodwill.engines.duckdb import ENGINE  # noqa: PLC0415

    return ENGINE.connect()


def _measured(
    engine: Engine, fact_tables: Mapping[str, pa.Table], as_of: date
) -> Iterator[tuple[Tables, Measured]]:
    """All accounts, some at once."""
    params: Params = {"as_of": as_of}
    _define_known(engine, fact_tables, params)
    relations = {name: engine.run(account_query(name), params) for name in RELATIONS}
    accounts = tuple(sorted(relations["account"]["account_id"].to_pylist()))
    specs = signals()
    answers = [engine.run(signal_query(spec), params) for spec in specs]
    columns = columns_of(answers, tuple(spec.name for spec in specs), accounts, as_of)
    dealt = deal_out(relations, accounts)
    for start in range(0, len(accounts), AT_ONCE):
        span = range(start, min(start + AT_ONCE, len(accounts)))
        tables = [next(dealt) for _ in span]
        firsts = [first_contact(each) for each in tables]
        yield from zip(
            tables, measured_accounts(specs, columns, span, firsts, as_of), strict=True
        )


def _define_known(
    engine: Engine, fact_tables: Mapping[str, pa.Table], params: Params
) -> None:
    """Load the facts, cut them, and define what is derived from them."""
    from goodwill.engines.schema import empty_table  # noqa: PLC0415  needs pyarrow loaded

    for relation in cut_order():
        table = fact_tables.get(relation)
        engine.load(f"uncut_{relation}", empty_table(relation) if table is None else table)
        engine.define(relation, cut_query(relation), params)
    for spec in derived_tables():
        engine.define(spec.name, spec.sql, params)


def signal_query(spec: SignalSpec) -> str:
    """A signal's query with its columns given their types."""
    columns = ", ".join(
        f"cast({name} as {kind}) as {name}" for name, kind in ROW_COLUMNS.items()
    )
    return f"select {columns} from (\n{spec.sql}\n) as answer"
