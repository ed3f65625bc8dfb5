"""Starting Spark, and saying plainly why it did not start.

Spark comes with the extra `goodwill[spark]` and needs Java. On one machine (`local[...]`,
`local-cluster[...]`) the workers are told to run this very Python; on a cluster they run the one
that is configured there, with the same version of Goodwill installed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.errors import CallError, SourceError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["SparkMissingError", "java_home_or_none", "spark_session", "told_plainly"]

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.speculation": "true",
    "spark.sql.adaptive.coalescePartitions.enabled": "false",
}
"""What answers rest on, or what makes them arrive; `--conf` changes what a cluster needs."""

ON_THIS_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}
"""Where driver and workers are one machine: nothing listens to the network."""

ATTEMPTS = "Spark could not be started"


class SparkMissingError(CallError):
    """Something that Spark needs is not on this machine."""


def java_home_or_none() -> str | None:
    """Where a Java is that Spark would find."""
    home = os.environ.get("JAVA_HOME")
    if home:
        java = Path(home) / "bin" / "java"
        return str(java) if java.exists() else None
    return shutil.which("java")


def _need_spark() -> None:
    """Say what to install where something is missing, before Spark says it in its own way."""
    try:
        import pandas  # noqa: F401, ICN001, PLC0415
        import pyspark  # noqa: F401, PLC0415
    except ImportError as error:
        raise SparkMissingError(
            f"Spark is not installed here: {error.name} is missing.",
            hint="Install it with:  pip install 'goodwill[spark]'",
        ) from error
    if java_home_or_none() is None:
        raise SparkMissingError(
            "Spark needs Java, and no java was found on the PATH or under JAVA_HOME.",
            hint="Install Java 17 or newer, on Debian:  apt install openjdk-17-jre-headless",
        )


@contextmanager
def spark_session(master: str, conf: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session at `master`, ended at the end; `conf` goes before our own settings."""
    _need_spark()
    is_here = master.startswith("local")
    if is_here:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession  # noqa: PLC0415  half a second, and a Java machine

    wanted = {**SETTINGS, **(ON_THIS_MACHINE if is_here else {}), **(conf or {})}
    builder = SparkSession.builder.master(master).appName("goodwill lake")
    for name, value in wanted.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise SourceError(
            f"{ATTEMPTS} at {master}: {_first_line(error)}",
            hint="Check the address and that the master answers; on one machine use  local[*]",
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


@contextmanager
def told_plainly(doing: str) -> Iterator[None]:
    """What fails on the cluster becomes one sentence, with where the rest of it stands."""
    from py4j.protocol import Py4JError  # noqa: PLC0415  part of pyspark
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise SourceError(
            f"{doing} failed on the cluster: {_first_line(error)}",
            hint="Run the same command again: what was done stays. Spark's own log has the rest.",
        ) from error


def _first_line(error: BaseException) -> str:
    said = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in said if not line.startswith(("at ", "Traceback", "File "))]
    errors = [line for line in told if "Error" in line or "Exception" in line]
    return (errors or told or [type(error).__name__])[-1][:300]
