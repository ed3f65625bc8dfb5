"""What pages share that are worked out behind them once somebody asks: `/backtest`, `/returns`.

Each has its answer of the day or none, a button that begins it, and is never kept by a browser.
"""

from __future__ import annotations

from typing import cast

from fastapi import Request, Response
from starlette.responses import RedirectResponse

from goodwill.serve.web.asides import Aside, Asides, Sort, how_long
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["NOT_KEPT", "answer_of", "begun", "drawn"]

NOT_KEPT = {"cache-control": "no-store"}
"""The header of what may be another thing a second later."""


def answer_of(request: Request, sort: Sort) -> Aside | None:
    """What was found for the day of the page, as far as it is; None where nobody has asked."""
    return _asides(request).of(sort, view_of(request, _shelf(request).newest).day)


def begun(request: Request, sort: Sort) -> Response:
    """Have it worked out, and back to the page, which is called as what it asks for."""
    view = view_of(request, _shelf(request).newest)
    _asides(request).start(sort, view.day)
    return RedirectResponse(view.to(f"/{sort}"), 303, NOT_KEPT)


def drawn(request: Request, sort: Sort, template: str, **more: object) -> Response:
    """The page: what was found or how long it takes, and whether statements changed since."""
    shelf = _shelf(request)
    view = view_of(request, shelf.newest)
    accounts = len(shelf.portfolio(view.day).glances)
    aside = answer_of(request, sort)
    answer = page(
        request,
        view,
        template,
        aside=aside,
        is_old=aside is not None and _asides(request).is_old(aside),
        lasts=how_long(sort, accounts),
        accounts=accounts,
        **more,
    )
    answer.headers.update(NOT_KEPT)
    return answer


def _shelf(request: Request) -> Shelf:
    return cast("Shelf", request.app.state.shelf)


def _asides(request: Request) -> Asides:
    return cast("Asides", request.app.state.asides)
