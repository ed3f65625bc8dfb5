"""What all accounts together show of one: its row, how its wanted kind came along, its finding.

Stored beside each statement, so that a page over thousands of accounts reads a line for each and
no statement.
"""

from __future__ import annotations

from typing import TypedDict

from goodwill.facts.statement import Economics, Mixture, Statement
from goodwill.facts.strongest import found_patterns, notable_risks
from goodwill.facts.worth_a_week import GlanceFinding, attention

__all__ = ["Glance", "PortfolioRow", "glance_of", "hours_worked", "portfolio_row"]

MONTHS = 12
"""Months of the wanted kind's share, at most."""


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


class Glance(TypedDict):
    """One account at a glance; `wanted` is the wanted kind's share by month, the newest last.

    `finding` is the line that weighs most, `ours` the one of our own conduct that does.
    """

    row: PortfolioRow
    wanted: list[float]
    finding: GlanceFinding | None
    ours: GlanceFinding | None


def glance_of(statement: Statement) -> Glance:
    """What stands beside a stored statement."""
    kind = statement["kind"]
    months = kind["trend"][-MONTHS:] if kind["desired"] else []
    finding, ours = attention(statement)
    return Glance(
        row=portfolio_row(statement),
        wanted=[float(str(dict(month["mixture"])[str(kind["desired"])])) for month in months],
        finding=finding,
        ours=ours,
    )


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
