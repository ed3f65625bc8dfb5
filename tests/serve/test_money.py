"""Pictures and sentences of money: where things lie, and what is said when there is too little."""

from __future__ import annotations

import copy
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.glance import PortfolioRow, portfolio_row
from goodwill.facts.money import Money, MoneyFigure, MonthOfWork
from goodwill.facts.statement import Statement
from goodwill.serve import words
from goodwill.serve.concentration import concentration, concentration_words, whale, whale_words
from goodwill.serve.earnings import earning_lines, side_lines
from goodwill.serve.habits import days_late, figure_of, habit_lines, spelled_origin
from goodwill.serve.html import money_charts, tables
from goodwill.serve.html.drawing import Picture, Scale, ticks
from goodwill.serve.html.whale_chart import MOST_POINTS, whale_picture
from goodwill.serve.pattern_money import pattern_money, pattern_money_words
from goodwill.serve.titles import Titles


def pictures(money: Money) -> list[Picture | None]:
    return [
        money_charts.payments(money, "2026-06-30"),
        money_charts.unpaid(money["curve"]),
        money_charts.prices(money),
        money_charts.work(money["months"], money["currency"]),
    ]


def lies_inside(picture: Picture) -> bool:
    """Everything within the width and the height of the picture."""
    across = [
        *(x for s in picture.strokes for x in (s.x1, s.x2)),
        *(dot.x for dot in picture.dots),
        *(label.x for label in picture.labels),
        *(x for rect in picture.rects for x in (rect.x, rect.x + rect.width)),
    ]
    down = [
        *(y for s in picture.strokes for y in (s.y1, s.y2)),
        *(dot.y for dot in picture.dots),
        *(label.y for label in picture.labels),
        *(rule.y for rule in picture.rules),
        *(y for rect in picture.rects for y in (rect.y, rect.y + rect.height)),
    ]
    return all(0 <= x <= 100 for x in across) and all(0 <= y <= picture.height for y in down)


def test_all_pictures_are_drawn_inside_their_frame(larkfield_money: Money) -> None:
    for picture in pictures(larkfield_money):
        assert picture is not None
        assert lies_inside(picture)
        assert picture.says


def test_without_rows_nothing_is_drawn(penhale_money: Money) -> None:
    assert pictures(penhale_money) == [None] * 4


def test_late_points_up_early_down_and_open_ends_in_a_ring(larkfield_money: Money) -> None:
    first, last = larkfield_money["payments"][0], larkfield_money["payments"][-1]
    first["days_beyond"], first["settled_on"] = -12.0, "2025-07-20"
    last["days_beyond"], last["settled_on"] = 88.0, None
    picture = money_charts.payments(larkfield_money, "2026-06-30")

    assert picture is not None
    early, late = picture.strokes[0], picture.strokes[-1]
    assert early.y2 > early.y1 == late.y1 > late.y2
    assert (early.look, late.look) == ("early", "late")
    assert (picture.dots[0].look, picture.dots[-1].look) == ("early", "late ring")


def test_bars_start_at_nothing_and_grow_with_what_they_show() -> None:
    months = [
        MonthOfWork(month="2026-01", revenue=100.0, billed_hours=0.0, unbilled_hours=2.0),
        MonthOfWork(month="2026-02", revenue=50.0, billed_hours=3.0, unbilled_hours=1.0),
        MonthOfWork(month="2026-03", revenue=-5.0, billed_hours=0.0, unbilled_hours=0.0),
    ]
    picture = money_charts.work(months, "GBP")

    assert picture is not None
    by_look = [(rect.look, rect.height) for rect in picture.rects]
    january, february = by_look[0][1], by_look[2][1]
    assert january == pytest.approx(2 * february)
    assert [look for look, _ in by_look] == ["solid", "solid", "solid", "solid", "open"]
    assert by_look[1][1] == pytest.approx(2 * by_look[3][1])
    assert {label.says for label in picture.labels if label.look == "peak"} == {"£100", "4 h"}


@pytest.mark.parametrize(
    ("billed", "revenue", "words"),
    [
        (0.0, 10.0, "No hours were worked"),
        (1.0, 0.0, "Nothing was invoiced"),
        (1.0, 10.0, "Filled hours"),
    ],
)
def test_a_half_that_is_missing_is_said(billed: float, revenue: float, words: str) -> None:
    month = MonthOfWork(month="2026-01", revenue=revenue, billed_hours=billed, unbilled_hours=0.0)

    assert money_charts.work_note([month]).startswith(words)


