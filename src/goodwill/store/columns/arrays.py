"""Stored values as Arrow columns: integers to money, ISO text and UTC seconds to days and times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from goodwill.engines.schema import arrow_schema

__all__ = ["Days", "arrow_table", "as_array", "as_columns"]

Ints = np.typing.NDArray[np.int64]

_DAY = 86_400
_MILLIONTHS = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Days:
    """The calendar day, in one timezone, of a moment in UTC seconds.

    A zone's offset is looked up once for each UTC day, and for each moment only on the days on
    which it changes.
    """

    def __init__(self, timezone: str) -> None:
        self._zone = ZoneInfo(timezone)
        self._offset_of_day = cache(self._steady_offset)

    def __call__(self, seconds: int) -> int:
        """Days since 1970-01-01."""
        offset = self._offset_of_day(seconds // _DAY)
        if offset is None:
            offset = self._offset(seconds)
        return (seconds + offset) // _DAY

    def of(self, seconds: Ints) -> Ints:
        """The same of many moments."""
        utc_days, at = np.unique(seconds // _DAY, return_inverse=True)
        offsets = [self._offset_of_day(day) for day in utc_days.tolist()]
        steady = np.array([offset or 0 for offset in offsets], dtype=np.int64)
        found: Ints = (seconds + steady[at]) // _DAY
        is_changing = np.array([offset is None for offset in offsets], dtype=np.bool_)
        for place in np.flatnonzero(is_changing[at]).tolist():
            found[place] = self(int(seconds[place]))
        return found

    def _steady_offset(self, day: int) -> int | None:
        first, last = self._offset(day * _DAY), self._offset((day + 1) * _DAY)
        return first if first == last else None

    def _offset(self, seconds: int) -> int:
        moment = (_EPOCH + timedelta(seconds=seconds)).astimezone(self._zone)
        offset = moment.utcoffset()
        return 0 if offset is None else round(offset.total_seconds())


def as_columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows as columns; none where there are no rows."""
    return [list(values) for values in zip(*rows, strict=True)]


def arrow_table(relation: str, columns: Sequence[list[Any]]) -> pa.Table:
    """One relation, its values as the database keeps them, in its Arrow schema."""
    schema = arrow_schema(relation)
    if not columns:
        return schema.empty_table()
    arrays = [as_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def as_array(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    """One column, its values as the database keeps them."""
    for fits, make in _MAKERS:
        if fits(kind):
            return make(values, kind)
    return pa.array(values, type=kind)


def _decimals(values: list[Any], kind: Any) -> pa.Array[Any]:
    """Millionths as decimals, without a Python object for each: the bytes are laid out here."""
    given = pa.array(values, type=pa.int64())
    numbers = given.fill_null(0).to_numpy()
    numbers = _rounded(numbers, 10 ** (_MILLIONTHS - kind.scale))
    words = np.empty((len(numbers), 2), dtype=np.int64)
    words[:, 0], words[:, 1] = numbers, numbers >> 63
    known = given.buffers()[0]  # which are null; no buffer where none is
    return pa.Array.from_buffers(kind, len(values), [known, pa.py_buffer(words.tobytes())])


def _rounded(numbers: np.typing.NDArray[np.int64], unit: int) -> np.typing.NDArray[np.int64]:
    """Numbers in units `unit` times as large, half-even."""
    whole, rest = np.divmod(numbers, unit)
    is_up = (2 * rest > unit) | ((2 * rest == unit) & (whole % 2 == 1))
    rounded: np.typing.NDArray[np.int64] = whole + is_up.astype(np.int64)
    return rounded


def _days(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    """ISO texts, or days since 1970."""
    is_text = isinstance(next((value for value in values if value is not None), None), str)
    return pa.array(values, type=pa.string() if is_text else pa.int32()).cast(kind)


def _times(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    return pa.array(values, type=pa.int64()).cast(pa.timestamp("s")).cast(kind)


def _booleans(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    with suppress(pa.ArrowInvalid, pa.ArrowTypeError):  # the database may keep them as 0 and 1
        return pa.array(values, type=kind)
    return pa.array([None if value is None else bool(value) for value in values], type=kind)


def _floats(values: list[Any], kind: pa.DataType) -> pa.Array[Any]:
    with suppress(pa.ArrowInvalid, pa.ArrowTypeError):  # the database may keep them as texts
        return pa.array(values, type=kind)
    return pa.array([None if value is None else float(value) for value in values], type=kind)


_MAKERS: tuple[
    tuple[Callable[[pa.DataType], bool], Callable[[list[Any], pa.DataType], pa.Array[Any]]], ...
] = (
    (pa.types.is_decimal, _decimals),
    (pa.types.is_date32, _days),
    (pa.types.is_timestamp, _times),
    (pa.types.is_boolean, _booleans),
    (pa.types.is_float64, _floats),
)
