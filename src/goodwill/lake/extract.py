"""What a worker of the cluster does with pieces of raw files: bytes in, facts and acts out.

Nothing is read otherwise than in the embedded run: the same connectors, the same parsing process
beside each worker (`goodwill.importing.workers`), so that a mail which breaks a parser breaks no
task. The answer is one row for each record, in the order of the file; running a piece twice gives
the same rows, so a task that is killed, or runs twice at once, changes nothing.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import orjson
import pyarrow as pa

from goodwill.importing.work import Rules, Work
from goodwill.importing.workers import Workers
from goodwill.lake.pieces import Piece, items_of
from goodwill.lake.tables import schema_of, table_of
from goodwill.store.rows import Entry, Excluded, MessageRow

__all__ = ["EXTRACTED", "PIECES", "extracted", "message_of", "pieces_table"]

RECORDS = 500
BYTES = 8 << 20
"""What is handed to the parsing process at once, as in the embedded run."""

PIECES = schema_of(
    number=pa.int64(),
    start=pa.int64(),
    end=pa.int64(),
    follows=pa.bool_(),
    path=pa.string(),
    top=pa.string(),
    packed=pa.binary(),
    is_excluded=pa.bool_(),
)

_PERSON = pa.struct([("role", pa.string()), ("address", pa.string()), ("name", pa.string())])
_ACT = pa.struct(
    [
        ("act", pa.string()),
        ("span_start", pa.int64()),
        ("span_end", pa.int64()),
        ("probability", pa.float64()),
        ("quote", pa.string()),
        ("due_on", pa.string()),
    ]
)
_NOTE = pa.struct([("what", pa.string()), ("address", pa.string()), ("words", pa.string())])
_PLACE = {"piece": pa.int64(), "record": pa.int64()}
_MESSAGE: dict[str, pa.DataType] = {
    "ref": pa.string(),
    "message_id": pa.string(),
    "in_reply_to": pa.string(),
    "refs": pa.string(),
    "sent_at": pa.int64(),
    "date_from": pa.string(),
    "utc_offset_minutes": pa.int64(),
    "subject": pa.string(),
    "words": pa.int64(),
    "text_id": pa.string(),
    "quoted_id": pa.string(),
    "language": pa.string(),
    "category": pa.string(),
    "authenticated": pa.bool_(),
    "parser": pa.string(),
    "flags": pa.string(),
    "attachments": pa.string(),
}
"""The columns of a message as the book's table has them, between its rank and its import."""

EXTRACTED = schema_of(
    **_PLACE,
    position=pa.int64(),
    locator=pa.string(),
    fact_id=pa.string(),
    copy_rank=pa.string(),
    **_MESSAGE,
    text=pa.string(),
    zones=pa.string(),
    people=pa.list_(_PERSON),
    acts=pa.list_(_ACT),
    notes=pa.list_(_NOTE),
    passed_on=pa.string(),
    other=pa.binary(),
)
"""One row for each record: a message in columns; what is no message, packed in `other`."""


def pieces_table(pieces: Iterable[tuple[Piece, bool]]) -> pa.Table:
    """Pieces, and whether privacy keeps them out, as they are handed to the cluster."""
    told = attrgetter(*PIECES.names[:-1])
    return table_of(PIECES, [(*told(piece), is_excluded) for piece, is_excluded in pieces])


def extracted(batches: Iterable[pa.RecordBatch], rules: Rules) -> Iterator[pa.RecordBatch]:
    """The rows of the pieces in `batches`, some hundred at a time."""
    for batch in batches:
        for row in batch.to_pylist():
            is_excluded = row.pop("is_excluded")
            piece = Piece(**row)
            if is_excluded:
                yield from _left_out(piece)
            else:
                yield from _read(piece, rules)


def _read(piece: Piece, rules: Rules) -> Iterator[pa.RecordBatch]:
    first, is_done, parser = 0, False, _parser(rules)
    try:
        for _, entries in parser.parsed(_batches(piece)):
            if entries:
                yield _as_batch(piece, first, entries)
                first += len(entries)
        is_done = True
    finally:
        if not is_done:  # answers to what nobody waits for any more may be under way
            _parser.cache_clear()
            parser.__exit__()


