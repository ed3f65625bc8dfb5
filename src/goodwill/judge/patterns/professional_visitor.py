"""Whether we call in again and again and nothing for the business comes of it.

Concepts, U2. A visit is a day with a social meeting of both sides, with hours of entertainment,
or with hours of meeting announced as a call without a purpose. It had a purpose after all where a
deal was open that month or opened soon after (`is_idle`), where those who met wrote about business
within days, and where it followed a failure of ours. While a client is new, visits say nothing.
Visits further apart than the rule asks for count less, the further the less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.catalogue.schema import Pattern
from goodwill.facts.tables import ActRow, ExpenseRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.ledger import month_of
from goodwill.judge.patterns.finding import Finding, not_assessable
from goodwill.judge.patterns.weighing import Row, judged, together
from goodwill.judge.service import is_idle

__all__ = ["find"]

TREATS = frozenset({"entertainment", "gift"})
FRIENDLY = ("personal", "social_invitation")
BUSINESS = (
    "request", "commitment", "problem", "decision", "delivery", "strategy", "idea", "money_talk",
    "price_pressure", "tender", "review",
)  # fmt: skip
FAILURES = ("complaint", "admission")
ESCALATES, GOES_WRONG = "escalation", ("complaint", "problem")
DAY = timedelta(days=1)
QUARTER = 90  # days: concepts, U2, counts visits in so many


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """One day on which we called, with the people known to have met (of neither side: unknown)."""

    row: Row
    people: frozenset[str]

    @property
    def on(self) -> date:
        return self.row.on


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    if not case.keeps("meeting", "time_entry") or not case.keeps("opportunity"):
        return not_assessable(pattern)
    seen = _visits(case, pattern)
    visits = [one for one in seen if not _is_getting_to_know(case, pattern, one)]
    idle = [one for one in visits if _is_purposeless(case, pattern, one)]
    part = _part(case, pattern, len(idle) / max(len(visits), 1)) * _pace(case, pattern, idle)
    is_habit = part > 0
    calls = together(
        case, pattern, "calls", [one.row for one in idle] if is_habit else [], part=part
    )
    treats = together(
        case, pattern, "treats", _treats(case, pattern, idle) if is_habit else [], part=part
    )
    is_read = len(case.mail(during=case.year)) >= case.number(pattern.id, "mails_read")
    return judged(
        case,
        pattern,
        [*calls, *treats],
        seen=len(seen),
        direction="ours",
        signs=is_habit,
        sources=("mail",) if is_read else (),
    )


def _part(case: Case, pattern: Pattern, share: float) -> float:
    """How far visits count, by the share of them of which nothing came: not at all, to fully."""
    least, full = (case.number(pattern.id, f"{name}_share") for name in ("idle", "purposeless"))
    return min(1.0, max(0.0, (share - least) / (full - least)))


def _visits(case: Case, pattern: Pattern) -> list[_Visit]:
    """The days of the 12 months on which we called, in order; the calendar's row before hours."""
    by_day: dict[date, _Visit] = {}
    for visit in (*_meetings(case, pattern), *_hours(case, pattern)):
        by_day.setdefault(visit.on, visit)
    return [by_day[day] for day in sorted(by_day)]


def _meetings(case: Case, pattern: Pattern) -> Iterator[_Visit]:
    for one in case.met(case.year):
        people = case.at_meeting.get(one.meeting_id, ())
        if one.is_social and not one.has_agenda and len({each.side for each in people}) > 1:
            says = pattern.says["meeting"].format(hours=f"{one.hours:g}")
            yield _Visit(
                row=Row(
                    source="meeting",
                    ref=one.meeting_id,
                    on=one.held_on,
                    says=says,
                    quote=one.title or None,
                ),
                people=frozenset(each.person_id for each in people),
            )


