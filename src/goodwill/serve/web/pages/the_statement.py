"""`/accounts/{id}`: what do I really have here?"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request, Response

from goodwill.facts.statement import Statement
from goodwill.serve.titles import load_titles
from goodwill.serve.web.by_day import entries
from goodwill.serve.web.day_strip import day_strip, learned, neighbours
from goodwill.serve.web.markdown import as_markdown
from goodwill.serve.web.moved import moved
from goodwill.serve.web.muted_titles import titles_on
from goodwill.serve.web.plan_said import record
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, view_of

__all__ = ["csv_of", "router"]

router = APIRouter()


@router.get("/accounts/{account:path}/statement.json")
def as_json(request: Request, account: str) -> Response:
    """The statement as everybody else gets it, too."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    content = orjson.dumps(shelf.statement(account, view.day))
    return Response(content, media_type="application/json", headers={"cache-control": "no-cache"})


@router.get("/accounts/{account:path}/statement.md")
def as_text(request: Request, account: str) -> Response:
    """The statement as Markdown, to be put into another document."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    text = as_markdown(shelf.statement(account, view.day), load_titles())
    return Response(
        text, media_type="text/markdown; charset=utf-8", headers={"cache-control": "no-cache"}
    )


@router.get("/accounts/{account:path}")
def the_statement(request: Request, account: str) -> Response:
    """One account's statement; on a day of the past, with what has moved since."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    account_id = statement["account"]["id"]
    here = f"/accounts/{quote(account_id, safe='')}"
    before, after = _neighbours(shelf, account_id)
    wanted = record(shelf, view, account_id).wanted if "wanted" in request.query_params else ""
    answer = page(
        request,
        view,
        "the_statement.html",
        t=titles_on(shelf, view.day),
        s=statement,
        m=shelf.money(account_id, view.day),
        why=_why_of(view, here),
        csv=csv_of(view, here),
        room=lambda name: view.to(f"{here}/{name}"),
        here=here,
        before=before,
        after=after,
        newest=shelf.newest.isoformat(),
        is_open=not (view.asked or view.is_incognito),
        wanted=wanted,
        **(_since(shelf, view, statement) if view.asked else {"moved": None}),
    )
    if wanted:
        answer.headers["cache-control"] = "no-store"  # who wants it, and why, is no part of it
    return answer


def _since(shelf: Shelf, view: View, statement: Statement) -> dict[str, object]:
    """Of a page of the past: the strip of months, what has moved, and what was learned."""
    account_id, titles = statement["account"]["id"], load_titles()
    now = shelf.statement(account_id, shelf.newest)
    history = shelf.history(account_id, shelf.newest)
    return {
        "moved": moved(statement, now, titles),
        "strip": day_strip((row.at[:10] for row in history), view.day, shelf.newest),
        "learned": learned(entries(now, history, titles), view.day),
        "days_around": neighbours(view.day, shelf.newest),
    }


def _why_of(view: View, here: str) -> Callable[[str], str]:
    """The address of what a line stands on."""
    return lambda line: view.to(f"{here}/why/{quote(line, safe='[].')}")


def csv_of(view: View, here: str) -> Callable[[str], str] | None:
    """The address of a table behind a picture; None while names are hidden."""
    return None if view.is_incognito else lambda name: view.to(f"{here}/tables/{name}.csv")


def _neighbours(shelf: Shelf, account_id: str) -> tuple[str | None, str | None]:
    """The accounts before and after this one, by revenue as it is now."""
    found = shelf.portfolio(shelf.newest)
    if (at := found.places.get(account_id)) is None:
        return None, None
    before, after = found.glances[max(at - 1, 0) : at], found.glances[at + 1 : at + 2]
    return (before[0]["row"]["id"] if before else None, after[0]["row"]["id"] if after else None)
