"""Column files: the same columns, the same facts, whatever types they are stored in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from goodwill.facts.commerce import Invoice
from goodwill.importing.table_rows import fact_of_row
from goodwill.sources import columnar
from goodwill.sources.base import RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import Found, walk

COLUMNS: dict[str, Any] = {
    "invoice_id": pa.array(["i1", "=i2", "i3"]),
    "account_id": pa.array(["acme", "acme", "bolt"]).dictionary_encode(),
    "issued_on": pa.array([date(2025, 3, 4), date(2025, 3, 5), None]),
    "amount": pa.array([Decimal("1.234"), Decimal("-2.500"), Decimal("3.000")]),
    "paid_at": pa.array(
        [datetime(2025, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5))), None, None],
        pa.timestamp("ns", "America/New_York"),
    ),
    "tags": pa.array([["a", "b"], [], None]),
    "terms": pa.array([{"days": 30}, None, None]),
    "share": pa.array([0.1, None, 0.5], pa.float32()),
}
TABLE = pa.table(COLUMNS)


def write_parquet(table: pa.Table, path: Path) -> None:
    parquet.write_table(table, path, row_group_size=2)


def write_arrow(table: pa.Table, path: Path) -> None:
    feather.write_feather(table, str(path), chunksize=2)


WRITERS = {"parquet": write_parquet, "arrow": write_arrow}


def only(found: list[Found]) -> SourceFile:
    (file,) = found
    assert isinstance(file, SourceFile), file
    return file


def outcomes(path: Path) -> list[Any]:
    file = only(list(walk([path])))
    items = connector_named(file.connector).read(file, 0)
    return [
        fact_of_row(one, timezone="UTC") if isinstance(one, RawRecord) else one for one in items
    ]


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_columns_named_as_the_contract_has_them_become_its_facts(
    tmp_path: Path, write: Callable[[pa.Table, Path], None]
) -> None:
    write(TABLE, tmp_path / "export")

    first, second, third = outcomes(tmp_path / "export")

    assert isinstance(first, Invoice)
    assert (first.account_id, first.issued_on, first.amount) == (
        "acme",
        date(2025, 3, 4),
        Decimal("1.234"),
    )
    assert dict(first.attributes) == {
        "paid_at": "2025-03-05T04:30:00+00:00",
        "tags": '["a","b"]',
        "terms": '{"days":30}',
        "share": "0.1",
    }
    assert isinstance(second, Invoice)
    assert (second.invoice_id, second.amount) == ("=i2", Decimal("-2.500"))
    assert isinstance(third, ReadError)
    assert (third.column, third.reason) == ("issued_on", "it is empty, and required")
    assert third.locator.startswith("row 3 (")
    assert "2)" in third.locator


MOMENTS = {
    # what it is: (the column, how its first cell reads)
    "finer than a microsecond": (pa.array([1_500], pa.timestamp("ns")), "1970-01-01T00:00:00"),
    "with a zone nobody has": (
        pa.array([0], pa.timestamp("us", "Mars/Base")),
        "1970-01-01T00:00:00+00:00",
    ),
    "beyond all calendars": (pa.array([2**62], pa.timestamp("s")), "4611686018427387904"),
    "a day in milliseconds": (pa.array([86_400_000], pa.date64()), "1970-01-02"),
    "a span": (pa.array([90], pa.duration("s")), "0:01:30"),
    "bytes": (pa.array([b"Acme"]), "Acme"),
    "numbers in a dictionary": (pa.array([1.5]).dictionary_encode(), "1.5"),
    "nothing at all": (pa.nulls(1), ""),
}


@pytest.mark.parametrize(("column", "text"), MOMENTS.values(), ids=MOMENTS)
def test_a_value_of_any_type_reads_as_text(
    tmp_path: Path, column: pa.Array[Any], text: str
) -> None:
    write_arrow(pa.table({"x": column}), tmp_path / "a.arrow")

    header, row = columnar.column_rows(lambda: (tmp_path / "a.arrow").open("rb"))()

    assert (list(header.cells), list(row.cells)) == (["x"], [text])


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_column_file_in_an_archive_is_read(
    tmp_path: Path, write: Callable[[pa.Table, Path], None]
) -> None:
    write(TABLE, tmp_path / "export")
    packed = tmp_path / "export.gz"
    packed.write_bytes(gzip.compress((tmp_path / "export").read_bytes()))

    assert sum(isinstance(one, Invoice) for one in outcomes(packed)) == 2


def test_columns_that_nobody_knows_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    write_parquet(pa.table({"a": [1], "b": [2]}), tmp_path / "x.parquet")

    (skipped,) = walk([tmp_path / "x.parquet"])

    assert isinstance(skipped, Skipped)
    assert "goodwill map" in skipped.why


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_file_that_is_cut_off_is_told(
    tmp_path: Path, write: Callable[[pa.Table, Path], None]
) -> None:
    write(TABLE, tmp_path / "x")
    whole = (tmp_path / "x").read_bytes()
    (tmp_path / "x").write_bytes(whole[: len(whole) // 2])

    (error,) = walk([tmp_path / "x"])

    assert isinstance(error, ReadError)
    assert "damaged" in error.reason


@pytest.mark.parametrize(("rows", "is_read"), [(30, True), (31, False)])
def test_more_rows_than_bytes_can_hold_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, is_read: bool
) -> None:
    monkeypatch.setattr(columnar, "FREE_ROWS", 30)
    monkeypatch.setattr(columnar, "ROWS_OF_A_BYTE", 0)
    write_parquet(pa.concat_tables([TABLE] * 11).slice(0, rows), tmp_path / "x.parquet")

    last = outcomes(tmp_path / "x.parquet")[-1]

    is_refused = isinstance(last, ReadError) and "31 rows in" in last.reason
    assert is_refused is not is_read


def test_reading_goes_on_behind_the_row_that_was_last(tmp_path: Path) -> None:
    write_parquet(TABLE, tmp_path / "x.parquet")
    file = only(list(walk([tmp_path / "x.parquet"])))
    read = connector_named(file.connector).read
    first, *rest = read(file, 0)

    assert list(read(file, first.position)) == rest


def test_moments_are_in_utc(tmp_path: Path) -> None:
    noon = datetime(2025, 7, 1, 12, tzinfo=UTC)
    column = pa.array([noon], pa.timestamp("us", "Europe/Berlin"))
    write_parquet(pa.table({"x": column}), tmp_path / "x.parquet")

    _, row = columnar.column_rows(lambda: (tmp_path / "x.parquet").open("rb"))()

    assert list(row.cells) == ["2025-07-01T12:00:00+00:00"]
