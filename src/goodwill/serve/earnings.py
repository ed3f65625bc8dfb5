"""What an account earns, as the lines of a ledger that lead from revenue to contribution.

Each line has its formula in words (contract, "Money: one formula each") and, where it has no
amount, what the book would need for one. With the money behind the statement, cost to serve falls
into activities and expenses, and each line has its rows. Both voices show the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goodwill.facts.glance import hours_worked
from goodwill.facts.money import Money, MoneyFigure, MoneyRow, MoneyStep
from goodwill.facts.statement import Economics
from goodwill.serve.languages import mark, say
from goodwill.serve.portfolio import HOURS_FOR_A_RATE
from goodwill.serve.titles import spelled
from goodwill.serve.words import amount, numeral

__all__ = ["MoneyLine", "earning_lines", "return_line", "side_lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """One line: an amount (None: the book cannot say), signed as it adds up.

    `start` and `end` are where its bar begins and ends on the common scale of money. `rows` are the
    dearest of those that make it up, `rest_rows` more come to `rest`.
    """

    name: str
    title: str
    amount: float | None
    formula: str
    needs: str
    is_total: bool = False
    start: float = 0.0
    end: float = 0.0
    rows: tuple[MoneyRow, ...] = ()
    rest_rows: int = 0
    rest: float = 0.0


_TITLES = {
    "revenue": (
        mark("Revenue"),
        mark("sum of invoiced amounts, credits taken off"),
        mark("needs invoices"),
    ),
    "cost_of_work": (
        mark("Cost of the work"),
        mark("sum of invoice costs"),
        mark("needs a cost on every invoice"),
    ),
    "gross_margin": (
        mark("Gross margin"),
        mark("invoiced amount − cost"),
        mark("needs a cost on every invoice"),
    ),
    "cost_to_serve": (
        mark("Cost to serve"),
        mark("unbilled hours × hourly cost + expenses"),
        mark("needs hours and an hourly cost"),
    ),
    "late_payment_cost": (
        mark("Late payment"),
        mark("unpaid amount × days past the agreed day ÷ 365 × cost of capital"),
        mark("needs invoices and payments"),
    ),
    "contribution": (
        mark("Contribution"),
        mark("gross margin − cost to serve − late payment"),
        mark("needs what the lines above need"),
    ),
    "proposal_cost": (
        mark("Proposals"),
        mark("proposal hours of deals closed or bid × hourly cost, won or lost"),
        mark("needs proposal hours and an hourly cost"),
    ),
    "entertainment_cost": (
        mark("Entertainment"),
        mark("entertainment and gift expenses + entertainment hours × hourly cost"),
        mark("needs expenses, or hours and an hourly cost"),
    ),
    "discount_given": (
        mark("Below list price"),
        mark("list amount − amount, where positive"),
        mark("needs list amounts on invoices"),
    ),
}
_DOWN = ("cost_to_serve", "late_payment_cost")
_SIDE = ("proposal_cost", "entertainment_cost", "discount_given")


def _line(
    name: str, value: float | None, *, is_total: bool = False, start: float = 0.0, end: float = 0.0
) -> MoneyLine:
    title, formula, needs = map(say, _TITLES[name])
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


def earning_lines(economics: Economics, money: Money | None = None) -> tuple[MoneyLine, ...]:
    """From revenue down to contribution; bars of costs hang from the line above."""
    lines = _plain_lines(economics)
    return lines if money is None else tuple(_opened(lines, money["steps"]))


def _plain_lines(economics: Economics) -> tuple[MoneyLine, ...]:
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


def _opened(lines: tuple[MoneyLine, ...], steps: Sequence[MoneyStep]) -> Iterator[MoneyLine]:
    """Each line with the rows of its step; cost to serve as its several bars."""
    for line in lines:
        part = "cost_of_goods" if line.name == "cost_of_work" else line.name
        own = [step for step in steps if step["part"] == part and not step["is_total"]]
        if own and part == "cost_to_serve":
            yield from _serving_bars(line, own)
        else:
            yield _with_rows(line, own[0]) if own else line
        if part == "late_payment_cost":
            yield from _rounding(steps)


def _serving_bars(whole: MoneyLine, steps: Sequence[MoneyStep]) -> Iterator[MoneyLine]:
    """`hours[support]` as "Support, unbilled", `expense[travel]` as "Travel expenses"."""
    level = whole.end
    for step in steps:
        kind, _, name = step["id"].partition("[")
        word = spelled(name.rstrip("]"))
        is_hours = kind == "hours"
        bar = replace(
            whole,
            name=step["id"],
            title=say("{word}, unbilled", word=word)
            if is_hours
            else say("{word} expenses", word=word),
            amount=step["amount"] + 0.0,
            formula=say("unbilled hours × hourly cost") if is_hours else say("sum of expenses"),
            start=level + step["amount"],
            end=level,
        )
        level += step["amount"]
        yield _with_rows(bar, step)


def _with_rows(line: MoneyLine, opened: MoneyStep | MoneyFigure) -> MoneyLine:
    """A line with the rows of its step or figure."""
    return replace(
        line, rows=tuple(opened["rows"]), rest_rows=opened["rest_rows"], rest=opened["rest"]
    )


def _rounding(steps: Sequence[MoneyStep]) -> Iterator[MoneyLine]:
    """A cent or two, where figures that are rounded each on its own do not add up."""
    for step in steps:
        if step["id"] == "rounding":
            yield MoneyLine(
                name="rounding",
                title=say("Rounding"),
                amount=step["amount"],
                formula=say("each figure is rounded on its own"),
                needs="",
            )


def side_lines(economics: Economics, money: Money | None = None) -> tuple[MoneyLine, ...]:
    """Costs that stand inside other lines, or were never invoiced: shown, never added."""
    figures = _figures(economics)
    lines = tuple(_line(name, figures[name]) for name in _SIDE)
    if money is None:
        return lines
    figures_by_name = {figure["id"]: figure for figure in money["figures"]}
    return tuple(_with_rows(line, figures_by_name[line.name]) for line in lines)


def return_line(economics: Economics, money: Money | None = None) -> tuple[str, str]:
    """Return per hour with its division written out, and its figure or the reason for none."""
    rate, contribution = economics["return_per_hour"], economics["contribution"]
    hours, currency = _hours(economics, money), economics["currency"]
    if rate is None or contribution is None:
        return say("Return per hour"), say(
            "needs {contribution}hours",
            contribution=say("contribution and ") * (contribution is None),
        )
    if hours is None:
        return say("Return per hour"), amount(rate, currency, pence=True)
    division = say(
        "Return per hour, {amount} ÷ {hours} h",
        amount=amount(contribution, currency, pence=True),
        hours=numeral(hours, ".10g"),
    )
    if hours < HOURS_FOR_A_RATE:
        return division, say("{hours} h: too few to say", hours=numeral(hours, "g"))
    return division, amount(rate, currency, pence=True)


def _hours(economics: Economics, money: Money | None) -> float | None:
    """The hours as they are booked; without the rows of money, as the rounded figures tell them."""
    figures = () if money is None else money["figures"]
    inputs = (figure["inputs"] for figure in figures if figure["id"] == "return_per_hour")
    return next(inputs, {}).get("hours", hours_worked(economics))
