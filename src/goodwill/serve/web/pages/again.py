"""`/again`: asked by a page that is shown as it was, until there is a new one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve.web.shelf import Shelf

__all__ = ["router"]

router = APIRouter()


@router.get("/again")
def again(request: Request) -> Response:
    """Nothing while statements are drawn up again; then that the page is to be fetched anew."""
    shelf: Shelf = request.app.state.shelf
    headers = {"cache-control": "no-store"}
    if shelf.is_behind:
        return Response(status_code=204, headers=headers)
    return Response(headers={**headers, "hx-refresh": "true"}, media_type="text/html")
