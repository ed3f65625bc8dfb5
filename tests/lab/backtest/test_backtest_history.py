"""What of an account's rows is read: days, amounts, prices and debts, and nothing from after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from goodwill.config import Company, Rate, Settings
from goodwill.facts.tables import (
    AccountRow,
    AgreementRow,
    InvoiceLineRow,
    InvoiceRow,
    MeetingPersonRow,
    MeetingRow,
    MessageRow,
    OpportunityRow,
    PaymentRow,
    Tables,
)
from goodwill.lab.backtest.history import Billed, Debt, History, Price, history_of

UNTIL = date(2026, 6, 30)
LATER = date(2026, 7, 1)
DAY = date(2026, 3, 2)
DUE = date(2026, 4, 1)
SETTINGS = Settings(
    company=Company(currency="EUR"), rates=(Rate(currency="USD", since=None, rate=Decimal("0.5")),)
)
EMPTY = Tables(account=AccountRow("acme", "Acme", None, None, None, None, None))


def read(tables: Tables, *, has_invoices: bool = True) -> History:
    return history_of(tables, SETTINGS, UNTIL, has_invoices=has_invoices)


def message(number: int, on: date, side: str, *, is_human: bool = True) -> MessageRow:
    return MessageRow(
        account_id="acme",
        message_id=f"m{number}",
        thread_id="t",
        sent_at=datetime.combine(on, time(9), UTC),
        sent_on=on,
        side=side,
        sender="p",
        is_human=is_human,
        subject="",
        words=10,
        to_count=1,
        is_authentic=number != 4,
    )


def invoice(
    name: str, amount: str, on: date = DAY, *, currency: str | None = None, listed: str = ""
) -> InvoiceRow:
    return InvoiceRow(
        account_id="acme",
        invoice_id=name,
        issued_on=on,
        due_on=DUE,
        amount=Decimal(amount),
        cost=None,
        list_amount=Decimal(listed) if listed else None,
        currency=currency,
        credits_invoice_id="i1" if amount.startswith("-") else None,
    )


def line(invoice_id: str, price: str | None, listed: str | None, sku: str | None) -> InvoiceLineRow:
    return InvoiceLineRow(
        account_id="acme",
        invoice_id=invoice_id,
        line="1",
        issued_on=DAY,
        sku=sku,
        description=None,
        period_start=None,
        period_end=None,
        quantity=Decimal(4),
        unit_price=None if price is None else Decimal(price),
        list_unit_price=None if listed is None else Decimal(listed),
        unit_cost=None,
        amount=None,
    )


def test_contact_is_human_mail_and_meetings_of_both_sides() -> None:
    on = [date(2026, 3, day) for day in range(1, 8)]
    meetings = (("v1", on[4]), ("v2", on[5]), ("v3", LATER))
    found = read(
        replace(
            EMPTY,
            message=(
                message(1, on[0], "theirs"),
                message(2, on[1], "ours"),
                message(3, on[2], "theirs", is_human=False),
                message(4, on[3], "theirs"),  # forged
                message(5, LATER, "theirs"),
            ),
            meeting=tuple(
                MeetingRow(
                    "acme", name, datetime.combine(held, time(9)), held, 1.0, "", "", False, False
                )
                for name, held in meetings
            ),
            meeting_person=tuple(
                MeetingPersonRow("acme", name, side, side, False)
                for name, side in (
                    *(("v1", "ours"), ("v1", "theirs"), ("v2", "ours")),
                    *(("v3", "ours"), ("v3", "theirs")),
                )
            ),
        )
    )

    assert found.contacts == (on[0], on[4])
    assert found.exchanges == (on[0], on[1], on[4])


def test_what_was_invoiced_by_the_day_is_what_was_bought() -> None:
    rows = (
        invoice("i1", "100"),
        invoice("i2", "100", currency="USD"),
        invoice("i3", "100", currency="GBP"),  # no rate is given
        invoice("i4", "-40"),
        invoice("i5", "70", LATER),
    )

    assert read(replace(EMPTY, invoice=rows)).purchases == (Billed(DAY, 150.0),)


def test_where_the_book_has_no_invoices_deals_won_are_what_was_bought() -> None:
    deal = OpportunityRow(
        account_id="acme",
        deal_id="d1",
        name=None,
        opened_on=DAY,
        closed_on=DUE,
        status="won",
        origin="rfp",
        amount=Decimal(300),
        list_amount=None,
        currency=None,
        competitor_count=0,
        competitors=None,
        contact=None,
        owner=None,
        proposal_hours=None,
        loss_reason=None,
    )
    later = deal._replace(deal_id="d2", closed_on=LATER, status="lost")
    tables = replace(EMPTY, opportunity=(deal, later, deal._replace(opened_on=LATER)))

    assert read(tables, has_invoices=False).purchases == (Billed(DUE, 300.0),)
    assert read(tables).purchases == ()
    assert [(row.status, row.closed_on) for row in read(tables).deals] == [
        ("won", DUE),
        ("open", None),
    ]


def test_a_price_is_the_share_of_list_else_the_unit_price_else_that_of_the_whole_invoice() -> None:
    found = read(
        replace(
            EMPTY,
            invoice=(
                invoice("i1", "100", listed="200"),
                invoice("i2", "90", listed="100"),
                invoice("i3", "80", currency="USD"),
                invoice("i6", "80"),
            ),
            invoice_line=(
                line("i1", "80", "100", "pump"),
                line("i3", "20", None, "valve"),
                line("i6", None, "20", "valve"),
                line("i6", "20", None, None),
            ),
        )
    )

    assert found.prices == (
        Price(DAY, "i1", "pump of list", 400.0, 0.8),
        Price(DAY, "i2", "", 100.0, 0.9),
        Price(DAY, "i3", "valve USD", 4.0, 20.0),
    )


def test_a_debt_is_due_by_the_agreement_and_settled_by_payments_and_credits() -> None:
    agreement = AgreementRow(
        account_id="acme",
        agreement_id="g",
        signed_on=date(2026, 1, 1),
        ends_on=None,
        payment_terms_days=10,
        max_discount=None,
        included_support_hours_per_month=None,
        imposed_by_parent=None,
        exclusive=None,
        reviewed_on=None,
    )
    tables = replace(
        EMPTY,
        invoice=(invoice("i1", "100"), invoice("i4", "-40", date(2026, 3, 20))),
        payment=(
            PaymentRow("acme", "p1", "i1", date(2026, 3, 10), Decimal(50)),
            PaymentRow("acme", "p2", "i1", LATER, Decimal(10)),
        ),
    )
    (debt,) = read(tables).debts
    (agreed,) = read(replace(tables, agreement=(agreement,))).debts

    assert debt == Debt(DUE, ((date(2026, 3, 10), 0.5), (date(2026, 3, 20), 0.4)))
    assert agreed.due_on == date(2026, 3, 12)
    assert [round(debt.open_share(date(2026, 3, day)), 9) for day in (9, 10, 19, 20)] == [
        *(1.0, 0.5, 0.5, 0.1),
    ]
