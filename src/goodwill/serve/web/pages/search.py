"""`/search?q=`: where is it? Accounts, people of clients and messages, as one types or after."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve.web.finder import find
from goodwill.serve.web.rendering import is_part, page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()

FEW, SOME = 4, 20
"""Of accounts and people under the field, and on the page; messages in the same way."""


@router.get("/search")
def search(request: Request, q: str = "") -> Response:
    """The page; asked for by the script, only what drops down under the field."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    size = FEW if is_part(request) else SOME
    answer = page(
        request,
        view,
        "search_part.html" if is_part(request) else "search.html",
        found=find(
            shelf, q.strip()[:200] if q.isspace() else q[:200], view.day, few=size, messages=size
        ),
    )
    answer.headers["cache-control"] = "no-store"
    return answer
