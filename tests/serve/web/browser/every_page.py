"""Which pages there are, told from the application itself: a new one is in every list at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from starlette.routing import Match, Route

from goodwill.serve.web.pages import ROUTERS

__all__ = ["page_name", "pages", "route_of"]

NO_PAGE = {
    "/again": "a word to the script of a page that is shown as it was",
    "/start/progress": "the part of /start that is drawn anew each second",
    "/connections/look": "leads back: it answers a form",
    "/connections/connect": "leads back: it answers a form",
    "/connections/test": "leads back: it answers a form",
    "/connections/sign-in": "leads back: it answers a form",
    "/connections/take": "leads back: it answers a form",
    "/sign-in/provider": "leads on to the provider",
    "/sign-in/provider/back": "where a provider leads back to",
}
"""Addresses that are asked for and show no page of their own, each with why."""

GROUP = re.compile(r"\w*")
"""What a line is one of, at the head of its name: `patterns[...]`, `economics.revenue`."""

FILE = re.compile(r"\.(csv|ics|json|md)$")


@cache
def _routes() -> tuple[Route, ...]:
    every = (each for router in ROUTERS for each in router.routes)
    return tuple(
        each for each in every if isinstance(each, Route) and "GET" in (each.methods or ())
    )


def pages() -> Iterator[str]:
    """The route of every page that somebody can look at."""
    for each in _routes():
        if each.path not in NO_PAGE and not FILE.search(each.path):
            yield each.path


def route_of(path: str) -> str:
    """The route that answers an address, "" where none does."""
    asked = {"type": "http", "method": "GET", "path": unquote(urlsplit(path).path)}
    return next((each.path for each in _routes() if each.matches(asked)[0] is Match.FULL), "")


def page_name(path: str) -> str:
    """The same for addresses that differ by account, number or concept only.

    Lines are told apart by their sort, since a figure and a pattern are drawn in two ways.
    """
    route = route_of(path)
    if not route.endswith("/why/{line}"):
        return route
    line = unquote(urlsplit(path).path).rpartition("/")[2]
    group = GROUP.match(line)
    return f"{route} {group and group[0]}"
