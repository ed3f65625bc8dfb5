"""The tables behind the pictures of money: heads, and rows as words.

A head says whether its column holds figures. The rows are those of the picture, in its order.
"""

from __future__ import annotations

from goodwill.facts.money import Money
from goodwill.serve.concentration import Whale
from goodwill.serve.habits import spelled_origin
from goodwill.serve.html.whale_chart import points_shown
from goodwill.serve.languages import mark, say
from goodwill.serve.words import amount, count, day, figure, month, share

__all__ = [
    "BIDS",
    "CURVE",
    "MONTHS",
    "PAYMENTS",
    "PRICES",
    "WHALE",
    "Heads",
    "Rows",
    "bid_rows",
    "curve_rows",
    "month_rows",
    "payment_rows",
    "price_rows",
    "whale_rows",
]

Heads = tuple[tuple[str, bool], ...]
Rows = list[tuple[str, ...]]

PAYMENTS: Heads = (
    (mark("Invoice"), False),
    (mark("Issued"), False),
    (mark("Due"), False),
    (mark("Settled"), False),
    (mark("Amount"), True),
    (mark("Days past"), True),
)
CURVE: Heads = ((mark("Days past the agreed day"), False), (mark("Not paid yet"), True))
PRICES: Heads = (
    (mark("Month"), False),
    (mark("Billed"), True),
    (mark("At base price"), True),
    (mark("Index"), True),
)
MONTHS: Heads = (
    (mark("Month"), False),
    (mark("Revenue"), True),
    (mark("Billed h"), True),
    (mark("Unbilled h"), True),
)
BIDS: Heads = (
    (mark("Origin"), False),
    (mark("Deals"), True),
    (mark("Hours"), True),
    (mark("Cost"), True),
    (mark("Won"), True),
    (mark("95 % interval"), True),
)
WHALE: Heads = ((mark("Account"), False), (mark("Contribution"), True), (mark("Together"), True))


def payment_rows(money: Money) -> Rows:
    """One for each invoice."""
    return [
        (
            one["ref"],
            day(one["issued_on"]),
            day(one["due_on"]),
            day(one["settled_on"]) or "open",
            amount(one["amount"], money["currency"], pence=True),
            figure(one["days_beyond"]),
        )
        for one in money["payments"]
    ]


def curve_rows(money: Money) -> Rows:
    """One for each day on which something was paid."""
    return [(count(one["days"], "day"), f"{one['unpaid']:.1%}") for one in money["curve"]]


def price_rows(money: Money) -> Rows:
    """One for each month with something billed."""
    currency = money["currency"]
    return [
        (
            month(one["month"]),
            amount(one["billed"], currency, pence=True),
            amount(one["base"], currency, pence=True),
            f"{one['index']:.3f}",
        )
        for one in money["prices"]
    ]


def month_rows(money: Money) -> Rows:
    """One for each month."""
    return [
        (
            month(one["month"]),
            amount(one["revenue"], money["currency"], pence=True),
            figure(one["billed_hours"]),
            figure(one["unbilled_hours"]),
        )
        for one in money["months"]
    ]


def bid_rows(money: Money) -> Rows:
    """One for each origin of deals."""
    return [
        (
            spelled_origin(one["origin"]),
            str(one["deals"]),
            figure(one["hours"]),
            "" if one["cost"] is None else amount(one["cost"], money["currency"], pence=True),
            say("{one} of {one2}", one=one["won"], one2=one["decided"]),
            ""
            if one["low"] is None
            else say(
                "{share} to {share2}", share=share(one["low"]), share2=share(one["high"] or 0.0)
            ),
        )
        for one in money["bids"]
    ]


def whale_rows(curve: Whale) -> Rows:
    """One for each account that the picture is drawn through, those that earn most first."""
    return [
        (
            point.account,
            amount(point.contribution, curve.currency, pence=True),
            amount(point.together, curve.currency, pence=True),
        )
        for point in points_shown(curve)
    ]
