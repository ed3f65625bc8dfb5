"""Sums over rows: by account and signal, over a window, by month, and by pair of people.

Plain numpy over the columns of `rows`; every row is looked at once for each kind of view, however
many months there are. How sums become values is in `reduce`.

Discount: an older row counts half as much for each 250 days. A kind holds for a year on average
(concepts B.3, mean dwell), so what was seen a year ago speaks for today with 1/e of its weight:
the mean age of what counts is then a year too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwill.signals.header import SignalSpec
from goodwill.signals.reduce import TWO_ARMED

__all__ = ["HALF_LIFE_DAYS", "Lanes", "RowSet", "month_sums", "packed", "window_sums"]

HALF_LIFE_DAYS = 250.0
SUM_COUNT = 6
MOST = 2**62
SQUARED = 2
"""Which sum is of squared weights: it fades twice as fast."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where each signal's sums lie: one lane, or two for kinds that set two sides apart."""

    first: Ints
    is_two_armed: Flags
    is_effective_count: Flags
    is_monthly: Flags
    count: int

    @classmethod
    def of(cls, specs: Sequence[SignalSpec]) -> Lanes:
        """Lanes in the order of the signals."""
        two = np.array([spec.reduce in TWO_ARMED for spec in specs])
        return cls(
            first=np.concatenate(([0], np.cumsum(1 + two)[:-1])).astype(np.int64),
            is_two_armed=two,
            is_effective_count=np.array([spec.reduce == "effective_count" for spec in specs]),
            is_monthly=np.array([spec.reduce == "monthly_rate" for spec in specs]),
            count=len(specs) + int(two.sum()),
        )


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows to be summed: their group (an account, or a pair), signal, day, value and weight.

    `them` numbers the person of theirs, -1 for nobody.
    """

    group: Ints
    signal: Ints
    on: Ints
    value: Floats
    weight: Floats
    them: Ints

    def where(self, keep: Flags | Ints) -> RowSet:
        """Some of the rows."""
        return RowSet(
            self.group[keep],
            self.signal[keep],
            self.on[keep],
            self.value[keep],
            self.weight[keep],
            self.them[keep],
        )

    def with_months_counted_once(self, lanes: Lanes) -> RowSet:
        """The same rows, where a month's exposure is that of its last row only."""
        at = np.flatnonzero(lanes.is_monthly[self.signal] & (self.weight > 0))[::-1]
        if not at.size:
            return self
        _, last = np.unique(
            packed(self.group[at], self.signal[at], months_of(self.on[at])), return_index=True
        )
        weight = self.weight.copy()
        weight[at] = 0.0
        weight[at[last]] = self.weight[at[last]]
        return RowSet(self.group, self.signal, self.on, self.value, weight, self.them)


def packed(*keys: Ints) -> Ints:
    """Several keys of each row as one number, in the same order: numpy sorts those quickly.

    What is packed so far is numbered anew where a further key would not fit beside it.
    """
    whole, width = np.zeros(len(keys[0]), dtype=np.int64), 1
    for key in keys:
        low = int(key.min(initial=0))
        span = int(key.max(initial=0)) - low + 1
        if width * span > MOST:
            found, whole = np.unique(whole, return_inverse=True)
            width = len(found)
        whole, width = whole * span + (key - low), width * span
    return whole


def months_of(on: Ints) -> Ints:
    """Calendar months since January 1970 of days since 1970-01-01."""
    return on.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def last_days_of(months: Ints) -> Ints:
    """The last day of each month, as days since 1970-01-01."""
    following = (months + 1).astype("datetime64[M]").astype("datetime64[D]")
    return following.astype(np.int64) - 1


def fade(age: Ints) -> Floats:
    """What a row of this age in days counts."""
    return np.exp2(-age / HALF_LIFE_DAYS)


def window_sums(rows: RowSet, lanes: Lanes, groups: int, counts: Floats) -> Floats:
    """Sums of shape (groups, lanes, 6); `counts` is what each row counts, 1 without discount."""
    flat = _bin(rows, lanes, rows.group, groups, counts)
    sums = flat.reshape(groups, lanes.count, SUM_COUNT)
    for signal in np.flatnonzero(lanes.is_effective_count):
        kept = np.flatnonzero(rows.signal == signal)
        if kept.size:
            owner, person = _people(rows.group[kept], rows.them[kept])
            each = _totals(person, counts[kept], len(owner))
            sums[:, lanes.first[signal]] = _spread(each[None], owner, groups)[0]
    return sums


