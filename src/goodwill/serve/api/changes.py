"""What statements say otherwise than before: `/changes` by number, and as a stream of events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Annotated, TypedDict

import anyio
from fastapi import APIRouter, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from goodwill.serve.api.answers import KEPT, answered
from goodwill.serve.api.asking import Asked, Look, says
from goodwill.serve.api.paging import MOST, Limit
from goodwill.serve.api.problems import ProblemError
from goodwill.serve.json_bytes import json_bytes
from goodwill.serve.web.who_looks import room_of
from goodwill.store.statements.changes import Change

__all__ = ["LISTENERS", "router"]

router = APIRouter(tags=["changes"], dependencies=[Asked])

LISTENERS = 50
"""Streams that are open at once; each asks the book once a second."""
PAUSE = 1.0
SILENCE = 15
"""Pauses after which a stream with nothing to tell says so, for proxies that cut silent ones."""

Number = Annotated[
    int | None, Query(ge=0, le=2**53, description="Only changes with a higher number.")
]


class Changes(TypedDict):
    """Changes by number; ask again with `after` = `last` to hear of the next ones."""

    items: list[Change]
    last: int


@router.get("/changes", responses=says(Changes))
def list_changes(
    request: Request, shelf: Look, after: Number = None, limit: Limit = 50
) -> Response:
    """What statements say otherwise than before, for 90 days: no quote and no name is in it."""
    items, last = _after(shelf, after or 0, limit)
    return answered(request, Changes(items=items, last=last))


@router.get(
    "/changes/stream",
    responses={
        **says(str, "too-many", about="Events as they happen.", media="text/event-stream"),
        304: {"description": "Never."},
    },
    response_class=StreamingResponse,
)
async def stream_changes(
    request: Request,
    shelf: Look,
    after: Number = None,
    last_event_id: Annotated[
        str | None, Header(pattern="^[0-9]{1,15}$", description="Goes on after this change.")
    ] = None,
) -> Response:
    """The same as server-sent events: `id` the number, `event` `statement`, `data` the change.

    Without `after` it begins with what happens next. It ends where whoever listens is shut out, or
    may see other accounts than before.
    """
    room = request.app.state.listeners
    if room["open"] >= LISTENERS:
        raise ProblemError("too-many", f"{LISTENERS} streams are open already.")
    start = int(last_event_id) if last_event_id else after
    if start is None:
        start = await run_in_threadpool(shelf.book.last_change)
    headers = {**KEPT, "cache-control": "no-store", "x-accel-buffering": "no"}
    seen = room_of(request)
    holds = (lambda: True) if seen is None else seen.holds
    found = _events(shelf, start, room, holds)
    return StreamingResponse(found, 200, headers, "text/event-stream")


async def _events(
    shelf: Look, last: int, room: dict[str, int], holds: Callable[[], bool]
) -> AsyncIterator[bytes]:
    """Events until whoever listens goes, or may see no longer what they saw when they came."""
    room["open"] += 1
    silent = 0
    try:
        yield b"retry: 3000\n\n"
        while await run_in_threadpool(holds):
            items, last = await run_in_threadpool(_after, shelf, last, MOST)
            for one in items:
                yield b"id: %d\nevent: statement\ndata: %s\n" % (one["id"], json_bytes(one))
            silent = 0 if items else silent + 1
            if silent and silent % SILENCE == 0:
                yield b": nothing new\n\n"
            await anyio.sleep(PAUSE)
    finally:
        room["open"] -= 1


def _after(shelf: Look, after: int, count: int) -> tuple[list[Change], int]:
    """Changes of the accounts that whoever asks may see, and how far was looked."""
    found = list(shelf.book.changes(after, count))
    return found, max([after, *(one["id"] for one in found)])
