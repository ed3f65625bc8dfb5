"""Pages kept as they were drawn, until what they rest on is stored anew.

A page rests on the stored statements alone, so the same address gives the same bytes until there is
another edition of them; a browser that has those bytes is told so. An account's page is still good
where the account's own statement is the same in the new edition. A page that rests on more says
`cache-control: no-store` and is never kept.

While statements are drawn up again pages are shown as they were, with a line that says so and that
fetches the new one when it is there (`goodwill.serve.web.pages.again`).

Many who ask for one page that is not kept wait for one drawing of it. So many drawings wait at most
(`goodwill.serve.web.crowd`); who comes on top of these is asked to come again.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwill.serve.languages import mark, now, say
from goodwill.serve.web.crowd import Crowd, Drawing
from goodwill.serve.web.rendering import RestsOn
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import is_incognito
from goodwill.serve.web.who_looks import sight_name

__all__ = ["KeptPages", "asked"]

ROOM = 64 * 1024 * 1024
"""Bytes of pages that are kept."""

WORTH_PACKING = 1_000
"""Bytes."""

PACKED = 3
"""How hard is packed: a tenth larger than at 6, in less than half the time."""

MOST_PASSING = 1_000
"""Paths that are remembered as never kept."""

Name = tuple[str, ...]
"""What the bytes of a page hang on."""

BEFORE = b'<main id="main" tabindex="-1">'
"""Where the line stands that says that a page is being drawn up again."""

AGAIN = mark("New facts are being taken in. This page is of before; the new one follows by itself.")


@dataclass(slots=True, kw_only=True)
class _Kept:
    """A page as it was drawn; `edition` is the last one of which it is known to be good."""

    headers: dict[str, str]
    body: bytes
    packed: bytes | None
    tag: str
    rests_on: RestsOn
    edition: str
    basis: str | None
    marked: bytes | None = None
    """It with the line that it is being drawn up again, packed; made when it is first wanted."""

    @property
    def size(self) -> int:
        """Bytes that it takes, and will take once it is marked."""
        return len(self.body) + 2 * len(self.packed or b"")


Drawn = _Kept | list[Message]
"""A page, or the whole answer where it is not to be kept."""


class KeptPages:
    """Wraps an application whose pages are made of what is on a shelf."""

    def __init__(self, app: ASGIApp, shelf: Shelf, crowd: Crowd | None = None) -> None:
        self._app, self._shelf = app, shelf
        self._crowd = crowd or Crowd()
        self._pages: OrderedDict[Name, _Kept] = OrderedDict()
        self._drawings: dict[Name, Drawing[Drawn]] = {}
        self._passing: set[str] = set()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page as it is kept, or have it drawn and keep it."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.asked = True  # there is a state that the application shares
        self._shelf.look_again()
        kept = self._pages.get(_name(request))
        is_good = kept is not None and await self._is_good(kept)
        found: Drawn = kept if kept is not None and is_good else await self._drawn(request)
        if isinstance(found, _Kept):
            answer = _marked if self._shelf.is_behind else _answer
            await answer(request, found)(scope, receive, send)
            return
        for message in found:
            await send(message)

    async def _drawn(self, request: Request) -> Drawn:
        """The page, drawn once for all who ask meanwhile; what passes is drawn for each."""
        if request.url.path in self._passing:
            return await self._crowd.landed(self._begun(request))
        name = _name(request)
        if (drawing := self._drawings.get(name)) is not None:
            found = await self._crowd.landed(drawing)
            if isinstance(found, _Kept):
                return found
            return await self._crowd.landed(self._begun(request))
        drawing = self._drawings[name] = self._begun(request)
        drawing.add_done_callback(lambda _: self._drawings.pop(name, None))
        return await self._crowd.landed(drawing)

    def _begun(self, request: Request) -> Drawing[Drawn]:
        return self._crowd.begun(lambda: self._drawn_now(request))

    async def _drawn_now(self, request: Request) -> Drawn:
        """The page, which is kept from now on where it may be."""
        moment = self._shelf.moment
        said = await asked(self._app, request.scope, request.receive)
        if not _may_be_kept(said):
            self._let_pass(request.url.path)
            return await run_in_threadpool(_passed, request, said)
        kept = await run_in_threadpool(self._made, request, said)
        if moment == self._shelf.moment and not self._shelf.is_half_drawn:
            self._keep(_name(request), kept)
        return kept

    def _let_pass(self, path: str) -> None:
        """Nobody waits for another's drawing of what cannot be kept."""
        if len(self._passing) >= MOST_PASSING:
            self._passing.clear()
        self._passing.add(path)

    async def _is_good(self, kept: _Kept) -> bool:
        """Whether a page is still what would be drawn now."""
        day, account = kept.rests_on
        edition = self._shelf.edition_of(day)
        if kept.edition == edition:
            return True
        if account is None or kept.basis is None:
            return False
        if kept.basis == await run_in_threadpool(self._shelf.basis_now, account, day):
            kept.edition = edition
        return kept.edition == edition

    def _made(self, request: Request, said: list[Message]) -> _Kept:
        """A page to be kept; it is packed."""
        newest = RestsOn(day=self._shelf.newest, account=None)
        rests_on: RestsOn = getattr(request.state, "rests_on", newest)
        if rests_on.account and is_incognito(request):
            rests_on = rests_on._replace(account=None)  # it is another name
        body = b"".join(message.get("body", b"") for message in said[1:])
        return _Kept(
            headers=_headers(said),
            body=body,
            packed=gzip.compress(body, PACKED, mtime=0) if len(body) > WORTH_PACKING else None,
            tag=f'"{sha256(body).hexdigest()[:16]}"',
            rests_on=rests_on,
            edition=self._shelf.edition_of(rests_on.day),
            basis=self._shelf.basis(rests_on.account, rests_on.day) if rests_on.account else None,
        )

    def _keep(self, name: Name, kept: _Kept) -> None:
        self._let_go(name)
        self._pages[name] = kept
        self._size += kept.size
        while self._size > ROOM:
            self._let_go(next(iter(self._pages)))

    def _let_go(self, name: Name) -> None:
        if (old := self._pages.pop(name, None)) is not None:
            self._size -= old.size


