"""Whether an account grows quiet against its own habit: contact, answers, orders.

What is found here stands under `going_quiet` and under `defection`, each with its own weights; what
counts as a habit and as a change is said once, in the catalogue's file of `going_quiet`. Silence
is only seen where we went on writing: without a mail of ours nobody can tell it from a mailbox
that is not connected. Orders that stay out are `overdue`'s.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import MessageRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence
from goodwill.judge.risks.newest import falling
from goodwill.judge.risks.overdue import overdue_evidence

__all__ = [
    "Asked",
    "Fade",
    "contact_fades",
    "fading_evidence",
    "late_answers",
]

QUIET = "going_quiet"
WEEK = 7
ASKING = ("question", "request", "social_invitation")
FEW = 2  # who writes to more expects an answer of nobody (concepts, M20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fade:
    """Weeks with contact of late, out of `recent`, and before, out of `before`; the last day."""

    seen: int
    recent: int
    seen_before: int
    before: int
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A message of ours that wants an answer; `days` until it came, `answer` what came first."""

    message: MessageRow
    answer: MessageRow | None
    days: int | None


def contact_fades(case: Case) -> Fade | None:
    """Their contact of late where it is rarer than chance makes of their habit."""
    recent = int(case.number(QUIET, "recent_weeks"))
    days = _contact_days(case)
    if not days or not case.mail(by="ours", during=Window.days(case.as_of, recent * WEEK)):
        return None
    weeks = {_weeks_ago(case, day) for day in days}
    before = min(int(case.number(QUIET, "before_weeks")), max(weeks) + 1 - recent)
    seen_before = sum(recent <= week < recent + before for week in weeks)
    if seen_before < case.number(QUIET, "least_weeks"):
        return None
    seen = sum(week < recent for week in weeks)
    if _so_few(seen, recent, seen_before, before) > case.number(QUIET, "by_chance"):
        return None
    return Fade(seen=seen, recent=recent, seen_before=seen_before, before=before, last_on=max(days))


def unanswered(case: Case) -> tuple[Asked, ...]:
    """What of ours stayed unanswered of late, where chance makes no such thing; newest first."""
    recent, before = case.once(_asked)
    left = [one for one in recent if one.days is None]
    if len(left) < case.number(QUIET, "least_unanswered") or len(before) < FEW:
        return ()
    used_to = sum(one.days is not None for one in before)
    chance = _so_few(len(recent) - len(left), len(recent), used_to, len(before))
    return tuple(left[::-1]) if chance <= case.number(QUIET, "unanswered_by_chance") else ()


def late_answers(case: Case) -> tuple[Asked, ...]:
    """Answers of late that took far longer than theirs used to, if most did; newest first."""
    recent, before = case.once(_asked)
    usual = [one.days for one in before if one.days is not None]
    if len(usual) < FEW:
        return ()
    limit = max(
        case.number(QUIET, "times_later") * median(usual), case.number(QUIET, "least_late_days")
    )
    came = [one for one in recent[::-1] if one.days is not None]
    late = [one for one in came if one.days is not None and one.days >= limit]
    return tuple(late) if len(late) * 2 >= len(came) else ()


def _contact_days(case: Case) -> list[date]:
    """Days on which they wrote, or sat down with us."""
    met = [
        row.held_on
        for row in case.met()
        if {one.side for one in case.at_meeting.get(row.meeting_id, ())} >= {"ours", "theirs"}
    ]
    return [row.sent_on for row in case.mail(by="theirs")] + met


def _weeks_ago(case: Case, day: date) -> int:
    return (case.as_of - day).days // WEEK


def _so_few(seen: int, recent: int, seen_before: int, before: int) -> float:
    """The chance of so few weeks with contact or fewer, of a habit known from `before` weeks.

    Beta-binomial with a flat prior: a short history makes a rare week no wonder. Answers to what
    we asked are told alike.
    """
    a, b = seen_before + 1, before - seen_before + 1
    return sum(
        math.comb(recent, count) * math.exp(_log_beta(count + a, recent - count + b))
        for count in range(seen + 1)
    ) / math.exp(_log_beta(a, b))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _asked(case: Case) -> tuple[list[Asked], list[Asked]]:
    """What of ours wants an answer, of late and before; of late only what is old enough for one."""
    patience = int(case.number(QUIET, "answer_days"))
    recent = Window.days(case.as_of, int(case.number(QUIET, "recent_days")))
    start = recent.start - timedelta(days=int(case.number(QUIET, "before_days")))
    asking = {act.message_id for act in case.said(*ASKING, by="ours")}
    found = [
        _answered(case, row, to, patience)
        for row in case.mail(by="ours", during=Window(start=start, end=recent.end))
        if row.message_id in asking
        for to in [_addressed(case, row)]
        if 1 <= len(to) <= FEW
    ]
    old = [
        one
        for one in found
        if one.days is not None or (case.as_of - one.message.sent_on).days > patience
    ]
    late = [one for one in old if recent.holds(one.message.sent_on)]
    return late, [one for one in old if not recent.holds(one.message.sent_on)]


def _addressed(case: Case, message: MessageRow) -> set[str]:
    """To whom of theirs it went."""
    people = case.on_mail.get(message.message_id, ())
    return {one.person_id for one in people if one.side == "theirs" and one.role == "to"}


def _answered(case: Case, message: MessageRow, asked: set[str], patience: int) -> Asked:
    """The first word of who was asked, in any thread; one that comes much later answers nothing."""
    last = Window(start=message.sent_on, end=message.sent_on + timedelta(days=patience * FEW + 1))
    for row in case.mail(by="theirs", during=last):
        if row.sent_at > message.sent_at and (
            row.sender in asked or row.thread_id == message.thread_id
        ):
            return Asked(message=message, answer=row, days=(row.sent_on - message.sent_on).days)
    return Asked(message=message, answer=None, days=None)


def fading_evidence(case: Case, line: str) -> Iterator[Evidence]:
    """Contact that fades, an order overdue, asks without an answer, with the weights of `line`."""
    if (fade := case.once(contact_fades)) is not None:
        yield count_evidence(
            line,
            of="weeks_with_contact",
            says=(
                f"They were in touch in {fade.seen} of the last {fade.recent} weeks; "
                f"before, in {fade.seen_before} of {fade.before}."
            ),
            weight=case.number(line, "fading"),
            on=fade.last_on,
        )
    yield from overdue_evidence(case, line)
    for one, weight in falling(case, line, "unanswered", case.once(unanswered)):
        yield evidence(
            line,
            source="message",
            ref=one.message.message_id,
            on=one.message.sent_on,
            says="We asked, and no answer came.",
            weight=weight,
        )
