"""What somebody says of a line, in place: right, wrong because, can't tell; and taking it back.

Plain forms beside the line. The answer leads back to the line, as it stands since; what was said
is written down by `Book.dispute`, signed and dated there, and deletes nothing.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from goodwill.facts.disputes import Answer
from goodwill.reports import DisputeReport
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, view_of

__all__ = ["router"]

router = APIRouter()


class Said(BaseModel):
    """The form: `because` is the reason that was chosen, `reason` what they add in their words.

    `about` names the one item of evidence that is meant; without it the line is.
    """

    answer: Answer
    because: str = ""
    reason: str = ""
    value: str = ""
    about: str = ""
    by: str = ""


@router.post("/accounts/{account:path}/why/{line}/dispute")
def dispute(request: Request, account: str, line: str, said: Annotated[Said, Form()]) -> Response:
    """Write down what somebody says of a line, or of one item of its evidence."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    words = (said.because.strip(), said.reason.strip())
    report = shelf.changed(
        lambda: shelf.book.dispute(
            account,
            line,
            said.answer,
            value=said.value or None,
            ref=said.about or None,
            reason=" ".join(word for word in words if word),
            by=said.by,
            as_of=view.day,
        )
    )
    return _back(view, report.account, report.line, report)


@router.post("/accounts/{account:path}/why/{line}/withdraw")
def withdraw(
    request: Request, account: str, line: str, dispute_id: Annotated[int, Form()]
) -> Response:
    """Take back what somebody said of a line."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    report = shelf.changed(lambda: shelf.book.withdraw_dispute(dispute_id, as_of=view.day))
    return _back(view, account, line, report)


def _back(view: View, account: str, line: str, report: DisputeReport) -> Response:
    """To the line, with how many lines moved."""
    path = f"/accounts/{quote(account, safe='')}/why/{quote(line, safe='[]')}"
    moved = str(len(report.moved))
    return RedirectResponse(view.to(path, moved=moved), 303, {"cache-control": "no-store"})
