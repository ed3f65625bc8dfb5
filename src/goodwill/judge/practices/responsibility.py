"""Taking responsibility: whether each failure has somebody who answers for it (H9).

Counted over the failures of each side and, for us, over tickets past their day; the weaker
speaks. A matter is pushed on where the answer lays it at another's door and nobody owns it, and
held to be none where the answer says that a charge is right which was made twice; an
answer that only puts it off takes nothing up, once the days of repair are over. What was answered
in time in other words tells neither way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.people import Side
from goodwill.judge.case import Case
from goodwill.judge.practices.failures import Failure, failures, working_days
from goodwill.judge.practices.measure import Habit, Occasion, by_share, weaker

__all__ = ["find"]


def find(case: Case, practice: Practice) -> Habit:
    """How matters were answered for in the 12 months."""
    kept_at = case.number(practice.id, "named")
    counts: tuple[tuple[Side, list[Occasion]], ...] = (
        ("ours", list(_matters(case, practice, "ours"))),
        ("theirs", list(_matters(case, practice, "theirs"))),
        ("ours", list(_tickets(case, practice))),
    )
    return weaker(*(by_share(practice.id, some, kept_at=kept_at).of(by) for by, some in counts))


def _matters(case: Case, practice: Practice, by: Side) -> Iterator[Occasion]:
    limit = case.number(practice.id, "working_days")
    mending = timedelta(days=int(case.number("apology", "mend_days")))
    for one in failures(case, by):
        if one.taken_up is None and working_days(one.told[-1].on, case.as_of) <= limit:
            continue
        if one.put_off and one.taken_up is None and case.as_of <= one.put_off.on + mending:
            continue
        if _is_open_to_doubt(one, limit):
            continue
        answered = _answered(one, limit)
        key = "unasked" if one.is_owned_unasked else answered
        yield Occasion.of(one.first, practice.says[f"{key}_{by}"], is_done=answered == "taken")
        against = ((one.blamed, "pushed"), (one.defended, "defended"), (one.put_off, "left"))
        for word, said in against:
            if word and answered == said:
                answer = Occasion.of(word, practice.says[f"{said}_so"], is_done=False)
                yield replace(answer, counts=False)
        mended = one.owned or one.sorry or one.taken_up
        if mended and answered == "taken" and mended.quote != one.first.quote:
            shown = Occasion.of(mended, practice.says["answered"], is_done=True)
            yield replace(shown, counts=False)


def _is_open_to_doubt(one: Failure, limit: float) -> bool:
    """Whether it was answered in time, in words that neither take it up nor push or put it off."""
    says = one.taken_up or one.blamed or one.defended or one.put_off or one.is_owned_unasked
    return not says and one.answered is not None and _in_time(one, one.answered, limit)


def _answered(one: Failure, limit: float) -> str:
    """Whether somebody took the matter up, pushed it on, held that there is none, or left it."""
    if one.blamed and not one.owned and not one.sorry:
        return "pushed"
    if one.defended and not one.owned and not one.sorry:
        return "defended"
    answer = one.taken_up
    if one.is_owned_unasked:
        return "taken"
    if answer is None or not _in_time(one, answer.on, limit):
        return "left"
    return "taken"


def _in_time(one: Failure, day: date, limit: float) -> bool:
    return working_days(one.first.on, day) <= limit


def _tickets(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Tickets that fell due in the 12 months: closed by now, or open past their day."""
    for ticket in case.tables.ticket:
        if ticket.due_on is None or ticket.due_on >= case.as_of:
            continue
        if case.year.holds(ticket.due_on):
            is_done = ticket.closed_on is not None
            yield Occasion(
                source="ticket",
                ref=ticket.ticket_id,
                on=ticket.due_on,
                says=practice.says["closed" if is_done else "overdue"].format(due=ticket.due_on),
                is_done=is_done,
                weight=0.1 if is_done else 1.0,
            )
