"""One account's signals in the views that judges need, each value made when it is asked for.

The sums of all views are worked out for many accounts at once (`goodwill.signals.sums`); a judge
asks for a few hundred of the several thousand values they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.values import Measured, MonthValues, SignalValue, Window
from goodwill.signals.header import SignalSpec
from goodwill.signals.reduce import TWO_ARMED, reduce_sums
from goodwill.signals.rows import Columns, RowView, day_number
from goodwill.signals.sums import (
    Lanes,
    RowSet,
    fade,
    month_sums,
    months_of,
    packed,
    window_sums,
)

__all__ = ["MOST_MONTHS", "measured_accounts"]

MOST_MONTHS = 240
"""A trend goes back twenty years at most; what is older counts as of its first month."""

QUARTER_DAYS = 90

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
PickRows = Callable[[int], range | Ints]
NO_ROWS = range(0)


@dataclass(frozen=True, slots=True)
class Scope:
    """What all views share: the signals, where their sums lie, and their rows."""

    specs: tuple[SignalSpec, ...]
    lanes: Lanes
    first_lanes: Sequence[int]
    columns: Columns
    numbers: Mapping[str, int]


class LazyValues(Mapping[str, SignalValue]):
    """Values by signal over one window, month or pair; those without exposure are not in it."""

    __slots__ = ("_lanes", "_made", "_pick", "_scope", "_sums")

    def __init__(self, scope: Scope, sums: Floats, pick: PickRows) -> None:
        self._scope = scope
        self._sums = sums
        self._pick = pick
        self._lanes: list[list[float]] | None = None
        self._made: dict[str, SignalValue | None] = {}

    def __getitem__(self, name: str) -> SignalValue:
        value = self._value(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._value(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._scope.numbers if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[dict[str, SignalValue]], tuple[dict[str, SignalValue]]]:
        return dict, (dict(self),)

    def _value(self, name: str) -> SignalValue | None:
        """The value of a signal, made once; None without exposure, and of what is no signal."""
        if name in self._made:
            return self._made[name]
        number = self._scope.numbers.get(name)
        value = self._made[name] = None if number is None else self._make(number)
        return value

    def _make(self, number: int) -> SignalValue | None:
        """The value of one signal, None without exposure."""
        if self._lanes is None:
            self._lanes = self._sums.tolist()
        spec, lane = self._scope.specs[number], self._scope.first_lanes[number]
        second = self._lanes[lane + (spec.reduce in TWO_ARMED)]
        reduced = reduce_sums(spec, self._lanes[lane], second)
        if reduced is None:
            return None
        at, columns = self._pick(number), self._scope.columns
        return SignalValue(
            signal=spec.name,
            unit=spec.unit,
            raw=reduced.raw,
            estimate=reduced.estimate,
            posterior=reduced.posterior,
            exposure=reduced.exposure,
            sources=columns.sources_of(at),
            rows=RowView(columns, at),
        )


@dataclass(frozen=True, slots=True)
class AccountSpans:
    """Where one account's rows lie: `starts[s]` to `starts[s + 1]` are those of signal `s`."""

    columns: Columns
    starts: Sequence[int]

    def between(self, first: int, last: int) -> PickRows:
        """Picks the rows of a signal from one day number to another, both included."""

        def pick(number: int) -> range:
            start, stop = self.starts[number], self.starts[number + 1]
            days = self.columns.on[start:stop]
            return range(
                start + int(days.searchsorted(first, "left")),
                start + int(days.searchsorted(last, "right")),
            )

        return pick


def measured_accounts(
    specs: tuple[SignalSpec, ...],
    columns: Columns,
    span: range,
    first_contacts: Sequence[date | None],
    as_of: date,
) -> list[Measured]:
    """The accounts numbered `span`; `first_contacts` are theirs, in the same order."""
    numbers = {spec.name: number for number, spec in enumerate(specs)}
    lanes = Lanes.of(specs)
    scope = Scope(specs, lanes, lanes.first.tolist(), columns, numbers)
    start, stop = np.searchsorted(columns.account, (span.start, span.stop))
    part = slice(int(start), int(stop))
    rows = RowSet(
        columns.account[part] - span.start,
        columns.signal[part],
        columns.on[part],
        columns.value[part],
        columns.weight[part],
        columns.theirs[part],
    )
    batch = Batch(scope, rows, int(start), len(span), as_of)
    return batch.measured([columns.accounts[number] for number in span], first_contacts)


