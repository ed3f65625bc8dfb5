"""The tables, from the plans of accounts: deals, invoices, hours and the rest as rows.

What the rows cost the firm is worked out next door, in `figures`; here they are only drawn up.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from random import Random

from goodwill.demo.days import Days
from goodwill.demo.diary import Held
from goodwill.demo.plan import AccountPlan, Bill, Deal, Expense, FirmPlan, Tickets, Work
from goodwill.demo.rows import (
    AccountRow,
    AgreementRow,
    Books,
    ContactRow,
    DealRow,
    DeliveryRow,
    EffortRow,
    ExpenseRow,
    FeedbackRow,
    InvoiceRow,
    LineRow,
    PaymentRow,
    QuotaRow,
    TicketRow,
)

__all__ = ["cents", "draw_up", "quota_rows", "write_tables"]

QUARTERS = 8
QUARTER_HOURS = 4
BILLED_AFTER = 9  # days after a deal was won
LAST_DAYS = (2, 9)  # how near a pushed deal is signed to the end of its quarter


def cents(amount: Decimal) -> Decimal:
    """Money to two decimals, half to even."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def exact(number: float) -> Decimal:
    """A number of the plan as it is written there."""
    return Decimal(repr(number))


def claim(is_so: bool) -> str:
    """A yes or no cell."""
    return "true" if is_so else "false"


@dataclass(frozen=True, slots=True)
class Maker:
    """All that the rows of one account are made from."""

    firm: FirmPlan
    account: AccountPlan
    days: Days
    rng: Random

    def email(self, key: str | None) -> str | None:
        """The address of somebody of either side, by key."""
        people = (*self.firm.people, *self.account.people)
        return next((person.email for person in people if person.key == key), None)

    def ours(self, key: str) -> str:
        """The address of somebody of ours, who has to be there."""
        return next(person.email for person in self.firm.people if person.key == key)

    def row_id(self, letter: str, number: int) -> str:
        """`BR-I007`: the account's first letters, the table's letter, and a number."""
        return f"{self.account.id[:2].upper()}-{letter}{number:03d}"

    def between(self, least: float, most: float) -> Decimal:
        """A number between two, to three decimals."""
        return exact(round(self.rng.uniform(least, most), 3))


def draw_up(
    firm: FirmPlan, account: AccountPlan, days: Days, meetings: Sequence[Held], seed: int
) -> Books:
    """All rows of one account."""
    rng = Random(f"{seed}/{account.id}/ledger")  # noqa: S311  made-up figures, no secrets
    maker = Maker(firm, account, days, rng)
    deals = tuple(_deal(maker, n, deal) for n, deal in enumerate(account.deal, 1))
    billed = list(_billed(maker, deals))
    invoices = [invoice for invoice, _, _ in billed]
    lines = [line for _, lines, _ in billed for line in lines]
    return Books(
        accounts=(_account(maker),),
        contacts=tuple(_contacts(maker)),
        deals=deals,
        agreements=tuple(_agreements(maker)),
        invoices=tuple(invoices),
        invoice_lines=tuple(lines),
        payments=tuple(_payments(maker, billed)),
        effort=tuple(_effort(maker, meetings)),
        expenses=tuple(_expenses(maker, meetings)),
        deliveries=tuple(_deliveries(maker)),
        tickets=tuple(_tickets(maker)),
        feedback=tuple(_feedback(maker)),
    )


def _account(maker: Maker) -> AccountRow:
    account = maker.account
    return AccountRow(
        account_id=account.id,
        name=account.name,
        domains=";".join(account.domains),
        owner=maker.ours(account.owner),
        segment=account.segment,
        parent_account_id=account.parent,
        desired_kind=account.desired,
        customer_since=maker.days.ago(account.since),
    )


def _contacts(maker: Maker) -> Iterator[ContactRow]:
    for person in maker.account.people:
        yield ContactRow(
            email=person.email,
            name=person.name,
            title=person.title,
            account_id=maker.account.id,
            committee_role=person.role,
            manager_email=maker.email(person.manager),
            left_on=None if person.left is None else maker.days.ago(person.left),
        )


