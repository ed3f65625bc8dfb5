"""What rows of tables say of a promise: deliveries, tickets, payments, credits, meetings, orders.

A row settles a promise only where the two are plainly one, which a day alone seldom tells: they
share a word (the deal's name, the note on the delivery, the number of the invoice), or the
promise is of such a row ("we'll deliver", "we'll credit it") and no other row, and no promise
of another thing, can be meant; or a delivery that does not say what it is of has the very day of
one promised thing. For a meeting it is the person who promised to come. What is not recorded
says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from goodwill.facts.tables import AgreementRow, DeliveryRow, InvoiceRow, Tables
from goodwill.judge.promises.days import last_day
from goodwill.judge.promises.made import Promise
from goodwill.judge.promises.phrases import Shown, shows
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.signs import Sign
from goodwill.judge.promises.talk import Talk
from goodwill.judge.promises.words import count_in

__all__ = ["Records"]

_Kind = Literal["delivering", "signing", "#credit"]
_SETTLED_ONCE: tuple[_Kind, ...] = ("signing", "#credit")
_FIELDS = frozenset({"#credit", "#order", "#pay"})
"""Fields of meaning by which rows are looked for; they tell no two promises apart."""
_NO_THINGS = _FIELDS | {"#call", "#come"}


@dataclass(frozen=True)
class Records:
    """The tables of one account, ready to be asked about many promises."""

    tables: Tables
    talk: Talk
    rules: Rules
    paid_on: Mapping[str, date]
    present: frozenset[tuple[str, str]]
    deals: Mapping[str, str]
    """The day on which each invoice was paid in full; who was at which meeting; deals' names."""

    promises: Sequence[Promise]

    @classmethod
    def of(cls, tables: Tables, talk: Talk, rules: Rules, promises: Sequence[Promise]) -> Records:
        """Look the tables through once."""
        present = frozenset((row.meeting_id, row.person_id) for row in tables.meeting_person)
        deals = {row.deal_id: row.name or "" for row in tables.opportunity}
        return cls(tables, talk, rules, _paid_in_full(tables), present, deals, promises)

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
        in_time = fine and (promise.due_on is None or on <= _last_day(promise, promise.due_on))
        weight = self.rules.record if in_time else -self.rules.record
        source = "invoice" if kind == "credit" else kind
        return Sign(kind=kind, source=source, ref=ref, on=on, said_on=on, weight=weight)

    def _is_in_reach(self, promise: Promise, on: date) -> bool:
        """Whether a day lies after the promise and not too long after its day."""
        last = promise.due_on or promise.made[-1].on
        return promise.first.on <= on <= last + timedelta(days=self.rules.settling_days)

    def _deliveries(self, promise: Promise) -> Iterator[Sign]:
        rows = [
            row
            for row in self.tables.delivery
            if row.delivered_on is not None
            and promise.due_on is not None
            and promise.due_on <= row.promised_on <= _last_day(promise, promise.due_on)
        ]
        named = [row for row in rows if self._is_about(promise, self._words_of(row))]
        if not named and len(rows) == 1 and self._may_be(promise, rows[0]):
            named = rows
        for row in named:
            fine = row.complete is not False and row.accepted is not False
            if row.delivered_on is not None:
                yield self._sign(promise, "delivery", row.delivery_id, row.delivered_on, fine=fine)

    def _may_be(self, promise: Promise, row: DeliveryRow) -> bool:
        """Whether the only row of its day can be of no other promise.

        Of a promise to deliver it is; where the row does not say what it is of, it is of the one
        thing that was promised for that day, unless that is a paper, a word or somebody's coming.
        """
        if _is_of(promise, "delivering"):
            return self._is_only_one(promise, "delivering", row.promised_on)
        of_that_day = [one for one in self._for_day[promise.due_on] if one is not promise]
        return not (of_that_day or self._words_of(row) or _is_no_thing(promise))

    @cached_property
    def _for_day(self) -> Mapping[date | None, Sequence[Promise]]:
        """Our promises by their day."""
        found: dict[date | None, list[Promise]] = defaultdict(list)
        for promise in self.promises:
            if promise.first.side == "ours":
                found[promise.due_on].append(promise)
        return found

    def _words_of(self, row: DeliveryRow) -> frozenset[str]:
        """What a delivery is about: its deal's name, its note."""
        return self.talk.words_in(f"{self.deals.get(row.deal_id or '', '')} . {row.note or ''}")

    def _is_named(self, ref: str, about: frozenset[str]) -> bool:
        """Whether words name an invoice or agreement, by all parts of its name."""
        parts = self.talk.words_in(ref)
        return bool(parts) and parts <= about

    def _is_credit_named(self, row: InvoiceRow, about: frozenset[str]) -> bool:
        """Whether words name a credit note, or the invoice that it credits."""
        return self._is_named(row.invoice_id, about) or self._is_named(
            row.credits_invoice_id or "", about
        )

    def _is_about(self, promise: Promise, words: frozenset[str]) -> bool:
        """Whether a promise shares a telling word with a row, not only a field of meaning."""
        shared = {word for word in promise.about & words if not word.startswith("#")}
        return self.talk.overlap(frozenset(shared), words) >= self.rules.near

    def _is_only_one(self, promise: Promise, what: _Kind, day: date) -> bool:
        """Whether no promise of another thing may be meant by a row of that day instead."""
        own = promise.own - _FIELDS
        return not any(
            rival.first_on <= day <= rival.last_on and not rival.own & own
            for rival in self._such[promise.first.side, what]
            if rival.own != own
        )

    @cached_property
    def _such(self) -> Mapping[tuple[str, _Kind], Collection[_Rival]]:
        """By side and kind of row: what the promises of such rows are about, and when."""
        found: dict[tuple[str, _Kind], set[_Rival]] = defaultdict(set)
        reach = timedelta(days=self.rules.settling_days)
        for promise in self.promises:
            side, own = promise.first.side, promise.own - _FIELDS
            last = promise.due_on or promise.made[-1].on
            if _is_of(promise, "delivering") and promise.due_on:
                found[side, "delivering"].add(_Rival(own, last, last))
            for what in _SETTLED_ONCE:
                if _is_of(promise, what):
                    found[side, what].add(_Rival(own, promise.first.on, last + reach))
        return found

    def _credits(self, promise: Promise) -> Iterator[Sign]:
        if not _is_of(promise, "#credit"):
            return
        rows = [
            row
            for row in self.tables.invoice
            if row.amount < 0 and self._is_in_reach(promise, row.issued_on)
        ]
        named = [row for row in rows if self._is_credit_named(row, promise.about)]
        if not named and len(rows) == 1 and not self._names_an_invoice(promise):
            is_only = self._is_only_one(promise, "#credit", rows[0].issued_on)
            named = rows if is_only else []
        for row in named[:1]:
            yield self._sign(promise, "credit", row.invoice_id, row.issued_on)

    def _names_an_invoice(self, promise: Promise) -> bool:
        return any(self._is_named(row.invoice_id, promise.about) for row in self.tables.invoice)

    def _tickets(self, promise: Promise) -> Iterator[Sign]:
        for row in self.tables.ticket:
            if row.closed_on is None or row.subject is None or row.opened_on > promise.first.on:
                continue
            if self._is_in_reach(promise, row.closed_on):
                shared = self.talk.overlap(promise.about, self.talk.words_in(row.subject))
                if shared >= self.rules.reach:
                    yield self._sign(promise, "ticket", row.ticket_id, row.closed_on)

    def _payments(self, promise: Promise) -> Iterator[Sign]:
        """The day on which the last of the invoices was paid that are promised to be."""
        is_to_pay = "#pay" in promise.own or shows("money_out", promise.first.quote)
        rows = self._invoices_of(promise) if is_to_pay else []
        paid = [self.paid_on.get(row.invoice_id) for row in rows]
        days = [day for day in paid if day is not None]
        if rows and len(days) == len(rows) and self._is_in_reach(promise, max(days)):
            last = rows[paid.index(max(days))]
            yield self._sign(promise, "payment", last.invoice_id, max(days))

    def _invoices_of(self, promise: Promise) -> list[InvoiceRow]:
        """The invoices that the promise or its thread names, else all of those that may be meant.

        "The two invoices" are the two that are overdue that day, or open; without a number it is
        the only one.
        """
        made_on = promise.first.on
        open_then = [
            row
            for row in self.tables.invoice
            if row.amount > 0
            and row.issued_on <= made_on
            and self.paid_on.get(row.invoice_id, date.max) >= made_on
        ]
        named = [row for row in open_then if self._is_named(row.invoice_id, promise.about)]
        if named or self._names_an_invoice(promise):
            return named
        overdue = [row for row in open_then if row.due_on is not None and row.due_on < made_on]
        count = count_in(promise.first.quote)
        return next((rows for rows in (overdue, open_then) if len(rows) == count), [])

    def _signatures(self, promise: Promise) -> Iterator[Sign]:
        signed = self._signed(promise)
        if signed:
            yield self._sign(promise, "agreement", signed.agreement_id, signed.signed_on)
            return
        if "#order" not in promise.own:
            return
        for deal in self.tables.opportunity:
            on = deal.closed_on
            if deal.status != "won" or on is None or not self._is_in_reach(promise, on):
                continue
            if self._is_about(promise, self.talk.words_in(deal.name or "")):
                yield self._sign(promise, "deal", deal.deal_id, on)
                return

    def _signed(self, promise: Promise) -> AgreementRow | None:
        """The agreement that a promise to sign names, else the only one signed after it."""
        rows = [row for row in self.tables.agreement if self._is_in_reach(promise, row.signed_on)]
        if not _is_of(promise, "signing") or not rows:
            return None
        named = [row for row in rows if self._is_named(row.agreement_id, promise.about)]
        if named:
            return named[0]
        is_only = self._is_only_one(promise, "signing", rows[0].signed_on)
        return rows[0] if len(rows) == 1 and is_only else None

    def _meetings(self, promise: Promise) -> Iterator[Sign]:
        is_to_meet = {"#come", "#call"} & promise.own or shows("meeting", promise.first.quote)
        if promise.due_on is None or not is_to_meet:
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


def _last_day(promise: Promise, due_on: date) -> date:
    return last_day(due_on, promise.first.quote)


class _Rival(NamedTuple):
    """What another promise of such a row is about, and the days in which it may be meant."""

    own: frozenset[str]
    first_on: date
    last_on: date


def _is_of(promise: Promise, what: _Kind) -> bool:
    """Whether a promise is of such a row: by a field of meaning, else by its turn of phrase."""
    if what == "#credit":
        return what in promise.own
    if any(shows(what, said.quote) for said in promise.made):
        return True
    return what == "delivering" and _reaches_them(promise)


def _is_no_thing(promise: Promise) -> bool:
    """Whether a paper, an answer, money or somebody's coming is promised."""
    no_thing: tuple[Shown, ...] = ("papers", "answering", "meeting", "paying", "signing")
    if _NO_THINGS & promise.own:
        return True
    return any(shows(what, said.quote) for said in promise.made for what in no_thing)


def _reaches_them(promise: Promise) -> bool:
    """Whether it promises that something will be with them, and no paper, file or answer."""
    quotes = [said.quote for said in promise.made]
    return any(shows("reaching", one) for one in quotes) and not any(
        shows("papers", one) for one in quotes
    )
