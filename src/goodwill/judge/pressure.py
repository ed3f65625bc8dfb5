"""What discounts at a quota's end cost, against the account's usual discount.

Contract, `under_pressure` and "Under pressure": the quota is the deal owner's, its last day
among the 14; with no other deal of the same 12 months to compare, nobody can say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from goodwill.facts.tables import OpportunityRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import Ledger, deal_day

__all__ = ["PricedDeal", "priced_deals", "quota_end_discount"]

FORMULA = "extra_discount"
LAST_DAYS = 14  # the contract's formula says so, it is no threshold to be tuned


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedDeal:
    """A deal won in the 12 months with a list amount, in the company's currency."""

    deal: OpportunityRow
    closed_on: date
    list_amount: Decimal
    discount: Decimal
    at_quota_end: bool


def priced_deals(ledger: Ledger) -> tuple[PricedDeal, ...]:
    """Deals won in the 12 months whose discount can be told."""
    return tuple(
        priced
        for deal in ledger.tables.opportunity
        if (priced := _priced(ledger, deal)) is not None
    )


def _priced(ledger: Ledger, deal: OpportunityRow) -> PricedDeal | None:
    rate = ledger.rate(deal.currency, deal_day(deal))
    if deal.status != "won" or deal.closed_on is None or rate is None:
        return None
    if deal.amount is None or not deal.list_amount or not ledger.window.holds(deal.closed_on):
        return None
    return PricedDeal(
        deal=deal,
        closed_on=deal.closed_on,
        list_amount=deal.list_amount * rate,
        discount=1 - deal.amount / deal.list_amount,
        at_quota_end=_at_quota_end(ledger, deal.owner, deal.closed_on),
    )


def _at_quota_end(ledger: Ledger, owner: str | None, day: date) -> bool:
    """Whether `day` is one of the last 14 of a quota period of `owner`."""
    return any(
        0 <= (quota.period_end - day).days < LAST_DAYS and quota.period_start <= day
        for quota in ledger.tables.quota
        if quota.person == owner
    )


def quota_end_discount(ledger: Ledger) -> Costing:
    """Discount at a quota's end beyond the account's median discount on other days."""
    if not ledger.keeps("quota"):
        return unknown(FORMULA, "No quotas in this book.")
    deals = priced_deals(ledger)
    others = [one.discount for one in deals if not one.at_quota_end]
    if not others:
        return unknown(FORMULA, "No deal won on other days to compare with.")
    usual = median(others)
    pushed = [one for one in deals if one.at_quota_end and one.discount > usual]
    pushed.sort(key=lambda one: (one.closed_on, one.deal.deal_id))
    total = sum((one.list_amount * (one.discount - usual) for one in pushed), Decimal(0))
    numbers = (number for one in pushed for number in _numbers(one))
    return Costing(
        amount=total,
        formula=FORMULA,
        inputs=((FORMULA, total), ("usual_discount", usual), *numbers),
        parts=dearest_first(_part(one, usual) for one in pushed),
    )


def _numbers(one: PricedDeal) -> tuple[tuple[str, Decimal], ...]:
    deal = one.deal.deal_id
    return ((f"list_amount {deal}", one.list_amount), (f"discount {deal}", one.discount))


def _part(one: PricedDeal, usual: Decimal) -> CostPart:
    return CostPart(
        source="deal",
        ref=one.deal.deal_id,
        on=one.closed_on,
        amount=one.list_amount * (one.discount - usual),
        says=f"Won on {one.closed_on}, at the end of a quota period, at {one.discount:.1%} off "
        f"list price where {usual:.1%} is usual here.",
    )
