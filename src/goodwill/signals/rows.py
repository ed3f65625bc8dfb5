"""The rows that signals returned, as columns; single rows are made when somebody opens them.

An account with 2,000 messages has some 30,000 rows, and a statement cites a few hundred of
them. What is summed over the columns is in `reduce`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goodwill.facts.values import SignalRow
from goodwill.signals.sums import packed

__all__ = ["EPOCH", "Columns", "RowView", "columns_of", "day_number"]

EPOCH = date(1970, 1, 1)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Rows of all signals, sorted by account, signal, day, source, ref and pair.

    `account` numbers the account among those measured, `signal` the signal among `names`, `on`
    counts days since 1970-01-01. `ours`, `theirs` and `source` number their words in the tuples
    beside them; -1 is nobody.
    """

    names: tuple[str, ...]
    accounts: tuple[str, ...]
    account: Ints
    signal: Ints
    on: Ints
    value: Floats
    weight: Floats
    ours: Ints
    theirs: Ints
    people: tuple[str, ...]
    source: Ints
    sources: tuple[str, ...]
    ref: pa.Array
    quote: pa.Array

    def row(self, at: int) -> SignalRow:
        """One row."""
        ours, theirs = int(self.ours[at]), int(self.theirs[at])
        return SignalRow(
            signal=self.names[self.signal[at]],
            account_id=self.accounts[self.account[at]],
            source=self.sources[self.source[at]],
            ref=self.ref[at].as_py(),
            on=EPOCH + timedelta(days=int(self.on[at])),
            value=float(self.value[at]),
            weight=float(self.weight[at]),
            ours=self.people[ours] if ours >= 0 else None,
            theirs=self.people[theirs] if theirs >= 0 else None,
            quote=self.quote[at].as_py(),
        )


class RowView(Sequence[SignalRow]):
    """Some rows of some columns: a tuple to its reader, made when first looked into."""

    __slots__ = ("_at", "_columns", "_made")

    def __init__(self, columns: Columns, at: range | Ints) -> None:
        self._columns = columns
        self._at = at
        self._made: tuple[SignalRow, ...] | None = None

    def _rows(self) -> tuple[SignalRow, ...]:
        """The rows, made once."""
        if self._made is None:
            self._made = tuple(self._columns.row(int(at)) for at in self._at)
        return self._made

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[SignalRow]:
        return iter(self._rows())

    @overload
    def __getitem__(self, index: int) -> SignalRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[SignalRow, ...]: ...
    def __getitem__(self, index: int | slice) -> SignalRow | tuple[SignalRow, ...]:
        return self._rows()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rows() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._rows())

    def __repr__(self) -> str:
        return repr(self._rows())

    def __reduce__(self) -> tuple[type[tuple[SignalRow, ...]], tuple[tuple[SignalRow, ...]]]:
        return tuple, (self._rows(),)


def columns_of(
    tables: Sequence[pa.Table], names: tuple[str, ...], accounts: tuple[str, ...], last: date
) -> Columns:
    """Bring the answers of all signals, one table each, into one order.

    Rows of no known account or day, or dated after `last`, are left out, and those whose value is
    not a number.
    """
    rows = pa.concat_tables(tables).combine_chunks()
    signal = np.repeat(np.arange(len(tables)), [table.num_rows for table in tables])
    account = _numbers(pc.index_in(rows["account_id"], pa.array(accounts, pa.string())))
    on = _numbers(rows["on_day"].cast(pa.int32()))
    value, weight = rows["value"].to_numpy(), rows["weight"].to_numpy()
    people, ours, theirs = _coded(rows["ours"], rows["theirs"])
    sources, source = _coded(rows["source"])
    _, ref = _coded(rows["ref"])
    order = np.lexsort((weight, value, theirs, ours, packed(source, ref), on, packed(account, signal)))
    known = (account >= 0) & (on > NO_DAY) & (on <= day_number(last)) & np.isfinite(value)
    order = order[known[order]]
    at = pa.array(order)
    return Columns(
        names=names,
        accounts=accounts,
        account=account[order],
        signal=signal[order],
        on=on[order],
        value=value[order],
        weight=weight[order],
        ours=ours[order],
        theirs=theirs[order],
        people=people,
        source=source[order],
        sources=sources,
        ref=_one(rows["ref"]).take(at),
        quote=_one(rows["quote"]).take(at),
    )


NOBODY = -1
NO_DAY = -(10**6)
"""Before the first day there is: year 1 is day -719162."""


def _one(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _numbers(column: pa.ChunkedArray | pa.Array) -> Ints:
    """Whole numbers, empty ones below all that can be meant."""
    return pc.fill_null(column, NO_DAY).to_numpy().astype(np.int64)


def _coded(*columns: pa.ChunkedArray) -> tuple[tuple[str, ...] | Ints, ...]:
    """The words of some columns, sorted, and each column as numbers into them."""
    words = pc.unique(pa.chunked_array([chunk for column in columns for chunk in column.chunks]))
    known = pa.array(sorted(word for word in words.to_pylist() if word is not None), pa.string())
    numbers = [
        pc.fill_null(pc.index_in(column, known), NOBODY).to_numpy().astype(np.int64)
        for column in columns
    ]
    return (tuple(known.to_pylist()), *numbers)
