"""Arrow schemas as Spark's, and Arrow tables to and from Spark, at any address it knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["from_arrow", "ipc_bytes", "ipc_table", "schema_of", "spark_schema", "table_of"]

NAMES: dict[pa.DataType, str] = {
    pa.string(): "string",
    pa.binary(): "binary",
    pa.bool_(): "boolean",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp_ntz",
}


def schema_of(**columns: pa.DataType) -> pa.Schema:
    """A schema from the types of its columns."""
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


def table_of(schema: pa.Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows as a table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def spark_schema(schema: pa.Schema) -> str:
    """The same columns as Spark's own language writes them."""
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema)


def _spark_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_spark_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        parts = (f"{field.name}: {_spark_type(field.type)}" for field in kind.fields)
        return f"struct<{', '.join(parts)}>"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return NAMES[kind]


def from_arrow(spark: SparkSession, table: pa.Table) -> DataFrame:
    """An Arrow table, handed to the cluster."""
    from pyspark.sql.types import _parse_datatype_string  # noqa: PLC0415

    schema: Any = _parse_datatype_string(spark_schema(table.schema))
    return spark.createDataFrame(table, schema)


def ipc_bytes(table: pa.Table) -> bytes:
    """A table as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def ipc_table(content: bytes) -> pa.Table:
    """The table that the bytes are."""
    return pa.ipc.open_stream(content).read_all()
