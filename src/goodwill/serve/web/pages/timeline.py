"""`/accounts/{id}/timeline`: what happened, day by day; and `/thread`: who wrote what."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from goodwill.errors import CallError
from goodwill.facts.statement import Evidence
from goodwill.serve.languages import say
from goodwill.serve.titles import load_titles
from goodwill.serve.web.by_day import Entry, entries, timeline
from goodwill.serve.web.in_address import page_in
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.sources import told_thread
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/accounts/{account:path}/timeline")
def the_timeline(request: Request, account: str) -> Response:
    """Everything of an account by day, of all sources or of one."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    found = entries(statement, shelf.history(account, view.day), load_titles())
    asked = request.query_params
    return page(
        request,
        view,
        "timeline.html",
        s=statement,
        here=f"/accounts/{quote(statement['account']['id'], safe='')}",
        line=timeline(found, asked.get("source", ""), page_in(asked)),
    )


@router.get("/accounts/{account:path}/timeline.csv")
def timeline_file(request: Request, account: str) -> Response:
    """The same as a table, all pages of it."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    source = request.query_params.get("source", "")
    found = entries(statement, shelf.history(account, view.day), load_titles())
    shown = [entry for entry in found if source in ("", entry.source)]
    return csv_file(f"timeline-{view.day}", _HEADS, map(_cells, shown))


_HEADS = ("day", "time", "source", "what", "note", "figure", "ref")


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.day,
        entry.time,
        entry.source,
        entry.title,
        entry.note,
        entry.figure,
        entry.ref or entry.line,
    )


@router.get("/accounts/{account:path}/thread")
def the_thread(request: Request, account: str, ref: str = "") -> Response:
    """One message in its thread, as it stood on the day."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    messages = shelf.thread(ref, view.day)
    if not messages:
        raise CallError(
            say("This book has no such message."), hint=say("Look for it on the timeline.")
        )
    return page(
        request,
        view,
        "thread.html",
        s=statement,
        here=f"/accounts/{quote(statement['account']['id'], safe='')}",
        subject=next(one.subject for one in messages if one.is_cited),
        thread=told_thread(messages, _NO_QUOTE),
    )


_NO_QUOTE = Evidence(id="", source="message", ref="", on=None, quote=None, says="", weight=0.0)
