"""One row for each account: what the table of all accounts shows, as text, JSON or a page."""

from __future__ import annotations

from collections.abc import Iterable

from goodwill.facts.glance import PortfolioRow, portfolio_row
from goodwill.facts.statement import Statement

__all__ = ["HOURS_FOR_A_RATE", "can_rate", "portfolio_rows", "rank"]

HOURS_FOR_A_RATE = 10
"""Under this many hours a return per hour says nothing; the hours are shown instead."""


def portfolio_rows(statements: Iterable[Statement]) -> list[PortfolioRow]:
    """All rows, by revenue, then by mail."""
    return sorted((portfolio_row(each) for each in statements), key=rank)


def rank(row: PortfolioRow) -> tuple[float, int, str]:
    """The order of accounts: by revenue, then by mail, then by id."""
    return (-(row["revenue"] or 0.0), -row["messages"], row["id"])


def can_rate(row: PortfolioRow) -> bool:
    """Whether enough hours stand behind the return per hour."""
    return row["hours"] is None or row["hours"] >= HOURS_FOR_A_RATE
