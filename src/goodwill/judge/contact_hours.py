"""What mail and meetings took of our time, where nobody wrote hours down: estimated, in money.

Two figures beside the statement, each with a range: all contact with the account, and the meetings
that `professional_visitor` would count (`goodwill.judge.service`). They are estimates from dated
constants of the catalogue, named so, and no part of any sum: where hours are booked they say
nothing. `mid` is the middle of the range, `low` and `high` its 5 and 95 %: every constant at its
own low or high at once, which is the widest that they can make it, and easy to redo by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from goodwill.facts.tables import MeetingRow, MessageRow
from goodwill.judge.case import Case
from goodwill.judge.costing import CostPart, dearest_first
from goodwill.judge.figure import Figure
from goodwill.judge.ledger import exact, month_of
from goodwill.judge.service import is_idle

__all__ = ["Pace", "estimated_costs", "pace_of"]

CONCEPT = "professional_visitor"
FORMULA = "hours * hourly_cost"
UNIT = "money, estimated"
MINUTES = Decimal(60)
BOOKED = "Hours are written down for this account, so none are estimated."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things take: words a minute, minutes a mail, hours for an hour of meeting."""

    written: Decimal
    read: Decimal
    interrupted: Decimal
    meeting: Decimal

    def mail(self, message: MessageRow) -> Decimal:
        """Hours that one of ours spent on a mail: on writing it, or on reading it."""
        if message.side == "ours":
            return message.words / self.written / MINUTES
        return (message.words / self.read + self.interrupted) / MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A meeting with both sides in it; `hours` are those of everybody of ours together."""

    meeting: MeetingRow
    people: int
    hours: Decimal


def pace_of(case: Case, end: str) -> Pace:
    """The constants at one end of the range: `low`, `mid` or `high` hours."""
    speed = {"low": "_fast", "mid": "", "high": "_slow"}[end]
    size = "" if end == "mid" else f"_{end}"
    return Pace(
        written=exact(case.number(CONCEPT, f"words_written_a_minute{speed}")),
        read=exact(case.number(CONCEPT, f"words_read_a_minute{speed}")),
        interrupted=exact(case.number(CONCEPT, f"minutes_a_mail_interrupts{size}")),
        meeting=exact(case.number(CONCEPT, f"meeting_share{size}")),
    )


def estimated_costs(case: Case) -> tuple[Figure, Figure]:
    """`estimated_contact_cost` and `estimated_visit_cost`."""
    names = ("estimated_contact_cost", "estimated_visit_cost")
    contact, visits = names
    if case.ledger.entries():
        return _unknown(contact, BOOKED), _unknown(visits, BOOKED)
    if case.ledger.hourly_cost is None:
        need = "Needs hourly_cost in the book's settings."
        return _unknown(contact, need), _unknown(visits, need)
    met = _met(case)
    mails = case.mail(during=case.year)
    return _figure(case, contact, mails, met), _visits(case, visits, met)


def _unknown(name: str, need: str) -> Figure:
    return Figure(id=name, amount=None, unit=UNIT, formula=FORMULA, needs=(need,))


def _met(case: Case) -> list[Met]:
    """Meetings of the 12 months with somebody of each side."""
    present: Counter[tuple[str, str]] = Counter(
        (person.meeting_id, person.side) for person in case.tables.meeting_person
    )
    longest = exact(case.number(CONCEPT, "longest_meeting"))
    return [
        Met(meeting=one, people=ours, hours=min(exact(one.hours), longest) * ours)
        for one in case.tables.meeting
        if case.year.holds(one.held_on) and present[one.meeting_id, "theirs"]
        for ours in [present[one.meeting_id, "ours"]]
        if ours and one.hours > 0
    ]


def _visits(case: Case, name: str, met: Sequence[Met]) -> Figure:
    """The meetings in months with no deal open and none opened within 90 days after."""
    if not case.keeps("opportunity"):
        return _unknown(name, "No deals in this book: which visits had a purpose is unseen.")
    months = {month_of(one.meeting.held_on) for one in met}
    idle = {month for month in months if is_idle(case.ledger, month)}
    return _figure(case, name, [], [one for one in met if month_of(one.meeting.held_on) in idle])


def _figure(case: Case, name: str, mails: Sequence[MessageRow], met: Sequence[Met]) -> Figure:
    if not mails and not met:
        return _unknown(name, "No mail and no meetings in these 12 months to estimate from.")
    hourly = case.ledger.hourly_cost or Decimal(0)
    low, mid, high = (pace_of(case, end) for end in ("low", "mid", "high"))
    hours = {
        end: _hours(pace, mails, met) for end, pace in zip("lmh", (low, mid, high), strict=True)
    }
    return Figure(
        id=name,
        amount=hours["m"] * hourly,
        unit=UNIT,
        formula=FORMULA,
        inputs=(
            ("hours", hours["m"]),
            ("hourly_cost", hourly),
            ("low", hours["l"] * hourly),
            ("high", hours["h"] * hourly),
            *_counted(mails, met, mid),
        ),
        parts=dearest_first((*_mail_parts(mails, mid, hourly), *_met_parts(met, mid, hourly))),
    )


def _hours(pace: Pace, mails: Sequence[MessageRow], met: Iterable[Met]) -> Decimal:
    each = _hours_of_mail(pace, mails)
    written = sum((each[one.side, one.words] for one in mails), Decimal(0))
    return written + sum((one.hours for one in met), Decimal(0)) * pace.meeting


def _hours_of_mail(pace: Pace, mails: Iterable[MessageRow]) -> Mapping[tuple[str, int], Decimal]:
    """Hours for a mail by its side and words: many are as long as others, and division is slow."""
    like = {(one.side, one.words): one for one in mails}
    return {key: pace.mail(one) for key, one in like.items()}


def _counted(
    mails: Sequence[MessageRow], met: Sequence[Met], pace: Pace
) -> Iterable[tuple[str, Decimal]]:
    """What was counted, and the constants in the middle of their range."""
    theirs = [one for one in mails if one.side != "ours"]
    if mails:
        yield "words_written", Decimal(sum(one.words for one in mails if one.side == "ours"))
        yield "words_written_a_minute", pace.written
        yield "words_read", Decimal(sum(one.words for one in theirs))
        yield "words_read_a_minute", pace.read
        yield "mails_read", Decimal(len(theirs))
        yield "minutes_a_mail_interrupts", pace.interrupted
    yield "meeting_hours", sum((one.hours for one in met), Decimal(0))
    yield "meeting_share", pace.meeting


def _mail_parts(mails: Sequence[MessageRow], pace: Pace, hourly: Decimal) -> Iterable[CostPart]:
    each = _hours_of_mail(pace, mails)
    for one in mails:
        did = "written" if one.side == "ours" else "read"
        yield CostPart(
            source="message",
            ref=one.message_id,
            on=one.sent_on,
            amount=each[one.side, one.words] * hourly,
            says=f"A mail of {one.words} words {did}, its time estimated.",
        )


def _met_parts(met: Iterable[Met], pace: Pace, hourly: Decimal) -> Iterable[CostPart]:
    for one in met:
        yield CostPart(
            source="meeting",
            ref=one.meeting.meeting_id,
            on=one.meeting.held_on,
            amount=one.hours * pace.meeting * hourly,
            says=f"A meeting of {one.meeting.hours:g} hours with {one.people} of ours, "
            "its cost estimated.",
        )
