"""The rows of one account, written as things happen; nothing is written of a day after the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random
from typing import NamedTuple

from goodwill.demo.rows import (
    AgreementRow,
    DealRow,
    DeliveryRow,
    EffortRow,
    ExpenseRow,
    InvoiceRow,
    PaymentRow,
    TicketRow,
)
from goodwill.lab.simulate.people import Client, Person

__all__ = ["Ledger", "LineRow", "Part", "cents"]


class LineRow(NamedTuple):
    """A row of `invoice_lines.csv`; goods have no period."""

    invoice_id: str
    line: int
    sku: str
    description: str
    period_start: date | None
    period_end: date | None
    quantity: int
    unit_price: Decimal
    list_unit_price: Decimal | None
    unit_cost: Decimal
    amount: Decimal


Part = tuple[str, Decimal, date | None, date | None]
"""What a line is for: the thing, its list price, and for services from when to when."""


def cents(amount: float | Decimal) -> Decimal:
    """Money to two decimals."""
    return Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


@dataclass(slots=True)
class Ledger:
    """All rows of an account. `off` is the discount that is usual, `margin` what is earned."""

    rng: Random
    client: Client
    until: date
    margin: float
    agreements: list[AgreementRow] = field(default_factory=list)
    deals: list[DealRow] = field(default_factory=list)
    invoices: list[InvoiceRow] = field(default_factory=list)
    lines: list[LineRow] = field(default_factory=list)
    payments: list[PaymentRow] = field(default_factory=list)
    effort: list[EffortRow] = field(default_factory=list)
    expenses: list[ExpenseRow] = field(default_factory=list)
    deliveries: list[DeliveryRow] = field(default_factory=list)
    tickets: list[TicketRow] = field(default_factory=list)

    def row_id(self, letter: str, before: int) -> str:
        """`alderton-007-D12`: the account, the table's letter, a number."""
        return f"{self.client.account_id}-{letter}{before + 1}"

    def agree(
        self, day: date, *, terms: int, off: float, hours: float, scope: str, imposed: bool = False
    ) -> None:
        """An agreement, signed on a day."""
        self.agreements.append(
            AgreementRow(
                agreement_id=self.row_id("A", len(self.agreements)),
                account_id=self.client.account_id,
                signed_on=day,
                ends_on=None,
                payment_terms_days=terms,
                max_discount=Decimal(str(off)),
                included_support_hours_per_month=Decimal(str(hours)),
                scope=scope,
                imposed_by_parent="true" if imposed else "false",
                exclusive="false",
                reviewed_on=None,
            )
        )

    def in_force(self, day: date) -> AgreementRow:
        """The last agreement signed by then; the first where none was yet."""
        signed = [row for row in self.agreements if row.signed_on <= day]
        return signed[-1] if signed else self.agreements[0]

    def deal(
        self,
        name: str,
        opened: date,
        closed: date | None,
        status: str,
        origin: str,
        *,
        listed: Decimal,
        off: float = 0.0,
        rivals: tuple[str, ...] = (),
        contact: Person | None = None,
        hours: float | None = None,
        loss: str | None = None,
    ) -> None:
        """A deal; one that would close after the last day is open still."""
        if opened > self.until:
            return
        if closed is None or closed > self.until:
            closed, status, loss = None, "open", None
        self.deals.append(
            DealRow(
                deal_id=self.row_id("D", len(self.deals)),
                account_id=self.client.account_id,
                name=name,
                opened_on=opened,
                closed_on=closed,
                status=status,
                origin=origin,
                amount=cents(listed * (1 - Decimal(str(off)))),
                currency="EUR",
                list_amount=listed,
                competitors=";".join(rivals),
                contact_email=contact.email if contact else None,
                owner=self.client.owner.email,
                proposal_hours=None if hours is None else cents(hours),
                loss_reason=loss,
            )
        )

    def bill(
        self,
        day: date,
        parts: list[Part],
        *,
        off: float,
        late: tuple[int, int] | None,
    ) -> InvoiceRow | None:
        """An invoice, paid `late` days after it is due; None: never."""
        if day > self.until:
            return None
        number = self.row_id("I", len(self.invoices))
        lines = [self._line(number, place, part, off) for place, part in enumerate(parts, 1)]
        terms = self.in_force(day).payment_terms_days or 30
        invoice = InvoiceRow(
            invoice_id=number,
            account_id=self.client.account_id,
            issued_on=day,
            due_on=day + timedelta(days=terms),
            amount=sum((line.amount for line in lines), Decimal(0)),
            currency="EUR",
            cost=sum((line.unit_cost for line in lines), Decimal(0)),
            list_amount=None,
            credits_invoice_id=None,
        )
        self.invoices.append(invoice)
        self.lines.extend(lines)
        if late is not None:
            self.pay(invoice, day + timedelta(days=terms + self.rng.randint(*late)))
        return invoice

    def _line(self, number: str, place: int, part: Part, off: float) -> LineRow:
        what, listed, start, end = part
        price = cents(listed * (1 - Decimal(str(round(off, 3)))))
        return LineRow(
            invoice_id=number,
            line=place,
            sku=what.upper().replace(" ", "-")[:24],
            description=what,
            period_start=start,
            period_end=end,
            quantity=1,
            unit_price=price,
            list_unit_price=listed,
            unit_cost=cents(listed * Decimal(str(1 - self.margin))),
            amount=price,
        )

    def credit(self, invoice: InvoiceRow, line: LineRow, day: date) -> None:
        """A credit note for one line."""
        if day > self.until:
            return
        number = self.row_id("I", len(self.invoices))
        back = -line.amount
        self.invoices.append(
            invoice._replace(
                invoice_id=number,
                issued_on=day,
                due_on=day,
                amount=back,
                cost=Decimal("0.00"),
                credits_invoice_id=invoice.invoice_id,
            )
        )
        self.lines.append(
            line._replace(
                invoice_id=number,
                line=1,
                unit_price=back,
                list_unit_price=None,
                unit_cost=Decimal("0.00"),
                amount=back,
            )
        )

    def pay(self, invoice: InvoiceRow, day: date) -> None:
        """Money for all of an invoice."""
        if day <= self.until:
            number = self.row_id("P", len(self.payments))
            self.payments.append(PaymentRow(number, invoice.invoice_id, day, invoice.amount))

    def work(
        self, who: Person, day: date, hours: float, activity: str, *, billed: bool = False
    ) -> None:
        """Hours of somebody of ours, to the quarter."""
        if day <= self.until and hours > 0:
            self.effort.append(
                EffortRow(
                    entry_id=self.row_id("E", len(self.effort)),
                    account_id=self.client.account_id,
                    person=who.email,
                    worked_on=day,
                    hours=Decimal(max(1, round(hours * 4))) / 4,
                    activity=activity,
                    billable="true" if billed else "false",
                    hourly_cost=None,
                )
            )

    def spend(self, who: Person, day: date, category: str, amount: float) -> None:
        """What a meal, a ticket or a gift cost."""
        if day <= self.until:
            number = self.row_id("X", len(self.expenses))
            account = self.client.account_id
            self.expenses.append(
                ExpenseRow(number, account, who.email, day, category, cents(amount), "EUR")
            )

    def deliver(self, promised: date, done: date, note: str, *, accepted: bool = True) -> None:
        """A delivery against its day."""
        if promised <= self.until:
            self.deliveries.append(
                DeliveryRow(
                    delivery_id=self.row_id("L", len(self.deliveries)),
                    account_id=self.client.account_id,
                    deal_id=None,
                    promised_on=promised,
                    delivered_on=done if done <= self.until else None,
                    complete="true",
                    accepted="true" if accepted else "false",
                    note=note,
                )
            )

    def ticket(
        self,
        day: date,
        hours: float,
        due: float,
        subject: str,
        by: Person,
        *,
        in_scope: bool = True,
    ) -> None:
        """A call for service, closed some hours later."""
        opened = datetime.combine(day, time(self.rng.randint(7, 15), self.rng.randrange(60)))
        closed = opened + timedelta(hours=hours)
        if closed.date() <= self.until:
            self.tickets.append(
                TicketRow(
                    ticket_id=self.row_id("T", len(self.tickets)),
                    account_id=self.client.account_id,
                    opened_at=opened,
                    closed_at=closed,
                    due_at=opened + timedelta(hours=due),
                    severity=self.rng.randint(2, 4),
                    in_scope="true" if in_scope else "false",
                    subject=subject,
                    requester=by.email,
                )
            )
