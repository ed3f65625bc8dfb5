"""One account: its statement, what a line of it rests on, and its parts for themselves."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from goodwill.facts.overview import is_theirs
from goodwill.facts.statement import (
    CommitmentItem,
    CommitmentTally,
    Committee,
    Evidence,
    Plan,
    Statement,
)
from goodwill.reports import Without
from goodwill.serve.api.answers import answered
from goodwill.serve.api.asking import Account, Asked, Day, Look, says
from goodwill.serve.api.paging import Cursor, Limit, cut

__all__ = ["router"]

router = APIRouter(tags=["statements"], prefix="/accounts/{account:path}", dependencies=[Asked])

OF_ACCOUNT = ("account-not-found", "no-such-day")


class EvidencePage(TypedDict):
    """All that one line rests on, for it and against, the weightiest first.

    `line` is the line as the statement has it; `without` says what its probability would be
    without its heaviest items.
    """

    account: str
    as_of: str
    name: str
    line: dict[str, Any]
    without: list[Without]
    items: list[Evidence]
    next: str | None


class CommitmentPage(TypedDict):
    """Promises, the newest first; the tallies are of all of them."""

    ours: CommitmentTally
    theirs: CommitmentTally
    items: list[CommitmentItem]
    next: str | None


@router.get("/statement", responses=says(Statement, *OF_ACCOUNT))
def get_statement(request: Request, shelf: Look, account: Account, day: Day) -> Response:
    """The account's statement: the same bytes as `goodwill statement --format json`."""
    return answered(request, shelf.statement(account, day))


@router.get(
    "/lines/{line}/evidence",
    responses=says(EvidencePage, *OF_ACCOUNT, "line-not-found", "not-found"),
)
def get_evidence(  # noqa: PLR0917 - a caller names them
    request: Request,
    shelf: Look,
    account: Account,
    line: Annotated[
        str,
        Path(
            min_length=1,
            description="A line's id: `kind`, `terms_dictated`; with its list where two lists "
            "share it, as `patterns[abusive]`.",
        ),
    ],
    day: Day,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """All that a line of the statement rests on, as `goodwill why` shows it."""
    found = shelf.why(account, line, day)
    numbered = sorted(enumerate(found.evidence), key=lambda one: (-abs(one[1]["weight"]), one[0]))
    page = cut(numbered, lambda one: (-abs(one[1]["weight"]), one[0]), cursor, limit)
    document = EvidencePage(
        account=found.account,
        as_of=found.as_of,
        name=found.name,
        line=dict(found.line),
        without=list(found.without),
        items=[item for _, item in page.items],
        next=page.next,
    )
    return answered(request, document)


@router.get("/committee", responses=says(Committee, *OF_ACCOUNT))
def get_committee(request: Request, shelf: Look, account: Account, day: Day) -> Response:
    """Who decides at the account, who has left, and which roles nobody of ours has met."""
    return answered(request, shelf.statement(account, day)["committee"])


@router.get("/commitments", responses=says(CommitmentPage, *OF_ACCOUNT, "not-found"))
def list_commitments(  # noqa: PLR0917 - as above
    request: Request,
    shelf: Look,
    account: Account,
    day: Day,
    status: Annotated[
        Literal["open", "kept", "broken"] | None, Query(description="Only these.")
    ] = None,
    side: Annotated[
        Literal["ours", "theirs"] | None, Query(description="Only promises of this side.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Promises of both sides: who owes what to whom, by when, and what came of it."""
    statement = shelf.statement(account, day)
    ledger = statement["commitments"]
    newest = sorted(enumerate(ledger["items"]), key=_newest_first)
    some = [
        one
        for one in newest
        if status in {None, one[1]["status"]}
        and (side is None or is_theirs(one[1]["by"], statement) == (side == "theirs"))
    ]
    page = cut(some, _newest_first, cursor, limit)
    document = CommitmentPage(
        ours=ledger["ours"],
        theirs=ledger["theirs"],
        items=[item for _, item in page.items],
        next=page.next,
    )
    return answered(request, document)


def _newest_first(one: tuple[int, CommitmentItem]) -> tuple[int, int]:
    place, item = one
    return (-int(item["made_on"].replace("-", "")), place)


@router.get("/plan", responses=says(Plan, *OF_ACCOUNT))
def get_plan(request: Request, shelf: Look, account: Account, day: Day) -> Response:
    """What to do next, why, and how one would see that it worked."""
    return answered(request, shelf.statement(account, day)["plan"])
