"""The Arrow schema of each relation of `goodwill.facts.tables`, and empty tables of it.

Money is a decimal with four places; times are UTC microseconds without a zone.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pyarrow as pa

from goodwill.facts.tables import column_types

__all__ = ["arrow_schema", "empty_table"]

ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    Decimal: pa.decimal128(24, 6),
}


@cache
def arrow_schema(relation: str) -> pa.Schema:
    """The columns of `relation`, in order."""
    return pa.schema([(name, ARROW_TYPES[kind]) for name, kind in column_types(relation).items()])


def empty_table(relation: str) -> pa.Table:
    """`relation` without a row."""
    return arrow_schema(relation).empty_table()
