"""The money behind the economics: habits on cases worked by hand, bars equal to the cent."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.special import hyp2f1
from scipy.stats import theilslopes

from goodwill.catalogue.formula import parse_formula
from goodwill.facts.money import Money, MoneyFigure
from goodwill.judge.account_money import as_figure, as_money, draw_up_money
from goodwill.judge.bidding import wilson
from goodwill.judge.buying_rhythm import Priors, alive, expected_purchases, shipped_priors
from goodwill.judge.discount_habits import is_quarter_end
from goodwill.judge.economics import as_economics, draw_up_sums
from goodwill.judge.late import invoice_terms
from goodwill.judge.ledger import Ledger
from goodwill.judge.price_index import theil_sen
from goodwill.judge.terms_curve import Portion, survival
from goodwill.judge.waterfall import split_to_cent

CASES = Path(__file__).parents[1] / "cases"
AS_OF = date(2026, 6, 30)
CENT = Decimal("0.01")
LedgerOf = Callable[[dict[str, Any]], Ledger]


def cases(*folders: str) -> Iterator[Any]:
    for path in sorted(path for name in folders for path in (CASES / name).glob("*.toml")):
        shared = tomllib.loads(path.read_text("utf-8"))
        for case in shared.pop("case"):
            yield pytest.param(shared | case, id=f"{path.stem}: {case['name']}")


def money_of(ledger: Ledger) -> Money:
    return as_money(draw_up_money(ledger, draw_up_sums(ledger)))


def figure_of(money: Money, name: str) -> MoneyFigure:
    return next(one for one in money["figures"] if one["id"] == name)


def cents(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(CENT)


@pytest.mark.parametrize("case", list(cases("habits")))
def test_habits_are_those_worked_by_hand(case: dict[str, Any], ledger_of: LedgerOf) -> None:
    money = money_of(ledger_of(case))

    for name, expected in case["expect"].items():
        figure = figure_of(money, name)
        assert ("unknown" if figure["amount"] is None else figure["amount"]) == expected
        assert bool(figure["needs"]) == (figure["amount"] is None)
    for name, inputs in case.get("inputs", {}).items():
        shown = figure_of(money, name)["inputs"]
        assert {key: shown.get(key) for key in inputs} == pytest.approx(inputs, abs=1e-5)
    for name, missing in case.get("without", {}).items():
        assert not set(missing) & set(figure_of(money, name)["inputs"])
    if "curve" in case:
        assert [[step["days"], step["unpaid"]] for step in money["curve"]] == case["curve"]
    if "bids" in case:
        keys = ("origin", "deals", "hours", "cost", "decided", "won")
        assert [[dict(one)[key] for key in keys] for one in money["bids"]] == case["bids"]


@pytest.mark.parametrize("case", list(cases("economics", "habits")))
def test_a_reader_can_redo_each_figure_from_its_inputs(
    case: dict[str, Any], ledger_of: LedgerOf
) -> None:
    ledger = ledger_of(case)
    for figure in draw_up_money(ledger, draw_up_sums(ledger)).figures:
        if figure.amount is None or figure.id == "still_buying":
            continue
        redone = parse_formula(figure.formula).value(dict(figure.inputs))
        assert redone is not None, figure.id
        assert abs(redone - figure.amount) < Decimal("1e-9"), figure.id


@pytest.mark.parametrize("case", list(cases("economics", "habits")))
def test_rows_bars_and_figures_are_equal_to_the_cent(
    case: dict[str, Any], ledger_of: LedgerOf
) -> None:
    check_to_the_cent(ledger_of(case))


def check_to_the_cent(ledger: Ledger) -> None:
    """Bars add up to the contract's figures, and rows to bars."""
    sums = draw_up_sums(ledger)
    economics: dict[str, Any] = {**as_economics(sums, ledger.currency)}
    money = as_money(draw_up_money(ledger, sums))
    level, by_part = Decimal(0), dict[str, Decimal]()
    for step in money["steps"]:
        bar = cents(step["amount"])
        if step["is_total"]:
            assert bar == level == cents(economics[step["id"]])
            continue
        level += bar
        by_part[step["part"]] = by_part.get(step["part"], Decimal(0)) + bar
        if step["id"] != "rounding":
            rows = sum((cents(row["amount"]) for row in step["rows"]), cents(step["rest"]))
            assert rows == bar
    assert abs(by_part.pop("rounding", Decimal(0))) <= 2 * CENT
    for part, amount in by_part.items():
        if part == "cost_of_goods":
            assert -amount == cents(economics["revenue"]) - cents(economics["gross_margin"])
        else:
            assert abs(amount) == abs(cents(economics[part]))


AMOUNTS = st.decimals(min_value="-500", max_value="900", places=3)
DAYS = st.integers(0, 420).map(lambda days: AS_OF - timedelta(days=days))


