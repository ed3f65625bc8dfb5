"""What of one account is worth somebody's week: what it weighs, and why now.

A line weighs the money that rests on it, times its chance, halved for each quarter since it last
showed. A promise of ours that falls due, that passed without a sign or that was broken lately makes
whatever else there is with the account a matter of this week. Pure, from the statement alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypedDict

from goodwill.facts.overview import is_theirs
from goodwill.facts.statement import CommitmentItem, Economics, Evidence, PatternLine, Statement
from goodwill.facts.strongest import notable_risks, patterns_of

__all__ = ["FindingSort", "GlanceFinding", "Moment", "at_stake", "attention", "weigh"]

QUARTER = 90
"""Days after which a sign counts half (concepts, A.0: a quarter is 90 days)."""

SOON = 14
"""Days before a promise falls due, and behind its day, in which it is a matter of this week: one
that passed longer ago, and that nobody asks for, was mostly kept without a word."""

LATELY = 30
"""Days for which a broken promise, or a line that is new, is told as such."""

FALLEN, MONTHS = 0.1, 3
"""By how much the wanted kind's share fell within so many months, to be told."""

UNKNOWN = 365
"""Days since a line showed of which no day is known."""

FindingSort = Literal["ours to mend", "pattern", "risk"]
AmountOf = Literal["cost", "gross margin", "revenue"]


class Moment(TypedDict):
    """Why now: what happened or will, on which day; `quote` are the words of a promise."""

    sort: Literal["due", "overdue", "broken", "fallen", "begun", "shown"]
    on: str
    quote: str | None


class GlanceFinding(TypedDict):
    """A line of a statement that is worth somebody's week; `line` is its id.

    `amount` is the pattern's cost in 12 months, else what the account brings in (`of` says which);
    `weight` is what it is ordered by. `next_step` is the first play that answers it.
    """

    sort: FindingSort
    line: str
    title: str
    probability: float
    amount: float | None
    of: AmountOf
    currency: str
    quote: Evidence | None
    says: str
    next_step: str | None
    moment: Moment | None
    weight: float


def attention(statement: Statement) -> tuple[GlanceFinding | None, GlanceFinding | None]:
    """The line of an account that weighs most, and the one of our own conduct that does."""
    found = [*_present(statement), *_risky(statement)]
    ours = [one for one in found if one["sort"] == "ours to mend"]
    return min(found, key=weigh, default=None), min(ours, key=weigh, default=None)


def weigh(finding: GlanceFinding) -> tuple[float, bool]:
    """The heaviest first; of two that weigh the same our own conduct."""
    return -finding["weight"], finding["sort"] != "ours to mend"


def at_stake(economics: Economics) -> tuple[float | None, Literal["gross margin", "revenue"]]:
    """What an account brings in 12 months: its gross margin, else its revenue, never below 0."""
    margin, revenue = economics["gross_margin"], economics["revenue"]
    if margin is not None:
        return max(0.0, margin), "gross margin"
    return None if revenue is None else max(0.0, revenue), "revenue"


def _present(statement: Statement) -> Iterator[GlanceFinding]:
    stake, of = at_stake(statement["economics"])
    for line in patterns_of(statement["patterns"], "present"):
        cost = line["cost"]
        yield _finding(
            statement,
            name=f"patterns[{line['id']}]",
            sort=_sort(line),
            title=line["title"],
            chance=line["probability"],
            money=(cost["amount"], "cost") if cost else (stake, of),
            since=line["since"],
            evidence=line["evidence"],
        )


def _sort(line: PatternLine) -> FindingSort:
    return "ours to mend" if line["direction"] == "ours" else "pattern"


def _risky(statement: Statement) -> Iterator[GlanceFinding]:
    _, of = at_stake(statement["economics"])
    for risk in notable_risks(statement["risks"]):
        if risk["evidence"]:
            yield _finding(
                statement,
                name=f"risks[{risk['id']}]",
                sort="risk",
                title="",
                chance=risk["probability"],
                money=(risk["amount_at_risk"], of),
                since=risk["since"],
                evidence=risk["evidence"],
            )


