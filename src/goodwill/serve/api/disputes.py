"""What people say of lines: `/disputes`.

A program says that a line is right or wrong in the name of a person, whom it names.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from goodwill.facts.disputes import LONGEST_NAME, LONGEST_REASON, Answer, Dispute
from goodwill.reports import DisputeReport
from goodwill.serve.api.answers import answered
from goodwill.serve.api.asking import Asked, Day, Look, says
from goodwill.serve.api.idempotency import KEYED, Key, once
from goodwill.serve.api.paging import Cursor, Limit, cut
from goodwill.serve.api.problems import ProblemError

__all__ = ["router"]

router = APIRouter(tags=["disputes"], dependencies=[Asked])


class DisputePage(TypedDict):
    """What was said, the first first, withdrawn or not."""

    items: list[Dispute]
    next: str | None


class DisputeIn(BaseModel):
    """What somebody says of one line of one account."""

    model_config = ConfigDict(extra="forbid")

    account: Annotated[str, Field(min_length=1, max_length=1000, description="An account's id.")]
    line: Annotated[
        str, Field(min_length=1, max_length=1000, description="A line's id, as in `evidence`.")
    ]
    answer: Answer
    value: Annotated[
        str | None, Field(max_length=200, description="What is so instead, where that is known.")
    ] = None
    about: Annotated[
        str | None,
        Field(max_length=2000, description="The one thing under the line: an evidence id, a ref."),
    ] = None
    reason: Annotated[str, Field(max_length=LONGEST_REASON, description="Why.")] = ""
    by: Annotated[str, Field(max_length=LONGEST_NAME, description="Who says so.")] = ""


@router.get("/disputes", responses=says(DisputePage, "account-not-found", "not-found"))
def list_disputes(
    request: Request,
    shelf: Look,
    account: Annotated[str | None, Query(min_length=1, description="Of this account.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """What people have said of lines."""
    page = cut(list(shelf.book.disputes(account)), lambda one: (one.id,), cursor, limit)
    return answered(request, DisputePage(items=page.items, next=page.next))


CHANGING = ("account-not-found", "line-not-found", "no-such-day", "cannot-be-done")


@router.post("/disputes", responses=says(DisputeReport, *CHANGING, *KEYED))
def post_dispute(
    request: Request, shelf: Look, said: DisputeIn, day: Day, key: Key = None
) -> Response:
    """Say that a line, or one thing under it, is right or wrong; answers with what that moved."""
    return once(request, key, said, lambda: shelf.changed(lambda: _said(shelf, said, day)))


def _said(shelf: Look, said: DisputeIn, day: date) -> DisputeReport:
    return shelf.book.dispute(
        said.account,
        said.line,
        said.answer,
        value=said.value,
        ref=said.about,
        reason=said.reason,
        by=said.by,
        as_of=day,
    )


@router.delete("/disputes/{number}", responses=says(DisputeReport, "not-found", "no-such-day"))
def withdraw_dispute(
    request: Request,
    shelf: Look,
    number: Annotated[int, Path(ge=1, le=2**53, description="The `id` of what was said.")],
    day: Day,
) -> Response:
    """Take back what was said: the statement is as though it had not been said."""
    if not _holds(shelf, number):
        raise ProblemError("not-found", f"Dispute {number} is not there, or was withdrawn before.")
    report = shelf.changed(lambda: shelf.book.withdraw_dispute(number, as_of=day))
    return answered(request, report)


def _holds(shelf: Look, number: int) -> bool:
    return any(one.id == number and one.withdrawn_on is None for one in shelf.book.disputes())
