"""When what went before counts for less: somebody said that the two sides will deal otherwise.

Older rows fade by themselves (`sums`). A signal whose header names `lets_go` makes them fade at
once: a row of value 1 lets go of that share of all rows, of every signal, of the months before its
own. Months keep what happened in them, and no view before the row's month knows of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.signals.header import SignalSpec
from goodwill.signals.sums import RowSet, months_of

__all__ = ["kept_by_month", "kept_of_rows"]

Floats = NDArray[np.float64]


def kept_by_month(
    rows: RowSet, specs: Sequence[SignalSpec], groups: int, first_month: int, months: int
) -> Floats | None:
    """What each month keeps of all before it, of shape (months, groups); None where all is kept.

    Months count from `first_month`, as since January 1970. Where several rows of a month let go,
    the strongest does.
    """
    lets_go = np.array([spec.lets_go for spec in specs])[rows.signal] * rows.value
    found = np.flatnonzero(lets_go > 0)
    if not found.size:
        return None
    kept = np.ones((months, groups))
    at = np.clip(months_of(rows.on[found]) - first_month, 0, months - 1)
    np.minimum.at(kept, (at, rows.group[found]), 1.0 - np.minimum(lets_go[found], 1.0))
    return kept


def kept_of_rows(rows: RowSet, kept: Floats | None, first_month: int) -> Floats:
    """What the last month keeps of each row; `kept` is that of the rows' groups."""
    if kept is None:
        return np.ones(len(rows.on))
    since = np.ones_like(kept)
    since[:-1] = np.cumprod(kept[:0:-1], axis=0)[::-1]
    at = np.clip(months_of(rows.on) - first_month, 0, len(kept) - 1)
    left: Floats = since[at, rows.group]
    return left
