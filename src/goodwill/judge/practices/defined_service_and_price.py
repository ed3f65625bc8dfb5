"""Service and price defined: whether both can point to what is included, and what it costs (T1).

Four things tell: how much of the revenue stands under a current agreement (`covered`), months
whose unbilled hours run beyond what is included, questions of what is included with the answers
they got, and sentences that nobody knows. One sentence of the last sort is enough against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodwill.catalogue.schema import Practice
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.practices.covered import covered_share
from goodwill.judge.practices.exchanges import Exchange, exchanges, first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told
from goodwill.judge.service import service_months

__all__ = ["find"]

PLAIN = 2.0
"""What somebody says of it tells more than what is counted."""
QUARTERS = 4


def find(case: Case, practice: Practice) -> Habit:
    """How well it was defined in the 12 months."""
    covered = covered_share(case)
    said = [*_asked(case, practice), *_said(case, practice)]
    beyond = _months_beyond(case, practice)
    if covered is None and not said:
        return Habit(status="not_assessable")
    unclear = sum(not one.is_done for one in said if one.counts)
    is_kept = (
        (covered is None or covered >= case.number(practice.id, "covered"))
        and unclear <= case.number(practice.id, "scope_disputes") * QUARTERS
        and beyond < case.number(practice.id, "months_beyond")
        and not any(one.says == practice.says["unknown"] for one in said)
        and (covered is not None or any(one.is_done for one in said))
        and not _unanswered(practice, said)
    )
    items = (*told(practice.id, said), *_counts(case, practice, covered, beyond))
    if is_kept:
        return Habit(status="kept", evidence=items)
    is_begun = bool(covered) or any(one.is_done for one in said)
    return Habit(status="slipping" if is_begun else "missing", evidence=items)


def _unanswered(practice: Practice, said: list[Occasion]) -> bool:
    """Whether questions of what is included were more often left open than answered."""
    left = sum(one.says == practice.says["left_open"] for one in said)
    return left > sum(one.says == practice.says["answered"] for one in said)


def _months_beyond(case: Case, practice: Practice) -> int:
    """Months whose unbilled hours run beyond the included ones."""
    if not case.keeps("time_entry"):
        return 0
    share = case.number(practice.id, "beyond_share")
    return sum(
        float(month.hours) > float(month.included or 0) * (1 + share) and month.hours > 0
        for month in service_months(case.ledger)
    )


def _asked(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Questions of what is included, either side's, and the answers they got."""
    days = case.number(practice.id, "days_to_answer")
    questions = case.remarked("asks_what_is_in", during=case.year)
    ours = tuple(row for row in questions if row.side == "ours")
    theirs = tuple(row for row in questions if row.side == "theirs")
    for one in exchanges(case, ours, answered_by="theirs", within_days=days):
        yield from _answered(case, practice, one)
    for one in exchanges(case, theirs, answered_by="ours", within_days=days):
        yield from _answered(case, practice, one)


def _answered(case: Case, practice: Practice, one: Exchange) -> Iterator[Occasion]:
    """The answer, as an occasion; where it does not say, the question stands beside it."""
    clear = one.said_in_answer(case.remarked("says_what_is_in", during=case.year))
    if clear is not None:
        yield Occasion.of(clear, practice.says["answered"], is_done=True, weight=PLAIN)
        return
    asked = Occasion.of(one.asked, practice.says["asked"], is_done=False, weight=PLAIN)
    yield replace(asked, counts=False)
    yield Occasion(
        source="message",
        ref=one.answer.message_id,
        on=one.answer.sent_on,
        says=practice.says["left_open"],
        is_done=False,
        weight=PLAIN,
    )


def _said(case: Case, practice: Practice) -> Iterator[Occasion]:
    for row in first_of_each_mail(case.remarked("scope_unknown", during=case.year)):
        yield Occasion.of(Word.of(row), practice.says["unknown"], is_done=False, weight=PLAIN)
    for row in first_of_each_mail(case.remarked("says_what_is_in", by="ours", during=case.year)):
        yield Occasion.of(Word.of(row), practice.says["told"], is_done=True)


def _counts(
    case: Case, practice: Practice, covered: float | None, beyond: int
) -> Iterator[Evidence]:
    if covered is not None:
        is_done = covered >= case.number(practice.id, "covered")
        says = practice.says["covered"].format(share=f"{covered:.0%}")
        yield counted(practice.id, "covered_revenue", says, on=case.as_of, is_done=is_done)
    if beyond:
        is_done = beyond < case.number(practice.id, "months_beyond")
        says = practice.says["beyond"].format(months=beyond)
        yield counted(practice.id, "months_beyond", says, on=case.as_of, is_done=is_done)
