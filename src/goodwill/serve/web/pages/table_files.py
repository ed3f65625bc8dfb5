"""Tables behind pictures, and lists of pages, as files: every table that is seen can be had.

A file of a page's one large table is beside that page (`/accounts.csv` in `who_needs_attention`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response

from goodwill.errors import CallError
from goodwill.facts.money import Money
from goodwill.facts.statement import Evidence
from goodwill.serve import reliability
from goodwill.serve.concentration import whale
from goodwill.serve.html import tables
from goodwill.serve.settings_view import setting_lines
from goodwill.serve.web.pages.how_sure_are_we import lacking, looked_at
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()

MONEY: Mapping[str, tuple[tables.Heads, Callable[[Money], tables.Rows]]] = {
    "payments": (tables.PAYMENTS, tables.payment_rows),
    "unpaid": (tables.CURVE, tables.curve_rows),
    "prices": (tables.PRICES, tables.price_rows),
    "months": (tables.MONTHS, tables.month_rows),
    "bids": (tables.BIDS, tables.bid_rows),
}
"""The tables behind the pictures of an account's money, by what they are called in an address."""


@router.get("/accounts/{account:path}/tables/{name}.csv")
def money_table(request: Request, account: str, name: str) -> Response:
    """A table behind one of the pictures, as it is shown."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    if name not in MONEY:
        raise CallError(f'There is no table "{name}".', hint=f"There are {', '.join(MONEY)}.")
    heads, rows_of = MONEY[name]
    account_id = shelf.statement(account, view.day)["account"]["id"]
    rows = rows_of(shelf.money(account, view.day))
    return csv_file(f"{name}-{account_id}-{view.day}", [head for head, _ in heads], rows)


@router.get("/accounts/{account:path}/why/{line}/evidence.csv")
def evidence(request: Request, account: str, line: str) -> Response:
    """All that one line stands on."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    answer = shelf.why(account, line, view.day)
    heads = ("id", "source", "ref", "on", "says", "quote", "weight")
    return csv_file(f"{account}-{answer.name}-{view.day}", heads, map(_item, answer.evidence))


def _item(one: Evidence) -> tuple[str | float | None, ...]:
    return (
        one["id"],
        one["source"],
        one["ref"],
        one["on"],
        one["says"],
        one["quote"],
        one["weight"],
    )


@router.get("/costs/whale.csv")
def whale_table(request: Request) -> Response:
    """Every account with a contribution, those that earn most first."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    curve = whale([glance["row"] for glance in shelf.portfolio(view.day).glances])
    points = () if curve is None else curve.points
    rows = [(one.place, one.account, one.contribution, one.together) for one in points]
    return csv_file(f"whale-{view.day}", ("place", "account", "contribution", "together"), rows)


@router.get("/how-sure/sources.csv")
def sources(request: Request) -> Response:
    """How much of each source there is, month by month."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    found = looked_at(shelf, view.day)
    months = [name for name, _, _ in found[0].months] if found else []
    rows = ([row.title, *(str(many) for _, many, _ in row.months), row.says] for row in found)
    return csv_file(f"sources-{view.day}", ("source", *months, "what that means"), rows)


@router.get("/how-sure/lacks.csv")
def lacks(request: Request) -> Response:
    """Which accounts lack which source."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    rows = (
        (one.title, "; ".join(one.accounts), one.money, one.adds, "; ".join(one.lines))
        for one in lacking(shelf, view.day)
    )
    heads = ("source", "lacking for", "revenue, 12 months", "it would add", "lines that rest on it")
    return csv_file(f"lacks-{view.day}", heads, rows)


@router.get("/how-sure/answers.csv")
def answers(request: Request) -> Response:
    """Chances that were stated, beside how many people held for true."""
    shelf: Shelf = request.app.state.shelf
    found = shelf.book.reliability()
    rows = (
        (name, sort, *reliability.bin_cells(one))
        for name, group in (found.groups.items() if found else ())
        for sort, bins in reliability.shown_bins(group)
        for one in bins
    )
    heads = ("group", "chances", *(head for head, _ in reliability.HEADS))
    return csv_file("answers", heads, rows)


@router.get("/data/unmatched.csv")
def unmatched(request: Request) -> Response:
    """Everything that has no account yet."""
    shelf: Shelf = request.app.state.shelf
    heads = ("what", "sort", "amount", "currency", "messages", "looks like", "where", "next")
    rows = (
        (
            one.subject,
            one.kind,
            one.amount,
            one.currency,
            one.messages,
            "; ".join(one.looks_like),
            one.where,
            one.next,
        )
        for one in shelf.book.unmatched()
    )
    return csv_file("unmatched", heads, rows)


@router.get("/settings.csv")
def settings(request: Request) -> Response:
    """Every setting, its value, and from where it comes."""
    shelf: Shelf = request.app.state.shelf
    lines = setting_lines(shelf.book.settings)
    rows = ((line.name, line.value, line.origin) for line in lines)
    return csv_file("settings", ("setting", "value", "from"), rows)
