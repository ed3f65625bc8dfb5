"""What holds of money whatever the rows: sums of parts, part payments, credits, order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.judge.cost import COSTS, cost_of
from goodwill.judge.economics import Sums, draw_up_sums
from goodwill.judge.ledger import Ledger

LedgerOf = Callable[[dict[str, Any]], Ledger]
Book = dict[str, Any]

AS_OF = date(2026, 6, 30)
NEAR = Decimal("1e-12")
FIXTURE = [HealthCheck.function_scoped_fixture]
DAYS = st.integers(0, 420).map(lambda days: AS_OF - timedelta(days=days))
BILLS = st.decimals(min_value="0.001", max_value="900", places=3)
AMOUNTS = st.decimals(min_value="-900", max_value="900", places=2).filter(bool)
CURRENCIES = st.sampled_from([None, "EUR", "USD", "JPY"])
NAMES = ["i0", "i1", "i2", "i3", "i4", "i5"]


def rows(draw: st.DrawFn, most: int, **columns: Any) -> list[Book]:
    """Up to `most` rows, each column from its strategy."""
    return draw(st.lists(st.fixed_dictionaries(columns), max_size=most))


@st.composite
def books(draw: st.DrawFn) -> Book:
    """All tables of one account, on few days, articles and people, so that rows meet."""
    invoices: list[Book] = [
        {
            "invoice_id": name,
            "issued_on": draw(DAYS),
            "due_on": draw(DAYS),
            "amount": draw(BILLS),
            "cost": draw(BILLS),
            "list_amount": draw(BILLS),
            "currency": draw(CURRENCIES),
        }
        for name in NAMES[: draw(st.integers(0, len(NAMES)))]
    ]
    credits_: list[Book] = [
        {
            "invoice_id": f"c{place}",
            "issued_on": draw(DAYS),
            "amount": -draw(BILLS),
            "cost": Decimal(0),
            "credits_invoice_id": draw(st.sampled_from([None, *NAMES])),
            "currency": draw(CURRENCIES),
        }
        for place in range(draw(st.integers(0, 2)))
    ]
    lines: list[Book] = [
        {
            "invoice_id": bill["invoice_id"],
            "issued_on": bill["issued_on"],
            "line": str(number),
            "sku": draw(st.sampled_from(["M", "N", None])),
            "period_start": start,
            "period_end": start + timedelta(days=draw(st.integers(0, 60))),
            "quantity": draw(st.integers(1, 3)),
            "amount": draw(BILLS) * (-1 if bill["amount"] < 0 else 1),
            "list_unit_price": draw(BILLS),
        }
        for bill in (*invoices, *credits_)
        for number in range(draw(st.integers(0, 2)))
        for start in [draw(DAYS)]
    ]
    return numbered(
        {
            "as_of": AS_OF,
            "company": {"hourly_cost": "61.37", "cost_of_capital": "0.07"},
            "rates": [
                {"currency": "USD", "rate": "0.91"},
                {"currency": "USD", "since": date(2026, 1, 1), "rate": "0.87"},
            ],
            "kept": [*("payment", "time_entry", "expense", "invoice", "opportunity", "quota")],
            "invoice": [*invoices, *credits_],
            "invoice_line": lines,
            "agreement": rows(
                draw,
                2,
                signed_on=st.integers(300, 800).map(lambda days: AS_OF - timedelta(days=days)),
                ends_on=st.one_of(st.none(), DAYS),
                max_discount=st.sampled_from([None, 0.1, 0.333]),
                payment_terms_days=st.sampled_from([None, 0, 30]),
                included_support_hours_per_month=st.sampled_from([None, 0.5, 2]),
            ),
            "payment": rows(
                draw, 6, invoice_id=st.sampled_from(NAMES), paid_on=DAYS, amount=AMOUNTS
            ),
            "time_entry": rows(
                draw,
                6,
                worked_on=DAYS,
                hours=st.integers(0, 4000).map(lambda number: number / 1000),
                activity=st.sampled_from(["support", "rework", "entertainment", "travel", None]),
                is_billable=st.booleans(),
                hourly_cost=st.sampled_from([None, "17.03", "0"]),
            ),
            "expense": rows(
                draw,
                4,
                spent_on=DAYS,
                category=st.sampled_from(["gift", "entertainment", "other", None]),
                amount=AMOUNTS,
                currency=CURRENCIES,
            ),
            "opportunity": rows(
                draw,
                4,
                opened_on=DAYS,
                closed_on=st.one_of(st.none(), DAYS),
                status=st.sampled_from(["open", "won", "lost"]),
                amount=BILLS,
                list_amount=BILLS,
                owner=st.sampled_from(["tom", "lea"]),
                proposal_hours=st.integers(0, 30),
            ),
            "quota": [
                {"person": "tom", "period_start": start, "period_end": start + timedelta(days=89)}
                for start in (AS_OF - timedelta(days=days) for days in (359, 269, 179, 89))
            ],
        }
    )


def numbered(book: Book) -> Book:
    """The same with a name for each row, since rows are told apart by it; empty cells left out."""
    names = {
        "agreement": "agreement_id",
        "payment": "payment_id",
        "time_entry": "entry_id",
        "expense": "expense_id",
        "opportunity": "deal_id",
    }
    made = {
        table: [row | {name: f"{table}{place}"} for place, row in enumerate(book[table])]
        for table, name in names.items()
    }
    tables = {name: value for name, value in (book | made).items() if isinstance(value, list)}
    filled = {
        name: [{key: cell for key, cell in row.items() if cell is not None} for row in value]
        for name, value in tables.items()
        if name != "kept"
    }
    return book | filled


def figures(ledger: Ledger) -> dict[str, object]:
    """Every figure and cost with all that is said of it."""
    costs: dict[str, object] = {name: cost_of(name, ledger) for name in COSTS}
    return costs | {"economics": draw_up_sums(ledger)}


def amount_of(ledger: Ledger, pattern: str) -> Decimal:
    """A cost that the books made here can always tell."""
    costing = cost_of(pattern, ledger)
    assert costing is not None
    return costing.amount or Decimal(0)


@given(books(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None, suppress_health_check=FIXTURE)
def test_the_order_of_rows_changes_no_figure_no_input_and_no_row(
    ledger_of: LedgerOf, book: Book, chance: Random
) -> None:
    turned = {
        name: chance.sample(value, len(value)) if isinstance(value, list) else value
        for name, value in book.items()
    }

    assert figures(ledger_of(book)) == figures(ledger_of(turned))


@given(books())
@settings(max_examples=80, deadline=None, suppress_health_check=FIXTURE)
def test_each_cost_is_the_sum_of_its_rows(ledger_of: LedgerOf, book: Book) -> None:
    ledger = ledger_of(book)
    for name in COSTS:
        costing = cost_of(name, ledger)
        if costing is not None and costing.amount is not None:
            parts = sum((part.amount for part in costing.parts), Decimal(0))
            assert abs(parts - costing.amount) < NEAR
            assert len({(part.source, part.ref) for part in costing.parts}) == len(costing.parts)


def sums_of(sums: Sums) -> dict[str, Decimal]:
    """The figures that are plain sums over rows."""
    names = ("revenue", "gross_margin", "cost_to_serve", "proposal_cost", "entertainment_cost")
    more = ("discount_given", "late_payment_cost", "contribution")
    return {name: getattr(sums, name) or Decimal(0) for name in (*names, *more)}


@given(books(), st.sets(st.sampled_from(NAMES)))
@settings(max_examples=80, deadline=None, suppress_health_check=FIXTURE)
def test_the_whole_is_the_sum_of_two_halves(
    ledger_of: LedgerOf, book: Book, first: set[str]
) -> None:
    def is_first(row: Book) -> bool:
        return (row.get("credits_invoice_id") or row["invoice_id"]) in first

    notes = {row["invoice_id"]: is_first(row) for row in book["invoice"]}
    tables = ("invoice", "invoice_line", "payment")
    one, other = dict(book), dict(book)
    for table in tables:
        one[table] = [row for row in book[table] if notes.get(row["invoice_id"], False)]
        other[table] = [row for row in book[table] if not notes.get(row["invoice_id"], False)]
    for table in ("time_entry", "expense", "opportunity"):
        one[table], other[table] = book[table][:2], book[table][2:]
    whole, half, rest = (sums_of(draw_up_sums(ledger_of(part))) for part in (book, one, other))

    for name, amount in whole.items():
        assert abs(amount - half[name] - rest[name]) < NEAR, name


@given(books(), st.integers(1, 99))
@settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
def test_a_payment_in_two_parts_on_one_day_is_one_payment(
    ledger_of: LedgerOf, book: Book, hundredths: int
) -> None:
    split = [
        row | {"payment_id": f"{row['payment_id']}{end}", "amount": row["amount"] * share}
        for row in book["payment"]
        for end, share in (("a", Decimal(hundredths) / 100), ("b", 1 - Decimal(hundredths) / 100))
    ]

    one, two = ledger_of(book), ledger_of(book | {"payment": split})

    assert amount_of(one, "terms_dictated") == amount_of(two, "terms_dictated")


@given(books(), st.sampled_from(NAMES), DAYS, BILLS)
@settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
def test_a_payment_reversed_on_its_day_was_none(
    ledger_of: LedgerOf, book: Book, invoice: str, day: date, amount: Decimal
) -> None:
    there = {"invoice_id": invoice, "paid_on": day, "payment_id": "x1", "amount": amount}
    back = there | {"payment_id": "x2", "amount": -amount}

    one, two = ledger_of(book), ledger_of(book | {"payment": [*book["payment"], there, back]})

    assert amount_of(one, "terms_dictated") == amount_of(two, "terms_dictated")


@given(books(), DAYS, BILLS, CURRENCIES)
@settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
def test_an_invoice_credited_on_its_day_was_none(
    ledger_of: LedgerOf, book: Book, day: date, amount: Decimal, currency: str | None
) -> None:
    bill = {"invoice_id": "x1", "issued_on": day, "due_on": day, "amount": amount, "cost": amount}
    note = {"invoice_id": "x2", "credits_invoice_id": "x1", "amount": -amount, "cost": -amount}
    lines = [
        {"issued_on": day, "line": "1", "sku": "M", "period_start": day, "period_end": day} | more
        for more in (
            {"invoice_id": "x1", "amount": amount},
            {"invoice_id": "x2", "amount": -amount},
        )
    ]
    more = [bill | {"currency": currency}, note | {"issued_on": day, "currency": currency}]
    credited = book | {
        "invoice": [*book["invoice"], *more],
        "invoice_line": [*book["invoice_line"], *lines],
    }

    one, two = ledger_of(book), ledger_of(credited)

    assert amount_of(one, "terms_dictated") == amount_of(two, "terms_dictated")
    assert draw_up_sums(one).revenue == draw_up_sums(two).revenue
    assert draw_up_sums(one).gross_margin == draw_up_sums(two).gross_margin


@given(books(), st.sampled_from(["payment", "time_entry", "expense", "opportunity"]))
@settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
def test_no_figure_is_without_the_rows_that_it_needs(
    ledger_of: LedgerOf, book: Book, table: str
) -> None:
    """A table without rows in a book that keeps it is nothing, and no reason to say nothing."""
    sums = draw_up_sums(ledger_of(book | {table: []}))

    assert sums.revenue is not None
    assert sums.cost_to_serve is not None
    assert sums.proposal_cost is not None
    assert sums.late_payment_cost is not None


@pytest.mark.parametrize("step", [0, 1, 30, 200])
def test_twelve_months_on_each_day_see_each_day_once_a_year(ledger_of: LedgerOf, step: int) -> None:
    """Statements a year apart split all revenue between them: no day is seen twice or never."""
    invoices = [
        {"invoice_id": f"i{n}", "issued_on": date(2023, 1, 1) + timedelta(days=n), "amount": "1"}
        for n in range(3 * 366)
    ]
    revenue = Decimal(0)
    for year in (2023, 2024, 2025):
        as_of = date(year, 2, 28) + timedelta(days=step)
        as_of = as_of.replace(year=year)
        found = draw_up_sums(ledger_of({"as_of": as_of, "invoice": invoices})).revenue
        revenue += found or Decimal(0)
        last = as_of

    assert revenue == (last - date(2023, 1, 1)).days + 1
