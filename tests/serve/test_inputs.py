"""What goes into a cost: figures of its formula in words, those of months and rows in a table."""

from __future__ import annotations

from goodwill.serve.inputs import inputs

MONTHS = {
    "hours_beyond": 8.0,
    "hourly_cost": 54.0,
    "hours 2026-01": 14.5,
    "included_hours 2026-01": 4.0,
    "hours 2026-02": 1234.5,
}


def test_what_is_of_one_month_stands_in_a_row() -> None:
    found = inputs(MONTHS)

    assert found.whole == "hours beyond 8, hourly cost 54"
    assert found.title == "Month by month"
    assert found.heads == (("Month", False), ("Hours", True), ("Included hours", True))
    assert found.rows == (("Jan 2026", "14.5", "4"), ("Feb 2026", "1,234.5", "·"))


def test_what_is_of_one_invoice_stands_under_its_own_name() -> None:
    found = inputs({"billed_twice": 20.0, "amount I-7/1": 10.0, "amount 2026-01": 10.0})

    assert found.title == "Row by row"
    assert found.heads[0] == ("Row", False)
    assert [row[0] for row in found.rows] == ["I-7/1", "2026-01"]


def test_a_formula_of_whole_figures_has_no_table() -> None:
    found = inputs({"visit_hours": 48.5, "hourly_cost": 54.0})

    assert (found.title, found.rows) == ("", ())
    assert found.whole == "visit hours 48.5, hourly cost 54"
    assert inputs({}).whole == ""


def test_a_figure_that_is_what_comes_of_it_is_not_said_twice() -> None:
    assert inputs({"discount_beyond_agreed": 12_037.982}, 12_037.98).whole == ""
    assert inputs({"late_amount": 12_037.982}, 330.0).whole == "late amount 12,037.982"
    assert inputs({"hours": 2.0, "hourly_cost": 62.0}, 2.0).whole == "hours 2, hourly cost 62"
