"""What of one account's rows outcomes and baselines read: days, amounts, prices, deals.

Nothing else goes in, no word and no finding, so that neither can know what a statement says. The
day on which an invoice is due is the contract's (`goodwill.judge.late`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goodwill.config import Settings
from goodwill.facts.tables import AgreementRow, InvoiceLineRow, OpportunityRow, Tables
from goodwill.judge.late import due_day
from goodwill.judge.ledger import open_ledger

__all__ = ["Billed", "Debt", "History", "Price", "history_of", "known_by"]

KEPT = frozenset({"invoice", "invoice_line", "payment", "agreement", "opportunity"})


class Billed(NamedTuple):
    """What was bought on a day, in the company's currency (0 where no rate is given)."""

    on: date
    amount: float


class Price(NamedTuple):
    """One thing on one invoice: where a list price is given its share of list, else its unit price.

    The quantity is then what it would be at list. Without `thing` it is the whole invoice.
    """

    on: date
    invoice_id: str
    thing: str
    quantity: float
    unit_price: float


class Debt(NamedTuple):
    """An invoice with its agreed day, and what was paid of it when; amounts are shares of it.

    What was sent back is negative on its own day: until then the invoice looked paid.
    """

    due_on: date
    paid: tuple[tuple[date, float], ...]

    def open_share(self, day: date) -> float:
        """How much of it was open at the end of a day."""
        return 1 - math.fsum(share for on, share in self.paid if on <= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One account until a day; each in the order of days.

    `contacts` are days on which they wrote or sat down with us, `exchanges` those on which either
    side did.
    """

    account_id: str
    contacts: tuple[date, ...] = ()
    exchanges: tuple[date, ...] = ()
    purchases: tuple[Billed, ...] = ()
    deals: tuple[OpportunityRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    prices: tuple[Price, ...] = ()
    debts: tuple[Debt, ...] = ()


def known_by(tables: Tables, until: date) -> Tables:
    """The rows that had happened by a day; deals that close later are open."""
    return replace(
        tables,
        message=tuple(row for row in tables.message if row.sent_on <= until),
        meeting=tuple(row for row in tables.meeting if row.held_on <= until),
        opportunity=tuple(
            row
            if row.closed_on is None or row.closed_on <= until
            else row._replace(closed_on=None, status="open", loss_reason=None)
            for row in tables.opportunity
            if row.opened_on <= until
        ),
        agreement=tuple(row for row in tables.agreement if row.signed_on <= until),
        invoice=tuple(row for row in tables.invoice if row.issued_on <= until),
        invoice_line=tuple(row for row in tables.invoice_line if row.issued_on <= until),
        payment=tuple(row for row in tables.payment if row.paid_on <= until),
    )


def history_of(uncut: Tables, settings: Settings, until: date, *, has_invoices: bool) -> History:
    """What is read of one account, as known on `until`.

    `has_invoices` is told of the book as a whole: where it has none, deals won are purchases.
    """
    tables = known_by(uncut, until)
    contacts, exchanges = _days_of_contact(tables)
    return History(
        account_id=tables.account.account_id,
        contacts=contacts,
        exchanges=exchanges,
        purchases=_purchases(tables, settings, until, has_invoices=has_invoices),
        deals=tuple(sorted(tables.opportunity, key=lambda row: (row.opened_on, row.deal_id))),
        agreements=tuple(sorted(tables.agreement, key=lambda row: row.signed_on)),
        prices=tuple(sorted(_prices(tables))),
        debts=_debts(tables, settings, until),
    )


def _days_of_contact(tables: Tables) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Days of contact from their side, and from either."""
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for person in tables.meeting_person:
        sides[person.meeting_id].add(person.side)
    both = {"ours", "theirs"}
    met = {row.held_on for row in tables.meeting if sides[row.meeting_id] >= both}
    written = [row for row in tables.message if row.is_human and row.is_authentic]
    theirs = met | {row.sent_on for row in written if row.side == "theirs"}
    return tuple(sorted(theirs)), tuple(sorted(met | {row.sent_on for row in written}))


def _purchases(
    tables: Tables, settings: Settings, until: date, *, has_invoices: bool
) -> tuple[Billed, ...]:
    ledger = open_ledger(tables, settings, as_of=until, kept=KEPT)
    days: defaultdict[date, float] = defaultdict(float)
    for on, amount, currency in _invoiced(tables) if has_invoices else _won(tables):
        days[on] += float(amount * (ledger.rate(currency, on) or 0))
    return tuple(Billed(on, days[on]) for on in sorted(days))


def _invoiced(tables: Tables) -> Iterator[tuple[date, Decimal, str | None]]:
    """Invoices that ask for money; one that was credited is a purchase all the same."""
    for row in tables.invoice:
        if row.amount > 0:
            yield row.issued_on, row.amount, row.currency


def _won(tables: Tables) -> Iterator[tuple[date, Decimal, str | None]]:
    for row in tables.opportunity:
        if row.status == "won" and row.closed_on is not None:
            yield row.closed_on, row.amount or Decimal(0), row.currency


def _prices(tables: Tables) -> Iterator[Price]:
    """Prices of things; the share of list of invoices that have none of them."""
    currencies = {row.invoice_id: row.currency or "" for row in tables.invoice}
    priced = set()
    for line in tables.invoice_line:
        price = _price_of(line, currencies.get(line.invoice_id, ""))
        if price is not None:
            priced.add(line.invoice_id)
            yield price
    for row in tables.invoice:
        listed = float(row.list_amount or 0)
        if row.invoice_id not in priced and row.amount > 0 and listed > 0:
            yield Price(row.issued_on, row.invoice_id, "", listed, float(row.amount) / listed)


def _price_of(line: InvoiceLineRow, currency: str) -> Price | None:
    """The price of a thing; None where the line names no thing, or no price."""
    thing, price, quantity = line.sku or line.description, line.unit_price, line.quantity
    if not thing or price is None or price <= 0 or (quantity is not None and quantity <= 0):
        return None
    count, listed = float(1 if quantity is None else quantity), line.list_unit_price
    if listed is not None and listed > 0:
        name, count, paid = f"{thing} of list", count * float(listed), float(price / listed)
    else:
        name, paid = f"{thing} {currency}", float(price)
    return Price(line.issued_on, line.invoice_id, name, count, paid)


def _debts(tables: Tables, settings: Settings, until: date) -> tuple[Debt, ...]:
    """Each invoice that can be owed, by its agreed day."""
    ledger = open_ledger(tables, settings, as_of=until, kept=KEPT)
    moved = _moved(tables)
    found = []
    for row in tables.invoice:
        due_on = due_day(ledger, row)
        if due_on is not None and row.amount > 0:
            paid = sorted((on, float(part / row.amount)) for on, part in moved[row.invoice_id])
            found.append(Debt(due_on, tuple(paid)))
    return tuple(sorted(found))


def _moved(tables: Tables) -> defaultdict[str, list[tuple[date, Decimal]]]:
    """What was paid or credited on each invoice, in its own currency."""
    found: defaultdict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for payment in tables.payment:
        found[payment.invoice_id].append((payment.paid_on, payment.amount))
    for row in tables.invoice:
        if row.amount < 0 and row.credits_invoice_id:
            found[row.credits_invoice_id].append((row.issued_on, -row.amount))
    return found
