"""Long lists by page: a cursor tells after which item the next page begins.

It holds the place of the last item in the list's order, and no number of items: what is added or
goes away between two pages moves nothing that was not read yet.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple, TypeVar

import orjson
from fastapi import Query

from goodwill.serve.api.problems import ProblemError

__all__ = ["MOST", "Cursor", "Limit", "Page", "cut"]

T = TypeVar("T")

MOST = 200
"""Items of one page."""

LONGEST = 2_000
"""Characters of a cursor: an account's id may be long."""

Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        pattern="^[A-Za-z0-9_-]+$",
        description="`next` of the page before; without it, the first page.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Items of a page, at most.")]


class Page(NamedTuple):
    """Items, and the cursor of the next page; None where this is the last."""

    items: list[Any]
    next: str | None


def cut(
    items: Sequence[T], place: Callable[[T], Sequence[Any]], cursor: str | None, limit: int
) -> Page:
    """The items after a cursor; `items` stand in the order of `place`, which no two share."""
    if cursor is not None:
        after = _read(cursor)
        items = [one for one in items if _is_after(tuple(place(one)), after)]
    page = list(items[:limit])
    more = len(items) > limit
    return Page(items=page, next=_written(place(page[-1])) if more else None)


def _is_after(place: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    try:
        return place > after
    except TypeError:  # the cursor of another list
        raise _unknown() from None


def _written(place: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(list(place))).decode().rstrip("=")


def _read(cursor: str) -> tuple[Any, ...]:
    try:
        found = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, orjson.JSONDecodeError):
        raise _unknown() from None
    if not isinstance(found, list):
        raise _unknown()
    return tuple(found)


def _unknown() -> ProblemError:
    return ProblemError(
        "not-found",
        "This cursor leads to no page of this list.",
        hint="Take `next` of a page as it is, or begin again without a cursor.",
    )