def _name(request: Request) -> Name:
    return (
        request.url.path,
        request.url.query,
        request.headers.get("cookie", ""),  # who asks, and whether names are hidden
        sight_name(request),
        request.headers.get("hx-request", ""),
        "" if (language := now()) is None else language.code,
    )


def _headers(said: list[Message]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in said[0]["headers"]}


def _may_be_kept(said: list[Message]) -> bool:
    return said[0]["status"] == HTTPStatus.OK and _headers(said).get("cache-control") == "no-cache"


def _answer(request: Request, kept: _Kept) -> Response:
    headers = {**kept.headers, "etag": kept.tag}
    headers.pop("content-length", None)
    if request.headers.get("if-none-match") == kept.tag:
        return Response(status_code=304, headers=headers)
    if kept.packed is not None and _takes_packed(request):
        return Response(kept.packed, headers={**headers, "content-encoding": "gzip"})
    return Response(kept.body, headers=headers)


def _passed(request: Request, said: list[Message]) -> list[Message]:
    """An answer that is kept by nobody, packed where that is worth it."""
    headers = _headers(said)
    body = b"".join(message.get("body", b"") for message in said[1:])
    is_text = headers.get("content-type", "").startswith("text/")
    is_worth = is_text and len(body) > WORTH_PACKING and "content-encoding" not in headers
    if not (is_worth and _takes_packed(request)):
        return said
    packed = gzip.compress(body, PACKED, mtime=0)
    rest = [pair for pair in said[0]["headers"] if pair[0].lower() != b"content-length"]
    head = [*rest, (b"content-encoding", b"gzip"), (b"content-length", b"%d" % len(packed))]
    return [{**said[0], "headers": head}, {"type": "http.response.body", "body": packed}]


def _takes_packed(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _marked(request: Request, kept: _Kept) -> Response:
    """The page with the line that says that it is being drawn up again; never to be kept."""
    headers = {**kept.headers, "cache-control": "no-store"}
    headers.pop("content-length", None)
    if kept.marked is None:
        line = (
            '<p class="again" role="status" hx-get="/again" hx-trigger="every 1s">'
            f"{escape(say(AGAIN))}</p>"
        )
        body = kept.body.replace(BEFORE, BEFORE + line.encode(), 1)
        kept.marked = gzip.compress(body, PACKED, mtime=0)
    if _takes_packed(request):
        return Response(kept.marked, headers={**headers, "content-encoding": "gzip"})
    return Response(gzip.decompress(kept.marked), headers=headers)


async def asked(app: ASGIApp, scope: Scope, receive: Receive) -> list[Message]:
    """The whole answer of an application: its start, then its parts."""
    said = list[Message]()

    async def take(message: Message) -> None:
        said.append(message)

    await app(scope, receive, take)
    return said
