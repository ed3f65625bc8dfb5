"""What rows of tables say of a promise: deliveries, tickets, payments, credits, meetings, orders.

A row settles a promise only where the two are plainly one: a delivery promised for that day, a
payment of the invoice that is named, a meeting on the day with the person who promised to
come. What is not recorded says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goodwill.facts.tables import InvoiceRow, Tables
from goodwill.judge.promises.made import Promise
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.signs import Sign
from goodwill.judge.promises.talk import Talk
from goodwill.judge.promises.words import telling_words

__all__ = ["Records"]


@dataclass(frozen=True)
class Records:
    """The tables of one account, ready to be asked about many promises."""

    tables: Tables
    talk: Talk
    rules: Rules
    paid_on: Mapping[str, date]
    present: frozenset[tuple[str, str]]
    """The day on which each invoice was paid in full; who was at which meeting."""

    @classmethod
    def of(cls, tables: Tables, talk: Talk, rules: Rules) -> Records:
        """Look the tables through once."""
        present = frozenset((row.meeting_id, row.person_id) for row in tables.meeting_person)
        return cls(tables, talk, rules, _paid_in_full(tables), present)

    def signs(self, promise: Promise) -> Iterator[Sign]:
        """What the records say of one promise."""
        if promise.first.side == "ours":
            yield from self._deliveries(promise)
            yield from self._credits(promise)
            yield from self._tickets(promise)
        else:
            yield from self._payments(promise)
            yield from self._signatures(promise)
        yield from self._meetings(promise)

    def _sign(self, promise: Promise, kind: str, ref: str, on: date, *, fine: bool = True) -> Sign:
        in_time = fine and (promise.due_on is None or on <= promise.due_on)
        weight = self.rules.record if in_time else -self.rules.record
        source = "invoice" if kind == "credit" else kind
        return Sign(kind=kind, source=source, ref=ref, on=on, said_on=on, weight=weight)

    def _is_in_reach(self, promise: Promise, on: date) -> bool:
        """Whether a day lies after the promise and not too long after its day."""
        last = promise.due_on or promise.made[-1].on
        return promise.first.on <= on <= last + timedelta(days=self.rules.settling_days)

    def _deliveries(self, promise: Promise) -> Iterator[Sign]:
        for row in self.tables.delivery:
            if row.promised_on == promise.due_on and row.delivered_on is not None:
                fine = row.complete is not False and row.accepted is not False
                yield self._sign(promise, "delivery", row.delivery_id, row.delivered_on, fine=fine)

    def _credits(self, promise: Promise) -> Iterator[Sign]:
        if "#credit" not in promise.own:
            return
        for row in self.tables.invoice:
            if row.amount < 0 and self._is_in_reach(promise, row.issued_on):
                yield self._sign(promise, "credit", row.invoice_id, row.issued_on)
                return

    def _tickets(self, promise: Promise) -> Iterator[Sign]:
        for row in self.tables.ticket:
            if row.closed_on is None or row.subject is None or row.opened_on > promise.first.on:
                continue
            if self._is_in_reach(promise, row.closed_on):
                shared = self.talk.overlap(promise.about, telling_words(row.subject))
                if shared >= self.rules.reach:
                    yield self._sign(promise, "ticket", row.ticket_id, row.closed_on)

    def _payments(self, promise: Promise) -> Iterator[Sign]:
        invoice = self._invoice_of(promise) if "#pay" in promise.own else None
        paid_on = self.paid_on.get(invoice.invoice_id) if invoice else None
        if invoice and paid_on and self._is_in_reach(promise, paid_on):
            yield self._sign(promise, "payment", invoice.invoice_id, paid_on)

    def _invoice_of(self, promise: Promise) -> InvoiceRow | None:
        """The invoice that the promise or its thread names, else the only one open that day."""
        made_on = promise.first.on
        open_then = [
            row
            for row in self.tables.invoice
            if row.amount > 0
            and row.issued_on <= made_on
            and self.paid_on.get(row.invoice_id, date.max) >= made_on
        ]
        named = [row for row in open_then if telling_words(row.invoice_id) & promise.about]
        return named[0] if named else open_then[0] if len(open_then) == 1 else None

    def _signatures(self, promise: Promise) -> Iterator[Sign]:
        if "#order" not in promise.own:
            return
        for signed in self.tables.agreement:
            if self._is_in_reach(promise, signed.signed_on):
                yield self._sign(promise, "agreement", signed.agreement_id, signed.signed_on)
                return
        for deal in self.tables.opportunity:
            on = deal.closed_on
            if deal.status != "won" or on is None or not self._is_in_reach(promise, on):
                continue
            if self.talk.overlap(promise.about, telling_words(deal.name or "")) >= self.rules.near:
                yield self._sign(promise, "deal", deal.deal_id, on)
                return

    def _meetings(self, promise: Promise) -> Iterator[Sign]:
        if promise.due_on is None or not {"#come", "#call"} & promise.own:
            return
        for row in self.tables.meeting:
            is_there = (row.meeting_id, promise.first.sender) in self.present
            if row.held_on == promise.due_on and is_there:
                yield self._sign(promise, "meeting", row.meeting_id, row.held_on)
                return


def _paid_in_full(tables: Tables) -> dict[str, date]:
    """The day on which the payments of each invoice first reached its amount."""
    amounts = {row.invoice_id: row.amount for row in tables.invoice if row.amount > 0}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    found: dict[str, date] = {}
    for row in sorted(tables.payment, key=lambda one: (one.paid_on, one.payment_id)):
        sums[row.invoice_id] += row.amount
        wanted = amounts.get(row.invoice_id)
        if wanted is not None and sums[row.invoice_id] >= wanted:
            found.setdefault(row.invoice_id, row.paid_on)
    return found
