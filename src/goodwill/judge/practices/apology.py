"""Saying sorry: whether failures are owned at once, with sorry, cause and remedy (H11).

Counted over the failures of each side (`failures`), the weaker side speaks. One that was told so
lately that the time to answer is not over is no occasion yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodwill.catalogue.schema import Practice
from goodwill.facts.people import Side
from goodwill.judge.case import Case
from goodwill.judge.practices.failures import Failure, failures, working_days
from goodwill.judge.practices.measure import Habit, Occasion, told, weaker

__all__ = ["find"]


def find(case: Case, practice: Practice) -> Habit:
    """How each side owned up in the 12 months."""
    return weaker(*(_of_side(case, practice, by) for by in ("ours", "theirs")))


def _of_side(case: Case, practice: Practice, by: Side) -> Habit:
    limit = case.number(practice.id, "working_days")
    due = [
        one
        for one in failures(case, by)
        if one.sorry or one.owned or working_days(one.first.on, case.as_of) > limit
    ]
    if not due:
        return Habit(status="not_assessable")
    in_time = sum(_is_in_time(one, limit) for one in due) / len(due)
    whole = sum(one.is_whole for one in due) / len(due)
    items = told(practice.id, (item for one in due for item in _items(practice, one, limit)))
    left = any(not (one.sorry or one.owned) for one in due)
    habit = Habit(status="kept", evidence=items, is_owed=left and by == "ours").of(by)
    if in_time >= case.number(practice.id, "acknowledged") and whole >= case.number(
        practice.id, "complete"
    ):
        return habit
    is_ever_done = any(one.sorry or one.owned for one in due)
    return replace(habit, status="slipping" if is_ever_done else "missing")


def _is_in_time(one: Failure, limit: float) -> bool:
    if one.is_owned_unasked:
        return True
    return one.taken_up is not None and working_days(one.first.on, one.taken_up.on) <= limit


def _items(practice: Practice, one: Failure, limit: float) -> Iterator[Occasion]:
    """What told of the failure, and what made good; the one that was left open weighs against."""
    is_done = one.is_whole and _is_in_time(one, limit)
    key = "unasked" if one.is_owned_unasked else "failure" if is_done else _lack(one, limit)
    yield Occasion.of(one.first, practice.says[f"{key}_{one.by}"], is_done=is_done)
    for word, said in ((one.sorry, "sorry"), (one.owned, "owned"), (one.remedy, "remedy")):
        if word is not None and word.quote != one.first.quote:
            yield Occasion.of(word, practice.says[said], is_done=True, weight=0.5)


def _lack(one: Failure, limit: float) -> str:
    if one.taken_up is None and (one.answered is None or one.put_off):
        return "unanswered"
    if not (one.sorry or one.owned):
        return "not_sorry"
    return "in_part" if _is_in_time(one, limit) else "late"
