"""What needs attention: at most three findings, our own conduct first, then by money.

One for each account, so that one cause is not told three times; how many wait is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwill.facts.glance import Glance, GlanceFinding, loudness
from goodwill.facts.statement import Evidence
from goodwill.serve.languages import say
from goodwill.serve.titles import Titles
from goodwill.serve.words import how_sure, told

__all__ = ["BUDGET", "Finding", "findings"]

BUDGET = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line worth somebody's week; `place` is its account's number among those given.

    `next_step` is what the account's plan begins with, as its statement says it.
    """

    place: int
    account: str
    account_id: str
    line: str
    sort: str
    title: str
    sure: str
    amount: float | None
    amount_says: str
    currency: str
    quote: Evidence | None
    says: str
    next_step: str


def findings(glances: Sequence[Glance], titles: Titles) -> tuple[tuple[Finding, ...], int]:
    """The findings to show, and how many more wait."""
    found = [
        (loudness(glance["finding"]), glance["row"]["name"], place)
        for place, glance in enumerate(glances)
        if glance["finding"]
    ]
    first = [place for *_, place in sorted(found)[:BUDGET]]
    shown = tuple(_shown(place, glances[place], titles) for place in first)
    return shown, max(len(found) - BUDGET, 0)


def _shown(place: int, glance: Glance, titles: Titles) -> Finding:
    row, finding = glance["row"], glance["finding"]
    assert finding is not None  # noqa: S101 - only those with one are shown
    return Finding(
        place=place,
        account=row["name"],
        account_id=row["id"],
        line=_line_name(finding),
        sort=finding["sort"],
        title=_title(finding, titles),
        sure=how_sure(finding["probability"]),
        amount=finding["amount"],
        amount_says=_amount_says(finding),
        currency=finding["currency"],
        quote=finding["quote"],
        says=finding["says"],
        next_step=row["next_play"] or "",
    )


def _line_name(finding: GlanceFinding) -> str:
    return f"{'risks' if finding['sort'] == 'risk' else 'patterns'}[{finding['line']}]"


def _title(finding: GlanceFinding, titles: Titles) -> str:
    if finding["sort"] == "risk":
        return titles.risks[finding["line"]]
    return titles.patterns.get(finding["line"], finding["title"])


def _amount_says(finding: GlanceFinding) -> str:
    return (
        say("in 12 months")
        if finding["of"] == "cost"
        else say("{finding} of 12 months at risk", finding=told(finding["of"]))
    )