@pytest.mark.parametrize(("months", "is_drawn"), [(1, False), (2, True)])
def test_prices_need_two_months(months: int, is_drawn: bool, larkfield_money: Money) -> None:
    larkfield_money["prices"] = larkfield_money["prices"][:months]

    assert (money_charts.prices(larkfield_money) is not None) is is_drawn


def test_the_trend_is_drawn_only_where_there_is_a_slope(larkfield_money: Money) -> None:
    with_slope = money_charts.prices(larkfield_money)
    figure_of(larkfield_money, "price_index")["inputs"].pop("slope_a_year")
    without = money_charts.prices(larkfield_money)

    assert with_slope is not None
    assert without is not None
    assert "trend" in {stroke.look for stroke in with_slope.strokes}
    assert "trend" not in {stroke.look for stroke in without.strokes}


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_ticks_are_round_few_and_within(low: float, span: float) -> None:
    found = ticks(low, low + span)

    assert len(found) <= 6
    assert all(low - 1e-6 * span <= value <= low + span + 1e-6 * span for value in found)


def test_a_scale_of_one_value_does_not_divide_by_nothing() -> None:
    assert Scale(low=3, high=3, start=10, end=90)(3) == 10
    assert ticks(3, 3) == (3,)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (58.2, "58 days after the agreed day"),
        (1.0, "1 day after the agreed day"),
        (0.4, "on the agreed day"),
        (-0.4, "on the agreed day"),
        (-6.0, "6 days before the agreed day"),
    ],
)
def test_days_are_said_in_words(days: float, words: str) -> None:
    assert days_late(days) == words


@pytest.mark.parametrize(
    ("origin", "words"),
    [("rfp", "RFP"), ("first_call", "First call"), ("not given", "Not given")],
)
def test_origins_are_said_in_words(origin: str, words: str) -> None:
    assert spelled_origin(origin) == words


def test_a_habit_that_cannot_be_told_says_what_it_needs(penhale_money: Money) -> None:
    lines = habit_lines(penhale_money)

    assert len(lines) == 10
    assert not any(line.is_told for line in lines)
    assert all(line.says.startswith("Needs ") for line in lines)


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("days_beyond_terms", {"median_days": None}, "more than half of the money has not come"),
        ("days_beyond_terms", {"overdue": 0.0}, "none open"),
        ("price_index", {"slope_a_year": None}, "too few months for a trend"),
        ("price_index", {"slope_low": 0.0, "slope_high": 0.0}, "month after month"),
        (
            "price_index",
            {"slope_a_year": -0.087, "slope_low": -0.1, "slope_high": 0.0},
            "8.7 points lower each year (95 % interval: 10.0 lower to 0.0)",
        ),
        ("price_index", {"slope_low": -0.6, "slope_high": 0.39}, "60.0 lower to 39.0 higher"),
        ("price_index", {"slope_low": -0.6, "slope_high": 0.41}, "of their first price."),
        ("win_rate", {"proposal_cost_per_win": None}, "decided bids won"),
        ("win_rate", {"proposal_cost_per_win": 310.0}, "£310 for each one won"),
        ("patterns_cost", {}, "unasked extra service £1,240, paid later than agreed £672."),
        ("patterns_cost", {"over_servicing": 0.0}, "one of them: paid later than agreed £672."),
    ],
)
def test_habits_say_what_they_know(
    name: str, inputs: dict[str, float | None], words: str, larkfield_money: Money
) -> None:
    figure = figure_of(larkfield_money, name)
    for key, value in inputs.items():
        if value is None:
            figure["inputs"].pop(key, None)
        else:
            figure["inputs"][key] = value
    says = next(line.says for line in habit_lines(larkfield_money) if line.name == name)

    assert words in says


def test_what_patterns_cost_is_added_over_accounts_of_one_currency(
    larkfield_money: Money, penhale_money: Money, titles: Titles
) -> None:
    other, abroad = copy.deepcopy(larkfield_money), copy.deepcopy(larkfield_money)
    figure = figure_of(other, "patterns_cost")
    figure["amount"], figure["inputs"] = 0.33, {"exploitative": 0.33}
    abroad["currency"] = "EUR"
    found = pattern_money([larkfield_money, penhale_money, other, abroad])

    assert found is not None
    assert (found.currency, found.accounts, found.left_out) == ("GBP", 2, 1)
    assert found.total == 1912.0
    assert found.total == round(sum(value for _, value in found.by_pattern), 2)
    said = pattern_money_words(found, titles)
    assert said.startswith("Patterns cost £1,912 in 12 months at 2 accounts, each amount counted")
    assert said.endswith("1 account in other currencies left out.")


