"""Statements drawn up on the cluster: each slice of accounts by one worker.

The driver says who is who, in one pass over what the ledger holds, and cuts it into slices. The
cluster brings each slice the acts of its mails; then a worker has a small book before it, and does
with it what `goodwill.assess` does. A statement rests on its own account alone, so it does not
matter who draws up which, nor how often.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from goodwill.assess import Assessor, Drawn
from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.engines.spark_arrow import from_arrow, spark_schema
from goodwill.errors import CallError
from goodwill.facts.calibration import Calibration
from goodwill.judge.coverage import SourceCoverage
from goodwill.lake.session import told_plainly
from goodwill.lake.slices import ACCOUNTS, cut_slices, slice_accounts
from goodwill.lake.tables import schema_of, table_of
from goodwill.statements.rules import reader_version
from goodwill.store.book_state import LAKE_READER
from goodwill.store.database import Store, open_store
from goodwill.store.writing import beside_facts
from goodwill.store.writing.shared import insert_sql

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from goodwill.lake.place import Lake
    from goodwill.opened import Opened

__all__ = ["STATEMENTS", "Yardstick", "draw_up_lake"]

SLICES = schema_of(slice=pa.int64(), accounts=pa.list_(pa.string()), book=pa.binary())
STATEMENTS = schema_of(
    account_id=pa.string(),
    document=pa.string(),
    glance=pa.string(),
    evidence=pa.binary(),
    said=pa.string(),
)
"""What a book keeps of a statement, in columns: `document` is JSON, `{"statement", "money"}`."""

MEMBERS = schema_of(slice=pa.int64(), fact_id=pa.string(), copy_rank=pa.string())

SHIPPED_BYTES = 128 << 20
"""Slices that the driver hands over at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What all statements of a run are drawn up by; the same for every worker."""

    as_of: date
    settings: Settings
    catalogue: Catalogue
    calibration: Calibration
    reach: SourceCoverage


def draw_up_lake(
    spark: SparkSession, lake: Lake, book: Opened, as_of: date, *, accounts: int = ACCOUNTS
) -> int:
    """Draw up the statements of a day for all accounts of a lake; how many there are.

    `book` is the lake's ledger, opened; a worker has so many `accounts` before it at a time.
    """
    version = reader_version(book.settings.company.timezone)
    if beside_facts.state(book.store, LAKE_READER) != version:
        raise CallError(
            "The mails of this lake were read by another version of Goodwill.",
            hint="Run  goodwill lake import  again with the same paths: it reads them anew.",
        )
    book.bring_up_to_date()
    yardstick = Yardstick(
        as_of=as_of,
        settings=book.settings,
        catalogue=book.catalogue,
        calibration=book.calibration,
        reach=book.assessor.reach(as_of),
    )
    with told_plainly("Drawing up"):
        slices = _ship_slices(spark, lake, book.store, accounts)
        acts = _acts_of(spark, lake, slices, version)
        drawn = (
            slices.groupBy("slice")
            .cogroup(acts.groupBy("slice"))
            .applyInArrow(partial(drawn_slice, yardstick), spark_schema(STATEMENTS))
        )
        drawn.write.mode("overwrite").parquet(lake.statements(as_of.isoformat()))
        return int(spark.read.parquet(lake.statements(as_of.isoformat())).count())


def _ship_slices(spark: SparkSession, lake: Lake, store: Store, accounts: int) -> DataFrame:
    """Cut the ledger and hand it to the cluster, some slices at a time."""
    parts = slice_accounts(store, accounts=accounts)
    mode, number, some, size = "overwrite", 0, list[tuple[Any, ...]](), 0

    def ship() -> None:
        nonlocal mode, some, size
        from_arrow(spark, table_of(SLICES, some)).repartition(len(some)).write.mode(mode).parquet(
            lake.slices
        )
        mode, some, size = "append", [], 0

    for cut in cut_slices(store, parts):
        some.append((number, list(cut.accounts), cut.content))
        number, size = number + 1, size + len(cut.content)
        if size > SHIPPED_BYTES:
            ship()
    if some or mode == "overwrite":
        ship()
    return spark.read.parquet(lake.slices)


def _acts_of(spark: SparkSession, lake: Lake, slices: DataFrame, version: str) -> DataFrame:
    """The acts of the mails of each slice, from what was extracted."""
    members = slices.mapInArrow(_members, spark_schema(MEMBERS))
    facts = spark.read.parquet(f"{lake.facts}/reader={version}/*")
    told = facts.filter("size(acts) > 0").select("fact_id", "copy_rank", "acts")
    return members.join(told, ["fact_id", "copy_rank"]).select("slice", "fact_id", "acts")


def _members(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Which mails a slice holds, so that their acts can be brought to it."""
    for batch in batches:
        for row in batch.to_pylist():
            number = row["slice"]
            with _slice(row["book"]) as store:
                rows = store.rows("select fact_id, copy_rank from message where category = 'human'")
            yield from table_of(MEMBERS, [(number, *row) for row in rows]).to_batches()


def drawn_slice(yardstick: Yardstick, slices: pa.Table, acts: pa.Table) -> pa.Table:
    """The statements of one slice's accounts."""
    (own,) = slices.to_pylist()
    with _slice(own["book"]) as store:
        _put_acts(store, acts)
        assessor = Assessor(
            store,
            yardstick.settings,
            yardstick.catalogue,
            yardstick.calibration,
            reaches={yardstick.as_of: yardstick.reach},
        )
        found = [Drawn.of(one) for one in assessor.draw_up(own["accounts"], yardstick.as_of)]
    rows = [
        (one.account_id, one.document.decode(), one.glance.decode(), one.evidence, one.said)
        for one in found
    ]
    return table_of(STATEMENTS, rows)


def _put_acts(store: Store, acts: pa.Table) -> None:
    """Put the acts of mails where a book has them."""
    with store.write() as tx:
        known: dict[str, int] = dict(tx.rows("select fact_id, id from message"))
        said = {row["fact_id"]: row["acts"] for row in acts.to_pylist()}
        tx.run_many(
            insert_sql("act"),
            [
                (known[fact_id], position, *act.values())
                for fact_id, found in said.items()
                for position, act in enumerate(found)
            ],
        )


@contextmanager
def _slice(content: bytes) -> Iterator[Store]:
    """A slice, opened as the book that it is."""
    with tempfile.TemporaryDirectory(prefix="goodwill-slice-") as folder:
        Path(folder, "book.db").write_bytes(content)
        with closing(open_store(folder)) as store:
            yield store
