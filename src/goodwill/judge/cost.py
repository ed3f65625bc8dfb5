"""Which formula tells what a pattern costs (contract, "Money: one formula each").

The formulas stand in `late`, `discount`, `service`, `billed_twice` and `pressure`. A cost
stands under a pattern that is present or watched; whether it is, is judged in `pattern`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from goodwill.judge.billed_twice import billed_twice
from goodwill.judge.costing import Costing
from goodwill.judge.discount import beyond_policy
from goodwill.judge.late import late_payment
from goodwill.judge.ledger import Ledger
from goodwill.judge.pressure import quota_end_discount
from goodwill.judge.service import friendship, over_entitlement, rework, visits

__all__ = ["COSTS", "cost_of"]

COSTS: Mapping[str, Callable[[Ledger], Costing]] = MappingProxyType(
    {
        "terms_dictated": late_payment,
        "siding_with_client": beyond_policy,
        "over_servicing": over_entitlement,
        "master_servant": over_entitlement,
        "professional_visitor": visits,
        "friendship_over_profit": friendship,
        "exploitative": billed_twice,
        "broken_promises": rework,
        "under_pressure": quota_end_discount,
    }
)
"""By pattern. The others cost nothing that a formula could name."""


def cost_of(pattern: str, ledger: Ledger) -> Costing | None:
    """What a pattern would cost if it is there; None where the contract has no formula."""
    formula = COSTS.get(pattern)
    return None if formula is None else formula(ledger)
