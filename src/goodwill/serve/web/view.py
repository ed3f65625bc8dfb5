"""How somebody looks at the book: on which day, with names or without, from which address.

The day is in the address (`?as_of=2026-03-31`), so that a copied link shows the same page;
incognito is in a cookie, so that it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from goodwill.errors import CallError
from goodwill.serve.cli.options import parse_day
from goodwill.serve.languages import say

__all__ = ["INCOGNITO", "View", "is_incognito", "view_of"]

INCOGNITO = "goodwill-incognito"
"""The cookie that hides names and numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`day` is the day of the page, `asked` the day in the address (None: the newest)."""

    day: date
    asked: date | None
    is_incognito: bool
    path: str
    newest: date | None = None
    """The last day that can be asked for, where it is known."""

    def to(self, path: str, **query: str) -> str:
        """The address of another page, seen on the same day."""
        kept = {"as_of": self.asked.isoformat()} if self.asked else {}
        query = {**query, **kept}
        return f"{path}?{urlencode(query)}" if query else path


def is_incognito(request: Request) -> bool:
    """Whether somebody looks without names and numbers."""
    return request.cookies.get(INCOGNITO) == "1"


def view_of(request: Request, newest: date) -> View:
    """The view that a request asks for; `CallError` where its day is none."""
    asked = parse_day(request.query_params.get("as_of") or None)
    if asked is not None and asked > newest:
        raise CallError(
            say(
                "{asked} has not been drawn up: the newest statements are of {newest}.",
                asked=asked,
                newest=newest,
            ),
            hint=say("Choose an earlier day, or run  goodwill assess"),
        )
    return View(
        day=asked or newest,
        asked=asked if asked != newest else None,
        is_incognito=is_incognito(request),
        path=request.url.path,
        newest=newest,
    )
