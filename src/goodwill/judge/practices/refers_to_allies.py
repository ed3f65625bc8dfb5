"""Sending them to others: whether a need outside our field gets somebody named (T3).

An occasion is a thread in which we say that something is not what we do, or decline what they
asked for in it, or name somebody who does it; it was done where we named somebody in that thread
within some days. A no that names nobody is an occasion only where it says that it is not our field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import ActRow, RemarkRow
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
    foreign = case.remarked("not_our_field", by="ours", during=case.year)
    declined = case.said("refusal", by="ours", during=case.year)
    threads = {row.thread_id for row in foreign} | {row.thread_id for row in declined}
    named = _named(case, practice, threads)
    days = timedelta(days=case.number(practice.id, "days_to_name"))
    for row in named:
        yield Occasion.of(Word.of(row), practice.says["named"], is_done=True)
    for left in first_of_each_mail(foreign):
        answered = any(
            one.thread_id == left.thread_id and abs(one.sent_at - left.sent_at) <= days
            for one in named
        )
        if not answered and left.sent_at.date() + days <= case.as_of:
            yield Occasion.of(Word.of(left), practice.says["left_alone"], is_done=False)


def _named(
    case: Case, practice: Practice, foreign: Collection[str]
) -> tuple[ActRow | RemarkRow, ...]:
    """Where we named somebody: surely, or likely in a thread about what is not our field.

    There an introduction names somebody too; elsewhere it may be of a colleague.
    """
    surely = case.number(practice.id, "surely")
    return first_of_each_mail(
        row
        for row in case.said("referral", "introduction", by="ours", during=case.year)
        if row.thread_id in foreign or (row.act == "referral" and row.probability >= surely)
    )
