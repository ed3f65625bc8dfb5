"""How often and how deep we go below list price, and whether more so at a quarter's end.

Counted by what was billed in the 12 months. What was given in all is `discount`; what an
agreement did not allow is judged in `siding_with_client`; discounts at the end of somebody's quota
period cost what `pressure` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goodwill.judge.discount import Priced

__all__ = ["LEAST_ROWS", "DiscountHabits", "discount_habits", "is_quarter_end"]

LEAST_ROWS = 3
"""Fewer rows with a list price tell no habit; it holds for each side of the quarter, too."""
LAST_DAYS = 14
"""Days at the end of a calendar quarter; as many as the contract takes of a quota period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountHabits:
    """Discounts of the 12 months; all are shares, 0.1 for ten in a hundred.

    `share` = rows below list / rows with a list price. `depth` = given / list amount over all of
    them. `at_end`, `else_depth`: the depth in the last 14 days of a calendar quarter and on
    other days; None where either has fewer than three rows.
    """

    rows: tuple[Priced, ...]
    below: int
    listed: Decimal
    given: Decimal
    at_end: Decimal | None
    else_depth: Decimal | None

    @property
    def share(self) -> Decimal:
        """How much of what was billed, by count, went out below list."""
        return Decimal(self.below) / len(self.rows)

    @property
    def depth(self) -> Decimal:
        """How far below list all of it went out, by amount."""
        return self.given / self.listed


def discount_habits(rows: tuple[Priced, ...]) -> DiscountHabits | None:
    """The habits by the `priced_rows` of 12 months; None where too few have a list price."""
    if len(rows) < LEAST_ROWS:
        return None
    at_end = [row for row in rows if is_quarter_end(row.on)]
    other = [row for row in rows if not is_quarter_end(row.on)]
    can_compare = min(len(at_end), len(other)) >= LEAST_ROWS
    return DiscountHabits(
        rows=rows,
        below=sum(row.given > 0 for row in rows),
        listed=sum((row.list_amount for row in rows), Decimal(0)),
        given=sum((row.given for row in rows), Decimal(0)),
        at_end=_depth(at_end) if can_compare else None,
        else_depth=_depth(other) if can_compare else None,
    )


def _depth(rows: Iterable[Priced]) -> Decimal:
    some = list(rows)
    given = sum((row.given for row in some), Decimal(0))
    return given / sum((row.list_amount for row in some), Decimal(0))


def is_quarter_end(day: date) -> bool:
    """Whether a day is one of the last 14 of a calendar quarter."""
    later = day + timedelta(days=LAST_DAYS)
    return (later.year, (later.month - 1) // 3) != (day.year, (day.month - 1) // 3)
