"""The simulator's own arithmetic against figures worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from goodwill.lab.simulate.ledger import Ledger, cents
from goodwill.lab.simulate.people import made_client, made_firm
from goodwill.lab.simulate.sums import (
    Year,
    beyond_agreed,
    beyond_included,
    billed_twice,
    given,
    idle_visits,
    late_cost,
    proposals,
    pushed,
    treats,
)

UNTIL = date(2026, 6, 30)


def ledger(*, off: float = 0.1) -> Ledger:
    rng = Random("sums")  # noqa: S311  no secret
    firm = made_firm(rng)
    made = Ledger(rng, made_client(rng, 1, firm, "en"), UNTIL, 0.3)
    made.agree(date(2024, 1, 1), terms=30, off=off, hours=4, scope="all")
    return made


def bill(
    made: Ledger,
    day: date,
    price: int,
    *,
    off: float = 0.0,
    period: tuple[date, date] | None = None,
) -> None:
    start, end = period or (None, None)
    made.bill(day, [("care", Decimal(price), start, end)], off=off, late=None)


def test_ten_days_late_cost_ten_days_of_capital() -> None:
    made = ledger()
    bill(made, date(2026, 1, 1), 3650)
    made.pay(made.invoices[0], date(2026, 2, 10))

    assert cents(late_cost(Year(made, UNTIL))) == Decimal("8.00")


def test_paid_on_the_agreed_day_costs_nothing() -> None:
    made = ledger()
    bill(made, date(2026, 1, 1), 3650)
    made.pay(made.invoices[0], date(2026, 1, 31))

    assert late_cost(Year(made, UNTIL)) == 0


def test_an_unpaid_invoice_counts_to_the_last_day_and_only_within_the_year() -> None:
    made = ledger()
    bill(made, date(2025, 1, 1), 3650)

    assert cents(late_cost(Year(made, UNTIL))) == cents(Decimal(365) * Decimal("0.8"))


def test_a_credited_invoice_is_owed_no_longer() -> None:
    made = ledger()
    bill(made, date(2026, 1, 1), 3650)
    made.credit(made.invoices[0], made.lines[0], date(2026, 2, 10))

    assert cents(late_cost(Year(made, UNTIL))) == Decimal("8.00")


def test_only_the_discount_past_what_was_agreed_is_given_away() -> None:
    made = ledger(off=0.1)
    bill(made, date(2026, 1, 5), 1000, off=0.1)
    bill(made, date(2026, 1, 6), 1000, off=0.15)
    bill(made, date(2025, 6, 30), 1000, off=0.5)

    year = Year(made, UNTIL)

    assert beyond_agreed(year) == Decimal("50.00")
    assert given(year) == Decimal("250.00")


def test_hours_are_beyond_what_is_included_month_by_month() -> None:
    made = ledger()
    owner = made.client.owner
    made.work(owner, date(2026, 3, 4), 5, "support")
    made.work(owner, date(2026, 3, 5), 1, "rework")
    made.work(owner, date(2026, 3, 6), 9, "support", billed=True)
    made.work(owner, date(2026, 4, 6), 4, "support")
    made.work(owner, date(2026, 4, 6), 9, "meeting")

    assert beyond_included(Year(made, UNTIL)) == 2 * Decimal(58)


def test_visits_count_where_no_deal_is_near() -> None:
    made = ledger()
    owner = made.client.owner
    for month in (7, 9, 12):
        made.work(owner, date(2025, month, 3), 2, "meeting")
    made.spend(owner, date(2025, 7, 3), "gift", 30)
    made.deal("one", date(2025, 12, 15), date(2025, 12, 20), "won", "referral", listed=Decimal(100))

    assert idle_visits(Year(made, UNTIL)) == 2 * Decimal(58) + 30


def test_a_line_is_billed_twice_where_periods_overlap_and_nothing_is_credited() -> None:
    made = ledger()
    january = (date(2026, 1, 1), date(2026, 1, 31))
    february = (date(2026, 2, 1), date(2026, 2, 28))
    bill(made, date(2026, 1, 31), 100, period=january)
    bill(made, date(2026, 2, 27), 100, period=february)
    bill(made, date(2026, 2, 28), 90, period=january)
    bill(made, date(2026, 3, 1), 80, period=january)
    made.credit(made.invoices[-1], made.lines[-1], date(2026, 3, 5))
    bill(made, date(2026, 3, 2), 70)

    assert billed_twice(Year(made, UNTIL)) == Decimal("90.00")


def test_pushed_deals_are_held_against_the_usual_discount() -> None:
    made = ledger()
    for day, off in ((date(2026, 2, 3), 0.05), (date(2026, 3, 17), 0.05), (date(2026, 3, 18), 0.2)):
        made.deal("one", day, day, "won", "proactive", listed=Decimal(1000), off=off)

    assert pushed(Year(made, UNTIL)) == Decimal("150.00")


def test_without_another_deal_nothing_is_usual() -> None:
    made = ledger()
    day = date(2026, 3, 20)
    made.deal("one", day, day, "won", "proactive", listed=Decimal(1000), off=0.2)

    assert pushed(Year(made, UNTIL)) == 0


def test_proposals_and_treats_are_those_of_the_year() -> None:
    made = ledger()
    made.deal(
        "bid",
        date(2025, 5, 1),
        date(2025, 7, 2),
        "lost",
        "rfp",
        listed=Decimal(1),
        hours=10,
        loss="price",
    )
    made.deal(
        "old",
        date(2025, 5, 1),
        date(2025, 6, 2),
        "lost",
        "rfp",
        listed=Decimal(1),
        hours=99,
        loss="price",
    )
    made.work(made.client.owner, date(2026, 1, 2), 2, "entertainment")
    made.spend(made.client.owner, date(2026, 1, 2), "travel", 500)
    made.spend(made.client.owner, date(2026, 1, 2), "entertainment", 20)

    year = Year(made, UNTIL)

    assert proposals(year) == 580
    assert treats(year) == 136
