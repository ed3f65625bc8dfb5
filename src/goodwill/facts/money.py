"""What stands behind the economics of a statement: figures with their rows, steps, pictures.

These are shapes only. The statement's JSON keeps the contract's keys; this travels beside it.
Built in `goodwill.judge.account_money`, stored with the statement, shown in `goodwill.serve`.
Amounts are in `currency` and rounded to the cent; shares are 0 to 1; days are `YYYY-MM-DD`.
"""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "Bids",
    "CurveStep",
    "InvoicePaid",
    "Money",
    "MoneyFigure",
    "MoneyRow",
    "MoneyStep",
    "MonthOfWork",
    "PriceMonth",
]


class MoneyRow(TypedDict):
    """One row that a figure rests on, with its share of the figure."""

    source: str
    ref: str
    on: str
    amount: float
    says: str


class MoneyFigure(TypedDict):
    """One figure: what it is, how it is worked out, and what a reader needs to redo it.

    `amount` is None where the book cannot say; then `needs` says why. `unit` is "money", "days",
    "share", "ratio", "chance", "share a year" or "money an hour". `rows` are the dearest;
    `rest_rows` more come to `rest`.
    """

    id: str
    amount: float | None
    unit: str
    formula: str
    inputs: dict[str, float]
    needs: list[str]
    rows: list[MoneyRow]
    rest_rows: int
    rest: float


class MoneyStep(TypedDict):
    """One bar of the way from revenue to contribution, signed as it adds up.

    `part` is what the bar is a part of ("revenue", "cost_to_serve"...); a total adds nothing.
    """

    id: str
    part: str
    amount: float
    is_total: bool
    rows: list[MoneyRow]
    rest_rows: int
    rest: float


class InvoicePaid(TypedDict):
    """One invoice: when it was due, when it was settled (None: still owed), and how late."""

    ref: str
    issued_on: str
    due_on: str
    settled_on: str | None
    amount: float
    days_beyond: float


class CurveStep(TypedDict):
    """From `days` past the agreed day on, `unpaid` of the money is not paid yet."""

    days: int
    unpaid: float


class PriceMonth(TypedDict):
    """What was billed in a month, as a share of its list (or first) price."""

    month: str
    index: float
    billed: float
    base: float


class MonthOfWork(TypedDict):
    """One calendar month: what was invoiced, and the hours worked."""

    month: str
    revenue: float
    billed_hours: float
    unbilled_hours: float


class Bids(TypedDict):
    """Deals of one origin: what bidding cost, how many were decided and won.

    `low` and `high` are the 95 % Wilson interval of the win rate; None where none was decided.
    """

    origin: str
    deals: int
    hours: float
    cost: float | None
    decided: int
    won: int
    win_rate: float | None
    low: float | None
    high: float | None


class Money(TypedDict):
    """All of one account's money on a day."""

    currency: str
    figures: list[MoneyFigure]
    steps: list[MoneyStep]
    payments: list[InvoicePaid]
    curve: list[CurveStep]
    prices: list[PriceMonth]
    months: list[MonthOfWork]
    bids: list[Bids]
