"""A figure of an account's money before it is rounded: the shape that its makers share.

`figures` makes those of the contract's economics, `habits` the others; `account_money` writes both
down as they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from goodwill.judge.costing import CostPart

__all__ = ["Figure", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; `amount` is None where `needs` says what is missing.

    `inputs` names every number in `formula`, then what else belongs to it. `parts` are the rows it
    rests on; in a sum of money each carries its share, and they add up to it, else their `amount`
    is the row's own value in `unit`.
    """

    id: str
    amount: Decimal | None
    unit: str
    formula: str
    inputs: tuple[tuple[str, Decimal], ...] = ()
    parts: tuple[CostPart, ...] = ()
    needs: tuple[str, ...] = ()


def number(value: float) -> Decimal:
    """A float that statistics gave as a decimal."""
    return Decimal(repr(float(value)))
