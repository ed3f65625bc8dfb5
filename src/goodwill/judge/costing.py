"""A cost before it is rounded: its amount, and all that a reader needs to redo it.

The formulas that make one are in `late`, `discount`, `service`, `billed_twice` and `pressure`;
`cost` picks the one of a pattern and writes it down as the contract wants it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goodwill.facts.statement import Cost
from goodwill.judge.ledger import money

__all__ = ["CostPart", "Costing", "as_cost", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPart:
    """One row's share of a cost, in the company's currency; `says` tells it in a sentence."""

    source: str
    ref: str
    on: date
    amount: Decimal
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Costing:
    """An amount over 12 months; None where `lacks` says what is missing.

    `inputs` names every number in `formula`, in an order that reads well. `parts` are the rows,
    dearest first.
    """

    amount: Decimal | None
    formula: str
    inputs: tuple[tuple[str, Decimal], ...] = ()
    parts: tuple[CostPart, ...] = ()
    lacks: tuple[str, ...] = ()


def unknown(formula: str, *lacks: str) -> Costing:
    """A cost that this book cannot say, and why."""
    return Costing(amount=None, formula=formula, lacks=lacks)


def dearest_first(parts: Iterable[CostPart]) -> tuple[CostPart, ...]:
    """By amount, then newest, then ref."""
    return tuple(sorted(parts, key=lambda one: (-one.amount, -one.on.toordinal(), one.ref)))


def as_cost(costing: Costing, currency: str) -> Cost | None:
    """The contract's form of a cost, or null where there is no amount."""
    if costing.amount is None:
        return None
    return Cost(
        amount=money(costing.amount),
        currency=currency,
        months=12,
        formula=costing.formula,
        inputs={name: float(value) for name, value in costing.inputs},
    )