@st.composite
def books(draw: st.DrawFn) -> dict[str, Any]:
    """A book with odd thousandths everywhere, so that roundings meet."""
    count = draw(st.integers(0, 5))
    invoices: list[dict[str, Any]] = [
        {
            "invoice_id": f"i{place}",
            "issued_on": draw(DAYS),
            "due_on": draw(DAYS),
            "amount": draw(AMOUNTS),
            "cost": draw(AMOUNTS),
            "list_amount": draw(AMOUNTS),
        }
        for place in range(count)
    ]
    payments = [
        {
            "invoice_id": f"i{draw(st.integers(0, 5))}",
            "paid_on": draw(DAYS),
            "amount": draw(AMOUNTS),
        }
        for _ in range(draw(st.integers(0, 5)))
    ]
    entries = [
        {
            "worked_on": draw(DAYS),
            "hours": draw(st.integers(0, 4000)) / 1000,
            "activity": draw(st.sampled_from(["support", "travel", "other"])),
            "is_billable": draw(st.booleans()),
        }
        for _ in range(draw(st.integers(0, 6)))
    ]
    expenses = [
        {
            "spent_on": draw(DAYS),
            "category": draw(st.sampled_from(["gift", "other", "travel"])),
            "amount": draw(AMOUNTS),
        }
        for _ in range(draw(st.integers(0, 4)))
    ]
    return {
        "as_of": AS_OF,
        "company": {"hourly_cost": "61.37", "cost_of_capital": "0.07"},
        "kept": ["payment", "time_entry", "expense", "invoice"],
        "invoice": invoices,
        "payment": payments,
        "time_entry": entries,
        "expense": expenses,
    }


@given(books())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_book_adds_up_to_the_cent_in_any_order(
    ledger_of: LedgerOf, book: dict[str, Any]
) -> None:
    check_to_the_cent(ledger_of(book))
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in book.items()
    }
    for name in ("time_entry", "expense", "payment"):  # ids tell rows apart, not their place
        for place, row in enumerate(book[name]):
            row[{"time_entry": "entry_id", "expense": "expense_id"}.get(name, "payment_id")] = (
                f"{name}{place}"
            )

    assert money_of(ledger_of(book)) == money_of(ledger_of(turned))


@given(st.lists(AMOUNTS, max_size=9))
def test_split_amounts_sum_to_the_cent_and_move_by_less_than_one(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0)).quantize(CENT)
    found = split_to_cent(parts, total)

    assert sum(found, Decimal(0)) == total
    assert all(abs(one - part) <= CENT for one, part in zip(found, parts, strict=True))


@given(st.lists(st.tuples(st.integers(0, 90), AMOUNTS), max_size=8))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_paid_and_stayed_paid_and_what_is_owed_make_the_invoice(
    ledger_of: LedgerOf, moves: list[tuple[int, Decimal]]
) -> None:
    start = date(2026, 1, 1)
    payments = [
        {"invoice_id": "i", "paid_on": start + timedelta(days=days), "amount": amount}
        for days, amount in moves
    ]
    invoice = {"invoice_id": "i", "issued_on": start, "due_on": start, "amount": "700"}
    ledger = ledger_of(
        {"as_of": AS_OF, "kept": ["payment"], "invoice": [invoice], "payment": payments}
    )
    (terms,) = invoice_terms(ledger)

    paid = sum((one.amount for one in terms.settled), Decimal(0))
    left = Decimal(700)
    so_far = Decimal(0)
    for _, amount in sorted(moves):
        so_far += amount
        left = min(Decimal(700), max(Decimal(0), Decimal(700) - so_far))
    assert terms.still_owed == left == 700 - paid
    assert all(one.amount > 0 for one in terms.settled)
    assert [one.on for one in terms.settled] == sorted(one.on for one in terms.settled)
    assert (terms.settled_on is None) == bool(left)


def test_a_figure_carries_twelve_rows_and_the_sum_of_the_rest(ledger_of: LedgerOf) -> None:
    invoices = [
        {"invoice_id": f"i{n:02d}", "issued_on": date(2026, 1, 1), "amount": str(n + 1)}
        for n in range(15)
    ]
    ledger = ledger_of({"as_of": AS_OF, "invoice": invoices})
    figure = draw_up_money(ledger, draw_up_sums(ledger)).figures[0]
    shown, whole = as_figure(figure), as_figure(figure, at_most=None)

    assert [row["amount"] for row in shown["rows"]] == [float(n) for n in range(15, 3, -1)]
    assert (shown["rest_rows"], shown["rest"]) == (3, 6.0)
    assert (len(whole["rows"]), whole["rest_rows"], whole["rest"]) == (15, 0, 0.0)


def test_every_month_of_the_12_is_there_and_an_empty_book_has_none(ledger_of: LedgerOf) -> None:
    entry = {"worked_on": date(2026, 3, 3), "hours": 2.5, "is_billable": True}
    worked = money_of(ledger_of({"as_of": AS_OF, "time_entry": [entry]}))

    assert [one["month"] for one in worked["months"]] == [
        *(f"2025-{month:02d}" for month in range(7, 13)),
        *(f"2026-{month:02d}" for month in range(1, 7)),
    ]
    assert sum(one["billed_hours"] for one in worked["months"]) == 2.5
    assert money_of(ledger_of({"as_of": AS_OF}))["months"] == []


