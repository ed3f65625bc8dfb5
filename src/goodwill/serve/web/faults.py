"""What is answered when a page cannot be given: a page in plain words, with the way back.

A fault that nobody foresaw is written to the log of the server, with where it happened; the page
says nothing of it, since it may hold somebody's words. Who asks for JSON is told the same as a
problem document (RFC 9457).
"""

from __future__ import annotations

import logging
from html import escape
from http import HTTPStatus

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwill.serve.frames import frames_of
from goodwill.serve.languages import mark, say
from goodwill.serve.web.crowd import Busy
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, is_incognito

__all__ = ["Faults", "fault_page"]

SAYS = mark("This page could not be drawn: Goodwill met a fault that it does not know.")
HINT = mark(
    "The book is as it was, and the other pages still answer. Try "
    "again; if it fails again, look at the state of the book with  "
    "goodwill doctor, and report what the terminal shows."
)
BUSY = mark("More pages are asked for just now than can be drawn.")
COME_AGAIN = mark("Nothing is lost. Load this page again in a moment.")
JSON = "application/problem+json"


class Faults:
    """Wraps an application; what it does not catch ends here."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app, self._shelf = app, shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens."""
        has_begun = False

        async def send_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Busy:
            await _busy(Request(scope))(scope, receive, send)
        except Exception as error:
            if scope["type"] != "http" or has_begun:
                raise
            _note("a page failed", error)
            await self._said(scope)(scope, receive, send)

    def _said(self, scope: Scope) -> Response:
        """The page; where not even that can be drawn, its words."""
        request = Request({**scope, "query_string": b""})
        view = View(
            day=self._shelf.newest, asked=None, is_incognito=is_incognito(request), path="/"
        )
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        try:
            return fault_page(request, view, say(SAYS), say(HINT), status)
        except Exception as error:  # noqa: BLE001  whatever it was, something is said
            _note("nor could the page that says so be drawn", error)
            return _bare(say(SAYS), say(HINT), status)


def _note(what: str, error: Exception) -> None:
    """Write down where it happened: the message of an error may hold the words of a mail."""
    logging.getLogger("goodwill").error("%s: %s", what, frames_of(error))


def fault_page(request: Request, view: View, says: str, hint: str, status: int) -> Response:
    """What happened and the next step, as a page or as JSON, as the request would have it."""
    if wants_json(request):
        return _problem(says, hint, status)
    answer = page(request, view, "fault.html", says=says, hint=hint)
    answer.status_code = status
    answer.headers["cache-control"] = "no-store"
    return answer


def wants_json(request: Request) -> bool:
    """Whether a program asks, and not somebody who looks."""
    accepts = request.headers.get("accept", "")
    return "json" in accepts and "text/html" not in accepts


def _problem(says: str, hint: str, status: int) -> Response:
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status, "detail": says, "hint": hint}
    headers = {"cache-control": "no-store", "vary": "accept"}
    return Response(orjson.dumps(told), status, headers, JSON)


def _busy(request: Request) -> Response:
    """Told without a drawing, since that is what there is too much of."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    tell = _problem if wants_json(request) else _bare
    answer = tell(say(BUSY), say(COME_AGAIN), status)
    answer.headers["retry-after"] = "1"
    return answer


def _bare(says: str, hint: str, status: int) -> Response:
    """A page that no template is needed for."""
    back = say("All accounts")
    text = (
        "<!doctype html><meta charset=utf-8><meta name=viewport content=width=device-width>"
        f"<title>Goodwill</title><main><h1>{escape(says)}</h1><p>{escape(hint)}</p>"
        f'<p><a href="/">{escape(back)}</a></p></main>'
    )
    return HTMLResponse(text, status, {"cache-control": "no-store"})
