"""Who is told of changes: `/webhooks`. In a book with users an administrator looks after them.

What is sent is a change (`/changes`): ids and words of ours, no quote and no name.
"""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Annotated, TypedDict, cast

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from goodwill.clock import now
from goodwill.errors import CallError, NotPermittedError
from goodwill.live.secrets import seal_of_user
from goodwill.live.wire.posting import address_of
from goodwill.serve.api.answers import answered
from goodwill.serve.api.asking import Asked, says
from goodwill.serve.api.idempotency import KEYED, Key, once
from goodwill.serve.api.problems import ProblemError
from goodwill.serve.web.who_looks import room_of
from goodwill.store.doors.webhooks import (
    Sending,
    Webhook,
    add_webhook,
    end_webhook,
    queue,
    sendings_of,
    webhooks,
)
from goodwill.store.statements.changes import changes_after

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["router"]

router = APIRouter(tags=["webhooks"], prefix="/webhooks", dependencies=[Asked])

MOST = 20
"""Addresses of one book."""
AT_ONCE = 1_000
"""Changes that are sent again by one request."""

Number = Annotated[int, Path(ge=1, le=2**53, description="The `id` of the webhook.")]


class WebhookIn(BaseModel):
    """An address that changes are to be sent to."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(min_length=9, max_length=2000, description="https://HOST/PATH")]


class WebhookMade(TypedDict):
    """A new webhook. `secret` is told this once: with it the receiver checks signatures."""

    id: int
    url: str
    secret: str


class Webhooks(TypedDict):
    """Every address that changes are sent to."""

    items: list[Webhook]


class Sendings(TypedDict):
    """What was sent to one of them, or is to be, by number of the change."""

    items: list[Sending]


class ReplayIn(BaseModel):
    """Which changes are to be sent again."""

    model_config = ConfigDict(extra="forbid")

    after: Annotated[int, Field(ge=0, le=2**53, description="Those with a higher number.")]


class Replayed(TypedDict):
    """How many changes are sent again."""

    queued: int


@router.get("", responses=says(Webhooks))
def list_webhooks(request: Request) -> Response:
    """Who is told of changes."""
    return answered(request, Webhooks(items=_book(request).look(webhooks)))


@router.post("", responses=says(WebhookMade, "cannot-be-done", *KEYED))
def post_webhook(request: Request, wanted: WebhookIn, key: Key = None) -> Response:
    """Have every change from now on sent to an address, signed with a secret that is told once.

    The header `Goodwill-Signature` is `t=SECOND,v1=HEX`: HMAC-SHA256 of `SECOND.BODY`.
    """
    return once(request, key, wanted, lambda: _made(request, wanted.url))


@router.delete("/{number}", responses=says(Webhooks, "not-found"))
def delete_webhook(request: Request, number: Number) -> Response:
    """Send nothing more there; answers with who is still told."""
    book = _book(request)
    with book.store.write() as tx:
        if not end_webhook(tx, number, int(now().timestamp())):
            raise _unknown(number)
    return answered(request, Webhooks(items=book.look(webhooks)))


@router.get("/{number}/sendings", responses=says(Sendings, "not-found"))
def list_sendings(request: Request, number: Number) -> Response:
    """What became of each change that was sent there, or is on its way."""
    book = _known(request, number)
    items = book.look(lambda reader: sendings_of(reader, number))
    return answered(request, Sendings(items=items))


@router.post("/{number}/replay", responses=says(Replayed, "not-found", *KEYED))
def replay(request: Request, number: Number, wanted: ReplayIn, key: Key = None) -> Response:
    """Send changes again, 1,000 at most, whether they were taken before or not."""
    book = _known(request, number)

    def again() -> Replayed:
        with book.store.write() as tx:
            found = [one["id"] for one in changes_after(tx, wanted.after, AT_ONCE)]
            queue(tx, number, found, int(now().timestamp()))
        return Replayed(queued=len(found))

    return once(request, key, wanted, again)


def _made(request: Request, url: str) -> WebhookMade:
    book, secret = _book(request), token_urlsafe(32)
    address_of(url, frozenset(book.settings.webhooks.own_network))
    room = room_of(request)
    by = "" if room is None else room.rights.viewer.address
    sealed = seal_of_user().close(secret)
    with book.store.write() as tx:
        if len(webhooks(tx)) >= MOST:
            raise CallError(f"There are {MOST} webhooks already.", hint="End one of them first.")
        number = add_webhook(tx, url, sealed, by, int(now().timestamp()))
    return WebhookMade(id=number, url=url, secret=secret)


def _book(request: Request) -> Book:
    """The whole book: what is told, and to whom, is no matter of one account."""
    room = room_of(request)
    if room is not None and not room.rights.viewer.may("admin:sources"):
        raise NotPermittedError(
            "Webhooks are looked after by administrators.", hint="Ask one of them."
        )
    return cast("Book", request.app.state.shelf.whole)


def _known(request: Request, number: int) -> Book:
    book = _book(request)
    if number not in {one["id"] for one in book.look(webhooks)}:
        raise _unknown(number)
    return book


def _unknown(number: int) -> ProblemError:
    return ProblemError("not-found", f"There is no webhook {number}.")
