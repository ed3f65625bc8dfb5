"""Arrow tables from rows, and tables as bytes."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

__all__ = ["ipc_bytes", "ipc_table", "schema_of", "table_of"]


def schema_of(**columns: pa.DataType) -> pa.Schema:
    """A schema from the types of its columns."""
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


def table_of(schema: pa.Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows as a table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def ipc_bytes(table: pa.Table) -> bytes:
    """A table as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def ipc_table(content: bytes) -> pa.Table:
    """The table that the bytes are."""
    return pa.ipc.open_stream(content).read_all()