def _deal(maker: Maker, number: int, deal: Deal) -> DealRow:
    opened, closed = _deal_days(maker, deal)
    amount = None if deal.amount is None else cents(exact(deal.amount))
    listed = amount
    if amount is not None and deal.off is not None:
        listed = cents(amount / (1 - exact(deal.off)))
    return DealRow(
        deal_id=maker.row_id("D", number),
        account_id=maker.account.id,
        name=deal.name,
        opened_on=opened,
        closed_on=closed,
        status=deal.status,
        origin=deal.origin,
        amount=amount,
        currency=maker.account.currency,
        list_amount=listed,
        competitors=";".join(deal.rivals),
        contact_email=maker.email(deal.contact),
        owner=maker.ours(deal.owner or maker.account.owner),
        proposal_hours=None if deal.hours is None else exact(deal.hours),
        loss_reason=deal.loss,
    )


def _deal_days(maker: Maker, deal: Deal) -> tuple[date, date | None]:
    if deal.quarter_end is None:
        closed = None if deal.closed is None else maker.days.working(deal.closed)
        return maker.days.working(deal.at), closed
    end = maker.days.quarters(deal.quarter_end)[-1][1]
    closed = end - timedelta(days=maker.rng.randint(*LAST_DAYS))
    return closed - timedelta(days=maker.rng.randint(12, 18)), closed


def _agreements(maker: Maker) -> Iterator[AgreementRow]:
    for number, plan in enumerate(maker.account.agreement, 1):
        hours = plan.included_hours
        yield AgreementRow(
            agreement_id=maker.row_id("A", number),
            account_id=maker.account.id,
            signed_on=maker.days.ago(plan.at),
            ends_on=None if plan.ends is None else maker.days.ago(plan.ends),
            payment_terms_days=plan.terms,
            max_discount=None if plan.max_discount is None else exact(plan.max_discount),
            included_support_hours_per_month=None if hours is None else exact(hours),
            scope=plan.scope,
            imposed_by_parent=claim(plan.imposed),
            exclusive="false",
            reviewed_on=None if plan.reviewed is None else maker.days.ago(plan.reviewed),
        )


Billed = tuple[InvoiceRow, tuple[LineRow, ...], Bill]


def _billed(maker: Maker, deals: Sequence[DealRow]) -> Iterator[Billed]:
    """Invoices with their lines, in order of their day."""
    plans = maker.account.bill
    dated = [
        (issued, place, bill)
        for place, bill in enumerate(plans)
        for issued in _issue_days(maker.days, bill)
    ]
    for place, (deal, plan) in enumerate(zip(deals, maker.account.deal, strict=True), len(plans)):
        if deal.status == "won" and deal.closed_on is not None and deal.list_amount is not None:
            issued = deal.closed_on + timedelta(days=BILLED_AFTER)
            if maker.days.is_past(issued):
                dated.append((issued, place, _bill_of(plans[0], deal.list_amount, plan)))
    for number, (issued, _, bill) in enumerate(sorted(dated, key=lambda one: one[:2]), 1):
        yield _invoice(maker, number, issued, bill)


def _bill_of(like: Bill, listed: Decimal, deal: Deal) -> Bill:
    """The bill for a deal that was won."""
    return Bill(
        text=deal.name,
        sku=deal.name.upper().replace(",", "").replace(" ", "-"),
        price=float(listed),
        margin=deal.margin,
        off=() if deal.off is None else (deal.off, deal.off),
        due=like.due,
        paid=like.paid,
    )


def _issue_days(days: Days, bill: Bill) -> Iterator[date]:
    for back in range(bill.since, bill.until - 1, -bill.every):
        issued = days.month(back) + timedelta(days=bill.day - 1)
        if days.is_past(issued):
            yield issued


