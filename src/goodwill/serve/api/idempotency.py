"""A request with an `Idempotency-Key` is answered once, and the same again for 24 hours.

So a program whose line broke may send it again without doing twice what it asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Header
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from goodwill.clock import now
from goodwill.serve.api.answers import JSON, KEPT
from goodwill.serve.api.problems import ProblemError
from goodwill.serve.json_bytes import json_bytes
from goodwill.serve.web.who_looks import room_of
from goodwill.store.doors.repeated_requests import KeptAnswer, begin, forget, keep

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["KEYED", "Key", "once"]

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="A word of your own for this request; sent again, it gets the same answer.",
    ),
]
KEYED = ("still-being-answered", "key-used-otherwise", "length-required", "too-large")
"""Problems of every request that may carry a key."""


def once(
    request: Request, key: str | None, body: BaseModel, act: Callable[[], object], status: int = 200
) -> Response:
    """What `act` answers, or answered before. Where it fails, nothing was done and none is kept."""
    if key is None:
        return _answer(KeptAnswer(status, json_bytes(act(), indent=True)), is_again=False)
    asker, book = _asker(request), cast("Book", request.app.state.shelf.whole)
    with book.store.write() as tx:
        found = begin(tx, asker, key, _fingerprint(request, body), int(now().timestamp()))
    if found == "other":
        raise ProblemError("key-used-otherwise", f'"{key}" was used for another request.')
    if found == "busy":
        raise ProblemError("still-being-answered", f'"{key}" is still being answered.')
    if isinstance(found, KeptAnswer):
        return _answer(found, is_again=True)
    try:
        kept = KeptAnswer(status, json_bytes(act(), indent=True))
    except BaseException:
        with book.store.write() as tx:
            forget(tx, asker, key)
        raise
    with book.store.write() as tx:
        keep(tx, asker, key, kept)
    return _answer(kept, is_again=False)


def _answer(kept: KeptAnswer, *, is_again: bool) -> Response:
    told = {**KEPT, "cache-control": "no-store"}
    if is_again:
        told["idempotent-replayed"] = "true"
    return Response(kept.body, kept.status, told, JSON)


def _asker(request: Request) -> str:
    room = room_of(request)
    return "" if room is None else str(room.rights.viewer.user_id)


def _fingerprint(request: Request, body: BaseModel) -> str:
    said = f"{request.method} {request.url.path}?{request.url.query}\n{body.model_dump_json()}"
    return sha256(said.encode()).hexdigest()
