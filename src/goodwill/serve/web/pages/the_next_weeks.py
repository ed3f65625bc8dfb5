"""`/plan/weeks`: who takes up what in which week, within which hours, and what found no place?"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.facts.attention import WholePlan
from goodwill.serve.tasks.ics import as_ics
from goodwill.serve.tasks.sheet import as_csv
from goodwill.serve.tasks.todos import Todo, todos_of_account, todos_of_plan
from goodwill.serve.titles import load_titles
from goodwill.serve.web.plan_said import plans_of
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.the_weeks import AskedWeeks, asked_weeks, by_owner, owner_words
from goodwill.serve.web.view import View, view_of

__all__ = ["router"]

router = APIRouter()

LISTED = 60
"""Accounts without a place that are listed unless all are asked for."""
LATEST = {"cache-control": "no-store"}
"""The budget is a setting, and no part of any statement."""


@router.get("/plan/weeks")
def the_next_weeks(request: Request, *, whole: bool = False) -> Response:
    """The plan over all accounts, by owner and week; what is left out says why.

    Of much that is left out the first are listed unless the `whole` is asked for.
    """
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    asked = asked_weeks(request.query_params)
    plan = _plan(shelf, view, asked)
    answer = page(
        request,
        view,
        "the_next_weeks.html",
        asked=asked,
        plan=plan,
        owners=by_owner(plan),
        left_out=plan.left_out if whole else plan.left_out[:LISTED],
        owner_words=owner_words,
        is_open=not (view.asked or view.is_incognito),
    )
    answer.headers.update(LATEST)
    return answer


@router.get("/plan/weeks.csv")
def as_sheet(request: Request) -> Response:
    """The tasks of the plan, for a spreadsheet."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    plan = _plan(shelf, view, asked_weeks(request.query_params))
    content = as_csv(todos_of_plan(plan, load_titles())).encode("utf-8-sig", "replace")
    return _file(content, "text/csv; charset=utf-8", f"tasks-{view.day}.csv")


@router.get("/plan.ics")
def as_calendar(request: Request, account: str = "") -> Response:
    """The tasks of the plan over all accounts, or of one account's own, for a calendar."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    return _file(
        as_ics(_todos(request, shelf, view, account), view.day),
        "text/calendar; charset=utf-8",
        f"plan-{view.day}.ics",
    )


@router.get("/accounts/{account:path}/hand-over.md")
def hand_over_page(request: Request, account: str) -> Response:
    """What somebody has to know who takes the account over, as Markdown."""
    from goodwill.serve.tasks.hand_over import hand_over  # noqa: PLC0415  nobody else asks for it

    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    account_id = statement["account"]["id"]
    text = hand_over(statement, plans_of(shelf, view, account_id), load_titles())
    content = text.encode("utf-8", "replace")
    return Response(content, media_type="text/markdown; charset=utf-8", headers=LATEST)


def _todos(request: Request, shelf: Shelf, view: View, account: str) -> list[Todo]:
    titles = load_titles()
    if not account:
        return todos_of_plan(_plan(shelf, view, asked_weeks(request.query_params)), titles)
    statement = shelf.statement(account, view.day)
    plans = plans_of(shelf, view, statement["account"]["id"])
    return todos_of_account(statement, plans, titles)


def _plan(shelf: Shelf, view: View, asked: AskedWeeks) -> WholePlan:
    """The plan of a day; what it needs is drawn up first, one at a time."""
    shelf.overviews(view.day)
    name = ("whole plan", view.day, asked, shelf.book.stamp())
    return shelf.worked_out(
        name, lambda: shelf.book.plan(view.day, hours_a_week=asked.hours, weeks=asked.weeks)
    )


def _file(content: bytes, media: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(
        content, media_type=media, headers={**LATEST, "content-disposition": disposition}
    )
