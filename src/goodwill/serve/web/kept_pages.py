"""Pages kept as they were drawn, until other statements are stored.

A page rests on the stored statements alone, so the same address gives the same bytes until there is
another edition of them; a browser that has those bytes is told so. A page that rests on more says
`cache-control: no-store` and is never kept.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from hashlib import sha256
from http import HTTPStatus
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import INCOGNITO

__all__ = ["KeptPages", "asked"]

ROOM = 64 * 1024 * 1024
"""Bytes of pages that are kept."""

WORTH_PACKING = 1_000
"""Bytes."""


PACKED = 3
"""How hard is packed: a tenth larger than at 6, in less than half the time."""


class _Kept(NamedTuple):
    headers: dict[str, str]
    body: bytes
    packed: bytes | None
    tag: str


class KeptPages:
    """Wraps an application whose pages are made of what is on a shelf."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app, self._shelf = app, shelf
        self._pages: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
        self._size = 0
        self._edition = shelf.edition

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page as it is kept, or have it drawn and keep it."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        name = _name(request)
        if (kept := self._at_hand(name)) is None:
            edition = self._edition
            said = await asked(self._app, scope, receive)
            if not _may_be_kept(said):
                for message in said:
                    await send(message)
                return
            kept = _packed(said)
            if edition == self._edition:
                self._keep(name, kept)
        await _answer(request, kept)(scope, receive, send)

    def _at_hand(self, name: tuple[str, ...]) -> _Kept | None:
        self._shelf.look_again()
        if self._shelf.edition != self._edition:
            self._edition = self._shelf.edition
            self._pages.clear()
            self._size = 0
        return self._pages.get(name)

    def _keep(self, name: tuple[str, ...], kept: _Kept) -> None:
        self._pages[name] = kept
        self._size += len(kept.body) + len(kept.packed or b"")
        while self._size > ROOM:
            _, old = self._pages.popitem(last=False)
            self._size -= len(old.body) + len(old.packed or b"")


def _name(request: Request) -> tuple[str, ...]:
    """What the bytes of a page hang on."""
    return (
        request.url.path,
        request.url.query,
        request.cookies.get(INCOGNITO, ""),
        request.headers.get("hx-request", ""),
    )


def _headers(said: list[Message]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in said[0]["headers"]}


def _may_be_kept(said: list[Message]) -> bool:
    return said[0]["status"] == HTTPStatus.OK and _headers(said).get("cache-control") == "no-cache"


def _packed(said: list[Message]) -> _Kept:
    body = b"".join(message.get("body", b"") for message in said[1:])
    packed = gzip.compress(body, PACKED, mtime=0) if len(body) > WORTH_PACKING else None
    return _Kept(_headers(said), body, packed, f'"{sha256(body).hexdigest()[:16]}"')


def _answer(request: Request, kept: _Kept) -> Response:
    headers = {**kept.headers, "etag": kept.tag}
    headers.pop("content-length", None)
    if request.headers.get("if-none-match") == kept.tag:
        return Response(status_code=304, headers=headers)
    if kept.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(kept.packed, headers={**headers, "content-encoding": "gzip"})
    return Response(kept.body, headers=headers)


async def asked(app: ASGIApp, scope: Scope, receive: Receive) -> list[Message]:
    """The whole answer of an application: its start, then its parts."""
    said = list[Message]()

    async def take(message: Message) -> None:
        said.append(message)

    await app(scope, receive, take)
    return said
