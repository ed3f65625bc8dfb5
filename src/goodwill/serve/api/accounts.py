"""Accounts at a glance: `GET /accounts`."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from goodwill.facts.glance import PortfolioRow
from goodwill.facts.people import Kind
from goodwill.facts.statement import Stage
from goodwill.serve.api.answers import answered
from goodwill.serve.api.asking import Asked, Day, Look, says
from goodwill.serve.api.paging import Cursor, Limit, cut
from goodwill.serve.portfolio import rank

__all__ = ["router"]

router = APIRouter(tags=["accounts"], dependencies=[Asked])

Line = Annotated[str | None, Query(max_length=200)]


class AccountPage(TypedDict):
    """Accounts by revenue, then by mail; `next` is the cursor of the page that follows."""

    as_of: str
    items: list[PortfolioRow]
    next: str | None


@router.get("/accounts", responses=says(AccountPage, "no-such-day", "not-found"))
def list_accounts(  # noqa: PLR0917 - a caller names them
    request: Request,
    shelf: Look,
    day: Day,
    kind: Annotated[Kind | Literal["unknown"] | None, Query(description="Only this kind.")] = None,
    stage: Annotated[Stage | None, Query(description="Only this stage.")] = None,
    desired: Annotated[Kind | None, Query(description="Only where this kind is wanted.")] = None,
    pattern: Annotated[
        str | None, Query(max_length=200, description="Only where it is present or watched.")
    ] = None,
    risk: Annotated[
        str | None, Query(max_length=200, description="Only where it is likely.")
    ] = None,
    text: Annotated[
        str | None, Query(max_length=200, description="In the id, the name or a domain.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Accounts at a glance, those that bring most first."""
    wanted = {"stage": stage, "desired": desired}
    rows = [
        row
        for row in (glance["row"] for glance in shelf.portfolio(day).glances)
        if all(value is None or dict(row)[name] == value for name, value in wanted.items())
        and (kind is None or (row["kind"] or "unknown") == kind)
        and (pattern is None or pattern in {*row["present"], *row["watch"]})
        and (risk is None or risk in row["risks"])
        and (text is None or _holds(row, text))
    ]
    page = cut(rows, rank, cursor, limit)
    return answered(request, AccountPage(as_of=day.isoformat(), items=page.items, next=page.next))


def _holds(row: PortfolioRow, text: str) -> bool:
    named = (row["id"], row["name"], *row["domains"])
    return any(text.casefold() in one.casefold() for one in named)
