"""Whether discounts go beyond what the agreement allows, time after time.

Concepts, U9, shown as off-policy discounts. It is counted by invoice, or by deal where those
show more of it; never both, since a deal is billed later.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from goodwill.catalogue.schema import Pattern
from goodwill.judge.case import Case
from goodwill.judge.costing import CostPart
from goodwill.judge.discount import Priced, beyond_policy, priced_rows
from goodwill.judge.ledger import exact
from goodwill.judge.patterns.finding import (
    Finding,
    absent,
    ground,
    led_by,
    not_assessable,
    ramp,
    too_few,
    words_of,
)
from goodwill.judge.pressure import PricedDeal, priced_deals

__all__ = ["find"]


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    points = exact(case.number(pattern.id, "beyond_points"))
    chance = case.number(pattern.id, "chance_when_met")
    rows = [row for row in priced_rows(case.ledger) if row.max_discount is not None]
    over = [row for row in rows if row.beyond > points * row.list_amount]
    deals = [one for one in priced_deals(case.ledger) if _is_beyond(case, one, points)]
    count = max(len({row.invoice_id for row in over}), len(deals))
    if count < case.number(pattern.id, "invoices_to_watch"):
        seen = len({row.invoice_id for row in rows})
        if seen >= pattern.fires_when.min_exposure:
            return absent(chance)
        return not_assessable(pattern, too_few(pattern, seen))
    wanted = case.number(pattern.id, "invoices_beyond")
    probability = ramp(count, wanted, chance)
    is_present = count >= wanted and probability >= pattern.fires_when.probability
    return Finding(
        status="present" if is_present else "watch",
        probability=probability,
        since=_since(rows, over, deals),
        direction="ours",
        evidence=ground(
            pattern,
            probability,
            (*beyond_policy(case.ledger).parts, *_deal_parts(over, deals)),
            led_by(
                case.remarked("sides_with_them", by="ours", during=case.year),
                words_of(case, pattern.acts, side="ours"),
            ),
        ),
    )


def _is_beyond(case: Case, one: PricedDeal, points: Decimal) -> bool:
    agreement = case.ledger.agreement_on(one.closed_on)
    if agreement is None or agreement.max_discount is None:
        return False
    return one.discount > exact(agreement.max_discount) + points


def _deal_parts(over: list[Priced], deals: list[PricedDeal]) -> list[CostPart]:
    """Deals speak where no invoice does."""
    if over:
        return []
    return [
        CostPart(
            source="deal",
            ref=one.deal.deal_id,
            on=one.closed_on,
            amount=one.list_amount * one.discount,
            says=f"Won at {one.discount:.1%} off list price, more than the agreement allows.",
        )
        for one in deals
    ]


def _since(rows: list[Priced], over: list[Priced], deals: list[PricedDeal]) -> date:
    """The first of the last unbroken run of invoices beyond; of deals, the first one."""
    begun, beyond = None, frozenset(over)
    for row in sorted(rows, key=lambda row: (row.on, row.ref), reverse=True):
        if row in beyond:
            begun = row.on
        elif begun is not None:
            break
    return begun or min(one.closed_on for one in deals)
