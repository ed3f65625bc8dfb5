"""`/`: where to spend this week. Three findings, then all accounts."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve.html.findings import findings
from goodwill.serve.titles import load_titles
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/")
def who_needs_attention(request: Request) -> Response:
    """The findings of the week and the table of accounts."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    portfolio = shelf.portfolio(view.day)
    found, waiting = findings(portfolio.glances, load_titles())
    return page(
        request,
        view,
        "who_needs_attention.html",
        findings=found,
        waiting=waiting,
        portfolio=portfolio,
    )
