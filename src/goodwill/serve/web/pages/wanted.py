"""Which kind somebody wants with an account, said on its statement; and taking that back.

To leave an account as it is, is a choice like any other. The statement of a past day takes none.
"""

from __future__ import annotations

from typing import Annotated, cast
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from goodwill.errors import CallError
from goodwill.facts.people import Kind
from goodwill.serve.cli.options import parse_day
from goodwill.serve.languages import say
from goodwill.serve.web.pages.plan_answered import decidable
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.who import who

__all__ = ["router"]

router = APIRouter()

DEFAULT = "default"
"""Instead of a kind: what the book wants of all accounts."""


class Wanted(BaseModel):
    """The form; `since` is the day of the statement where none is named."""

    kind: str = Field(max_length=40)
    since: str = Field("", max_length=40)
    reason: str = Field("", max_length=1000)


@router.post("/accounts/{account:path}/wanted")
def want(request: Request, account: str, said: Annotated[Wanted, Form()]) -> Response:
    """Write down which kind is wanted, and show the statement as it is since."""
    shelf: Shelf = request.app.state.shelf
    view = decidable(request, shelf)
    if not said.reason.strip():
        raise CallError(
            say("Nobody said why this kind is wanted."),
            hint=say("Go back, and say it in a few words."),
        )
    since = parse_day(said.since.strip() or None) or view.day
    kind = None if said.kind == DEFAULT else cast("Kind", said.kind)  # the book refuses others
    wanted = shelf.changed(
        lambda: shelf.book.desire(account, kind, since=since, reason=said.reason, by=who())
    )
    return _back(wanted.account_id, "?wanted=now#wanted")


@router.post("/accounts/{account:path}/wanted/take-back")
def take_back(request: Request, account: str) -> Response:
    """Withdraw the last word on the kind that is wanted; what was wanted before holds again."""
    shelf: Shelf = request.app.state.shelf
    decidable(request, shelf)
    shelf.changed(lambda: shelf.book.take_back_desire(account))
    return _back(account, "")


def _back(account: str, end: str) -> Response:
    """To the statement."""
    address = f"/accounts/{quote(account, safe='')}{end}"
    return RedirectResponse(address, 303, {"cache-control": "no-store"})