class Batch:
    """The sums of some accounts, and the views cut from them."""

    def __init__(self, scope: Scope, rows: RowSet, offset: int, count: int, as_of: date) -> None:
        self.scope = scope
        self.as_of = as_of
        self.rows = rows
        self.offset = offset
        self.count = count
        self.by_account = rows.with_months_counted_once(scope.lanes)
        edges = np.arange(count * len(scope.specs) + 1)
        key = rows.group * len(scope.specs) + rows.signal
        self.starts = offset + np.searchsorted(key, edges)

    def measured(
        self, names: Sequence[str], first_contacts: Sequence[date | None]
    ) -> list[Measured]:
        """Each account in turn."""
        today = day_number(self.as_of)
        firsts = [self._first_month(contact) for contact in first_contacts]
        year, quarter = (
            self._window(window)
            for window in (
                Window.twelve_months(self.as_of),
                Window.days(self.as_of, QUARTER_DAYS),
            )
        )
        months = month_sums(self.by_account, self.scope.lanes, self.count, min(firsts), today)
        pairs = self._pairs()
        return [
            self._account(at, name, (year, quarter), months[firsts[at] - min(firsts) :], pairs[at])
            for at, name in enumerate(names)
        ]

    def _first_month(self, contact: date | None) -> int:
        """The month an account's trend begins with; the month of `as_of` where nothing is."""
        last = int(months_of(np.array([day_number(self.as_of)]))[0])
        if contact is None:
            return last
        first = int(months_of(np.array([day_number(contact)]))[0])
        return min(max(first, last - MOST_MONTHS + 1), last)

    def _window(self, window: Window) -> tuple[int, Floats]:
        """The window's first day, and its undiscounted sums."""
        first = day_number(window.start)
        kept = self.by_account.where(self.by_account.on >= first)
        return first, window_sums(kept, self.scope.lanes, self.count, np.ones(len(kept.on)))

    def _account(
        self,
        at: int,
        name: str,
        windows: tuple[tuple[int, Floats], tuple[int, Floats]],
        months: Floats,
        dyads: Mapping[tuple[str, str], LazyValues],
    ) -> Measured:
        """All views of one account."""
        scope, today = self.scope, day_number(self.as_of)
        width = len(scope.specs)
        starts = self.starts[at * width : (at + 1) * width + 1].tolist()
        spans = AccountSpans(scope.columns, starts)
        everything = range(starts[0], starts[-1])
        year, quarter = (
            LazyValues(scope, sums[at], spans.between(first, today)) for first, sums in windows
        )
        return Measured(
            account_id=name,
            as_of=self.as_of,
            year=year,
            quarter=quarter,
            now=LazyValues(scope, months[-1, at], spans.between(-(10**9), today)),
            months=self._months(months[:, at], everything),
            dyads=dyads,
            rows={
                spec.name: RowView(scope.columns, range(first, last))
                for spec, (first, last) in zip(scope.specs, pairwise(starts), strict=True)
                if last > first
            },
        )

    def _months(self, sums: Floats, everything: range) -> tuple[MonthValues, ...]:
        """Each month's discounted view; none where the account has no row at all."""
        if not everything:
            return ()
        today = day_number(self.as_of)
        last = int(months_of(np.array([today]))[0])
        numbers = np.arange(last - len(sums) + 1, last + 1)
        filled = set(months_of(self.scope.columns.on[everything.start : everything.stop]).tolist())
        return tuple(
            MonthValues(
                month=str(np.datetime64(int(number), "M")),
                is_empty=int(number) not in filled,
                values=LazyValues(self.scope, sums[at], lambda _: NO_ROWS),
            )
            for at, number in enumerate(numbers)
        )

    def _pairs(self) -> list[dict[tuple[str, str], LazyValues]]:
        """For each account its pairs with mail between them, each with a discounted view."""
        columns, rows = self.scope.columns, self.rows
        part = slice(self.offset, self.offset + len(rows.on))
        ours, theirs = columns.ours[part], columns.theirs[part]
        both = np.flatnonzero((ours >= 0) & (theirs >= 0))
        found: list[dict[tuple[str, str], LazyValues]] = [{} for _ in range(self.count)]
        if not both.size:
            return found
        _, first, pair = np.unique(
            packed(rows.group[both], ours[both], theirs[both]),
            return_index=True,
            return_inverse=True,
        )
        with_mail = np.zeros(len(first), dtype=bool)
        is_mail = np.array([name == "message" for name in columns.sources])
        with_mail[pair[is_mail[columns.source[part][both]]]] = True
        of_pair = rows.where(both)
        of_pair = RowSet(
            pair, of_pair.signal, of_pair.on, of_pair.value, of_pair.weight, of_pair.them
        ).with_months_counted_once(self.scope.lanes)
        counts = fade(day_number(self.as_of) - of_pair.on)
        sums = window_sums(of_pair, self.scope.lanes, len(first), counts)
        order = np.argsort(pair, kind="stable")
        edges = np.searchsorted(pair[order], np.arange(len(first) + 1))
        for number in np.flatnonzero(with_mail):
            at = self.offset + both[order[edges[number] : edges[number + 1]]]
            row = both[first[number]]
            names = columns.people[ours[row]], columns.people[theirs[row]]
            found[rows.group[row]][names] = LazyValues(self.scope, sums[number], self._pick_of(at))
        return found

    def _pick_of(self, at: Ints) -> PickRows:
        """Picks the rows of a signal among these."""
        signal = self.scope.columns.signal
        return lambda number: at[signal[at] == number]
