"""One account's signals in the views that judges need.

The figures of all views are worked out for many accounts at once (`goodwill.signals.sums`,
`reduce`). Months and pairs are handed on in columns; of the several thousand values they hold, one
is made when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.beliefs import FAMILIES, Beliefs, Limits, chances_over
from goodwill.facts.values import Measured, MonthValues, Posterior, SignalValue, Window
from goodwill.signals.header import SignalSpec
from goodwill.signals.memory import kept_by_month, kept_of_rows
from goodwill.signals.reduce import FAMILY, Reduced, reduce_sums
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
    """What all views share: signals, where their sums lie, their rows, and what is asked."""

    specs: tuple[SignalSpec, ...]
    lanes: Lanes
    columns: Columns
    numbers: Mapping[str, int]
    limits: Limits

    def reduced(self, sums: Floats) -> Reduced:
        """Values of shape (..., signals) from sums of shape (..., lanes, 6)."""
        first = self.lanes.first
        return reduce_sums(
            self.specs, sums[..., first, :], sums[..., first + self.lanes.is_two_armed, :]
        )

    def beliefs(self, found: Reduced) -> Beliefs:
        """What is believed of the signals that are asked about, from values of (views, signals)."""
        at = [self.numbers[name] for name in self.limits]
        a, b, exposure = (part[:, at] for part in (found.a, found.b, found.exposure))
        families = [FAMILIES.index(FAMILY[self.specs[number].reduce]) for number in at]
        family = np.broadcast_to(np.array(families, dtype=np.int64), a.shape)
        limits = np.array([*self.limits.values()]).reshape(-1, 2)
        over = chances_over(family, a, b, exposure, limits)
        return Beliefs(
            signals=(*self.limits,), family=family, a=a, b=b, exposure=exposure, over=over
        )


class LazyValues(Mapping[str, SignalValue]):
    """Values by signal over one window, month or pair; those without exposure are not in it."""

    __slots__ = ("_at", "_figures", "_found", "_made", "_pick", "_scope")

    def __init__(
        self, scope: Scope, found: Reduced, at: int | tuple[int, int], pick: PickRows
    ) -> None:
        self._scope = scope
        self._found = found
        self._at = at
        self._pick = pick
        self._figures: list[list[float]] | None = None
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

    def __bool__(self) -> bool:
        return any(True for _ in self)

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
        if self._figures is None:
            self._figures = [part[self._at].tolist() for part in self._found]
        raw, estimate, a, b, exposure = (part[number] for part in self._figures)
        if not exposure:
            return None
        spec, at, columns = self._scope.specs[number], self._pick(number), self._scope.columns
        return SignalValue(
            signal=spec.name,
            unit=spec.unit,
            raw=raw,
            estimate=estimate,
            posterior=Posterior(FAMILY[spec.reduce], a, b),
            exposure=exposure,
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
    *,
    as_of: date,
    limits: Limits,
) -> list[Measured]:
    """The accounts numbered `span`; `first_contacts` are theirs, in the same order."""
    numbers = {spec.name: number for number, spec in enumerate(specs)}
    scope = Scope(specs, Lanes.of(specs), columns, numbers, limits)
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


@dataclass(frozen=True, slots=True)
class Days:
    """The figures of the days since `first`, of shape (accounts, signals)."""

    first: int
    figures: Reduced


@dataclass(frozen=True, slots=True)
class Months:
    """The figures of each month's end, of shape (months, accounts, signals), and what they say."""

    figures: Reduced
    beliefs: Beliefs


@dataclass(frozen=True, slots=True)
class Pairs:
    """By account, its pairs of people with their values, and what those say."""

    dyads: Sequence[Mapping[tuple[str, str], LazyValues]]
    beliefs: Sequence[Beliefs]


