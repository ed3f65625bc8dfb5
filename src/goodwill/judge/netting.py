"""What the patterns of an account cost together, each euro counted under one of them.

Pattern costs overlap: an hour of rework may stand under broken promises and under service beyond
what is included. Their amounts in the statement are therefore never added up; where a page adds
money over accounts, it adds these. Concepts, B2: what is booked goes before what is estimated
(estimates stand in `contact_hours` and never here), then the patterns in the order of `PRECEDENCE`.
A single pattern's cost is in `cost`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from goodwill.judge.costing import Costing, CostPart, dearest_first
from goodwill.judge.figure import Figure

__all__ = ["PRECEDENCE", "owned_parts", "patterns_cost"]

PRECEDENCE = (
    "exploitative",
    "terms_dictated",
    "master_servant",
    "over_servicing",
    "broken_promises",
    "professional_visitor",
    "siding_with_client",
    "friendship_over_profit",
    "under_pressure",
)
"""Arithmetic on invoices first, then hours taken as of right, then hours, treats and discounts."""

OF_INVOICES = {"exploitative": "charged twice", "terms_dictated": "interest"}
"""Money of its own, though other patterns cite the same invoices for their discount."""
DEAL = "deal"

Euro = tuple[str, str, str]
"""What a part is money for, and the row that it stands on: the same euro under any pattern."""


def owned_parts(costings: Mapping[str, Costing]) -> dict[str, tuple[CostPart, ...]]:
    """By pattern, the parts of its cost that no pattern before it owns.

    All of them together are each row once, at the most that any pattern says of it. A discount
    given on a deal is billed later, and no row says on which invoice: of those on deals only what
    goes beyond those on invoices is owned.
    """
    taken: dict[Euro, Decimal] = {}
    owned: dict[str, tuple[CostPart, ...]] = {}
    for pattern in PRECEDENCE:
        parts = costings[pattern].parts if pattern in costings else ()
        left = [part for part in parts if part.source != DEAL]
        found = [replace(part, amount=_own(pattern, part, taken)) for part in left]
        deals = [part for part in parts if part.source == DEAL]
        found += _beyond(deals, sum(_discounts(taken), Decimal(0)))
        owned[pattern] = dearest_first(part for part in found if part.amount)
    return {pattern: parts for pattern, parts in owned.items() if pattern in costings}


def _own(pattern: str, part: CostPart, taken: dict[Euro, Decimal]) -> Decimal:
    """What of a part is still nobody's; from now on it is taken."""
    euro = _euro(pattern, part)
    before = taken.get(euro)
    taken[euro] = part.amount if before is None else max(before, part.amount)
    return part.amount if before is None else taken[euro] - before


def _euro(pattern: str, part: CostPart) -> Euro:
    is_invoice = part.source in {"invoice", "invoice_line"}
    what = OF_INVOICES.get(pattern, "discount") if is_invoice else part.source
    return (what, part.source, part.ref)


def _discounts(taken: Mapping[Euro, Decimal]) -> Iterable[Decimal]:
    return (amount for (what, _, _), amount in taken.items() if what == "discount")


def _beyond(deals: Iterable[CostPart], billed: Decimal) -> Iterable[CostPart]:
    """The discounts on deals, dearest first, less what invoices already tell of."""
    for part in dearest_first(deals):
        covered = min(billed, part.amount)
        billed -= covered
        yield replace(part, amount=part.amount - covered)


def patterns_cost(costings: Mapping[str, Costing | None]) -> Figure:
    """The figure `patterns_cost`: what the patterns that were found cost, each euro once."""
    found = costings.items()
    told = {name: one for name, one in found if one is not None and one.amount is not None}
    if not told:
        needs = ("Needs a pattern that was found and has a cost.",)
        return Figure(id="patterns_cost", amount=None, unit="money", formula="", needs=needs)
    owned = owned_parts(told)
    amounts = {name: sum((p.amount for p in parts), Decimal(0)) for name, parts in owned.items()}
    return Figure(
        id="patterns_cost",
        amount=sum(amounts.values(), Decimal(0)),
        unit="money",
        formula=" + ".join(amounts),
        inputs=tuple(amounts.items()),
        parts=dearest_first(part for parts in owned.values() for part in parts),
    )
