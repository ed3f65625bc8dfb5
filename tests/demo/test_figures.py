"""The maker's sums, against figures worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from goodwill.demo.days import Days
from goodwill.demo.figures import Sums, costs_of
from goodwill.demo.plan import load_firm
from goodwill.demo.rows import (
    AgreementRow,
    Books,
    DealRow,
    EffortRow,
    ExpenseRow,
    InvoiceRow,
    LineRow,
    PaymentRow,
    QuotaRow,
)

DAY = date(2026, 6, 30)
ROOM = Days(as_of=DAY, zone=ZoneInfo("Europe/London"))


def sums(books: Books, quotas: tuple[QuotaRow, ...] = ()) -> Sums:
    """A firm whose hour costs 54 and whose money costs 8 % a year."""
    return Sums(firm=load_firm(), days=ROOM, books=books, quotas=quotas)


def agreement(terms: int | None = None, hours: Decimal | None = None) -> AgreementRow:
    """One that says when to pay, or how many hours are included."""
    return AgreementRow(
        "a", "acme", date(2025, 1, 1), None, terms, None, hours, "", "false", "false", None
    )


def invoice(name: str, day: date, amount: str = "3650.00", currency: str = "GBP") -> InvoiceRow:
    return InvoiceRow(name, "acme", day, None, Decimal(amount), currency, Decimal(0), None, None)


def line(name: str, begins: date, ends: date, amount: str = "100.00") -> LineRow:
    price = Decimal(amount)
    return LineRow(name, 1, "HOOD", "Hoods", begins, ends, 1, price, None, Decimal(0), price)


def hours(day: date, number: str, activity: str, cost: str | None = None) -> EffortRow:
    rate = None if cost is None else Decimal(cost)
    return EffortRow("e", "acme", "owen", day, Decimal(number), activity, "false", rate)


def deal(opened: date, closed: date, amount: int, listed: int) -> DealRow:
    return DealRow(
        "d",
        "acme",
        "",
        opened,
        closed,
        "won",
        "rfp",
        Decimal(amount),
        "GBP",
        Decimal(listed),
        "",
        None,
        "colin",
        None,
        None,
    )


def test_late_payment_counts_days_after_the_agreed_day_up_to_the_payment() -> None:
    books = Books(
        agreements=(agreement(terms=30),),
        invoices=(invoice("i1", date(2026, 1, 1)),),
        payments=(PaymentRow("p", "i1", date(2026, 3, 12), Decimal("3650.00")),),
    )

    # Due on 31 January, paid 40 days later: 3,650 x 40 / 365 x 0.08.
    assert costs_of(["terms_dictated"], sums(books)) == {"terms_dictated": Decimal("32.00")}


def test_what_is_unpaid_counts_to_the_day_itself_and_half_paid_by_half() -> None:
    books = Books(
        agreements=(agreement(terms=30),),
        invoices=(invoice("i1", date(2026, 4, 21)),),
        payments=(PaymentRow("p", "i1", date(2026, 5, 31), Decimal("1825.00")),),
    )

    # Due on 21 May: 10 days of all, 30 days of half.
    assert costs_of(["terms_dictated"], sums(books)) == {"terms_dictated": Decimal("20.00")}


def test_paid_on_the_agreed_day_costs_nothing() -> None:
    books = Books(
        agreements=(agreement(terms=60),),
        invoices=(invoice("i1", date(2026, 1, 1)),),
        payments=(PaymentRow("p", "i1", date(2026, 3, 2), Decimal("3650.00")),),
    )

    assert costs_of(["terms_dictated"], sums(books)) == {"terms_dictated": Decimal("0.00")}


def test_another_currency_is_converted() -> None:
    books = Books(
        agreements=(agreement(terms=30),),
        invoices=(invoice("i1", date(2026, 1, 1), currency="EUR"),),
        payments=(PaymentRow("p", "i1", date(2026, 3, 12), Decimal("3650.00")),),
    )

    assert costs_of(["terms_dictated"], sums(books)) == {"terms_dictated": Decimal("27.20")}


def test_hours_beyond_the_included_ones_cost_the_month_s_mean_rate() -> None:
    books = Books(
        agreements=(agreement(hours=Decimal(2)),),
        effort=(
            hours(date(2026, 3, 4), "3", "support"),
            hours(date(2026, 3, 9), "1", "support", cost="34"),
            hours(date(2026, 4, 9), "2", "support"),
        ),
    )

    # March: two of four hours at (3 x 54 + 34) / 4 = 49; April is within.
    assert costs_of(["over_servicing"], sums(books)) == {"over_servicing": Decimal("98.00")}


def test_two_quarters_of_a_thing_are_not_one_twice_but_two_overlapping_lines_are() -> None:
    first = line("i1", date(2026, 1, 1), date(2026, 3, 31))
    after = line("i2", date(2026, 4, 1), date(2026, 6, 30))
    again = line("i2", date(2026, 3, 1), date(2026, 3, 31), amount="40.00")
    books = Books(
        invoices=(invoice("i1", date(2026, 1, 5)), invoice("i2", date(2026, 4, 5))),
        invoice_lines=(first, after),
    )
    overlapping = replace(books, invoice_lines=(first, again))

    assert costs_of(["exploitative"], sums(books)) == {"exploitative": Decimal("0.00")}
    assert costs_of(["exploitative"], sums(overlapping)) == {"exploitative": Decimal("40.00")}


def test_visits_count_only_in_months_without_a_deal_in_sight() -> None:
    near = deal(date(2026, 4, 20), date(2026, 5, 2), 100, 100)
    books = Books(
        deals=(near,),
        effort=(
            hours(date(2025, 12, 3), "2", "meeting"),  # 110 days before the deal: idle
            hours(date(2026, 2, 3), "2", "meeting"),  # 51 days before: not idle
            hours(date(2026, 5, 3), "2", "meeting"),  # the deal is open: not idle
            hours(date(2026, 6, 3), "1", "support"),  # no visit
        ),
        expenses=(ExpenseRow("x", "acme", "c", date(2026, 6, 9), "gift", Decimal("10.5"), "GBP"),),
    )

    assert costs_of(["professional_visitor"], sums(books)) == {
        "professional_visitor": Decimal("118.50")
    }


@pytest.mark.parametrize(
    ("closed", "cost"),
    [(date(2026, 3, 18), "150.00"), (date(2026, 3, 17), None)],
    ids=["the first of the last fourteen days", "a day before them"],
)
def test_a_push_is_measured_against_what_is_usual(closed: date, cost: str | None) -> None:
    quota = QuotaRow("colin", date(2026, 1, 1), date(2026, 3, 31), Decimal(1))
    usual = deal(date(2026, 1, 5), date(2026, 2, 2), 950, 1000)
    books = Books(deals=(usual, deal(date(2026, 3, 1), closed, 800, 1000)))
    found = costs_of(["under_pressure"], sums(books, (quota,)))

    assert found == {"under_pressure": Decimal(cost or "0.00")}


def test_without_a_usual_deal_a_push_has_no_cost() -> None:
    quota = QuotaRow("colin", date(2026, 1, 1), date(2026, 3, 31), Decimal(1))
    books = Books(deals=(deal(date(2026, 3, 1), date(2026, 3, 30), 800, 1000),))

    assert costs_of(["under_pressure"], sums(books, (quota,))) == {}


def test_patterns_without_a_formula_cost_nothing_that_could_be_named() -> None:
    assert costs_of(["abusive", "hostage"], sums(Books())) == {}
