"""What bids cost and how many are won, by where they came from (M14).

Over the deals opened or closed in the 12 months, as `economics.proposal_cost` counts them, so
that the origins add up to it. The win rate comes with its interval: three of four is no 75 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from goodwill.facts.tables import OpportunityRow
from goodwill.judge.ledger import Ledger, exact, once

__all__ = ["NO_ORIGIN", "OriginBids", "bids_by_origin", "is_bid_in", "is_decided_in", "wilson"]

NO_ORIGIN = "not given"
Z_95 = 1.959964
DECIDED = frozenset({"won", "lost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginBids:
    """Deals of one origin: hours of proposals, their cost (None: no hourly cost), and outcomes.

    `decided` are won or lost within the 12 months; what we did not bid for is neither.
    """

    origin: str
    deals: int
    hours: Decimal
    cost: Decimal | None
    rows: tuple[OpportunityRow, ...]
    decided: int
    won: int

    @property
    def win_rate(self) -> float | None:
        """Won / decided, None where nothing is decided."""
        return self.won / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval."""
        return wilson(self.won, self.decided)


def is_bid_in(ledger: Ledger, deal: OpportunityRow) -> bool:
    """Whether a deal was opened or closed in the 12 months."""
    days = (deal.opened_on, deal.closed_on)
    return any(day is not None and ledger.window.holds(day) for day in days)


def is_decided_in(ledger: Ledger, deal: OpportunityRow) -> bool:
    """Whether a deal was won or lost in the 12 months."""
    closed = deal.closed_on
    return deal.status in DECIDED and closed is not None and ledger.window.holds(closed)


@once
def bids_by_origin(ledger: Ledger) -> tuple[OriginBids, ...]:
    """The origins, dearest in hours first, then by name."""
    by_origin: dict[str, list[OpportunityRow]] = {}
    for deal in ledger.tables.opportunity:
        if is_bid_in(ledger, deal):
            by_origin.setdefault(deal.origin or NO_ORIGIN, []).append(deal)
    found = (_of_origin(ledger, origin, deals) for origin, deals in by_origin.items())
    return tuple(sorted(found, key=lambda one: (-one.hours, one.origin)))


def _of_origin(ledger: Ledger, origin: str, deals: list[OpportunityRow]) -> OriginBids:
    hours = sum((exact(deal.proposal_hours or 0.0) for deal in deals), Decimal(0))
    cost = None if ledger.hourly_cost is None else hours * ledger.hourly_cost
    decided = [deal for deal in deals if is_decided_in(ledger, deal)]
    return OriginBids(
        origin=origin,
        deals=len(deals),
        hours=hours,
        cost=cost if hours or cost is not None else Decimal(0),
        rows=tuple(sorted(deals, key=lambda deal: (deal.opened_on, deal.deal_id))),
        decided=len(decided),
        won=sum(deal.status == "won" for deal in decided),
    )


def wilson(hits: int, count: int) -> tuple[float, float] | None:
    """The 95 % score interval of a share (Wilson 1927); None of nothing.

    (p + z2/2n +- z sqrt(p (1 - p)/n + z2/4n2)) / (1 + z2/n), z = 1.96.
    """
    if not count:
        return None
    share, square = hits / count, Z_95 * Z_95
    middle = share + square / (2 * count)
    spread = Z_95 * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    whole = 1 + square / count
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
