"""A backtest put together: which statements are needed, and what they foresaw.

`plan` says which accounts have to be looked at on which days; whoever draws up those statements
gives what they claim to `report`. Neither reads a book.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from goodwill.lab.backtest.claims import Claim
from goodwill.lab.backtest.definitions import Rules, definitions
from goodwill.lab.backtest.history import History
from goodwill.lab.backtest.results import Foreseer, OutcomeReport
from goodwill.lab.backtest.scores import Rows, adding, foreseer
from goodwill.lab.backtest.spells import moved
from goodwill.lab.backtest.watching import Followed, follow, month_ends
from goodwill.lab.evaluate.draws import FEWEST
from goodwill.lab.evaluate.results import Estimate

__all__ = ["Claims", "Plan", "Span", "claimed_lines", "plan", "report"]

Claims = Mapping[tuple[str, date], Mapping[str, Claim]]
"""By account and day: what each line claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which month ends are looked at; None: as far as the data reach.

    `horizon_days` takes the place of each outcome's own.
    """

    first: date | None = None
    last: date | None = None
    every: int = 1
    horizon_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Each outcome as it can be followed over the month ends."""

    rules: Rules
    followed: tuple[Followed, ...]

    @cached_property
    def needed(self) -> Mapping[date, tuple[str, ...]]:
        """Whose statements of which days are held against anything."""
        found: dict[date, set[str]] = {}
        for one in self.followed:
            for watch in one.watches:
                found.setdefault(watch.day, set()).add(watch.history.account_id)
        return {day: tuple(sorted(found[day])) for day in sorted(found)}


def claimed_lines() -> frozenset[str]:
    """Every line that claims to foresee something."""
    return frozenset(line for one in definitions().outcome for line in one.foreseen_by)


def plan(histories: Sequence[History], span: Span, until: date) -> Plan:
    """What can be looked at: month ends, and who could still come to what at each of them."""
    found = definitions()
    rules = Rules.on(found, until)
    days = _days(histories, span, rules, until)
    followed = []
    for one in found.outcome:
        numbers = dict(one.numbers(until))
        numbers["horizon_days"] = span.horizon_days or numbers["horizon_days"]
        followed.append(follow(one, histories, days, rules, numbers))
    return Plan(rules=rules, followed=tuple(followed))


def _days(histories: Sequence[History], span: Span, rules: Rules, until: date) -> tuple[date, ...]:
    begun = min((day for one in histories for day in _first_signs(one)), default=None)
    if begun is None:
        return ()
    first = span.first or moved(begun, rules.warm_up_days)
    return month_ends(first, min(span.last or until, until))[:: span.every]


def _first_signs(history: History) -> Sequence[date]:
    return [*history.exchanges[:1], *(one.on for one in history.purchases[:1])]


def report(planned: Plan, claims: Claims) -> tuple[OutcomeReport, ...]:
    """Each outcome, and how well each line that claims to foresee it did."""
    found = [_outcome(one, planned.rules, claims) for one in planned.followed]
    every = [one for outcome in found for one in outcome.foreseers]
    sure = adding(every, planned.rules.false_share)
    return tuple(replace(one, foreseers=_as_sure(one.foreseers, sure)) for one in found)


def _as_sure(found: Sequence[Foreseer], sure: Collection[Foreseer]) -> tuple[Foreseer, ...]:
    """Lines with their verdict among all lines, the best ranking first."""
    ranked = sorted(found, key=lambda one: -(one.ranking.average_precision.value or 0))
    return tuple(replace(one, verdict="adds") if one in sure else one for one in ranked)


def _outcome(followed: Followed, rules: Rules, claims: Claims) -> OutcomeReport:
    rows, watches, about = Rows(followed, rules), followed.watches, followed.definition
    foreseers = [
        foreseer(
            rows, line, [claims[watch.history.account_id, watch.day][line] for watch in watches]
        )
        for line in about.foreseen_by
        if watches
    ]
    baselines = rows.baseline_areas if rows.best_baseline is not None else {}
    days = [watch.day for watch in watches]
    return OutcomeReport(
        id=about.id,
        title=about.title,
        definition=about.definition,
        horizon_days=followed.horizon_days,
        followed_until=followed.until,
        first=min(days, default=None),
        last=max(days, default=None),
        accounts=followed.accounts,
        months=len(watches),
        months_before_event=int(rows.holds.sum()),
        events=len(rows.events),
        accounts_with_event=rows.accounts_with_event,
        base_rate=rows.share(rows.holds, rows.holds | True) if watches else Estimate(value=None),
        baselines=tuple(found.ranking(name) for name, found in baselines.items()),
        best_baseline=rows.best_baseline,
        foreseers=tuple(foreseers),
        not_told=_not_told(rows),
    )


def _not_told(rows: Rows) -> str:
    """Why nothing is said about who foresaw it, in words; "" where there is enough to tell."""
    followed, rules = rows.followed, rows.rules
    if rows.are_enough:
        return ""
    if followed.until is None:
        return "the book has no rows that tell of it"
    if not followed.watches:
        return (
            f"nobody could be followed for {followed.horizon_days} days after a month end, "
            f"and its rows end on {followed.until}"
        )
    came = f"{_events(len(rows.events))} at {rows.accounts_with_event}"
    return (
        f"{came} of {followed.accounts} accounts; "
        f"{rules.least_events} at {rules.least_accounts} of {FEWEST} are needed"
    )


def _events(number: int) -> str:
    return "1 event" if number == 1 else f"{number} events"
