"""`/accounts/{id}/why/{line}`: why do you say so? Beside the statement, or a page of its own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve import evidence
from goodwill.serve.titles import load_titles
from goodwill.serve.web.rendering import is_part, page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/accounts/{account}/why/{line}")
def why(request: Request, account: str, line: str) -> Response:
    """All that one line stands on; asked for by the script, only what goes into the drawer."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    answer = shelf.why(account, line, view.day)
    speaking, against = evidence.speaks_for_and_against(answer.evidence)
    return page(
        request,
        view,
        "why_part.html" if is_part(request) else "why.html",
        s=statement,
        line_title=evidence.line_title(line, load_titles()),
        line_state=evidence.line_state(answer.line),
        answer=answer,
        speaking=speaking,
        against=against,
    )
