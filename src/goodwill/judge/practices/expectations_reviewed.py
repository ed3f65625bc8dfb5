"""Expectations reviewed: whether both sides went through what they expect and pay (H8).

An agreement reviewed or renewed in the 12 months, a meeting that looks back, or a mail that says so
is one time; what was written within days of it about that day is shown beside it. A frame that a
parent company imposed was talked over with somebody else. Where none is seen that counts against
both only after a year of business that mail would have shown, and not where the first terms were
signed in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import ActRow, AgreementRow
from goodwill.judge.case import Case
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, in_mails, told

__all__ = ["find"]

GOING_THROUGH = ("review", "expectation")
"""What a mail does that goes through what each side expects."""
IN_WORDS = 1.5
"""What was gone through, in words, says more than that a day was held for it."""


def find(case: Case, practice: Practice) -> Habit:
    """Whether they were reviewed in the 12 months."""
    times = [*_agreements(case, practice), *_meetings(case, practice), *_words(case, practice)]
    items = told(practice.id, [*times, *_minutes(case, practice, times)])
    if times and len({one.on for one in times}) >= case.number(practice.id, "times"):
        return Habit(status="kept", evidence=items)
    if times:
        return Habit(status="slipping", evidence=items)
    if _is_new(case) or not _is_a_year_of_business(case, practice):
        return Habit(status="not_assessable")
    sure = case.number("apology", "complaint")
    in_passing = case.said("money_talk", "expectation", during=case.year, least=sure)
    says = practice.says["in_passing" if in_passing else "never"]
    none = counted(practice.id, "reviews", says, on=case.as_of, is_done=False)
    return Habit(status="missing", evidence=(none,))


def _agreements(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Agreements reviewed in the 12 months, or renewed in them by the two sides themselves."""
    for row in case.tables.agreement:
        renewed_on = row.signed_on if _is_renewal(case, row) else None
        for day, key in ((row.reviewed_on, "reviewed"), (renewed_on, "renewed")):
            if day is not None and case.year.holds(day):
                yield Occasion(
                    source="agreement",
                    ref=row.agreement_id,
                    on=day,
                    says=practice.says[key].format(day=day),
                    is_done=True,
                )
                break


def _is_renewal(case: Case, row: AgreementRow) -> bool:
    is_first = all(other.signed_on >= row.signed_on for other in case.tables.agreement)
    return not is_first and not row.imposed_by_parent


def _is_new(case: Case) -> bool:
    """Whether the terms were signed in the 12 months: there is nothing to review yet."""
    return any(case.year.holds(row.signed_on) for row in case.tables.agreement)


def _meetings(case: Case, practice: Practice) -> Iterator[Occasion]:
    for row in case.met(case.year):
        if row.is_review and not row.is_social:
            yield Occasion(
                source="meeting",
                ref=row.meeting_id,
                on=row.held_on,
                says=practice.says["met"],
                is_done=True,
                quote=row.title,
            )


def _minutes(case: Case, practice: Practice, times: Iterable[Occasion]) -> Iterator[Occasion]:
    """What mails of the days after such a time say of it: of each the surest sentence."""
    after = timedelta(days=case.number(practice.id, "days_to_minutes"))
    least = case.number(practice.id, "minutes")
    held = [one.on for one in times if one.source != "message" and one.on is not None]
    known = {one.ref for one in times}
    best: dict[str, ActRow] = {}
    for row in case.said(*GOING_THROUGH, during=case.year, least=least):
        is_after = any(day <= row.sent_on <= day + after for day in held)
        if is_after and row.message_id not in known:
            best.setdefault(row.message_id, row)
            if row.probability > best[row.message_id].probability:
                best[row.message_id] = row
    for row in best.values():
        yield Occasion.of(Word.of(row), practice.says["minutes"], is_done=True)


def _words(case: Case, practice: Practice) -> Iterator[Occasion]:
    said = case.remarked("expectations_talked", during=case.year)
    return in_mails(said, practice.says["talked"], is_done=True, weight=IN_WORDS)


def _is_a_year_of_business(case: Case, practice: Practice) -> bool:
    """Whether they did business both before and in the 12 months, where a talk would be seen."""
    start, invoices = case.year.start, case.tables.invoice
    days = [row.issued_on for row in invoices] + [row.signed_on for row in case.tables.agreement]
    since = case.tables.account.customer_since
    is_old = any(day < start for day in (*days, *([since] if since else [])))
    is_going_on = any(case.year.holds(row.issued_on) for row in invoices)
    least = case.number(practice.id, "mails_each_way")
    is_seen = all(len(case.mail(by=side, during=case.year)) >= least for side in ("ours", "theirs"))
    return is_old and is_going_on and is_seen
