"""What needs attention: at most three findings, one for each account, and why now.

First the heaviest of what is ours to mend, then whatever weighs most (`facts.worth_a_week` says
how much that is). What waits follows in the same order, a line each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodwill.facts.glance import Glance
from goodwill.facts.statement import Evidence
from goodwill.facts.worth_a_week import GlanceFinding, Moment, weigh
from goodwill.serve.languages import mark, say
from goodwill.serve.titles import Titles
from goodwill.serve.words import day, how_sure, plain, told

__all__ = ["BUDGET", "Finding", "Findings", "findings", "in_order"]

BUDGET = 3
"""Findings that a week can hold."""

NEXT = 20
"""Findings that wait, told in a line each; the others are in the table of accounts."""

_WHY_NOW = {
    "due": mark("We promised by {day}: “{words}”"),
    "overdue": mark("Promised by us for {day}, and nothing shows that it was done: “{words}”"),
    "broken": mark("A promise of ours was broken, {day}: “{words}”"),
    "fallen": mark("The share of the wanted kind has fallen within three months."),
    "begun": mark("New since {day}."),
    "lately": mark("Showed last on {day}."),
    "shown": mark("Showed last on {day}, {days} days ago."),
}
"""Why now, by what happened or will (`Moment`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line worth somebody's week; `place` is its account's number among those given.

    `why_now` is a sentence, "" where no day is known; `next_step` is the play of the account's plan
    that answers the line, as its statement says it.
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
    why_now: str
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Those of the week, those that come next, and how many others wait."""

    first: tuple[Finding, ...]
    next: tuple[Finding, ...]
    rest: int

    @property
    def waiting(self) -> int:
        """How many are not of this week."""
        return len(self.next) + self.rest


def findings(glances: Sequence[Glance], titles: Titles) -> Findings:
    """What needs attention, one line of each account at most, in the order of attention."""
    found = in_order(glances)
    told = [_shown(place, glances[place], one, titles) for place, one in found[: BUDGET + NEXT]]
    return Findings(
        first=tuple(told[:BUDGET]),
        next=tuple(told[BUDGET:]),
        rest=len(found) - len(told),
    )


def in_order(glances: Sequence[Glance]) -> list[tuple[int, GlanceFinding]]:
    """The place and the line of every account that has one, in the order of attention."""

    def rank(one: tuple[int, GlanceFinding]) -> tuple[tuple[float, bool], str, int]:
        place, finding = one
        return weigh(finding), glances[place]["row"]["name"], place

    found = ((place, one) for place, glance in enumerate(glances) if (one := glance["finding"]))
    ours = ((place, one) for place, glance in enumerate(glances) if (one := glance["ours"]))
    first = min(ours, key=rank, default=None)
    rest = sorted(found, key=rank)
    return rest if first is None else [first, *(one for one in rest if one[0] != first[0])]


def _shown(place: int, glance: Glance, finding: GlanceFinding, titles: Titles) -> Finding:
    row = glance["row"]
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
        why_now=_why_now(finding["moment"], row["as_of"]),
        next_step=finding["next_step"] or "",
    )


def _line_name(finding: GlanceFinding) -> str:
    return f"{'risks' if finding['sort'] == 'risk' else 'patterns'}[{finding['line']}]"


def _title(finding: GlanceFinding, titles: Titles) -> str:
    if finding["sort"] == "risk":
        return titles.risks[finding["line"]]
    return titles.patterns.get(finding["line"], finding["title"])


def _amount_says(finding: GlanceFinding) -> str:
    if finding["of"] == "cost":
        return say("in 12 months")
    of = told(finding["of"])
    if finding["sort"] == "risk":
        return say("{finding} of 12 months at risk", finding=of)
    return say("{finding} of 12 months with them", finding=of)


def _why_now(moment: Moment | None, today: str) -> str:
    """Why this week, in a sentence; "" where nothing has a day."""
    if moment is None:
        return ""
    days = (date.fromisoformat(today) - date.fromisoformat(moment["on"])).days
    name = "lately" if moment["sort"] == "shown" and days <= 1 else moment["sort"]
    return say(_WHY_NOW[name], day=day(moment["on"]), days=days, words=plain(moment["quote"] or ""))