def _hours(case: Case, pattern: Pattern) -> Iterator[_Visit]:
    """Hours of entertainment; of meeting only where a call without a purpose was announced."""
    ahead = timedelta(days=case.number(pattern.id, "days_announced"))
    announced = [one.sent_on for one in case.remarked("no_purpose", during=case.year)]
    for entry in case.ledger.entries({"meeting", "entertainment"}):
        day = entry.worked_on
        if entry.activity == "meeting" and not any(day - ahead <= on <= day for on in announced):
            continue
        says = pattern.says["hours"].format(hours=f"{entry.hours:g}", activity=entry.activity)
        yield _Visit(
            row=Row(source="effort", ref=entry.entry_id, on=day, says=says),
            people=frozenset({entry.person}),
        )


def _is_getting_to_know(case: Case, pattern: Pattern, visit: _Visit) -> bool:
    """Whether the client was new then: such a visit says nothing, one way or the other."""
    early = timedelta(days=case.number(pattern.id, "days_of_getting_to_know"))
    since = _known_since(case)
    return since is not None and visit.on < since + early


def _is_purposeless(case: Case, pattern: Pattern, visit: _Visit) -> bool:
    is_idle_month = is_idle(case.ledger, month_of(visit.on))
    return is_idle_month and not (
        _is_mending(case, pattern, visit) or _is_followed(case, pattern, visit)
    )


def _is_mending(case: Case, pattern: Pattern, visit: _Visit) -> bool:
    """Whether a failure went before; that somebody was brought in, where something went wrong."""
    mending = timedelta(days=case.number(pattern.id, "days_of_mending"))
    before = Window(start=visit.on - mending, end=visit.on + DAY)
    surely = case.number(pattern.id, "failure_probability")
    if case.said(*FAILURES, during=before, least=surely):
        return True
    wrong = {one.thread_id for one in case.said(*GOES_WRONG, during=before)}
    brought_in = case.said(ESCALATES, during=before, least=surely)
    return any(one.thread_id in wrong for one in brought_in)


def _known_since(case: Case) -> date | None:
    """Since when the client is known to be ours: told, else the first thing on record."""
    told = case.tables.account.customer_since
    first = [row.sent_on for row in case.mail()[:1]]
    first += [one.closed_on for one in case.tables.opportunity if one.closed_on]
    first += [one.signed_on for one in case.tables.agreement]
    first += [one.issued_on for one in case.tables.invoice]
    return told or min(first, default=None)


def _is_followed(case: Case, pattern: Pattern, visit: _Visit) -> bool:
    """Whether those who met wrote about business within days, not beside talk among friends."""
    days = timedelta(days=case.number(pattern.id, "days_after"))
    window = Window(start=visit.on, end=visit.on + days + DAY)
    friendly = {one.message_id for one in case.said(*FRIENDLY, during=window)}
    surely = case.number(pattern.id, "business_probability")
    return any(
        one.message_id not in friendly and _is_between(one, visit)
        for one in case.said(*BUSINESS, during=window, least=surely)
    )


def _is_between(act: ActRow, visit: _Visit) -> bool:
    """Whether one who met wrote to another; where only we are known, whether we wrote or got it."""
    ends = {act.sender, act.counterpart}
    return bool(ends & visit.people) and (len(visit.people) == 1 or ends <= visit.people)


def _pace(case: Case, pattern: Pattern, idle: list[_Visit]) -> float:
    """How far visits count, by the days that the closest of them take: fully within a quarter."""
    wanted = int(case.number(pattern.id, "visits"))
    days = [one.on for one in idle]
    spans = [(last - first).days for first, last in zip(days, days[wanted - 1 :], strict=False)]
    if not spans:
        return 0.0
    loose = case.number(pattern.id, "days_loosely")
    return min(1.0, max(0.0, (loose - min(spans)) / (loose - (QUARTER - 1))))


def _treats(case: Case, pattern: Pattern, idle: Iterable[_Visit]) -> list[Row]:
    """What we paid for in the months of such visits."""
    months = {month_of(one.on) for one in idle}
    return [
        _treat(pattern, expense)
        for expense, _ in case.ledger.expenses(TREATS)
        if month_of(expense.spent_on) in months
    ]


def _treat(pattern: Pattern, expense: ExpenseRow) -> Row:
    says = pattern.says["treat"].format(category=expense.category)
    return Row(source="expense", ref=expense.expense_id, on=expense.spent_on, says=says)