def _finding(
    statement: Statement,
    *,
    name: str,
    sort: FindingSort,
    title: str,
    chance: float,
    money: tuple[float | None, AmountOf],
    since: str | None,
    evidence: Sequence[Evidence],
) -> GlanceFinding:
    today, (amount, of) = date.fromisoformat(statement["as_of"]), money
    shown = _line_moment(evidence, since, today)
    moment = _promise_moment(statement, today) or _fallen(statement) or shown
    days = min(_days(one, today) for one in (moment, shown))
    return GlanceFinding(
        sort=sort,
        line=name.partition("[")[2].rstrip("]"),
        title=title,
        probability=chance,
        amount=amount,
        of=of,
        currency=statement["economics"]["currency"],
        quote=_quote(evidence, today),
        says=max(evidence, key=lambda item: item["weight"])["says"] if evidence else "",
        next_step=_next_step(statement, name),
        moment=moment,
        weight=round(max(amount or 0.0, 1.0) * chance * _lasting(days), 2),
    )


def _lasting(days: int) -> float:
    """What is left of a sign after so many days."""
    return float(0.5 ** (days / QUARTER))


def _days(moment: Moment | None, today: date) -> int:
    """How long ago something was; what is still to come is a matter of today."""
    return UNKNOWN if moment is None else _ago(moment["on"], today)


def _ago(day: str | None, today: date) -> int:
    return max(0, (today - date.fromisoformat(day)).days) if day else UNKNOWN


def _quote(evidence: Sequence[Evidence], today: date) -> Evidence | None:
    """The words that speak for it, the strong and the late ones first."""
    spoken = [item for item in evidence if item["quote"] and item["weight"] > 0]
    return max(
        spoken, key=lambda item: item["weight"] * _lasting(_ago(item["on"], today)), default=None
    )


def _next_step(statement: Statement, name: str) -> str | None:
    """The first play that answers a line; where none does, the first of the plan."""
    plays = statement["plan"]["plays"]
    answers = (play for play in plays if name in play["because"])
    first = next(answers, plays[0] if plays else None)
    return first["title"] if first else None


def _line_moment(evidence: Sequence[Evidence], since: str | None, today: date) -> Moment | None:
    """When a line began, where that is new; else when it last showed. A count has no day."""
    if since and len(since) == len("2026-06-30") and _ago(since, today) <= LATELY:
        return Moment(sort="begun", on=since, quote=None)
    days = (
        item["on"]
        for item in evidence
        if item["weight"] > 0 and item["source"] != "count" and item["on"]
    )
    newest = max((day for day in days if day <= today.isoformat()), default=None)
    return Moment(sort="shown", on=newest, quote=None) if newest else None


def _promise_moment(statement: Statement, today: date) -> Moment | None:
    """The promise of ours whose day is nearest, of those that are a matter of this week."""
    found = [
        moment
        for item in statement["commitments"]["items"]
        if not is_theirs(item["by"], statement) and (moment := _of_promise(item, today))
    ]
    return min(
        found, key=lambda one: abs((date.fromisoformat(one["on"]) - today).days), default=None
    )


def _of_promise(item: CommitmentItem, today: date) -> Moment | None:
    day = item["settled_on"] if item["status"] == "broken" else item["due_on"]
    if item["status"] == "kept" or day is None:
        return None
    ago = (today - date.fromisoformat(day)).days
    if item["status"] == "broken":
        is_near = 0 <= ago <= LATELY
        return Moment(sort="broken", on=day, quote=item["what"]) if is_near else None
    sort: Literal["due", "overdue"] = "overdue" if ago > 0 else "due"
    return Moment(sort=sort, on=day, quote=item["what"]) if abs(ago) <= SOON else None


def _fallen(statement: Statement) -> Moment | None:
    """Whether the wanted kind holds clearly less of the account than some months ago."""
    kind = statement["kind"]
    months = kind["trend"][-MONTHS - 1 :]
    if kind["desired"] is None or len(months) <= MONTHS:
        return None
    first, *_, last = (float(str(dict(one["mixture"])[kind["desired"]])) for one in months)
    fell = first - last >= FALLEN
    return Moment(sort="fallen", on=statement["as_of"], quote=None) if fell else None
