"""What an account earns, as the lines of a ledger that lead from revenue to contribution.

Each line has its formula in words (contract, "Money: one formula each") and, where it has no
amount, what the book would need for one. Both voices show the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodwill.facts.statement import Economics
from goodwill.serve.portfolio import HOURS_FOR_A_RATE, hours_worked
from goodwill.serve.words import amount

__all__ = ["MoneyLine", "earning_lines", "return_line", "side_lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """One line: an amount (None: the book cannot say), signed as it adds up.

    `start` and `end` are where its bar begins and ends on the common scale of money.
    """

    name: str
    title: str
    amount: float | None
    formula: str
    needs: str
    is_total: bool = False
    start: float = 0.0
    end: float = 0.0


_TITLES = {
    "revenue": ("Revenue", "sum of invoiced amounts, credits taken off", "needs invoices"),
    "cost_of_work": ("Cost of the work", "sum of invoice costs", "needs a cost on every invoice"),
    "gross_margin": (
        "Gross margin",
        "invoiced amount − cost",
        "needs a cost on every invoice",
    ),
    "cost_to_serve": (
        "Cost to serve",
        "unbilled hours × hourly cost + expenses",
        "needs hours and an hourly cost",
    ),
    "late_payment_cost": (
        "Late payment",
        "unpaid amount × days past the agreed day ÷ 365 × cost of capital",
        "needs invoices and payments",
    ),
    "contribution": (
        "Contribution",
        "gross margin − cost to serve − late payment",
        "needs what the lines above need",
    ),
    "proposal_cost": (
        "Proposals",
        "proposal hours of deals closed or bid × hourly cost, won or lost",
        "needs proposal hours and an hourly cost",
    ),
    "entertainment_cost": (
        "Entertainment",
        "entertainment and gift expenses + entertainment hours × hourly cost",
        "needs expenses, or hours and an hourly cost",
    ),
    "discount_given": (
        "Below list price",
        "list amount − amount, where positive",
        "needs list amounts on invoices",
    ),
}
_DOWN = ("cost_to_serve", "late_payment_cost")
_SIDE = ("proposal_cost", "entertainment_cost", "discount_given")


def _line(
    name: str, value: float | None, *, is_total: bool = False, start: float = 0.0, end: float = 0.0
) -> MoneyLine:
    title, formula, needs = _TITLES[name]
    return MoneyLine(
        name=name,
        title=title,
        amount=value,
        formula=formula,
        needs=needs,
        is_total=is_total,
        start=start,
        end=end,
    )


def _figures(economics: Economics) -> Mapping[str, float | None]:
    return {name: _number(value) for name, value in economics.items()}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def earning_lines(economics: Economics) -> tuple[MoneyLine, ...]:
    """From revenue down to contribution; bars of costs hang from the line above."""
    revenue, margin = economics["revenue"], economics["gross_margin"]
    lines = [_line("revenue", revenue, end=revenue or 0.0)]
    if revenue is not None and margin is not None:
        lines.append(_line("cost_of_work", margin - revenue, start=margin, end=revenue))
    lines.append(_line("gross_margin", margin, is_total=True, end=margin or 0.0))
    level = margin or 0.0
    for name in _DOWN:
        cost = _figures(economics)[name]
        taken = None if cost is None else 0.0 - cost
        lines.append(_line(name, taken, start=level - (cost or 0.0), end=level))
        level -= cost or 0.0
    total = economics["contribution"]
    return (*lines, _line("contribution", total, is_total=True, end=total or 0.0))


def side_lines(economics: Economics) -> tuple[MoneyLine, ...]:
    """Costs that stand inside other lines, or were never invoiced: shown, never added."""
    figures = _figures(economics)
    return tuple(_line(name, figures[name]) for name in _SIDE)


def return_line(economics: Economics) -> tuple[str, str]:
    """Return per hour with its division written out, and its figure or the reason for none."""
    rate, contribution = economics["return_per_hour"], economics["contribution"]
    hours, currency = hours_worked(economics), economics["currency"]
    if rate is None or contribution is None:
        return "Return per hour", f"needs {'contribution and ' * (contribution is None)}hours"
    if hours is None:
        return "Return per hour", amount(rate, currency, pence=True)
    division = f"Return per hour, {amount(contribution, currency, pence=True)} ÷ {hours:g} h"
    if hours < HOURS_FOR_A_RATE:
        return division, f"{hours:g} h: too few to say"
    return division, amount(rate, currency, pence=True)
