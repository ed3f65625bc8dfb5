"""What each signal says of one calendar month alone, from the rows of that month.

Other views are discounted, so that each month carries those before it; whoever looks for a change
needs months that share no rows. The sums and reductions are those of `sums` and `reduce`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.series import MonthPoint, Series, months_ended
from goodwill.facts.values import Measured, SignalRow
from goodwill.signals.header import SignalSpec, signals
from goodwill.signals.reduce import reduce_sums
from goodwill.signals.rows import day_number
from goodwill.signals.sums import Lanes, RowSet, months_of, window_sums

__all__ = ["series_by_month"]

Floats = NDArray[np.float64]


def series_by_month(measured: Measured, names: Collection[str]) -> dict[str, Series]:
    """The series of some signals of an account; those that never had any exposure are left out."""
    last = months_ended(measured.as_of)
    specs = [spec for spec in signals() if spec.name in names and measured.rows.get(spec.name)]
    made = (_series(spec, measured.rows[spec.name], last) for spec in specs)
    return {one.signal: one for one in made if one.points}


def _series(spec: SignalSpec, rows: Sequence[SignalRow], last: int) -> Series:
    """One signal's months up to `last`."""
    on = np.array([day_number(row.on) for row in rows], dtype=np.int64)
    month = months_of(on)
    kept = np.flatnonzero(month <= last)
    if not kept.size:
        return Series(signal=spec.name, unit=spec.unit, points=())
    numbers, group = np.unique(month[kept], return_inverse=True)
    held = [rows[at] for at in kept.tolist()]
    whole = RowSet(
        group,
        np.zeros(len(held), dtype=np.int64),
        on[kept],
        np.array([row.value for row in held]),
        np.array([row.weight for row in held]),
        _numbered([row.theirs for row in held]),
    )
    value, exposure = _reduced(spec, whole, len(numbers))
    points = zip(numbers.tolist(), value.tolist(), exposure.tolist(), strict=True)
    found = tuple(MonthPoint(*point) for point in points if point[2] > 0)
    return Series(signal=spec.name, unit=spec.unit, points=found)


def _numbered(people: Sequence[str | None]) -> NDArray[np.int64]:
    """People as numbers; nobody is -1."""
    known: Mapping[str, int] = {name: at for at, name in enumerate(sorted({*filter(None, people)}))}
    return np.array([-1 if name is None else known[name] for name in people], dtype=np.int64)


def _reduced(spec: SignalSpec, rows: RowSet, groups: int) -> tuple[Floats, Floats]:
    """Plain value and exposure of each group of rows."""
    lanes = Lanes.of([spec])
    rows = rows.with_months_counted_once(lanes)
    sums = window_sums(rows, lanes, groups, np.ones(len(rows.on)))
    first = lanes.first
    found = reduce_sums([spec], sums[:, first, :], sums[:, first + lanes.is_two_armed, :])
    return found.raw[:, 0], found.exposure[:, 0]
