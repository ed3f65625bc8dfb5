"""What an account pays against list price, month by month, and where that is going (M11).

The base is the list price; where no invoice has one, it is what the account itself first paid
for the same thing, so that a price rise of 3 % shows as 1.03. Other accounts' prices are never
looked at: an unrelated account changes no statement. Single discounts are in
`discount_habits`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import Literal

from goodwill.judge.discount import Priced
from goodwill.judge.ledger import Ledger, month_of, over_three_years

__all__ = [
    "LEAST_MONTHS",
    "PriceIndex",
    "PricePoint",
    "Slope",
    "price_index",
    "theil_sen",
]

LEAST_MONTHS = 4
"""A slope through fewer months is no trend; its interval would be without bounds."""
Z_95 = 1.959964
Base = Literal["list price", "first price"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePoint:
    """One month with something billed; `index` = billed / base."""

    month: str
    billed: Decimal
    base: Decimal

    @property
    def index(self) -> float:
        """The share of the base price that was billed."""
        return float(self.billed / self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """Change of the index in a year, with its 95 % interval; -0.03 is three points lower."""

    a_year: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceIndex:
    """The last 12 months' index (None: nothing billed in them), all months, and their slope.

    `rows` are those of the 12 months; `billed` and `listed` are their sums.
    """

    base: Base
    rows: tuple[Priced, ...]
    billed: Decimal
    listed: Decimal
    months: tuple[PricePoint, ...]
    slope: Slope | None

    @property
    def index(self) -> Decimal | None:
        """Sum billed / sum at base price over the 12 months."""
        return self.billed / self.listed if self.listed else None


def price_index(ledger: Ledger, priced: Sequence[Priced]) -> PriceIndex | None:
    """The index by month of `priced`, the rows of three years with a list price.

    Without any, by what the account first paid; None where nothing can be compared.
    """
    base: Base = "list price" if priced else "first price"
    rows = priced or tuple(_against_first(ledger))
    if not rows:
        return None
    months = _by_month(rows)
    year = tuple(row for row in rows if ledger.window.holds(row.on))
    return PriceIndex(
        base=base,
        rows=year,
        billed=sum((row.amount for row in year), Decimal(0)),
        listed=sum((row.list_amount for row in year), Decimal(0)),
        months=months,
        slope=theil_sen([(_years(point.month), point.index) for point in months]),
    )


def _against_first(ledger: Ledger) -> Iterable[Priced]:
    """Lines of a thing bought before in the same currency; the base is its first price."""
    first: dict[tuple[str, str | None], Decimal] = {}
    long = over_three_years(ledger)
    for invoice, rate in sorted(
        long.invoices(), key=lambda pair: (pair[0].issued_on, pair[0].invoice_id)
    ):
        for line in ledger.lines.get(invoice.invoice_id, ()):
            thing, quantity = line.sku or line.description, line.quantity or Decimal(1)
            if not thing or line.unit_price is None or line.unit_price <= 0 or quantity <= 0:
                continue
            price = first.setdefault((thing, invoice.currency), line.unit_price)
            yield Priced(
                source="invoice_line",
                ref=f"{line.invoice_id}/{line.line}",
                invoice_id=line.invoice_id,
                on=invoice.issued_on,
                list_amount=price * quantity * rate,
                amount=line.unit_price * quantity * rate,
                max_discount=None,
            )


def _by_month(rows: Iterable[Priced]) -> tuple[PricePoint, ...]:
    months: dict[tuple[int, int], list[Priced]] = {}
    for row in rows:
        months.setdefault((row.on.year, row.on.month), []).append(row)
    return tuple(
        PricePoint(
            month=month_of(some[0].on),
            billed=sum((row.amount for row in some), Decimal(0)),
            base=sum((row.list_amount for row in some), Decimal(0)),
        )
        for _, some in sorted(months.items())
    )


def _years(month: str) -> float:
    return int(month[:4]) + (int(month[5:7]) - 1) / 12


def theil_sen(points: Sequence[tuple[float, float]]) -> Slope | None:
    """The median of all pairs' slopes, and Sen's interval of 95 %; None under four points.

    Up to three of ten points may be anything at all without moving it far (Theil 1950, Sen 1968).
    The interval takes the slopes C / 2 to each side of the middle, C = 1.96 x
    sqrt(n (n - 1) (2 n + 5) / 18).
    """
    count = len(points)
    if count < LEAST_MONTHS:
        return None
    slopes = sorted((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2))
    spread = Z_95 * math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(0, math.floor((len(slopes) - spread) / 2))
    high = min(len(slopes) - 1, math.ceil((len(slopes) + spread) / 2))
    return Slope(a_year=median(slopes), low=slopes[low], high=slopes[high])
