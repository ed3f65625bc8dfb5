"""`/costs`: what do patterns cost, and what does each account leave? Over all, and for one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from goodwill.serve.concentration import concentration, whale
from goodwill.serve.pattern_money import pattern_money
from goodwill.serve.titles import load_titles
from goodwill.serve.web import costs_table
from goodwill.serve.web.pages.the_statement import csv_of
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/costs")
def what_it_costs(request: Request) -> Response:
    """Patterns by what they cost, the table of economics, the whale curve."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    overviews = shelf.overviews(view.day)
    rows = costs_table.cost_rows(overviews)
    glanced = [glance["row"] for glance in shelf.portfolio(view.day).glances]
    money = pattern_money(overviews)
    patterns = costs_table.pattern_rows(overviews, load_titles(), money.currency) if money else ()
    return page(
        request,
        view,
        "what_it_costs.html",
        costs=costs_table,
        in_all=len(rows),
        found=money,
        patterns=[row for row in patterns if row.amount],
        elsewhere=[row for row in patterns if not row.amount],
        table=costs_table.cost_table(rows, costs_table.asked_in(request.query_params)),
        totals=costs_table.totals(rows),
        curve=whale(glanced),
        found_shares=concentration(glanced),
    )


@router.get("/costs.csv")
def costs_file(request: Request) -> Response:
    """The table of economics as it is seen, on all pages."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    asked = costs_table.asked_in(request.query_params)
    shown = costs_table.cost_table(costs_table.cost_rows(shelf.overviews(view.day)), asked, size=0)
    heads = ("account", *(name for name, _ in costs_table.COLUMNS), "hours", "currency")
    return csv_file(f"costs-{view.day}", heads, map(_cells, shown.rows))


@router.get("/costs/patterns.csv")
def patterns_file(request: Request) -> Response:
    """What each pattern costs at each account."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    overviews = shelf.overviews(view.day)
    money = pattern_money(overviews)
    rows = costs_table.pattern_rows(overviews, load_titles(), money.currency) if money else ()
    cells = (
        (row.name, row.title, account, name, amount, money.currency if money else "")
        for row in rows
        for account, name, amount in row.accounts
    )
    heads = ("pattern", "title", "account", "name", "cost, 12 months", "currency")
    return csv_file(f"pattern-costs-{view.day}", heads, cells)


@router.get("/accounts/{account:path}/costs")
def costs_of_account(request: Request, account: str) -> Response:
    """One account's patterns with a cost, its ledger, and how it pays, buys and costs."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    account_id = statement["account"]["id"]
    owned = {
        name: amount
        for figure in shelf.overview(account, view.day)["figures"]
        for name, amount in figure["inputs"].items()
    }
    return page(
        request,
        view,
        "costs_of_account.html",
        s=statement,
        m=shelf.money(account_id, view.day),
        csv=csv_of(view, f"/accounts/{quote(account_id, safe='')}"),
        owned=owned,
        patterns=[line for line in statement["patterns"] if line["cost"] is not None],
    )


def _cells(row: costs_table.CostRow) -> Sequence[str | float | None]:
    figures = (row.amounts[name] for name, _ in costs_table.COLUMNS[1:])
    return (row.account_id, row.name, *figures, row.hours, row.currency)