def test_without_a_pattern_that_costs_nothing_is_added(penhale_money: Money) -> None:
    assert pattern_money([]) is None
    assert pattern_money([penhale_money]) is None


def test_an_estimate_is_said_to_be_one_with_its_range(larkfield_money: Money) -> None:
    figure = figure_of(larkfield_money, "estimated_contact_cost")
    untold = next(line for line in habit_lines(larkfield_money) if line.name == figure["id"])
    figure["amount"], figure["inputs"] = 900.0, {"low": 640.0, "high": 1450.0}
    told = next(line for line in habit_lines(larkfield_money) if line.name == figure["id"])

    assert untold.says == "Hours are written down for this account, so none are estimated."
    assert told.says.startswith("Estimated at £900 (£640 to £1,450)")
    assert told.says.endswith("in no sum.")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({}, "2 of 4 rows below list price, 5.0 % off in all."),
        (
            {"depth_at_quarter_end": 0.3, "depth_on_other_days": 0.01},
            "in the last 14 days of a quarter 30 %, else 1 %.",
        ),
    ],
)
def test_discounts_at_a_quarters_end_are_said_where_they_can_be_compared(
    ends: dict[str, float], words: str, larkfield_money: Money
) -> None:
    figure = figure_of(larkfield_money, "discount_depth")
    figure["amount"] = 0.05
    figure["inputs"] = {"rows": 4.0, "rows_below_list": 2.0} | ends
    says = next(line for line in habit_lines(larkfield_money) if line.name == "discount_depth")

    assert words in says.says


def test_the_bars_of_the_ledger_hang_from_each_other(
    larkfield: Statement, larkfield_money: Money
) -> None:
    lines = earning_lines(larkfield["economics"], larkfield_money)
    level = 0.0
    for line in lines:
        if line.is_total:
            assert line.end == pytest.approx(level)
        elif line.name != "revenue":
            assert line.end == pytest.approx(level)
            assert line.start == pytest.approx(level + (line.amount or 0.0))
            level = line.start
        else:
            level = line.end
    assert {"Rework, unbilled", "Travel expenses"} <= {line.title for line in lines}
    assert "Cost to serve" not in {line.title for line in lines}
    assert side_lines(larkfield["economics"], larkfield_money)[0].rows[0]["ref"] == "D7"


def test_a_rounding_is_said(larkfield: Statement, larkfield_money: Money) -> None:
    rounding = copy.deepcopy(larkfield_money["steps"][0]) | {"id": "rounding", "part": "rounding"}
    rounding |= {"amount": -0.01, "rows": []}
    larkfield_money["steps"].append(cast("type", rounding))  # type: ignore[arg-type]
    lines = earning_lines(larkfield["economics"], larkfield_money)

    assert [line.amount for line in lines if line.name == "rounding"] == [-0.01]
    assert lines[-1].name == "contribution"


def rows_of(larkfield: Statement, *contributions: float | None) -> list[PortfolioRow]:
    rows = []
    for place, contribution in enumerate(contributions):
        row = portfolio_row(larkfield)
        row |= {"id": f"a{place}", "name": f"A{place}", "contribution": contribution}
        rows.append(row)
    return rows


def test_the_whale_rises_and_falls(larkfield: Statement) -> None:
    curve = whale(rows_of(larkfield, -30.0, 100.0, 50.0, None))

    assert curve is not None
    assert [point.together for point in curve.points] == [100.0, 150.0, 120.0]
    assert (curve.peak.place, curve.peak.together, curve.total) == (2, 150.0, 120.0)
    assert curve.left_out == 1
    words = "2 accounts contribute £150; the other costs £30 of it, which leaves £120."
    assert whale_words(curve) == words
    picture = whale_picture(curve)
    assert lies_inside(picture)
    assert picture.strokes[-1].look == "line falls"
    assert tables.whale_rows(curve)[2] == ("A0", "−£30.00", "£120.00")


