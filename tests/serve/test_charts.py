"""Where lines and areas lie: sums, limits, labels that never cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.glance import hours_worked, portfolio_row
from goodwill.facts.money import Money
from goodwill.facts.statement import Economics, Mixture, Statement, TrendMonth
from goodwill.serve.earnings import earning_lines, return_line
from goodwill.serve.html import charts
from goodwill.serve.portfolio import can_rate

PARTS = st.lists(st.floats(0.001, 1.0), min_size=4, max_size=4)


def month(name: str, parts: list[float]) -> TrendMonth:
    social, technical, ad_hoc, partner = (part / sum(parts) for part in parts)
    mixture: Mixture = {
        "social": social,
        "technical": technical,
        "ad_hoc": ad_hoc,
        "partner": partner,
    }
    return {"month": name, "mixture": mixture}


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=6))
def test_parts_of_a_bar_fill_it_exactly(values: list[float]) -> None:
    parts = charts.parts_of_100(values)

    assert sum(parts) == (100 if sum(values) > 0 else 0)
    assert min(parts) >= 0


@given(PARTS, PARTS, st.sampled_from(["partner", "social", None]))
def test_labels_keep_apart_and_inside(
    first: list[float], last: list[float], desired: str | None
) -> None:
    found = charts.area([month("2026-01", first), month("2026-02", last)], desired)

    assert found is not None
    heights = [band.label_y for band in found.bands]
    assert all(low - high >= charts.LABEL_GAP - 1e-6 for low, high in pairwise(heights))
    assert min(heights) >= charts.LABEL_GAP / 2 - 1e-6
    assert max(heights) <= found.height


def test_the_wanted_kind_lies_at_the_bottom(larkfield: Statement) -> None:
    found = charts.area(larkfield["kind"]["trend"], "partner")

    assert found is not None
    assert found.bands[0].kind == "partner"
    assert found.bands[0].points.endswith(f"0.0,{found.height:.1f}")


def partner_shares(trend: Sequence[TrendMonth]) -> list[float]:
    return [month["mixture"]["partner"] for month in trend]


@pytest.mark.parametrize(("months", "is_drawn"), [(0, False), (1, False), (2, True)])
def test_a_line_needs_two_months(months: int, is_drawn: bool, larkfield: Statement) -> None:
    trend = larkfield["kind"]["trend"][:months]

    assert (charts.area(trend, None) is not None) is is_drawn
    assert (charts.spark(partner_shares(trend)) is not None) is is_drawn


def test_a_small_share_looks_small(larkfield: Statement) -> None:
    found = charts.spark(partner_shares(larkfield["kind"]["trend"]))

    assert found is not None
    assert found.change == -2
    assert found.last_y > charts.SPARK_HEIGHT / 2


@pytest.mark.parametrize(("months", "labels"), [(12, 12), (14, 14), (15, 3), (60, 3)])
def test_many_months_are_named_by_three(months: int, labels: int) -> None:
    names = [f"{2020 + place // 12}-{place % 12 + 1:02d}" for place in range(months)]

    assert len(charts.month_labels(names)) == labels


def test_the_lines_of_the_ledger_add_up(larkfield: Statement) -> None:
    lines = {line.name: line.amount or 0.0 for line in earning_lines(larkfield["economics"])}

    margin = lines["revenue"] + lines["cost_of_work"]
    assert margin == pytest.approx(lines["gross_margin"])
    rest = margin + lines["cost_to_serve"] + lines["late_payment_cost"]
    assert rest == pytest.approx(lines["contribution"])


@given(
    st.floats(-1e6, 1e6),
    st.none() | st.floats(-1e6, 1e6),
    st.none() | st.floats(0, 1e6),
    st.none() | st.floats(0, 1e6),
)
def test_every_bar_stays_on_its_scale(
    revenue: float, margin: float | None, serve: float | None, late: float | None
) -> None:
    economics: Economics = {
        "currency": "GBP",
        "months": 12,
        "revenue": revenue,
        "gross_margin": margin,
        "cost_to_serve": serve,
        "proposal_cost": None,
        "entertainment_cost": None,
        "discount_given": None,
        "late_payment_cost": late,
        "contribution": None,
        "return_per_hour": None,
    }
    lines = earning_lines(economics)
    for line in lines:
        bar = charts.waterfall_bar(line, lines)
        assert bar is None or bar.before + bar.length + bar.after == 100


@pytest.mark.parametrize(
    ("contribution", "rate", "hours", "shown"),
    [
        (1000.0, 100.0, 10.0, "£100.00"),
        (990.0, 100.0, 9.9, "9.9 h: too few to say"),
        (-1000.0, -50.0, 20.0, "−£50.00"),
        (0.0, 0.0, None, "£0.00"),
        (None, None, None, "needs contribution and hours"),
        (500.0, None, None, "needs hours"),
    ],
)
def test_a_return_per_hour_needs_ten_hours(
    contribution: float | None,
    rate: float | None,
    hours: float | None,
    shown: str,
    larkfield: Statement,
) -> None:
    economics = larkfield["economics"]
    economics["contribution"], economics["return_per_hour"] = contribution, rate

    assert hours_worked(economics) == hours
    assert return_line(economics)[1] == shown
    assert can_rate(portfolio_row(larkfield)) is (hours is None or hours >= 10)


def test_the_hours_divided_by_are_those_that_are_booked(
    larkfield: Statement, larkfield_money: Money
) -> None:
    (figure,) = (one for one in larkfield_money["figures"] if one["id"] == "return_per_hour")
    figure["inputs"]["hours"] = 37.25

    assert "÷ 37.25 h" in return_line(larkfield["economics"], larkfield_money)[0]
    assert "÷ 37.5 h" in return_line(larkfield["economics"])[0]
