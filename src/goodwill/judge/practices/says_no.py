"""Saying no: whether what does not fit is declined, re-scoped or priced (T4).

What does not fit is what they ask as of right, what is outside our field or better done by somebody
whom we name, tickets out of scope, and unbilled hours beyond what is included in months in which
they ordered. It is declined where we say so in that thread; giving way in words counts against it.
A deal for which we made no offer, with a reason, is a no. A price that they press for is an
occasion where we said no; demands with a threat behind them are where we declined, or took several.
Where they order us about and no word of ours is seen, that pattern speaks. An ordinary "we can't on
Thursday" is no occasion: nothing was asked that does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.ledger import month_of
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.exchanges import Exchange, exchanges, first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, by_share
from goodwill.judge.service import service_months

__all__ = ["find"]

Said = ActRow | RemarkRow

PLAIN = 2.0
"""Words that decline or give way say more than hours."""


def find(case: Case, practice: Practice) -> Habit:
    """How what does not fit was answered in the 12 months."""
    refused = _refusals(case)
    gave_way = first_of_each_mail(case.remarked("gives_in", by="ours", during=case.year))
    asked = list(_asked(case, practice, refused))
    seen = {one.ref for one in asked}
    plainly = [one for one in _plainly(case, practice, refused) if one.ref not in seen]
    seen |= {one.ref for one in plainly}
    occasions = [
        *asked,
        *plainly,
        *(
            Occasion.of(Word.of(row), practice.says["gave_way"], is_done=False, weight=PLAIN)
            for row in gave_way
            if row.message_id not in seen
        ),
        *_out_of_field(case, practice, seen),
        *_not_offered(case, practice),
        *_hours(case, practice),
    ]
    occasions += _went_along(case, practice, occasions)
    habit = by_share(practice.id, occasions, kept_at=case.number(practice.id, "declined"))
    if habit.status != "not_assessable":
        return habit
    return crossed(case, practice, habit, "master_servant", direction="theirs")


def _refusals(case: Case) -> tuple[Said, ...]:
    return (
        *case.said("refusal", by="ours", during=case.year),
        *case.remarked(
            "not_our_field", "holds_ground", "says_what_is_in", by="ours", during=case.year
        ),
    )


def _asked(case: Case, practice: Practice, refused: tuple[Said, ...]) -> Iterator[Occasion]:
    """What they took for granted, and what we answered."""
    wanted = case.remarked("as_of_right", by="theirs", during=case.year)
    days = case.number(practice.id, "days_to_answer")
    for one in exchanges(case, wanted, answered_by="ours", within_days=days):
        yield _answered(case, practice, one, refused)


def _answered(case: Case, practice: Practice, one: Exchange, refused: tuple[Said, ...]) -> Occasion:
    declined = one.said_in_answer(refused)
    if declined is not None:
        return Occasion.of(declined, practice.says["declined"], is_done=True, weight=PLAIN)
    gave_way = one.said_in_answer(case.remarked("gives_in", by="ours", during=case.year))
    if gave_way is not None:
        return Occasion.of(gave_way, practice.says["gave_way"], is_done=False, weight=PLAIN)
    return Occasion.of(one.asked, practice.says["not_declined"], is_done=False)


def _plainly(case: Case, practice: Practice, refused: tuple[Said, ...]) -> Iterator[Occasion]:
    """A no to a price that they pressed for, and a no that sends them to somebody else."""
    surely = case.number(practice.id, "surely")
    pressed = case.said("price_pressure", by="theirs", during=case.year, least=surely)
    days = case.number(practice.id, "days_to_answer")
    taken = {row.message_id for row in case.remarked("gives_way", by="ours", during=case.year)}
    for one in exchanges(case, pressed, answered_by="ours", within_days=days):
        if one.answer.message_id in taken:
            continue
        if word := one.said_in_answer(refused):
            yield Occasion.of(word, practice.says["declined"], is_done=True)
    yield from _driven(case, practice, refused, days)
    sent_on = case.said("referral", "introduction", by="ours", during=case.year)
    elsewhere = {row.message_id for row in sent_on}
    for row in first_of_each_mail(refused):
        if row.message_id in elsewhere:
            yield Occasion.of(Word.of(row), practice.says["declined"], is_done=True, weight=PLAIN)


def _driven(
    case: Case, practice: Practice, refused: tuple[Said, ...], days: float
) -> Iterator[Occasion]:
    """Demands with a threat behind them: declined, or taken; taking one may be good sense."""
    wanted = case.remarked("ultimatum", by="theirs", during=case.year)
    yielded = case.remarked("gives_way", by="ours", during=case.year)
    taken: list[Occasion] = []
    for one in exchanges(case, wanted, answered_by="ours", within_days=days):
        if word := one.said_in_answer(yielded):
            taken.append(Occasion.of(word, practice.says["gave_way"], is_done=False))
        elif word := one.said_in_answer(refused):
            yield Occasion.of(word, practice.says["declined"], is_done=True)
    if len(taken) >= case.number(practice.id, "least_taken"):
        yield from taken


def _out_of_field(case: Case, practice: Practice, seen: set[str]) -> Iterator[Occasion]:
    """What we said is not our field; and tickets that were done though out of scope."""
    for row in first_of_each_mail(case.remarked("not_our_field", by="ours", during=case.year)):
        if row.message_id not in seen:
            yield Occasion.of(Word.of(row), practice.says["declined"], is_done=True, weight=PLAIN)
    for ticket in case.tables.ticket:
        if ticket.in_scope is False and case.year.holds(ticket.opened_on):
            yield Occasion(
                source="ticket",
                ref=ticket.ticket_id,
                on=ticket.opened_on,
                says=practice.says["out_of_scope"],
                is_done=False,
            )


def _went_along(
    case: Case, practice: Practice, occasions: Sequence[Occasion]
) -> Iterator[Occasion]:
    """Our words of giving way to what they asked, in months of which rows tell that we did.

    They are shown beside the rows and are no occasions themselves.
    """
    rows = [one for one in occasions if one.source != "message" and not one.is_done and one.on]
    months, seen = {month_of(one.on) for one in rows if one.on}, {one.ref for one in occasions}
    days = case.number(practice.id, "days_to_answer")
    asked = case.said("request", "command", by="theirs", during=case.year)
    yielded = case.remarked("gives_way", by="ours", during=case.year)
    for one in exchanges(case, asked, answered_by="ours", within_days=days):
        word = one.said_in_answer(yielded)
        if word and word.ref not in seen and month_of(word.on) in months:
            seen.add(word.ref)
            shown = Occasion.of(word, practice.says["went_along"], is_done=False)
            yield replace(shown, counts=False)


def _not_offered(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Deals that we made no offer for, with a reason; without one, nobody knows who let it go."""
    for deal in case.tables.opportunity:
        on = deal.closed_on or deal.opened_on
        if deal.status == "no_bid" and deal.loss_reason and case.year.holds(on):
            yield Occasion(
                source="deal",
                ref=deal.deal_id,
                on=on,
                says=practice.says["no_offer"].format(reason=deal.loss_reason),
                is_done=True,
            )


def _hours(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Months with unbilled hours beyond those included in which they took work for granted."""
    wanted = case.remarked("as_of_right", by="theirs", during=case.year)
    ordered = case.said("command", by="theirs", during=case.year)
    asked = {month_of(row.sent_on) for row in wanted} | {month_of(row.sent_on) for row in ordered}
    if not asked or not case.keeps("time_entry"):
        return
    share = case.number(practice.id, "beyond_share")
    for month in service_months(case.ledger):
        included = float(month.included or 0)
        if month.month in asked and included and float(month.hours) > included * (1 + share):
            says = practice.says["beyond"].format(
                month=month.month, hours=f"{float(month.hours):g}", included=f"{included:g}"
            )
            entry = max(month.entries, key=lambda one: (one.hours, one.worked_on, one.entry_id))
            yield Occasion(
                source="effort", ref=entry.entry_id, on=entry.worked_on, says=says, is_done=False
            )