def _left_out(piece: Piece) -> Iterator[pa.RecordBatch]:
    """Records of a folder that privacy keeps out: counted, and not looked into."""
    why = Excluded("exclude_folders")
    entries = [Entry(item.position, 0, item.locator, why) for item in items_of(piece)]
    if entries:
        yield _as_batch(piece, 0, entries)


@cache
def _parser(rules: Rules) -> Workers[None]:
    """The parsing process of this worker: it takes a second to start, and serves many tasks."""
    return Workers(rules, 1)


def _batches(piece: Piece) -> Iterator[tuple[None, Sequence[Work]]]:
    """The records of a piece, so many at a time as are parsed together."""
    work: list[Work] = []
    size = 0
    for item in items_of(piece):
        work.append(Work(item.position, 0, item))  # which file it is, the driver knows
        payload = getattr(item, "payload", b"")
        size += len(payload) if isinstance(payload, bytes) else 0
        if len(work) >= RECORDS or size >= BYTES:
            yield None, work
            work, size = [], 0
    yield None, work


def _as_batch(piece: Piece, first: int, entries: Sequence[Entry]) -> pa.RecordBatch:
    """Entries of a piece as rows, numbered from `first`."""
    columns = list(zip(*(_values(entry) for entry in entries), strict=True))
    count = len(entries)
    place = [
        pa.array([piece.number] * count, pa.int64()),
        pa.array(range(first, first + count), pa.int64()),
    ]
    fields = [EXTRACTED.field(at) for at in range(len(place), len(EXTRACTED))]
    rest = [_column(field, values) for field, values in zip(fields, columns, strict=True)]
    return pa.RecordBatch.from_arrays([*place, *rest], schema=EXTRACTED)


def _values(entry: Entry) -> tuple[Any, ...]:
    """One record, column by column behind its place."""
    row = entry.outcome
    if not isinstance(row, MessageRow):
        nothing = (None,) * (len(EXTRACTED) - len(_PLACE) - 3)
        return (entry.source_file_id, entry.locator, *nothing, pickle.dumps([entry]))
    people = [(role, *point) for role, point in row.people]
    inner = [_plain(mail) for mail in row.passed_on]
    passed_on = orjson.dumps(inner).decode() if inner else None
    head = (entry.source_file_id, entry.locator, row.fact_id, row.copy_rank, *row.columns)
    return (*head, row.text, row.zones, people, row.acts, row.notes, passed_on, None)


def _plain(mail: MessageRow) -> tuple[Any, ...]:
    """A mail within another as JSON writes it: what it tells of people is not heard."""
    return (*mail[:-2], [_plain(inner) for inner in mail.passed_on])


def _column(field: pa.Field[Any], values: Sequence[Any]) -> pa.Array[Any]:
    if pa.types.is_list(field.type):
        return _lists(field.type.value_type, values)
    found: pa.Array[Any] = pa.array(values, field.type)
    return found


def _lists(struct: pa.StructType, values: Sequence[Any]) -> pa.Array[Any]:
    """Lists of tuples as lists of structs, column by column: ten times as fast as one by one."""
    offsets, flat = [0], list[tuple[Any, ...]]()
    for some in values:
        flat.extend(some or ())
        offsets.append(len(flat))
    columns = list(zip(*flat, strict=True)) or [()] * struct.num_fields
    parts = [pa.array(columns[at], struct.field(at).type) for at in range(struct.num_fields)]
    inner = pa.StructArray.from_arrays(parts, fields=[struct.field(i) for i in range(len(parts))])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inner)


def message_of(values: Any) -> MessageRow:
    """A message that was written as JSON (mail that another passes on) as its row."""
    fact_id, copy_rank, columns, text, zones, people, acts, passed_on = values
    return MessageRow(
        fact_id,
        copy_rank,
        tuple(columns),
        text,
        zones,
        tuple((role, (address, name)) for role, (address, name) in people),
        tuple(map(tuple, acts)),
        tuple(map(message_of, passed_on)),
    )
