"""The rows that signals returned, as columns; single rows are made when somebody opens them.

An account with 2,000 messages has some 30,000 rows, and a statement cites a few hundred of
them. What is summed over the columns is in `reduce`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goodwill.facts.showing_rows import InColumns, Strongest
from goodwill.facts.values import SignalRow
from goodwill.signals.sums import packed

__all__ = [
    "EPOCH",
    "SQL_TYPES",
    "Columns",
    "RowView",
    "columns_of",
    "day_number",
    "no_rows",
    "position_in",
]

EPOCH = date(1970, 1, 1)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Words = NDArray[np.object_]
"""Words by number, and last, for -1, None."""

SQL_TYPES: dict[str, tuple[str, pa.DataType]] = {
    "account_id": ("varchar", pa.string()),
    "source": ("varchar", pa.string()),
    "ref": ("varchar", pa.string()),
    "on_day": ("date", pa.date32()),
    "value": ("double", pa.float64()),
    "weight": ("double", pa.float64()),
    "ours": ("varchar", pa.string()),
    "theirs": ("varchar", pa.string()),
    "quote": ("varchar", pa.string()),
}
"""What every signal returns, in this order, and the type of each column in SQL and in Arrow."""


def no_rows() -> pa.Table:
    """The answer of a signal that has none."""
    return pa.schema([(name, kind) for name, (_, kind) in SQL_TYPES.items()]).empty_table()


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Rows of all signals, sorted by account, signal, day, source, ref and pair.

    `account` numbers the account among those measured, `signal` the signal among `names`, `on`
    counts days since 1970-01-01. `ours`, `theirs`, `source`, `ref` and `quote` number their words
    beside them; -1 is nobody, or no quote. Refs stand in their order. `run` numbers stretches of
    rows with one source.
    """

    names: Words
    accounts: Words
    account: Ints
    signal: Ints
    on: Ints
    value: Floats
    weight: Floats
    ours: Ints
    theirs: Ints
    people: Words
    source: Ints
    sources: Words
    run: Ints
    ref: Ints
    refs: Words
    quote: Ints
    quotes: Words

    def rows(self, at: range | Ints) -> tuple[SignalRow, ...]:
        """Some rows, in the order of their numbers."""
        these = _index(at)
        columns: tuple[list[Any], ...] = (
            self.names[self.signal[these]].tolist(),
            self.accounts[self.account[these]].tolist(),
            self.sources[self.source[these]].tolist(),
            self.refs[self.ref[these]].tolist(),
            self.on[these].astype("datetime64[D]").tolist(),
            self.value[these].tolist(),
            self.weight[these].tolist(),
            self.people[self.ours[these]].tolist(),
            self.people[self.theirs[these]].tolist(),
            self.quotes[self.quote[these]].tolist(),
        )
        values = zip(*columns, strict=True)
        return tuple(map(partial(tuple.__new__, SignalRow), values))  # `_make` takes twice as long

    def strongest(self, at: range | Ints, most: int) -> Strongest:
        """Of some rows those with a value, the strongest first: a few as rows, then the others."""
        number = np.arange(at.start, at.stop) if isinstance(at, range) else at
        weight = np.abs(self.weight[number])
        strength = self.value[number] * np.where(weight == 0, 1.0, weight)
        number, strength = number[strength > 0], strength[strength > 0]
        is_silent = self.quote[number] < 0
        order = np.lexsort((self.ref[number], -self.on[number], -strength, is_silent))
        ordered = number[order]
        first, rest = ordered[:most], ordered[most:]
        return Strongest(
            self.rows(first),
            self.sources[self.source[rest]].tolist(),
            self.refs[self.ref[rest]].tolist(),
            self.on[rest].astype("datetime64[D]").astype(str).tolist(),
            self.quotes[self.quote[rest]].tolist(),
        )

    def sources_of(self, at: range | Ints) -> frozenset[str]:
        """The words for the sources of some rows."""
        if isinstance(at, range):
            if at and self.run[at.start] == self.run[at.stop - 1]:
                return frozenset((self.sources[self.source[at.start]],))
            seen = set(self.source[at.start : at.stop].tolist())
        else:
            seen = set(self.source[at].tolist())
        return frozenset(self.sources[source] for source in seen)


