"""One row for each account: what the table of all accounts shows, as text, JSON or a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from goodwill.facts.statement import Economics, Mixture, Statement
from goodwill.serve.summary import found_patterns, notable_risks

__all__ = ["PortfolioRow", "can_rate", "hours_worked", "portfolio_row", "portfolio_rows", "rank"]

HOURS_FOR_A_RATE = 10
"""Under this many hours a return per hour says nothing; the hours are shown instead."""


class PortfolioRow(TypedDict):
    """An account at a glance; amounts are of the 12 months that end on `as_of`."""

    id: str
    name: str
    domains: list[str]
    owner: str | None
    as_of: str
    kind: str | None
    confidence: float
    kind_evidence: int
    desired: str | None
    mixture: Mixture
    stage: str
    assessed: int
    present: list[str]
    watch: list[str]
    risks: list[str]
    currency: str
    revenue: float | None
    contribution: float | None
    return_per_hour: float | None
    hours: float | None
    messages: int
    last_on: str | None
    next_play: str | None


def portfolio_rows(statements: Iterable[Statement]) -> list[PortfolioRow]:
    """All rows, by revenue, then by mail."""
    return sorted((portfolio_row(each) for each in statements), key=rank)


def rank(row: PortfolioRow) -> tuple[float, int, str]:
    """The order of accounts: by revenue, then by mail, then by id."""
    return (-(row["revenue"] or 0.0), -row["messages"], row["id"])


def portfolio_row(statement: Statement) -> PortfolioRow:
    """What one statement says at a glance."""
    account, kind, economics = statement["account"], statement["kind"], statement["economics"]
    found = found_patterns(statement["patterns"])
    return PortfolioRow(
        id=account["id"],
        name=account["name"],
        domains=account["domains"],
        owner=account["owner"],
        as_of=statement["as_of"],
        kind=kind["now"],
        confidence=kind["confidence"],
        kind_evidence=len(kind["evidence"]),
        desired=kind["desired"],
        mixture=kind["mixture"],
        stage=statement["stage"]["now"],
        assessed=sum(line["status"] != "not_assessable" for line in statement["patterns"]),
        present=[line["id"] for line in found if line["status"] == "present"],
        watch=[line["id"] for line in found if line["status"] == "watch"],
        risks=[risk["id"] for risk in notable_risks(statement["risks"])],
        currency=economics["currency"],
        revenue=economics["revenue"],
        contribution=economics["contribution"],
        return_per_hour=economics["return_per_hour"],
        hours=hours_worked(economics),
        messages=statement["coverage"]["messages"],
        last_on=statement["coverage"]["last_on"],
        next_play=next((play["title"] for play in statement["plan"]["plays"]), None),
    )


def hours_worked(economics: Economics) -> float | None:
    """The hours behind a return per hour, which is contribution over hours; None: not told."""
    contribution, rate = economics["contribution"], economics["return_per_hour"]
    if not contribution or not rate:
        return None
    return round(contribution / rate, 1)


def can_rate(row: PortfolioRow) -> bool:
    """Whether enough hours stand behind the return per hour."""
    return row["hours"] is None or row["hours"] >= HOURS_FOR_A_RATE
