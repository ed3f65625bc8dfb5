"""What every question shares: whose book it is, which day is meant, and what may be asked besides.

A route that reads takes `Asked`; a parameter that it does not know is refused by name, for an
answer to another question than the one that was asked looks like an answer.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from fastapi.routing import APIRoute
from pydantic import BeforeValidator
from starlette.requests import Request

from goodwill.errors import CallError, nearest
from goodwill.serve.api.answers import JSON
from goodwill.serve.api.problems import MEDIA, PROBLEMS, ProblemError
from goodwill.serve.api.shapes import Shapes
from goodwill.serve.cli.options import parse_day
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.who_looks import shelf_for

__all__ = ["SHAPES", "Account", "Asked", "Day", "Look", "known_parameters", "says"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

SHAPES = Shapes()
"""The shapes of all answers."""

Account = Annotated[
    str,
    Path(min_length=1, description="An account's id; or a name or domain that only one has."),
]


def _as_written(value: object) -> object:
    """A day as the contract writes it, and no number of seconds that would be one as well."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("write a day as YYYY-MM-DD")
    return value


def asked_day(
    request: Request,
    as_of: Annotated[
        date | None,
        BeforeValidator(_as_written),
        Query(
            description="Use only what had happened by that day; without it, the newest statements."
        ),
    ] = None,
) -> date:
    """The day that is meant: not after the newest statements."""
    newest = shelf_for(request).newest
    if as_of is None:
        return newest
    try:
        parse_day(as_of.isoformat())
    except CallError as fault:
        raise ProblemError("no-such-day", fault.message, hint=fault.hint) from None
    if as_of > newest:
        raise ProblemError(
            "no-such-day",
            f"{as_of} has not been drawn up: the newest statements are of {newest}.",
            hint="Ask for an earlier day, or for none.",
        )
    return as_of


Look = Annotated[Shelf, Depends(shelf_for)]
"""What is read of the book, as it is for whoever asks."""
Day = Annotated[date, Depends(asked_day)]


def known_parameters(request: Request) -> None:
    """Refuse a parameter that the route does not have, and one that stands there twice."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = _parameters(route)
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if name not in known:
            raise ProblemError(
                "invalid-request",
                f'There is no parameter "{name}" here.{nearest(name, known)}',
                hint=f"There are: {', '.join(sorted(known)) or 'none'}.",
            )
        if names.count(name) > 1:
            raise ProblemError("invalid-request", f'The parameter "{name}" stands there twice.')


def _parameters(route: APIRoute) -> set[str]:
    waiting, found = [route.dependant], set[str]()
    while waiting:
        one = waiting.pop()
        found |= {field.alias for field in one.query_params}
        waiting += one.dependencies
    return found


Asked = Depends(known_parameters)


def says(kind: Any, *problems: str, about: str = "", media: str = JSON) -> dict[int | str, Any]:
    """What a route answers: one shape, or one of the problems that are named, each by status."""
    schema = SHAPES.of(kind)
    found: dict[int | str, Any] = {
        200: {"description": about or "The answer.", "content": {media: {"schema": schema}}},
        304: {"description": "Nothing has changed since `If-None-Match`."},
    }
    for status, names in _by_status("invalid-request", *problems).items():
        listed = ", ".join(f"`{name}`" for name in names)
        found[status] = {
            "description": f"A problem of the kind {listed}.",
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return found


EVERYWHERE = ("not-signed-in", "not-allowed", "fault", "book-not-ready")


def _by_status(*problems: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name in (*problems, *EVERYWHERE):
        found.setdefault(PROBLEMS[name].status, []).append(name)
    return found