def _invoice(maker: Maker, number: int, issued: date, bill: Bill) -> Billed:
    invoice_id = maker.row_id("I", number)
    lines = tuple(
        _line(maker, bill, f"{invoice_id}/{place}", _months_later(issued.replace(day=1), moved))
        for place, moved in enumerate(bill.periods, 1)
    )
    invoice = InvoiceRow(
        invoice_id=invoice_id,
        account_id=maker.account.id,
        issued_on=issued,
        due_on=None if bill.due is None else issued + timedelta(days=bill.due),
        amount=sum((line.amount for line in lines), Decimal(0)),
        currency=maker.account.currency,
        cost=sum((line.unit_cost for line in lines), Decimal(0)),
        list_amount=sum((line.list_unit_price or Decimal(0) for line in lines), Decimal(0))
        if bill.off
        else None,
        credits_invoice_id=None,
    )
    return invoice, lines, bill


def _line(maker: Maker, bill: Bill, ref: str, begins: date) -> LineRow:
    """One line, `ref` being `INVOICE/LINE`, for a period that begins on a day."""
    invoice_id, _, place = ref.partition("/")
    listed = cents(exact(bill.price) * (1 + maker.between(-bill.spread, bill.spread)))
    off = maker.between(*bill.off) if bill.off else Decimal(0)
    ends = _months_later(begins, bill.length) - timedelta(days=1)
    price = cents(listed * (1 - off))
    return LineRow(
        invoice_id=invoice_id,
        line=int(place),
        sku=bill.sku,
        description=bill.text,
        period_start=begins,
        period_end=ends,
        quantity=1,
        unit_price=price,
        list_unit_price=listed if bill.off else None,
        unit_cost=cents(listed * (1 - exact(bill.margin))),
        amount=price,
    )


