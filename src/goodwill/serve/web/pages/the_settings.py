"""`/settings`: what is in force, and where each value comes from. Nothing can be changed here."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve.settings_view import OWN, setting_lines
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/settings")
def settings(request: Request) -> Response:
    """Every setting by table of the file."""
    shelf: Shelf = request.app.state.shelf
    lines = setting_lines(shelf.book.settings)
    tables = dict.fromkeys(line.name.partition(".")[0] for line in lines)
    return page(
        request,
        view_of(request, shelf.newest),
        "settings.html",
        tables=[
            (table, [line for line in lines if line.name.partition(".")[0] == table])
            for table in tables
        ],
        own=sum(line.origin == OWN for line in lines),
        OWN=OWN,
    )
