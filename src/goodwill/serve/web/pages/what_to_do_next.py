"""`/plan`: what to do next? The plays of all plans; nothing is sent, and nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from goodwill.serve.shift_worth import shift_worths
from goodwill.serve.titles import load_titles
from goodwill.serve.web import plan_board
from goodwill.serve.web.plan_said import record, said_now
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import View, view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/plan")
def what_to_do_next(request: Request) -> Response:
    """Every play with what it rests on, its steps, and how we would see that it worked."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    overviews = shelf.overviews(view.day)
    rows = plan_board.plan_rows(overviews)
    accounts = {each["account"]["id"]: each["account"]["name"] for each in overviews}
    asked = plan_board.asked_in(request.query_params, accounts)
    return page(
        request,
        view,
        "what_to_do_next.html",
        plan=plan_board,
        board=plan_board.plan_board(rows, asked),
        shown=urlencode(asked.query()),
        in_all=len(rows),
        with_any=len({row.account_id for row in rows}),
        doing={row.account_id for row in rows if row.play.get("answer")},
        accounts=sorted(accounts.items(), key=lambda pair: pair[1].casefold()),
        is_empty=not overviews,
        is_open=not (view.asked or view.is_incognito),
        said=said_now(shelf, view, request.query_params.get("said", "")),
        record=record(shelf, view, asked.account),
        worths=_worths(shelf, view, asked.account),
    )


def _worths(shelf: Shelf, view: View, account: str) -> dict[str, str]:
    """What moving to its wanted kind is worth, of the one account that is asked for."""
    rows = (each["row"] for each in shelf.portfolio(view.day).glances)
    kinds = {row["id"]: (row["kind"], row["desired"]) for row in rows if row["id"] == account}
    return {} if view.is_incognito else shift_worths(shelf.book, kinds)


@router.get("/plan.csv")
def plan_file(request: Request) -> Response:
    """The plays as they are seen, on all pages."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    rows = plan_board.plan_rows(shelf.overviews(view.day))
    asked = plan_board.asked_in(request.query_params, {row.account_id for row in rows})
    shown = plan_board.plan_board(rows, asked, size=0)
    return csv_file(f"plan-{view.day}", _HEADS, map(_cells, shown.rows))


_HEADS = (
    "account",
    "name",
    "owner",
    "play",
    "title",
    "because",
    "steps",
    "moved if",
    "expected value, a year",
    "currency",
    "source",
)


def _cells(row: plan_board.PlanRow) -> Sequence[str | float | None]:
    play, titles = row.play, load_titles()
    return (
        row.account_id,
        row.account,
        row.owner,
        play["id"],
        play["title"],
        "; ".join(titles.line(name) for name in play["because"]),
        " ".join(play["steps"]),
        play["measure"],
        play["expected_value"],
        row.currency,
        play["source"],
    )
