"""`/`: where to spend this week. Three findings, then all accounts, then where the hours pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from goodwill.facts.glance import Glance
from goodwill.serve.concentration import concentration, whale
from goodwill.serve.html.findings import findings
from goodwill.serve.html.portfolio_map import portfolio_map
from goodwill.serve.languages import now
from goodwill.serve.summary import KIND_ORDER
from goodwill.serve.titles import STAGES, load_titles
from goodwill.serve.web.accounts_table import UNKNOWN, asked_in, table
from goodwill.serve.web.muted_titles import titles_on
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import view_of
from goodwill.serve.web.who_looks import room_of

__all__ = ["router"]

router = APIRouter()


def _without_accounts(request: Request) -> str:
    """Where somebody begins who sees no account: with files, or with what is theirs alone."""
    room = room_of(request)
    takes_files = room is None or room.rights.viewer.may("admin:sources")
    return "/start" if takes_files else "/me"


@router.get("/")
def who_needs_attention(request: Request) -> Response:
    """The findings of the week, the table of accounts and the map."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    glances = shelf.portfolio(view.day).glances
    if not glances and view.asked is None:
        return RedirectResponse(_without_accounts(request), 303, {"cache-control": "no-store"})
    segments = _segments(shelf)
    return page(
        request,
        view,
        "who_needs_attention.html",
        t=titles_on(shelf, view.day),
        accounts_in_all=len(glances),
        table=table(glances, asked_in(request.query_params), segments),
        segments=segments,
        kinds=(*KIND_ORDER, UNKNOWN),
        stages=STAGES,
        **shelf.kept(("together", now(), view.day), lambda: _together(glances)),
    )


def _together(glances: Sequence[Glance]) -> Mapping[str, object]:
    """What the page says of all accounts, whatever its table is asked for."""
    found = findings(glances, load_titles())
    rows = [glance["row"] for glance in glances]
    return {
        "found": found,
        "lines_found": _lines_found(glances),
        "map": portfolio_map(glances, [one.account_id for one in found.first]),
        "curve": whale(rows),
        "found_shares": concentration(rows),
    }


@router.get("/accounts.csv")
def accounts_file(request: Request) -> Response:
    """The table as it is seen, on all of its pages."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    glances, segments = shelf.portfolio(view.day).glances, _segments(shelf)
    shown = table(glances, asked_in(request.query_params), segments, size=0)
    rows = ((*_cells(one), segments.get(one["row"]["id"])) for one in shown.glances)
    return csv_file(f"accounts-{view.day}", _HEADS, rows)


def _segments(shelf: Shelf) -> Mapping[str, str]:
    return shelf.kept("segments", shelf.book.segments)


def _lines_found(glances: Sequence[Glance]) -> list[tuple[str, str]]:
    """Every pattern and risk that some account has, with its title, by title."""
    titles, found = load_titles(), set[str]()
    for glance in glances:
        found.update(glance["row"]["present"], glance["row"]["watch"], glance["row"]["risks"])
    return sorted(((name, titles.line(name)) for name in found), key=lambda pair: pair[1])


_HEADS = (
    "id",
    "name",
    "kind",
    "confidence",
    "wanted kind",
    "share of the wanted kind",
    "stage",
    "present",
    "watch",
    "risks",
    "currency",
    "revenue, 12 months",
    "contribution, 12 months",
    "return per hour",
    "hours",
    "messages",
    "last on",
    "next play",
    "segment",
)


def _cells(glance: Glance) -> Sequence[str | float | None]:
    row = glance["row"]
    return (
        row["id"],
        row["name"],
        row["kind"],
        row["confidence"],
        row["desired"],
        glance["wanted"][-1] if glance["wanted"] else None,
        row["stage"],
        " ".join(row["present"]),
        " ".join(row["watch"]),
        " ".join(row["risks"]),
        row["currency"],
        row["revenue"],
        row["contribution"],
        row["return_per_hour"],
        row["hours"],
        row["messages"],
        row["last_on"],
        row["next_play"],
    )
