"""What all accounts together show of one: its row, how its wanted kind came along, its finding.

Stored beside each statement, so that a page over thousands of accounts reads a line for each and
no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypedDict

from goodwill.facts.statement import Economics, Evidence, Mixture, Statement
from goodwill.facts.strongest import best_quote, found_patterns, notable_risks, patterns_of

__all__ = [
    "Glance",
    "GlanceFinding",
    "PortfolioRow",
    "glance_of",
    "hours_worked",
    "loudness",
    "portfolio_row",
]

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


class GlanceFinding(TypedDict):
    """The line of a statement that is most worth somebody's week; `line` is its id.

    `amount` is the pattern's cost in 12 months, or what a risk puts at stake (`of` says which).
    """

    sort: Literal["ours to mend", "pattern", "risk"]
    line: str
    title: str
    probability: float
    amount: float | None
    of: Literal["cost", "gross margin", "revenue"]
    currency: str
    quote: Evidence | None
    says: str


class Glance(TypedDict):
    """One account at a glance; `wanted` is the wanted kind's share by month, the newest last."""

    row: PortfolioRow
    wanted: list[float]
    finding: GlanceFinding | None


def glance_of(statement: Statement) -> Glance:
    """What stands beside a stored statement."""
    kind = statement["kind"]
    months = kind["trend"][-MONTHS:] if kind["desired"] else []
    return Glance(
        row=portfolio_row(statement),
        wanted=[float(str(dict(month["mixture"])[str(kind["desired"])])) for month in months],
        finding=min((*_present(statement), *_risky(statement)), key=loudness, default=None),
    )


def loudness(finding: GlanceFinding) -> tuple[bool, float]:
    """Our own conduct comes first, then money; the least is the loudest."""
    return (finding["sort"] != "ours to mend", -(finding["amount"] or 0.0))


def _present(statement: Statement) -> Iterator[GlanceFinding]:
    for line in patterns_of(statement["patterns"], "present"):
        cost = line["cost"]
        yield GlanceFinding(
            sort="ours to mend" if line["direction"] == "ours" else "pattern",
            line=line["id"],
            title=line["title"],
            probability=line["probability"],
            amount=cost["amount"] if cost else None,
            of="cost",
            currency=cost["currency"] if cost else "",
            quote=best_quote(line["evidence"]),
            says=_says(line["evidence"]),
        )


def _risky(statement: Statement) -> Iterator[GlanceFinding]:
    economics = statement["economics"]
    for risk in notable_risks(statement["risks"]):
        if not risk["evidence"]:
            continue
        yield GlanceFinding(
            sort="risk",
            line=risk["id"],
            title="",
            probability=risk["probability"],
            amount=risk["amount_at_risk"],
            of="revenue" if economics["gross_margin"] is None else "gross margin",
            currency=economics["currency"],
            quote=best_quote(risk["evidence"]),
            says=_says(risk["evidence"]),
        )


def _says(evidence: Sequence[Evidence]) -> str:
    return max(evidence, key=lambda item: item["weight"])["says"] if evidence else ""


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
