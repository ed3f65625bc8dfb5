"""`/accounts/{id}`: what do I really have here?"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/accounts/{account}")
def the_statement(request: Request, account: str) -> Response:
    """One account's statement."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    money = shelf.money(statement["account"]["id"], view.day)
    return page(request, view, "the_statement.html", s=statement, m=money)
