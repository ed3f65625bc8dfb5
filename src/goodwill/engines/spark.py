"""Spark, for signals over more accounts than one machine holds; DuckDB's text, carried over.

Each file is translated by sqlglot once. What a query defines is written as Parquet and read back:
a plan of forty steps would be worked out anew for every answer, and what is kept in a worker's
memory goes with the worker. Rows come in no order but the one that a query asks for.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from goodwill.engines.base import Params
from goodwill.engines.dialect import translate
from goodwill.engines.spark_arrow import from_arrow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkEngine"]

_spark_text = cache(translate)


class SparkEngine:
    """A Spark session, and the address where it keeps what is defined."""

    keeps_order = False

    def __init__(self, session: SparkSession, folder: str) -> None:
        self._session = session
        self._folder = folder.rstrip("/")
        self._names: set[str] = set()

    def load(self, name: str, table: pa.Table) -> None:
        """Hand an Arrow table to the cluster."""
        self._keep(name, from_arrow(self._session, table))

    def read(self, name: str, address: str) -> None:
        """Make Parquet at an address readable under `name`; nothing of it comes here."""
        self._keep(name, self._session.read.parquet(address))

    def define(self, name: str, sql: str, params: Params) -> None:
        """Keep the rows of `sql` as Parquet."""
        address = f"{self._folder}/{name}"
        self.rows(sql, params).write.mode("overwrite").parquet(address)
        self.read(name, address)

    def rows(self, sql: str, params: Params) -> DataFrame:
        """The rows of `sql`, still on the cluster."""
        named = {name: value for name, value in params.items() if f"${name}" in sql}
        return self._session.sql(_spark_text(sql, "spark"), args=named)

    def run(self, sql: str, params: Params) -> pa.Table:
        """The rows of `sql` as one Arrow table."""
        found: pa.Table = self.rows(sql, params).toArrow()
        return found.cast(pa.schema([field.with_nullable(True) for field in found.schema]))

    def close(self) -> None:
        """Forget all names; the session belongs to whoever started it."""
        for name in self._names:
            self._session.catalog.dropTempView(name)
        self._names.clear()

    def _keep(self, name: str, found: DataFrame) -> None:
        found.createOrReplaceTempView(name)
        self._names.add(name)
