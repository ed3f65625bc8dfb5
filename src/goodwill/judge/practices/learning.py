"""Learning from what went wrong: whether a failure of ours taught something (H4).

Where there were failures they decide: each should bring a change, a lesson in words or a look back
together within the days for it. What one failure taught may not have been written, of several it
would. Else looks back are counted over the quarters; none where nothing went wrong tells nothing.
"""

from __future__ import annotations

from datetime import timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import MeetingRow
from goodwill.judge.case import Case
from goodwill.judge.practices.failures import Failure, failures
from goodwill.judge.practices.measure import Habit, Occasion, by_share, told

__all__ = ["find"]

QUARTERS = 4


def find(case: Case, practice: Practice) -> Habit:
    """What was learnt in the 12 months."""
    days = timedelta(days=int(case.number(practice.id, "days_to_change")))
    reviews = [row for row in case.met(case.year) if row.is_review and not row.is_social]
    looked = [_meeting(practice, row) for row in reviews]
    mistakes = failures(case, "ours")
    occasions = [
        item
        for one in mistakes
        if (item := _learnt(case, practice, one, reviews, days)) is not None
    ]
    is_any_learnt = any(one.is_done for one in occasions)
    if is_any_learnt or len(occasions) >= case.number(practice.id, "least_failures"):
        found = by_share(practice.id, occasions, kept_at=case.number(practice.id, "learnt"))
        lessons = [one.lesson for one in mistakes if one.lesson is not None]
        more = [Occasion.of(word, practice.says["lesson"], is_done=True) for word in lessons]
        return Habit(
            status=found.status, evidence=(*found.evidence, *told(practice.id, [*more, *looked]))
        )
    if not looked:
        return Habit(status="not_assessable")
    quarters = {(case.as_of - row.held_on).days * QUARTERS // 366 for row in reviews}
    is_kept = len(quarters) >= QUARTERS * case.number(practice.id, "reviews")
    return Habit(status="kept" if is_kept else "slipping", evidence=told(practice.id, looked))


def _learnt(
    case: Case, practice: Practice, one: Failure, reviews: list[MeetingRow], days: timedelta
) -> Occasion | None:
    """Whether a failure taught something; None while there is still time for it."""
    until = one.first.on + days
    is_learnt = one.lesson is not None or any(
        one.first.on < row.held_on <= until for row in reviews
    )
    if not is_learnt and case.as_of <= until:
        return None
    says = practice.says["learnt" if is_learnt else "not_learnt"]
    return Occasion.of(one.first, says, is_done=is_learnt)


def _meeting(practice: Practice, row: MeetingRow) -> Occasion:
    return Occasion(
        source="meeting",
        ref=row.meeting_id,
        on=row.held_on,
        says=practice.says["looked_back"],
        is_done=True,
        quote=row.title,
    )
