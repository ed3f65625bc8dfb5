"""Sending them to others: whether a need outside our field gets somebody named (T3).

An occasion is a thread in which we say that something is not what we do, or name somebody who
does it; it was done where we named somebody in that thread within some days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Practice
from goodwill.judge.case import Case
from goodwill.judge.practices.exchanges import first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, by_share

__all__ = ["find"]


def find(case: Case, practice: Practice) -> Habit:
    """How needs outside our field were answered in the 12 months."""
    return by_share(
        practice.id, list(_occasions(case, practice)), kept_at=case.number(practice.id, "referred")
    )


def _occasions(case: Case, practice: Practice) -> Iterator[Occasion]:
    surely = case.number(practice.id, "surely")
    named = first_of_each_mail(case.said("referral", by="ours", during=case.year, least=surely))
    days = timedelta(days=case.number(practice.id, "days_to_name"))
    for row in named:
        yield Occasion.of(Word.of(row), practice.says["named"], is_done=True)
    for row in first_of_each_mail(case.remarked("not_our_field", by="ours", during=case.year)):
        answered = any(
            one.thread_id == row.thread_id and abs(one.sent_at - row.sent_at) <= days
            for one in named
        )
        if not answered and row.sent_at.date() + days <= case.as_of:
            yield Occasion.of(Word.of(row), practice.says["left_alone"], is_done=False)
