"""Business held out for a concession: the concession was given, and the business did not come.

Concepts, U10: "next time", "once this lands", "volume will come". Such a promise may lie far back
and often names no day, so the ledger of promises leaves it open. Here it is told broken by the
promiser's own words, by the complaint of the side that gave, or by long silence after the day that
it named. A promise whose condition nobody met is none, and what the ledger has told counts there.
A price of ours
that was held out for a signature is kept where they signed or were billed at less than list.
What was held out by word of mouth is told too, where somebody reminds of it ("you promised us the
other hall") and is answered that it will not come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.facts.tables import ActRow, OpportunityRow, RemarkRow, Tables
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.patterns.finding import Direction
from goodwill.judge.patterns.words import OTHER
from goodwill.judge.promises.phrases import shows
from goodwill.judge.promises.words import telling_words

__all__ = ["HeldOut", "fell_through", "held_out", "reminded_in_vain"]

CONCEPT = "broken_promises"
GIVEN_REMARKS = ("gives_way", "agreed", "handed_over")
REMINDS = ("missing",)
WILL_NOT_COME = ("fell_through", "brushed_off")
GIVEN_ACTS = ("discount", "commitment", "decision", "delivery")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """A sentence that holds out business, what was given for it, and what tells that it never came.

    Without `denied` nobody said so: its day is long past. Where the promise itself was not written,
    `promised` is the other side's reminder of it, `by_reminder`, and nothing is `given`.
    """

    promised: ActRow | RemarkRow
    given: ActRow | RemarkRow | None
    denied: ActRow | RemarkRow | None
    by_reminder: bool = False


def held_out(
    case: Case, side: Direction, *, known: Collection[str], kept: Collection[str] = ()
) -> Iterator[HeldOut]:
    """What one side held out and did not bring.

    `known` are threads whose broken promises the ledger has told; in those of `kept` silence tells
    nothing.
    """
    seen: set[str] = set()
    reach = Window.days(case.as_of, int(case.number(CONCEPT, "days_held_out")))
    for act in case.said("contingent_promise", by=side, during=reach):
        if act.thread_id in known or act.message_id in seen or _is_price_given(case, act):
            continue
        given = _given(case, act, reach)
        if given is None:
            continue
        denied = _denied(case, side, act)
        is_silent = act.thread_id not in kept and _is_long_past(case, act.due_on)
        if denied is not None or is_silent:
            seen.add(act.message_id)
            yield HeldOut(promised=act, given=given, denied=denied)


def _is_price_given(case: Case, promised: ActRow) -> bool:
    """Whether a lower price of ours was held out, and they then bought at less than list."""
    about = case.said("discount", "money_talk", by="ours")
    if (promised.message_id, promised.quote) not in {(one.message_id, one.quote) for one in about}:
        return False
    overdue = timedelta(days=case.number(CONCEPT, "overdue_days"))
    tables, after = case.tables, Window(start=promised.sent_on, end=promised.sent_on + overdue)
    bought = [
        *((row.closed_on, row.amount, row.list_amount) for row in _won(tables)),
        *((row.issued_on, row.amount, row.list_amount) for row in tables.invoice),
    ]
    return any(
        on is not None and after.holds(on) and amount and full and 0 < amount < full
        for on, amount, full in bought
    )


def _won(tables: Tables) -> Iterator[OpportunityRow]:
    return (row for row in tables.opportunity if row.status == "won")


def reminded_in_vain(
    case: Case, side: Direction, *, told: Collection[str], known: Collection[str]
) -> Iterator[HeldOut]:
    """What the other side reminds `side` of having promised, answered that it will not come.

    `told` are mails in which a promise was given up that is counted already, `known` threads whose
    broken promises the ledger has told.
    """
    reminders: dict[str, list[ActRow | RemarkRow]] = {}
    rows: list[ActRow | RemarkRow] = [
        *case.remarked(*REMINDS, by=OTHER[side], during=case.year),
        *case.said("complaint", by=OTHER[side], during=case.year),
    ]
    for row in rows:
        if shows("reported", row.quote or ""):
            reminders.setdefault(row.thread_id, []).append(row)
    within = timedelta(days=case.number(CONCEPT, "days_to_answer"))
    seen = {*told}
    for denial in case.remarked(*WILL_NOT_COME, by=side, during=case.year):
        asked = [
            row
            for row in reminders.get(denial.thread_id, ())
            if row.sent_at < denial.sent_at <= row.sent_at + within
        ]
        if asked and denial.message_id not in seen and denial.thread_id not in known:
            seen.add(denial.message_id)
            last = max(asked, key=lambda row: (row.sent_at, row.message_id, row.quote or ""))
            yield HeldOut(promised=last, given=None, denied=denial, by_reminder=True)


def fell_through(
    case: Case, side: Direction, words: frozenset[str], *, after: ActRow | None = None
) -> RemarkRow | None:
    """The first sentence in which `side` writes that a thing of these words will not come."""
    for row in case.remarked("fell_through", by=side, during=case.year):
        is_later = after is None or row.sent_at > after.sent_at
        if is_later and _about(case, row) & words:
            return row
    return None


def _denied(case: Case, side: Direction, promised: ActRow) -> ActRow | RemarkRow | None:
    """The promiser's word that it will not come, else the first sure complaint of who gave."""
    words = _about(case, promised)
    own = fell_through(case, side, words, after=promised)
    if own is not None:
        return own
    soonest = promised.sent_on + timedelta(days=case.number(CONCEPT, "days_before_complaint"))
    sure = case.number(CONCEPT, "sure_complaint")
    complaints = case.said("complaint", by=OTHER[side], during=case.year)
    later = (row for row in complaints if row.sent_on >= soonest and row.probability >= sure)
    return next((row for row in later if _about(case, row) & words), None)


def _is_long_past(case: Case, due_on: date | None) -> bool:
    """Whether the day that it named lies so far back that silence tells."""
    overdue = timedelta(days=case.number(CONCEPT, "overdue_days"))
    return due_on is not None and due_on + overdue <= case.as_of


def _given(case: Case, promised: ActRow, reach: Window) -> ActRow | RemarkRow | None:
    """The first thing that the other side gave in the same conversation afterwards."""
    other = OTHER[promised.side]
    given: list[ActRow | RemarkRow] = [
        *case.remarked(*GIVEN_REMARKS, by=other, during=reach),
        *case.said(*GIVEN_ACTS, by=other, during=reach),
    ]
    later = (
        row
        for row in given
        if row.thread_id == promised.thread_id and row.sent_at > promised.sent_at
    )
    return min(later, key=lambda row: row.sent_at, default=None)


def _about(case: Case, row: ActRow | RemarkRow) -> frozenset[str]:
    """The telling words of a sentence and of its mail's subject."""
    mails = case.threads.get(row.thread_id, ())
    subject = next((mail.subject for mail in mails if mail.message_id == row.message_id), "")
    return telling_words(row.quote) | telling_words(subject)
