"""Hiding names and numbers: the switch, and the site as it is seen while they are hidden.

The hidden site is the same pages over a veiled shelf (`goodwill.serve.web.veil`). What leaves it is
looked through once more: amounts lose their digits, and a name that came in by another way (what
somebody searched for, a fault that repeats an address) its letters. Files are not given and pages
of raw rows are closed, for they would hold what is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote
from weakref import WeakKeyDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from goodwill.serve.web.kept_pages import asked
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.veil import Veil
from goodwill.serve.web.view import INCOGNITO, View, is_incognito
from goodwill.serve.web.who_looks import room_of

__all__ = ["Incognito", "switch"]

CLOSED = ("/backtest", "/data", "/returns", "/settings", "/start", "/this-week")
"""Pages of files, raw rows and settings, and those that are made of names and amounts."""

OPEN = ("/static/", "/incognito", "/language")

_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_SHOWN = re.compile(r'(?<= )((?:title|aria-label|alt|value|content|placeholder)=")([^"]*)"')


class Incognito:
    """Wraps the open site; who has the cookie is answered by `hidden`, over a veiled shelf."""

    def __init__(self, app: ASGIApp, hidden: ASGIApp, shelf: Shelf, veil: Veil) -> None:
        self._app, self._hidden = app, hidden
        self._shelf, self._veil = shelf, veil
        self._editions = WeakKeyDictionary[Veil, str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, veiled where that is asked for."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if not is_incognito(request) or scope["path"].startswith(OPEN):
            await self._app(scope, receive, send)
            return
        answer = await run_in_threadpool(self._instead, request) or await self._veiled(request)
        await answer(scope, receive, send)

    def _seen(self, request: Request) -> tuple[Shelf, Veil]:
        """What whoever asks sees of the book, and their veil over it."""
        room = room_of(request)
        return (self._shelf, self._veil) if room is None else (room.shelf, room.veil)

    def _instead(self, request: Request) -> Response | None:
        """Another address where this one names somebody; a refusal of what stays closed."""
        shelf, veil = self._seen(request)
        self._learn(shelf, veil)
        path = str(request.scope["path"])
        if (masked := alias_path(path, veil)) != path:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(
                quote(masked, safe="/[]") + query, 303, {"cache-control": "no-store"}
            )
        is_closed = any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED)
        if is_closed or request.method not in {"GET", "HEAD"}:
            return _refusal(request, shelf)
        return None

    async def _veiled(self, request: Request) -> Response:
        """The page that the hidden site gives, looked through; of anything else a refusal."""
        shelf, veil = self._seen(request)
        said = await asked(self._hidden, request.scope, request.receive)
        headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        kind = headers.get("content-type", "")
        body = b"".join(message.get("body", b"") for message in said[1:])
        if not body:
            return Response(status_code=said[0]["status"], headers=headers)
        if not kind.startswith("text/html"):
            return _refusal(request, shelf)
        del headers["content-length"]
        text = veiled_page(body.decode("utf-8"), veil.text)
        return Response(text, said[0]["status"], headers)

    def _learn(self, shelf: Shelf, veil: Veil) -> None:
        """Names of the newest statements, as soon as there are others."""
        if shelf.edition == self._editions.get(veil, ""):
            return
        glances = shelf.portfolio(shelf.newest).glances
        rows = [glance["row"] for glance in glances]
        people = [(each.email, each.name) for each in shelf.book.people_of_clients()]
        veil.learn(
            ((row["id"], row["name"], row["domains"]) for row in rows),
            (*people, *((row["owner"], "") for row in rows if row["owner"])),
        )
        self._editions[veil] = shelf.edition


def veiled_page(text: str, veiled: Callable[[str], str]) -> str:
    """A page with every text that is shown, or read out, gone through."""

    def shown(found: re.Match[str]) -> str:
        return found[1] + escape(veiled(unescape(found[2]))) + '"'

    def said(found: re.Match[str]) -> str:
        text = found[0]
        return text if text.isspace() else escape(veiled(unescape(text)), quote=False)

    return _SHOWN.sub(shown, _TEXT.sub(said, text))


def alias_path(path: str, veil: Veil) -> str:
    """The address of an account's page by its number; any other as it is."""
    head, mark, rest = path.partition("/accounts/")
    account, slash, line = rest.partition("/")
    if head or not mark or veil.meant(account) != account or not veil.knows(account):
        return path
    return f"/accounts/{veil.account(account)}{slash}{line}"


def switch(request: Request, veil: Veil, back: str) -> Response:
    """Hide names and numbers, or show them again, on the page `back`."""
    is_on = is_incognito(request)
    path, _, query = back.partition("#")[0].partition("?")
    if not path.startswith("/") or path.startswith("//"):
        path, query = "/", ""
    if is_on:
        path = "/".join(veil.meant(part) for part in path.split("/"))
    target = quote(path, safe="/[]") + (f"?{query}" if query else "")
    answer = RedirectResponse(target, 303, {"cache-control": "no-store"})
    if is_on:
        answer.delete_cookie(INCOGNITO, samesite="strict", httponly=True)
    else:
        answer.set_cookie(INCOGNITO, "1", samesite="strict", httponly=True)
    return answer


def _refusal(request: Request, shelf: Shelf) -> HTMLResponse:
    view = View(day=shelf.newest, asked=None, is_incognito=True, path="/")
    answer = page(request, view, "hidden.html")
    answer.status_code = 403
    answer.headers["cache-control"] = "no-store"
    return answer