@given(
    st.lists(
        st.tuples(st.integers(-30, 90), st.integers(1, 500), st.booleans()), min_size=1, max_size=20
    )
)
def test_the_curve_falls_and_without_open_money_is_the_plain_share(
    rows: list[tuple[int, int, bool]],
) -> None:
    portions = [Portion(days=d, amount=Decimal(a), is_open=o) for d, a, o in rows]
    curve = survival(portions)

    levels = [1.0, *(point.unpaid for point in curve)]
    assert levels == sorted(levels, reverse=True)
    assert all(0 <= level <= 1 for level in levels)
    closed = [Portion(days=one.days, amount=one.amount, is_open=False) for one in portions]
    total = sum(one.amount for one in closed)
    for point in survival(closed):
        later = sum(one.amount for one in closed if one.days > point.days)
        assert point.unpaid == pytest.approx(float(later / total), abs=1e-12)


@given(
    st.lists(st.floats(0, 2), min_size=4, max_size=30),
)
def test_the_slope_is_that_of_scipy(values: list[float]) -> None:
    points = [(place / 12, value) for place, value in enumerate(values)]
    found = theil_sen(points)
    known = theilslopes(values, [x for x, _ in points], alpha=0.95)

    assert found is not None
    assert found.a_year == pytest.approx(float(known[0]), abs=1e-9)
    assert found.low <= found.a_year <= found.high


def test_a_slope_needs_four_points() -> None:
    assert theil_sen([(0, 1.0), (1, 1.0), (2, 1.0)]) is None
    assert theil_sen([(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0)]) is not None


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (3, 4, 0.3006, 0.9544), (1, 1, 0.2065, 1.0)],
)
def test_the_interval_of_a_share_is_wilsons(hits: int, count: int, low: float, high: float) -> None:
    assert wilson(hits, count) == pytest.approx((low, high), abs=1e-4)


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("day", "is_end"),
    [
        (date(2026, 3, 17), False),
        (date(2026, 3, 18), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
        (date(2025, 12, 17), False),
        (date(2025, 12, 18), True),
        (date(2025, 12, 31), True),
    ],
)
def test_a_quarter_ends_in_its_last_fourteen_days(day: date, is_end: bool) -> None:
    assert is_quarter_end(day) is is_end


@given(st.integers(1, 60), st.floats(0.1, 150), st.floats(0, 150), st.floats(1, 104))
def test_the_buying_model_is_the_published_one(
    repeats: int, recency: float, since: float, weeks: float
) -> None:
    """Fader, Hardie and Lee (2005), equations 8 and 10, the series by SciPy."""
    priors, age = shipped_priors(), recency + since
    r, alpha, a, b = priors.r, priors.alpha, priors.a, priors.b
    odds = a / (b + repeats - 1) * ((alpha + age) / (alpha + recency)) ** (r + repeats)
    assert alive(priors, repeats, recency, age) == pytest.approx(1 / (1 + odds), rel=1e-9)

    z = weeks / (alpha + age + weeks)
    series = float(hyp2f1(r + repeats, b + repeats, a + b + repeats - 1, z))
    ever = 1 - ((alpha + age) / (alpha + age + weeks)) ** (r + repeats) * series
    published = (a + b + repeats - 1) / (a - 1) * ever / (1 + odds)
    found = expected_purchases(priors, repeats, recency, age, weeks)
    assert found >= 0
    assert found == pytest.approx(published, rel=1e-5, abs=1e-6)


def test_however_often_somebody_bought_there_is_a_number() -> None:
    found = expected_purchases(shipped_priors(), 900, 150, 151, 52)

    assert 200 < found < 900 / 151 * 52


def test_the_example_of_the_paper() -> None:
    """Two repeats, the last after 30.43 of 38.86 weeks: 1.226 in the next 39."""
    priors = Priors(r=0.243, alpha=4.414, a=0.793, b=2.426)

    assert expected_purchases(priors, 2, 30.43, 38.86, 39) == pytest.approx(1.226, abs=1e-3)


@pytest.mark.parametrize("case", list(cases("habits")))
def test_the_chance_that_they_still_buy_can_be_redone_from_its_inputs(
    case: dict[str, Any], ledger_of: LedgerOf
) -> None:
    figure = figure_of(money_of(ledger_of(case)), "still_buying")
    if figure["amount"] is not None:
        formula = figure["formula"].replace("^", "**")
        redone = eval(formula, {"__builtins__": {}}, figure["inputs"])  # noqa: S307  our own text
        assert redone == pytest.approx(figure["amount"], abs=1e-4)


def test_silence_lowers_the_chance_that_they_still_buy() -> None:
    chances = [alive(shipped_priors(), 10, 40, 40 + silent) for silent in (0, 8, 26, 104, 5000)]

    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.9
    assert chances[-1] < 0.01
