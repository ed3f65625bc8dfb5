"""`/promises`: who owes whom what, by when? Over all accounts, and for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fastapi import APIRouter, Request, Response

from goodwill.facts.overview import Overview
from goodwill.serve.summary import person_words
from goodwill.serve.web import promise_table
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import View, view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/promises")
def what_was_promised(request: Request) -> Response:
    """Every promise of 12 months, both ways, over all accounts."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    return _promises_page(request, view, shelf.overviews(view.day), None)


@router.get("/promises.csv")
def promises_file(request: Request) -> Response:
    """The promises as they are seen, on all pages."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    return _promises_file(request, f"promises-{view.day}", shelf.overviews(view.day), view.day)


@router.get("/accounts/{account:path}/promises")
def promises_of_account(request: Request, account: str) -> Response:
    """The same of one account."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    one = shelf.overview(account, view.day)
    return _promises_page(request, view, (one,), one)


@router.get("/accounts/{account:path}/promises.csv")
def promises_file_of_account(request: Request, account: str) -> Response:
    """The promises of one account as they are seen."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    one = shelf.overview(account, view.day)
    return _promises_file(request, f"promises-{one['account']['id']}-{view.day}", (one,), view.day)


def _promises_page(
    request: Request, view: View, overviews: Sequence[Overview], one: Overview | None
) -> Response:
    rows = promise_table.promise_rows(overviews, view.day)
    with_any = {row.account_id: row.account for row in rows}
    asked = promise_table.asked_in(request.query_params, with_any)
    return page(
        request,
        view,
        "what_was_promised.html",
        one=one,
        promises=promise_table,
        table=promise_table.promise_table(rows, asked),
        in_all=len(rows),
        late=[row for row in rows if promise_table.is_overdue(row)],
        tallies=promise_table.tallies(overviews),
        accounts=sorted(with_any.items(), key=lambda pair: pair[1].casefold()),
        is_empty=not overviews,
    )


_HEADS = (
    "account",
    "name",
    "side",
    "by",
    "to",
    "promise",
    "made on",
    "due on",
    "status",
    "settled on",
    "days past its day",
    "sign",
    "ref of the sign",
)


def _promises_file(
    request: Request, name: str, overviews: Iterable[Overview], day: date
) -> Response:
    rows = promise_table.promise_rows(overviews, day)
    asked = promise_table.asked_in(request.query_params, {row.account_id for row in rows})
    shown = promise_table.promise_table(rows, asked, size=0)
    return csv_file(name, _HEADS, map(_cells, shown.rows))


def _cells(row: promise_table.PromiseRow) -> Sequence[str | float | None]:
    promise = row.promise
    sign = promise["sign"]
    return (
        row.account_id,
        row.account,
        promise["side"],
        person_words(promise["by"], row.people),
        person_words(promise["to"], row.people),
        promise["what"],
        promise["made_on"],
        promise["due_on"],
        promise["status"],
        promise["settled_on"],
        row.days,
        (sign["quote"] or sign["says"]) if sign else None,
        sign["ref"] if sign else None,
    )
