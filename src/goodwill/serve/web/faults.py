"""What is answered when a page fails in a way that nobody foresaw: a page in plain words.

The fault itself is written to the log of the server, with where it happened; the page says nothing
of it, since it may hold somebody's words.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwill.serve.languages import mark, say
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, is_incognito

__all__ = ["Faults"]

SAYS = mark("This page could not be drawn: Goodwill met a fault that it does not know.")
HINT = mark(
    "The book is as it was, and the other pages still answer. Try "
    "again; if it fails again, look at the state of the book with  "
    "goodwill doctor, and report what the terminal shows."
)


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
        except Exception:
            if scope["type"] != "http" or has_begun:
                raise
            logging.getLogger("goodwill").exception("a page failed: %s", scope["path"])
            await self._said(scope)(scope, receive, send)

    def _said(self, scope: Scope) -> Response:
        """The page; where not even that can be drawn, its words."""
        request = Request({**scope, "query_string": b""})
        view = View(
            day=self._shelf.newest, asked=None, is_incognito=is_incognito(request), path="/"
        )
        try:
            answer: Response = page(request, view, "fault.html", says=say(SAYS), hint=say(HINT))
        except Exception:
            logging.getLogger("goodwill").exception("nor could the page that says so be drawn")
            answer = PlainTextResponse(f"{say(SAYS)} {say(HINT)}")
        answer.status_code = HTTPStatus.INTERNAL_SERVER_ERROR
        answer.headers["cache-control"] = "no-store"
        return answer
