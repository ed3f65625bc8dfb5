"""Whether they pay later than agreed, most of the time and with no dispute that explains it.

Concepts, U12. The catalogue says how late and how surely; what it costs is in `late`. Long
terms that were agreed and are kept are no lateness: days count from the agreed day. A habit that
began within the year is one too, however well they paid before it: where all of the latest
invoices, and enough of them, came so late. A late invoice explains itself where it was credited,
complained of by its number, or named by them in time and corrected by us; so do those that were
open when we owned to a wrong bill and sent the right one, and were paid soon after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import sqrt

from goodwill.catalogue.schema import Condition, Pattern
from goodwill.facts.posterior import beta_over, normal_over
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.charge_talk import names_in
from goodwill.judge.late import InvoiceTerms, invoice_terms, late_payment
from goodwill.judge.patterns.by_signals import Met, measured
from goodwill.judge.patterns.finding import (
    Finding,
    absent,
    ground,
    not_assessable,
    too_few,
    words_of,
)
from goodwill.judge.promises.phrases import shows

__all__ = ["find"]

DISPUTES = frozenset({"complaint", "problem"})
PUT_RIGHT_ACTS = ("admission", "apology")
PUT_RIGHT_REMARKS = ("remedy_given",)
HALF = 0.5


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    conditions = pattern.fires_when.all_in_force(case.rules_day)
    met = measured(case, conditions)
    cost = late_payment(case.ledger)
    if cost.amount is None or len(met) < len(conditions):
        return not_assessable(pattern, *cost.lacks)
    terms = [one for one in invoice_terms(case.ledger) if _in_year(case, one)]
    if _is_disputed(case, pattern, terms):
        return absent(pattern.fires_when.probability)
    chance = _chance(case, pattern, met, terms)
    needed = pattern.fires_when.min_exposure
    unpriced = not cost.parts  # late by the day alone: amounts in a currency without a rate
    if (len(terms) < needed and chance < HALF) or (unpriced and chance >= HALF):
        return not_assessable(pattern, too_few(pattern, len(terms)))
    if chance < HALF:
        return Finding(status="absent", probability=round(chance, 4))
    is_present = len(terms) >= needed and chance >= pattern.fires_when.probability
    return Finding(
        status="present" if is_present else "watch",
        probability=round(chance, 4),
        since=_since(terms, conditions),
        direction="theirs",
        evidence=ground(pattern, chance, cost.parts, _words_on_paying(case, pattern)),
    )


def _in_year(case: Case, one: InvoiceTerms) -> bool:
    """Whether an invoice fell due or was settled in the 12 months, or is still open after it."""
    settled_before = one.settled_on is not None and one.settled_on < case.year.start
    return one.due_on <= case.as_of and not settled_before


def _chance(case: Case, pattern: Pattern, met: list[Met], terms: list[InvoiceTerms]) -> float:
    """Over the whole year, or of a habit that began within it, whichever is surer."""
    whole, limit = min(one.chance for one in met), _limit([one.condition for one in met])
    run = _late_run(terms, limit)
    if len(run) < pattern.fires_when.min_exposure or len(run) == len(terms):
        return whole
    usual, strength = (case.number(pattern.id, name) for name in ("usual_share", "prior_invoices"))
    often = beta_over(len(run) + strength * usual, strength * (1 - usual), HALF)
    return max(whole, min(often, _chance_of_days(case, pattern, run, limit)))


def _chance_of_days(case: Case, pattern: Pattern, run: list[InvoiceTerms], limit: float) -> float:
    """The chance that invoices like these come more than `limit` days late in the mean."""
    names = ("usual_days", "usual_spread", "prior_weight")
    usual, spread, weight = (case.number(pattern.id, name) for name in names)
    days = [float(one.days_beyond) for one in run]
    mass = len(days) + weight
    mean = (sum(days) + weight * usual) / mass
    scatter = (sum((one - mean) ** 2 for one in days) + weight * spread**2) / mass
    return normal_over(mean, sqrt(scatter / mass), limit)


def _limit(conditions: Iterable[Condition]) -> float:
    """The days beyond the agreed day from which an invoice is late."""
    return next((one.limit for one in conditions if one.signal == "days_beyond_terms"), 0.0)


def _late_run(terms: list[InvoiceTerms], limit: float) -> list[InvoiceTerms]:
    """The latest invoices that were all late; of one that is open and not late nobody can tell."""
    found: list[InvoiceTerms] = []
    for one in reversed(terms):
        if one.days_beyond > limit:
            found.append(one)
        elif one.settled_on is not None:
            break
    return found


def _words_on_paying(case: Case, pattern: Pattern) -> list[ActRow]:
    """What they say of money in conversations about paying: prices have words of their own."""
    rows = [row for row in words_of(case, pattern.acts, side="theirs") if row.side == "theirs"]
    return [row for row in rows if any(shows("paying", text) for text in _around(case, row))]


def _around(case: Case, row: ActRow) -> Iterator[str]:
    """The sentence, the subjects of its conversation, and what is said on money in it."""
    yield row.quote or ""
    for mail in case.threads.get(row.thread_id, ()):
        yield mail.subject
        for act in case.in_mail.get(mail.message_id, ()):
            if act.act == row.act:
                yield act.quote or ""


def _is_disputed(case: Case, pattern: Pattern, terms: list[InvoiceTerms]) -> bool:
    """Whether disputes explain most of the delay: credited, complained of, or corrected by us."""
    late = sum(one.amount_days for one in terms)
    if not late:
        return False
    likely = case.number(pattern.id, "dispute_probability")
    credited = {row.credits_invoice_id for row in case.tables.invoice if row.amount < 0}
    named = {
        word
        for act in case.tables.act
        if act.act in DISPUTES and act.side == "theirs" and act.probability >= likely
        for word in names_in(act.quote)
    }
    corrected = _corrected(case, pattern, terms)
    explained = sum(
        one.amount_days
        for one in terms
        if one.invoice.invoice_id in credited
        or one.invoice.invoice_id.casefold() in named
        or one.invoice.invoice_id in corrected
        or _was_held_up(case, pattern, one)
    )
    return explained > late / 2


def _corrected(case: Case, pattern: Pattern, terms: list[InvoiceTerms]) -> set[str]:
    """The invoices that they named in time, in a conversation in which we then put it right."""
    put_right: dict[str, date] = {}
    rows: list[ActRow | RemarkRow] = [
        *case.said(*PUT_RIGHT_ACTS, by="ours"),
        *case.remarked(*PUT_RIGHT_REMARKS, by="ours"),
    ]
    for row in rows:
        put_right[row.thread_id] = max(row.sent_on, put_right.get(row.thread_id, date.min))
    if not put_right:
        return set()
    in_time = timedelta(days=case.number(pattern.id, "dispute_days"))
    by_name = {one.invoice.invoice_id.casefold(): one for one in terms}
    found: set[str] = set()
    for act in case.tables.act:
        if act.side != "theirs" or put_right.get(act.thread_id, date.min) < act.sent_on:
            continue
        for word in names_in(act.quote or "") & by_name.keys():
            if act.sent_on <= by_name[word].due_on + in_time:
                found.add(by_name[word].invoice.invoice_id)
    return found


def _was_held_up(case: Case, pattern: Pattern, one: InvoiceTerms) -> bool:
    """Whether it was open when we sent a right bill for a wrong one, and paid soon after that."""
    within = timedelta(days=case.number(pattern.id, "dispute_days"))
    until = one.settled_on or case.as_of
    return any(
        one.invoice.issued_on <= day <= until <= day + within for day in case.once(_bills_mended)
    )


def _bills_mended(case: Case) -> tuple[date, ...]:
    """The days on which we owned up, and handed over what is right, in talk about a bill."""
    handed = {row.message_id for row in case.said("delivery", by="ours")}
    handed |= {row.message_id for row in case.remarked("handed_over", "remedy_given", by="ours")}
    wrong = {
        row.thread_id: row.sent_at
        for row in reversed(case.said("problem", "complaint", by="theirs"))
    }
    bills = {row.thread_id for row in case.said("money_talk")}
    return tuple(
        row.sent_on
        for row in case.remarked("fault_owned", by="ours")
        if row.message_id in handed and row.thread_id in bills
        if row.thread_id in wrong and wrong[row.thread_id] < row.sent_at
    )


def _since(terms: list[InvoiceTerms], conditions: tuple[Condition, ...]) -> date | None:
    """The agreed day of the first invoice in the last unbroken run of late ones."""
    limit = _limit(conditions)
    begun = None
    for one in reversed(terms):
        if one.days_beyond <= limit and one.settled_on is not None:
            break
        if one.days_beyond > limit:
            begun = one.due_on
    return begun
