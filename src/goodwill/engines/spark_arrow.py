"""Arrow on Spark: schemas as Spark writes them, and tables handed to a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["from_arrow", "spark_schema"]

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
    """An Arrow table, handed to the cluster.

    In one chunk: of a table in many small ones PySpark 4.3 loses rows, and says nothing.
    """
    from pyspark.sql.types import _parse_datatype_string  # noqa: PLC0415

    schema: Any = _parse_datatype_string(spark_schema(table.schema))
    return spark.createDataFrame(table.combine_chunks(), schema)
