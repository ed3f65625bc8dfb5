"""`/keys`: what do keys do? The sheet behind `?`, as a page of its own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/keys")
def keys(request: Request) -> Response:
    """The list of keys."""
    shelf: Shelf = request.app.state.shelf
    return page(request, view_of(request, shelf.newest), "keys.html")