def month_sums(
    rows: RowSet,
    lanes: Lanes,
    groups: int,
    first_month: int,
    as_of: int,
    *,
    lasting: Floats | None = None,
) -> Floats:
    """Discounted sums at each month's end, of shape (months, groups, lanes, 6).

    From `first_month` to the month of `as_of`, a day number; the last month ends on `as_of`.
    Rows of earlier months count as of the first. `lasting`, of shape (months, groups), is the
    share of what went before a month that it keeps (`memory`); all of it where that is not given.
    """
    last_month = int(months_of(np.array([as_of]))[0])
    ends = last_days_of(np.arange(first_month, last_month + 1))
    ends[-1] = as_of
    at = np.clip(months_of(rows.on) - first_month, 0, len(ends) - 1)
    counts = fade(ends[at] - rows.on)
    flat = _bin(rows, lanes, at * groups + rows.group, len(ends) * groups, counts)
    sums = flat.reshape(len(ends), groups, lanes.count, SUM_COUNT)
    _carry(sums, ends, lasting)
    for signal in np.flatnonzero(lanes.is_effective_count):
        kept = np.flatnonzero(rows.signal == signal)
        if kept.size:
            owner, person = _people(rows.group[kept], rows.them[kept])
            cell = at[kept] * len(owner) + person
            each = _totals(cell, counts[kept], len(ends) * len(owner))
            by_month = each.reshape(len(ends), len(owner), 1)
            _carry(by_month, ends, None if lasting is None else lasting[:, owner])
            sums[:, :, lanes.first[signal]] = _spread(by_month[:, :, 0], owner, groups)
    return sums


def _bin(rows: RowSet, lanes: Lanes, cell: Ints, cells: int, counts: Floats) -> Floats:
    """The six sums of the rows of each cell and lane, of shape (cells * lanes, 6).

    Rows of negative weight lie in the second lane of a two-armed signal; elsewhere they subtract.
    """
    second = (rows.weight < 0) & lanes.is_two_armed[rows.signal]
    weight = np.where(second, -rows.weight, rows.weight)
    key = cell * lanes.count + lanes.first[rows.signal] + second
    each = (
        (weight > 0) * counts,
        weight * counts,
        (weight * counts) ** 2,
        rows.value * counts,
        weight * rows.value * counts,
        weight * rows.value**2 * counts,
    )
    size = cells * lanes.count
    return np.stack([_totals(key, part, size) for part in each], axis=-1)


def _totals(key: Ints, part: Floats, size: int) -> Floats:
    """Sum by key; numpy alone would answer in whole numbers where there is no row."""
    return np.bincount(key, part, size).astype(np.float64)


def _carry(sums: Floats, ends: Ints, lasting: Floats | None) -> None:
    """Let each month begin with what is left of the month before, in place.

    `sums` has the shape (months, groups, ..., sums), `lasting` the shape (months, groups).
    """
    powers = np.ones(sums.shape[-1])
    if sums.shape[-1] == SUM_COUNT:
        powers[SQUARED] = 2.0
    for month in range(1, len(ends)):
        left = fade(ends[month] - ends[month - 1])
        if lasting is not None:
            left = left * lasting[month].reshape(-1, *[1] * (sums.ndim - 2))
        sums[month] += left**powers * sums[month - 1]


def _people(group: Ints, them: Ints) -> tuple[Ints, Ints]:
    """Each group's people: whose group each is in, and which of them each row is of."""
    _, first, person = np.unique(packed(group, them), return_index=True, return_inverse=True)
    return group[first], person


def _spread(each: Floats, owner: Ints, groups: int) -> Floats:
    """Sums for an effective count, of shape (months, groups, 6), from each person's count."""
    cells = (np.arange(len(each))[:, None] * groups + owner).ravel()
    log = np.log(np.where(each > 0, each, 1.0))
    parts = (each, each, each, each, each * log, each * log**2)
    size = len(each) * groups
    sums = np.stack([_totals(cells, part.ravel(), size) for part in parts], axis=-1)
    return sums.reshape(len(each), groups, SUM_COUNT)
