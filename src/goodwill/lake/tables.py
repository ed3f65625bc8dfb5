"""Arrow schemas by the names of their columns, and Arrow tables from rows."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

__all__ = ["schema_of", "table_of"]


def schema_of(**columns: pa.DataType) -> pa.Schema:
    """A schema from the types of its columns."""
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


def table_of(schema: pa.Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows as a table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