def _index(at: range | Ints) -> slice | Ints:
    """Row numbers as numpy takes them: a stretch without a copy."""
    return slice(at.start, at.stop) if isinstance(at, range) else at


class RowView(InColumns):
    """Some rows of some columns: a tuple to its reader, made when first looked into."""

    __slots__ = ("_at", "_columns", "_made")

    def __init__(self, columns: Columns, at: range | Ints) -> None:
        self._columns = columns
        self._at = at
        self._made: tuple[SignalRow, ...] | None = None

    def _rows(self) -> tuple[SignalRow, ...]:
        """The rows, made once."""
        if self._made is None:
            self._made = self._columns.rows(self._at)
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

    def strongest(self, most: int) -> Strongest:
        """Rows that show the thing, strongest first, those with words before those without."""
        return self._columns.strongest(self._at, most)

    def count_from(self, least: float) -> int:
        """How many rows have a value of at least `least`."""
        return int(np.count_nonzero(self._columns.value[_index(self._at)] >= least))

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
    rows = pa.concat_tables(tables)
    signal = np.repeat(np.arange(len(tables)), [table.num_rows for table in tables])
    account = position_in(rows["account_id"], accounts)
    on = _numbers(rows["on_day"].cast(pa.int32()), NO_DAY)
    value, weight = rows["value"].to_numpy(), rows["weight"].to_numpy()
    people, (ours, theirs) = _coded(rows["ours"], rows["theirs"])
    sources, (source,) = _coded(rows["source"])
    refs, (ref,) = _coded(rows["ref"])
    quotes, (quote,) = _coded(rows["quote"])
    key = packed(account, signal, on, source, ref, ours, theirs)
    order = _sorted_by(key, value, weight)
    known = (account >= 0) & (on > NO_DAY) & (on <= day_number(last)) & np.isfinite(value)
    order = order[known[order]]
    return Columns(
        names=_words(names),
        accounts=_words(accounts),
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
        run=np.cumsum(np.diff(source[order], prepend=0) != 0),
        ref=ref[order],
        refs=refs,
        quote=quote[order],
        quotes=quotes,
    )


NOBODY = -1
NO_WORDS = pa.array([], pa.string()).dictionary_encode()
NO_DAY = -(10**6)
"""Before the first day there is: year 1 is day -719162."""


def _numbers(column: pa.ChunkedArray[Any] | pa.Array[Any], empty: int) -> Ints:
    """Whole numbers (below 2^53), with one that stands for empty."""
    whole = np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)
    return np.nan_to_num(whole, nan=empty).astype(np.int64)


def position_in(column: pa.ChunkedArray[Any], words: Sequence[str]) -> Ints:
    """Where each word of a column stands among some words, -1 for none of them."""
    return _numbers(pc.index_in(column, pa.array(words, pa.string())), NOBODY)


def _coded(*columns: pa.ChunkedArray[Any]) -> tuple[Words, list[Ints]]:
    """The words of some columns, sorted, and each column as numbers into them."""
    chunks = [chunk for column in columns for chunk in column.chunks]
    found = pa.concat_arrays(chunks).dictionary_encode() if chunks else NO_WORDS
    order = pc.sort_indices(found.dictionary)
    place = np.empty(len(order) + 1, dtype=np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    place[-1] = NOBODY
    numbers = place[found.indices.fill_null(len(order)).to_numpy()]
    ends = np.cumsum([len(column) for column in columns])
    words = found.dictionary.take(order).to_pylist()
    return _words(words), np.split(numbers, ends[:-1])


def _words(words: Sequence[str | None]) -> Words:
    """Words by their numbers; -1 is none."""
    return np.array([*words, None], dtype=object)


def _sorted_by(key: Ints, *then: Floats) -> Ints:
    """Row numbers in the order of `key`; only rows that share it are compared by the others."""
    order = np.argsort(key, kind="stable")
    is_next = np.diff(key[order]) == 0
    shared = np.flatnonzero(np.append(is_next, False) | np.append(False, is_next))
    some = order[shared]
    order[shared] = some[np.lexsort((*(one[some] for one in reversed(then)), key[some]))]
    return order
