"""Whether they pay later than agreed, most of the time and with no dispute that explains it.

Concepts, U12. The catalogue says how late and how surely; what it costs is in `late`. Long
terms that were agreed and are kept are no lateness: days count from the agreed day.
"""

from __future__ import annotations

from datetime import date

from goodwill.catalogue.schema import Condition, Pattern
from goodwill.judge.case import Case
from goodwill.judge.late import InvoiceTerms, invoice_terms, late_payment
from goodwill.judge.patterns.by_signals import measured
from goodwill.judge.patterns.finding import Finding, absent, ground, not_assessable, words_of

__all__ = ["find"]

DISPUTES = frozenset({"complaint", "problem"})
HALF = 0.5


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    conditions = pattern.fires_when.all_in_force(case.rules_day)
    met = measured(case, conditions)
    cost = late_payment(case.ledger)
    if cost.amount is None or len(met) < len(conditions):
        return not_assessable(pattern, *cost.lacks)
    terms = [one for one in invoice_terms(case.ledger) if _in_year(case, one)]
    chance = min(one.chance for one in met)
    if _is_disputed(case, pattern, terms):
        return absent(pattern.fires_when.probability)
    needed = pattern.fires_when.min_exposure
    unpriced = not cost.parts  # late by the day alone: amounts in a currency without a rate
    if (len(terms) < needed and chance < HALF) or (unpriced and chance >= HALF):
        seen = f"{len(terms)} {pattern.fires_when.exposure} were seen; {needed:g} are needed."
        return not_assessable(pattern, seen)
    if chance < HALF:
        return Finding(status="absent", probability=round(chance, 4))
    is_present = len(terms) >= needed and chance >= pattern.fires_when.probability
    words = [act for act in words_of(case, pattern.acts, side="theirs") if act.side == "theirs"]
    return Finding(
        status="present" if is_present else "watch",
        probability=round(chance, 4),
        since=_since(terms, conditions),
        direction="theirs",
        evidence=ground(pattern, chance, cost.parts, words),
    )


def _in_year(case: Case, one: InvoiceTerms) -> bool:
    """Whether an invoice fell due or was settled in the 12 months, or is still open after it."""
    settled_before = one.settled_on is not None and one.settled_on < case.year.start
    return one.due_on <= case.as_of and not settled_before


def _is_disputed(case: Case, pattern: Pattern, terms: list[InvoiceTerms]) -> bool:
    """Whether disputes explain most of the delay: credited invoices, and those complained of."""
    late = sum(one.amount_days for one in terms)
    likely = case.number(pattern.id, "dispute_probability")
    credited = {row.credits_invoice_id for row in case.tables.invoice if row.amount < 0}
    named = {
        word
        for act in case.tables.act
        if act.act in DISPUTES and act.side == "theirs" and act.probability >= likely
        for word in _words(act.quote)
    }
    explained = sum(
        one.amount_days
        for one in terms
        if one.invoice.invoice_id in credited or one.invoice.invoice_id.casefold() in named
    )
    return bool(late) and explained > late / 2


def _words(quote: str) -> set[str]:
    """What a quote may name an invoice by: whole words, so that 7 is not seen in 17."""
    return {word.strip("#.,;:!?()[]'\"") for word in quote.casefold().split()}


def _since(terms: list[InvoiceTerms], conditions: tuple[Condition, ...]) -> date | None:
    """The agreed day of the first invoice in the last unbroken run of late ones."""
    limit = next((one.limit for one in conditions if one.signal == "days_beyond_terms"), 0.0)
    begun = None
    for one in reversed(terms):
        if one.days_beyond <= limit and one.settled_on is not None:
            break
        if one.days_beyond > limit:
            begun = one.due_on
    return begun