@pytest.mark.parametrize(
    ("contributions", "figures"),
    [
        ((100.44, 50.10, -30.54), ("£151", "£31", "£120")),
        ((100.30, 50.10, -30.54), ("£150.40", "£30.54", "£119.86")),
    ],
    ids=["what adds up in whole pounds", "what would not: 150 less 31 is not 120"],
)
def test_a_loss_is_rounded_as_beside_its_account_and_the_sum_adds_up(
    larkfield: Statement, contributions: tuple[float, ...], figures: tuple[str, str, str]
) -> None:
    curve = whale(rows_of(larkfield, *contributions))
    earned, lost, left = figures

    assert curve is not None
    words = f"2 accounts contribute {earned}; the other costs {lost} of it, which leaves {left}."
    assert whale_words(curve) == words


@pytest.mark.parametrize(
    ("contributions", "words"),
    [
        ((10.0, 5.0), "All 2 accounts together contribute £15; none costs us."),
        ((-1.0, -2.0), "No account of 2 earns anything."),
        ((10.0, 0.0), "All 2 accounts together contribute £10; none costs us."),
        (
            (10.0, 5.0, 0.0, -3.0),
            (
                "2 accounts contribute £15; one costs £3 of it, and one neither earns nor "
                "costs, which leaves £12."
            ),
        ),
        (
            (10.0, 0.0, 0.0, -1.0, -3.0),
            (
                "One account contributes £10; 2 cost £4 of it, and the rest neither earn nor "
                "cost, which leaves £6."
            ),
        ),
        (
            (9.0, -1.0, -3.0),
            "One account contributes £9; the other 2 cost £4 of it, which leaves £5.",
        ),
    ],
)
def test_the_whale_says_it_when_none_costs_or_none_earns(
    contributions: tuple[float, ...], words: str, larkfield: Statement
) -> None:
    curve = whale(rows_of(larkfield, *contributions))

    assert curve is not None
    assert whale_words(curve) == words


@pytest.mark.parametrize(("known", "is_drawn"), [(0, False), (1, False), (2, True)])
def test_a_whale_needs_two_accounts(known: int, is_drawn: bool, larkfield: Statement) -> None:
    rows = rows_of(larkfield, *([5.0] * known), None)

    assert (whale(rows) is not None) is is_drawn


def test_accounts_in_another_currency_are_left_out(larkfield: Statement) -> None:
    rows = rows_of(larkfield, 10.0, 5.0, 7.0)
    rows[2]["currency"] = "CHF"
    curve, shares = whale(rows), concentration(rows)

    assert curve is not None
    assert (len(curve.points), curve.left_out) == (2, 1)
    assert shares is not None
    assert shares.shares == {"a0": 0.5, "a1": 0.5}


def test_thousands_of_accounts_are_drawn_by_some_with_peak_and_end(larkfield: Statement) -> None:
    curve = whale(rows_of(larkfield, *(float(1000 - place) for place in range(2001))))

    assert curve is not None
    picture = whale_picture(curve)
    assert len(picture.strokes) <= MOST_POINTS + 2
    assert picture.strokes[-1].x2 == 100
    assert len(picture.dots) == 1
    behind = tables.whale_rows(curve)
    assert len(behind) == len(picture.strokes)
    assert behind[-1][2] == words.amount(curve.total, curve.currency, pence=True)


def test_concentration_is_the_sum_of_squared_shares(larkfield: Statement) -> None:
    rows = rows_of(larkfield, None, None, None)
    for row, revenue in zip(rows, (60.0, 40.0, None), strict=True):
        row["revenue"] = revenue
    found = concentration(rows)

    assert found is not None
    assert found.shares == {"a0": 0.6, "a1": 0.4}
    assert found.index == pytest.approx(0.52)
    assert "60 % of our revenue" in concentration_words(found)
    assert "1.9 accounts" in concentration_words(found)


def test_without_revenue_there_is_no_concentration(penhale: Statement) -> None:
    assert concentration([portfolio_row(penhale)]) is None


def test_tables_hold_what_pictures_show(larkfield_money: Money) -> None:
    larkfield_money["payments"][-1]["settled_on"] = None
    rows = {
        "payments": tables.payment_rows(larkfield_money),
        "curve": tables.curve_rows(larkfield_money),
        "prices": tables.price_rows(larkfield_money),
        "months": tables.month_rows(larkfield_money),
        "bids": tables.bid_rows(larkfield_money),
    }

    for name, told in rows.items():
        assert len(told) == len(cast("dict[str, list[MoneyFigure]]", larkfield_money)[name])
    assert [row[3] for row in rows["payments"]].count("open") == 1
    assert rows["bids"][0][0] == "RFP"