def _months_later(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _payments(maker: Maker, billed: Iterable[Billed]) -> Iterator[PaymentRow]:
    number = 0
    for invoice, _, bill in billed:
        if not bill.paid:
            continue
        paid_on = invoice.issued_on + timedelta(days=maker.rng.randint(*bill.paid))
        first = cents(invoice.amount / 2) if bill.in_parts else invoice.amount
        for day, amount in ((paid_on, first), (paid_on + timedelta(20), invoice.amount - first)):
            if amount and maker.days.is_past(day):
                number += 1
                yield PaymentRow(maker.row_id("P", number), invoice.invoice_id, day, amount)


def _effort(maker: Maker, meetings: Sequence[Held]) -> Iterator[EffortRow]:
    done = [entry for work in maker.account.work for entry in _worked(maker, work)]
    done += [entry for held in meetings for entry in _met(maker, held)]
    for number, entry in enumerate(sorted(done, key=lambda one: one.worked_on), 1):
        yield entry._replace(entry_id=maker.row_id("E", number))


def _worked(maker: Maker, work: Work) -> Iterator[EffortRow]:
    for back in range(work.since, work.until - 1, -1):
        for _ in range(work.times):
            day = maker.days.month(back) + timedelta(days=maker.rng.randint(0, 27))
            day -= timedelta(days=max(0, day.weekday() - 4)) if day.day > 2 else timedelta(0)  # noqa: PLR2004
            hours = maker.rng.uniform(*work.hours)
            if maker.days.is_past(day):
                yield _entry(maker, work.person, day, hours, work)


def _entry(maker: Maker, person: str, day: date, hours: float, work: Work) -> EffortRow:
    return EffortRow(
        entry_id="",
        account_id=maker.account.id,
        person=maker.ours(person),
        worked_on=day,
        hours=Decimal(round(hours * QUARTER_HOURS)) / QUARTER_HOURS,
        activity=work.activity,
        billable=claim(work.billable),
        hourly_cost=None if work.cost is None else exact(work.cost),
    )


def _met(maker: Maker, held: Held) -> Iterator[EffortRow]:
    """The hours of ours in a meeting, where its plan says what sort they are."""
    activity = held.plan.work
    for person in held.people if activity else ():
        if person in maker.firm.people and activity is not None:
            work = Work(person=person.key, activity=activity, hours=(0, 0))
            yield _entry(maker, person.key, held.begins.date(), held.plan.hours, work)


def _expenses(maker: Maker, meetings: Sequence[Held]) -> Iterator[ExpenseRow]:
    spent = [_expense(maker, plan) for plan in maker.account.expense]
    spent += [_meeting_expense(maker, held) for held in meetings if held.plan.spent]
    for number, row in enumerate(sorted(spent, key=lambda one: one.spent_on), 1):
        yield row._replace(expense_id=maker.row_id("X", number))


def _expense(maker: Maker, plan: Expense) -> ExpenseRow:
    return ExpenseRow(
        expense_id="",
        account_id=maker.account.id,
        person=maker.ours(plan.person),
        spent_on=maker.days.ago(plan.at),
        category=plan.category,
        amount=cents(exact(plan.amount)),
        currency=maker.firm.currency,
    )


def _meeting_expense(maker: Maker, held: Held) -> ExpenseRow:
    about = exact(held.plan.spent) * maker.between(0.8, 1.25)
    return ExpenseRow(
        expense_id="",
        account_id=maker.account.id,
        person=held.people[0].email,
        spent_on=held.begins.date(),
        category=held.plan.on,
        amount=cents(about),
        currency=maker.firm.currency,
    )


def _deliveries(maker: Maker) -> Iterator[DeliveryRow]:
    number = 0
    for plan in maker.account.delivery:
        for place, back in enumerate(range(plan.since, plan.until, -plan.every)):
            number += 1
            promised = maker.days.working(back)
            late = plan.days_late if place in plan.late else -maker.rng.randint(0, 1)
            yield DeliveryRow(
                delivery_id=maker.row_id("L", number),
                account_id=maker.account.id,
                deal_id=None,
                promised_on=promised,
                delivered_on=promised + timedelta(days=late),
                complete="true",
                accepted="true",
                note=plan.note,
            )


def _tickets(maker: Maker) -> Iterator[TicketRow]:
    number = 0
    for plan in maker.account.tickets:
        for back in range(plan.since, plan.until - 1, -1):
            for _ in range(plan.times):
                day = maker.days.month(back) + timedelta(days=maker.rng.randint(0, 27))
                if maker.days.is_past(day + timedelta(days=1)):
                    number += 1
                    yield _ticket(maker, number, day, plan)


def _ticket(maker: Maker, number: int, day: date, plan: Tickets) -> TicketRow:
    opened = datetime.combine(day, time(maker.rng.randint(7, 15), maker.rng.randint(0, 59)))
    return TicketRow(
        ticket_id=maker.row_id("T", number),
        account_id=maker.account.id,
        opened_at=opened,
        closed_at=opened + timedelta(minutes=maker.rng.randint(40, 235)),
        due_at=opened + timedelta(hours=4),
        severity=maker.rng.randint(2, 4),
        in_scope=claim(plan.in_scope),
        subject=maker.rng.choice(plan.subjects),
        requester=maker.email(plan.by) or plan.by,
    )


def _feedback(maker: Maker) -> Iterator[FeedbackRow]:
    for plan in maker.account.feedback:
        yield FeedbackRow(
            account_id=maker.account.id,
            contact_email=maker.email(plan.who) or plan.who,
            asked_on=maker.days.ago(plan.at),
            score=plan.score,
            comment=plan.comment,
        )


def quota_rows(firm: FirmPlan, days: Days) -> tuple[QuotaRow, ...]:
    """What our people were to sell in each of the last quarters."""
    emails = {person.key: person.email for person in firm.people}
    return tuple(
        QuotaRow(emails[key], start, end, cents(exact(target)))
        for start, end in reversed(days.quarters(QUARTERS))
        for key, target in firm.quotas.items()
    )


def write_tables(folder: Path, books: Sequence[Books]) -> None:
    """One CSV file for each table, the accounts in the order they are given."""
    folder.mkdir(parents=True)
    for field in fields(Books):
        rows: list[tuple[object, ...]] = [
            row for book in books for row in getattr(book, field.name)
        ]
        with (folder / f"{field.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(getattr(rows[0], "_fields"))  # noqa: B009  told by the row itself
            writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return "" if value is None else value
