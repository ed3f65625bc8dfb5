"""What it costs: patterns, each amount once, and the table of what each account leaves."""

from __future__ import annotations

import pytest
from tests.serve.web.conftest import Ask, asks
from tests.serve.web.overviews import overview

from goodwill.serve.pattern_money import pattern_money
from goodwill.serve.titles import Titles
from goodwill.serve.web.app import create_app
from goodwill.serve.web.costs_table import (
    COLUMNS,
    asked_in,
    cost_rows,
    cost_table,
    pattern_rows,
    totals,
)
from goodwill.serve.web.in_address import SortedInAddress
from goodwill.serve.web.shelf import Shelf

SEVERAL = (
    overview("acre", revenue=100.0, contribution=-5.0, return_per_hour=-1.0),
    overview("brook", revenue=300.0, contribution=30.0, return_per_hour=60.0),
    overview("cove", revenue=200.0, contribution=40.0, return_per_hour=2.0),
    overview("dell"),
)


def order(sort: str, *, reverse: bool = False) -> list[str]:
    asked = SortedInAddress(sort=sort, reverse=reverse)
    return [row.account_id for row in cost_table(cost_rows(SEVERAL), asked).rows]


def test_a_table_sorts_by_any_column_and_the_unknown_comes_last_both_ways() -> None:
    assert order("revenue") == ["brook", "cove", "acre", "dell"]
    assert order("revenue", reverse=True) == ["acre", "cove", "brook", "dell"]
    assert order("contribution") == ["cove", "brook", "acre", "dell"]
    assert order("name") == ["acre", "brook", "cove", "dell"]
    assert order("name", reverse=True) == ["dell", "cove", "brook", "acre"]
    assert order("proposal_cost") == ["acre", "brook", "cove", "dell"]


def test_a_return_of_few_hours_does_not_count_as_one() -> None:
    rows = {row.account_id: row for row in cost_rows(SEVERAL)}

    assert rows["brook"].has_few_hours
    assert not rows["cove"].has_few_hours
    assert order("return_per_hour") == ["cove", "acre", "brook", "dell"]


@pytest.mark.parametrize(
    "query", [{"sort": "owner"}, {"sort": "", "page": "x"}, {"page": "-2", "reverse": "yes"}]
)
def test_what_an_address_says_that_is_not_known_is_not_said(query: dict[str, str]) -> None:
    assert asked_in(query) == SortedInAddress()


def test_the_address_that_sorts_by_a_column_again_turns_it_round() -> None:
    asked = SortedInAddress(sort="contribution", page=3)

    assert asked.by("contribution") == {"sort": "contribution", "reverse": "1"}
    assert asked_in(asked.by("contribution")).by("contribution") == {"sort": "contribution"}
    assert asked.by("revenue") == {}


def test_pages_hold_every_account_once() -> None:
    rows = cost_rows(SEVERAL)
    parts = [cost_table(rows, SortedInAddress(page=page), size=3) for page in (1, 2)]

    assert [len(part.rows) for part in parts] == [3, 1]
    assert cost_table(rows, SortedInAddress(page=8), size=3).rows == parts[1].rows


def test_a_column_adds_up_only_where_every_account_that_earns_has_it() -> None:
    rows = cost_rows((*SEVERAL, overview("elm", currency="USD", revenue=7.0, gross_margin=1.0)))
    currency, sums, others = totals(rows)

    assert (currency, others) == ("EUR", 1)
    assert sums == {"revenue": 600.0, "contribution": 65.0}


def test_no_account_adds_up_to_nothing() -> None:
    assert totals([]) == ("", {}, 0)


def test_patterns_come_dearest_first_with_their_accounts_and_one_currency(titles: Titles) -> None:
    several = (
        overview("acre", costs={"over_servicing": 10.0, "terms_dictated": 1.5}),
        overview("brook", costs={"terms_dictated": 20.25}),
        overview("cove", costs={"terms_dictated": 99.0}, currency="USD"),
        overview("dell"),
    )
    money = pattern_money(several)
    rows = pattern_rows(several, titles, "EUR")

    assert [(row.name, row.amount) for row in rows] == [
        ("terms_dictated", 21.75),
        ("over_servicing", 10.0),
    ]
    assert [account for account, _, _ in rows[0].accounts] == ["brook", "acre"]
    assert money is not None
    assert money.total == sum(row.amount for row in rows)
    assert money.left_out == 1


def test_every_figure_of_the_page_opens_to_its_rows(ask: Ask) -> None:
    page = ask("/costs").text

    assert "/accounts/acre/why/economics[revenue]" in page
    assert ask("/accounts/acre/why/economics[revenue]").status_code == 200
    assert "No pattern that was found has a cost" in page


def test_the_page_of_one_account_has_its_ledger_and_pictures(ask: Ask) -> None:
    page = ask("/accounts/acre/costs").text

    assert "What Acre &amp; Sons costs" in page
    assert "Payments against the agreed day" in page
    assert ask("/accounts/nobody/costs").status_code == 404


def test_files_hold_what_is_seen_in_the_order_in_which_it_is_seen(ask: Ask) -> None:
    head, *rows = ask("/costs.csv?sort=name&reverse=1").text.splitlines()

    assert len(head.split(",")) == len(COLUMNS) + 3
    assert [row.partition(",")[0] for row in rows] == ["brook", "acre"]
    assert ask("/costs/patterns.csv").text.startswith("\ufeffpattern,title,account")


def test_a_book_without_accounts_says_so(empty_shelf: Shelf) -> None:
    assert "so no costs" in asks(create_app(empty_shelf))("/costs").text