class Found(NamedTuple):
    """The views of all accounts."""

    year: Days
    quarter: Days
    months: Months
    pairs: Pairs


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
        firsts = [self._first_month(contact) for contact in first_contacts]
        found = Found(
            self._days(Window.twelve_months(self.as_of)),
            self._days(Window.days(self.as_of, QUARTER_DAYS)),
            self._months(min(firsts)),
            self._pairs(min(firsts)),
        )
        return [
            self._account(at, name, first - min(firsts), found)
            for at, (name, first) in enumerate(zip(names, firsts, strict=True))
        ]

    def _first_month(self, contact: date | None) -> int:
        """The month an account's trend begins with; the month of `as_of` where nothing is."""
        last = int(months_of(np.array([day_number(self.as_of)]))[0])
        if contact is None:
            return last
        first = int(months_of(np.array([day_number(contact)]))[0])
        return min(max(first, last - MOST_MONTHS + 1), last)

    def _days(self, window: Window) -> Days:
        """The undiscounted figures of a window."""
        first = day_number(window.start)
        kept = self.by_account.where(self.by_account.on >= first)
        sums = window_sums(kept, self.scope.lanes, self.count, np.ones(len(kept.on)))
        return Days(first, self.scope.reduced(sums))

    def _months(self, first: int) -> Months:
        """Each month's discounted figures, of shape (months, accounts, signals)."""
        today, lasting = day_number(self.as_of), self._lasting(first)
        sums = month_sums(
            self.by_account, self.scope.lanes, self.count, first, today, lasting=lasting
        )
        figures = self.scope.reduced(sums)
        flat = Reduced(*(part.reshape(-1, part.shape[-1]) for part in figures))
        return Months(figures, self.scope.beliefs(flat))

    def _account(self, at: int, name: str, skipped: int, found: Found) -> Measured:
        """All views of one account, whose trend begins `skipped` months after the first."""
        scope, today = self.scope, day_number(self.as_of)
        width = len(scope.specs)
        starts = self.starts[at * width : (at + 1) * width + 1].tolist()
        spans = AccountSpans(scope.columns, starts)
        everything = range(starts[0], starts[-1])
        year, quarter = (
            LazyValues(scope, days.figures, at, spans.between(days.first, today))
            for days in (found.year, found.quarter)
        )
        months = found.months
        whole = np.arange(len(months.figures.raw))
        shown = whole[skipped:] if everything else whole[:0]
        return Measured(
            account_id=name,
            as_of=self.as_of,
            year=year,
            quarter=quarter,
            now=LazyValues(scope, months.figures, (-1, at), spans.between(-(10**9), today)),
            months=self._month_values(months.figures, shown, at, everything),
            dyads=found.pairs.dyads[at],
            rows={
                spec.name: RowView(scope.columns, range(first, last))
                for spec, (first, last) in zip(scope.specs, pairwise(starts), strict=True)
                if last > first
            },
            believed=months.beliefs.views(whole[-1:] * self.count + at),
            trend=months.beliefs.views(shown * self.count + at),
            between=found.pairs.beliefs[at],
        )

    def _month_values(
        self, figures: Reduced, shown: Ints, account: int, everything: range
    ) -> tuple[MonthValues, ...]:
        """Each shown month's discounted view."""
        last = int(months_of(np.array([day_number(self.as_of)]))[0])
        filled = set(months_of(self.scope.columns.on[everything.start : everything.stop]).tolist())
        return tuple(
            MonthValues(
                month=str(np.datetime64(number, "M")),
                is_empty=number not in filled,
                values=LazyValues(self.scope, figures, (at, account), lambda _: NO_ROWS),
            )
            for at in shown.tolist()
            for number in [last - len(figures.raw) + 1 + at]
        )

    def _lasting(self, first: int) -> Floats | None:
        """What each month since `first` keeps of all before it, by account."""
        last = int(months_of(np.array([day_number(self.as_of)]))[0])
        return kept_by_month(self.rows, self.scope.specs, self.count, first, last - first + 1)

    def _pairs(self, first_month: int) -> Pairs:
        """For each account its pairs with mail between them, each with a discounted view."""
        columns, rows = self.scope.columns, self.rows
        part = slice(self.offset, self.offset + len(rows.on))
        ours, theirs = columns.ours[part], columns.theirs[part]
        both = np.flatnonzero((ours >= 0) & (theirs >= 0))
        _, first, pair = np.unique(
            packed(rows.group[both], ours[both], theirs[both]),
            return_index=True,
            return_inverse=True,
        )
        with_mail = np.zeros(len(first), dtype=bool)
        is_mail = np.array([name == "message" for name in columns.sources], dtype=bool)
        with_mail[pair[is_mail[columns.source[part][both]]]] = True
        kept = kept_of_rows(rows.where(both), self._lasting(first_month), first_month)
        figures = self._of_pairs(rows.where(both), pair, len(first), kept)
        order = np.argsort(pair, kind="stable")
        edges = np.searchsorted(pair[order], np.arange(len(first) + 1))
        dyads: list[dict[tuple[str, str], LazyValues]] = [{} for _ in range(self.count)]
        numbers = np.flatnonzero(with_mail)
        owner = rows.group[both[first[numbers]]]
        for number in numbers.tolist():
            at = self.offset + both[order[edges[number] : edges[number + 1]]]
            row = both[first[number]]
            names = columns.people[ours[row]], columns.people[theirs[row]]
            view = LazyValues(self.scope, figures, number, self._pick_of(at))
            dyads[rows.group[row]][names] = view
        beliefs = self.scope.beliefs(Reduced(*(part[numbers] for part in figures)))
        return Pairs(dyads, [beliefs.views(owner == at) for at in range(self.count)])

    def _of_pairs(self, rows: RowSet, pair: Ints, count: int, kept: Floats) -> Reduced:
        """The discounted figures of each pair, from `kept` of each row."""
        of_pair = RowSet(pair, rows.signal, rows.on, rows.value, rows.weight, rows.them)
        of_pair = of_pair.with_months_counted_once(self.scope.lanes)
        counts = kept * fade(day_number(self.as_of) - of_pair.on)
        return self.scope.reduced(window_sums(of_pair, self.scope.lanes, count, counts))

    def _pick_of(self, at: Ints) -> PickRows:
        """Picks the rows of a signal among these."""
        signal = self.scope.columns.signal
        return lambda number: at[signal[at] == number]
