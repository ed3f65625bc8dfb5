"""`/plan/outcomes`: what came of the plays that were taken up, and what works here?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from goodwill.serve.web.plan_board import Asked, PlanRow, plan_board, plan_rows
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

if TYPE_CHECKING:
    from goodwill.advise.outcome.works import Works
    from goodwill.plans.outcomes import PlayOutcome

__all__ = ["router"]

router = APIRouter()

READY = 3
"""Plays that are named as ones to begin with, while none has been taken up."""


@router.get("/plan/outcomes")
def did_it_move(request: Request) -> Response:
    """Each play that was taken up, what of it moved beside what, and how often such plays do."""
    from goodwill.advise.outcome.words import (  # noqa: PLC0415  numbers
        said_of_drawn,
        said_of_move,
        said_of_works,
    )

    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    glances = shelf.portfolio(view.day).glances
    found, works = _came(shelf, view.day)
    drawn = shelf.book.drawn_first(found, view.day)
    answer = page(
        request,
        view,
        "did_it_move.html",
        found=found,
        ready=() if found else _ready(shelf, view.day),
        works=works,
        drawn=drawn,
        names={each["row"]["id"]: each["row"]["name"] for each in glances},
        said_of_drawn=said_of_drawn,
        said_of_move=said_of_move,
        said_of_works=said_of_works,
    )
    answer.headers["cache-control"] = "no-store"  # what was registered is no part of a statement
    return answer


def _ready(shelf: Shelf, day: date) -> list[PlanRow]:
    """The dearest play of each of a few accounts: what could be taken up, and measured."""
    by_value = plan_board(plan_rows(shelf.overviews(day)), Asked(by="value"), size=0).rows
    first_of = {row.account_id: row for row in reversed(by_value)}
    return [row for row in by_value if first_of[row.account_id] is row][:READY]


def _came(shelf: Shelf, day: date) -> tuple[tuple[PlayOutcome, ...], tuple[Works, ...]]:
    """What came of each play by a day, and what works; measured once, until the book changes."""
    return shelf.worked_out(
        ("outcomes", day, shelf.book.stamp()),
        lambda: (shelf.book.outcomes(None, day), shelf.book.what_works(day)),
    )
