"""The contract's own columns as a mapping, for tables that are no CSV file.

A sheet, a column file or a query whose columns are named as the contract names them needs no
mapping file; it is read by the one that is made here. CSV files of that sort are read next door,
in `goodwill.sources.csv_tables`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from goodwill.facts.csv_tables import CSV_TABLES, columns, recognise_table, required_columns
from goodwill.sources.mapped.rules import Mapping, Rule, Value
from goodwill.sources.sheets import SheetRow

__all__ = ["contract_mapping", "mapping_for_table"]

_KNOWN_COLUMNS = frozenset(column for table in CSV_TABLES for column in columns(table))


def contract_mapping(rows: Iterable[SheetRow]) -> Mapping | None:
    """The mapping of the table that one of the first rows is the header of."""
    found = (recognise_table(_names(row.cells)) for row in rows)
    table = next((name for name in found if name is not None), None)
    return None if table is None else mapping_for_table(table)


@cache
def mapping_for_table(table: str) -> Mapping:
    """How a table in the contract's own columns is read: each of them as it stands."""
    required = required_columns(table)
    return Mapping(
        name=table,
        where=f"the contract's {table}.csv",
        vendor="Goodwill",
        export=f"{table}.csv",
        headers=tuple(name for name in columns(table) if name in required),
        dates="ymd",
        decimal=".",
        rules=(
            Rule(
                table=table,
                columns=tuple((name, Value(headers=(name,))) for name in columns(table)),
            ),
        ),
    )


def _names(cells: Sequence[str]) -> frozenset[str]:
    return frozenset(cell.strip().lower() for cell in cells) & _KNOWN_COLUMNS
