"""Column files: Parquet, and Arrow files (Feather), as warehouses and notebooks write them.

Columns are named as the contract names them, or as a mapping asks for. A file is read batch by
batch, so that memory is that of one part of it. Values become text as in `typed_cells`: moments
with a zone in UTC, decimals to their last figure, lists and groups of columns as JSON. What a
mapping does with the rows is said in `mapped`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom, BufferedReader
from typing import TYPE_CHECKING, Any, NamedTuple

from goodwill.sources.archives import Opener
from goodwill.sources.base import Connector
from goodwill.sources.mapped_tables import read
from goodwill.sources.sheets import SheetRow
from goodwill.sources.streams import BombError, BrokenStreamError, guarded, on_disk
from goodwill.sources.typed_cells import cell_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CONNECTOR", "column_header", "column_rows", "is_columnar"]

LARGEST_IN_ARCHIVE = 1 << 30
LARGEST_PART = 2 << 30
"""Bytes that one part (a row group) may unpack to; programs write a tenth of that."""
FREE_ROWS = 10_000_000
ROWS_OF_A_BYTE = 10
"""Rows for each byte of the file: rows that differ at all take a byte or more each."""
_BATCH = 10_000
_PARQUET = b"PAR1"
_ARROW = b"ARROW1"
_HEADER = 1
_Stream = BufferedReader | BufferedRandom


class _Part(NamedTuple):
    """A batch of rows, and where a person finds it."""

    place: str
    batch: pa.RecordBatch


def is_columnar(head: bytes) -> bool:
    """Whether a file is a column file, by its first bytes."""
    return head.startswith((_PARQUET, _ARROW))


def column_header(open_: Opener) -> SheetRow:
    """The names of the columns as the first row; an `OSError` of one sentence if it is damaged."""
    with _opened(open_) as stream:
        return _header(_schema(stream))


class column_rows:  # noqa: N801  called as the function that it is: an `OpenSheet`
    """All rows of a column file, its names first; may be gone through again."""

    def __init__(self, open_: Opener) -> None:
        self._open = open_

    def __call__(self) -> Iterator[SheetRow]:
        """Row 1 of the file has number 2: the names of the columns are above it."""
        with _opened(self._open) as stream:
            schema = _schema(stream)
            yield _header(schema)
            natives = _natives(schema)
            number = _HEADER
            for part in _parts(stream):
                columns = [_cells(column) for column in part.batch.columns]
                for cells in zip(*columns, strict=True):
                    place = f"row {number} ({part.place})"
                    number += 1
                    yield SheetRow(number, place, cells, natives=natives)


def _header(schema: pa.Schema) -> SheetRow:
    return SheetRow(_HEADER, "the names of the columns", schema.names)


@contextmanager
def _opened(open_: Opener) -> Iterator[_Stream]:
    """The file, to go about in; whatever the library stumbles over is told in one sentence."""
    import pyarrow as pa  # noqa: PLC0415  slow to load, and seldom needed

    try:
        with open_() as stream, on_disk(stream, LARGEST_IN_ARCHIVE, "a column file") as source:
            yield source
    except (pa.ArrowException, EOFError) as error:
        first = str(error).partition("\n")[0]
        raise BrokenStreamError(f"it is damaged, or no column file ({first})") from error
    except MemoryError as error:
        raise BombError("a part of it takes more memory than there is") from error


def _is_parquet(stream: _Stream) -> bool:
    stream.seek(0)
    magic = stream.read(len(_PARQUET))
    stream.seek(0)
    return magic == _PARQUET


def _schema(stream: _Stream) -> pa.Schema:
    import pyarrow.ipc as arrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    if _is_parquet(stream):
        return parquet.ParquetFile(stream).schema_arrow
    return arrow.open_file(stream).schema


def _parts(stream: _Stream) -> Iterator[_Part]:
    return _parquet_parts(stream) if _is_parquet(stream) else _arrow_parts(stream)


def _parquet_parts(stream: _Stream) -> Iterator[_Part]:
    from pyarrow import parquet  # noqa: PLC0415

    size = stream.seek(0, 2)
    file = parquet.ParquetFile(stream)
    if file.metadata.num_rows > max(FREE_ROWS, ROWS_OF_A_BYTE * size):
        raise BombError(f"it has {file.metadata.num_rows} rows in {size} bytes")
    for group in range(file.metadata.num_row_groups):
        if file.metadata.row_group(group).total_byte_size > LARGEST_PART:
            raise BombError(f"its row group {group + 1} unpacks to more than {LARGEST_PART} bytes")
        for batch in file.iter_batches(_BATCH, row_groups=[group]):
            yield _Part(f"row group {group + 1}", batch)


def _arrow_parts(stream: _Stream) -> Iterator[_Part]:
    import pyarrow.ipc as arrow  # noqa: PLC0415

    file = arrow.open_file(stream)
    for number in range(file.num_record_batches):
        whole = file.get_batch(number)
        whole.validate(full=True)
        for start in range(0, whole.num_rows, _BATCH):
            yield _Part(f"record batch {number + 1}", whole.slice(start, _BATCH))


def _natives(schema: pa.Schema) -> tuple[int, ...]:
    """The places of columns that hold numbers by their type."""
    from pyarrow import types  # noqa: PLC0415

    tests = (types.is_integer, types.is_floating, types.is_decimal)
    return tuple(
        at for at, kind in enumerate(schema.types) if any(test(_plain(kind)) for test in tests)
    )


def _plain(kind: Any) -> Any:
    """The type of the values behind a dictionary."""
    return getattr(kind, "value_type", kind) if str(kind).startswith("dictionary") else kind


def _cells(column: pa.Array[Any]) -> list[str]:
    """The cells of one column as text."""
    exact = _in_exact_types(column)
    try:
        return [cell_of(value) for value in exact.to_pylist()]
    except (ValueError, OverflowError):  # a moment that no calendar has: told where it is read
        return [_cell_alone(value) for value in exact]


def _in_exact_types(column: pa.Array[Any]) -> Any:
    """The column in types whose values Python has: moments in microseconds and in UTC."""
    import pyarrow as pa  # noqa: PLC0415

    kind = _plain(column.type)
    if pa.types.is_timestamp(kind):
        zone = None if kind.tz is None else "UTC"
        in_utc = column.cast(pa.timestamp(kind.unit, zone))
        is_finer = kind.unit == "ns"  # of the others, none can be cast without overflowing
        return in_utc.cast(pa.timestamp("us", zone), safe=False) if is_finer else in_utc
    if pa.types.is_float32(kind) or pa.types.is_float16(kind):
        # In its own few figures: 0.1, not the 0.10000000149011612 that a double makes of it.
        return column.cast(pa.float32()).cast(pa.string()).cast(pa.float64())
    return column


def _cell_alone(value: Any) -> str:
    try:
        return cell_of(value.as_py())
    except (ValueError, OverflowError):
        return str(value.value)


CONNECTOR = Connector(
    name="columnar",
    payload_type="table_row",
    recognises=lambda _name, _head: False,  # `walk` asks for the names of the columns first
    read=guarded(read),
)
