"""One page of each common sort, drawn before anybody asks.

What a program does once (parts that are loaded when they are first wanted, what all accounts show
together, the people that a search looks through) would else make the first reader wait, and all who
ask meanwhile. Where pages are for users only, this draws the page to sign in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Scope

from goodwill.serve.web.kept_pages import asked
from goodwill.serve.web.shelf import Shelf

__all__ = ["draw_first_pages"]


def draw_first_pages(app: ASGIApp, shelf: Shelf, name: str) -> None:
    """Ask an application that answers to a `name` for its first pages, one after the other."""
    asyncio.run(_all_of(app, shelf, name))


async def _all_of(app: ASGIApp, shelf: Shelf, name: str) -> None:
    for path in _paths(shelf):
        await asked(app, _request(path, name), _nothing_more)


def _paths(shelf: Shelf) -> Iterator[str]:
    yield "/"
    for glance in shelf.portfolio(shelf.newest).glances[:1]:
        account = f"/accounts/{quote(glance['row']['id'], safe='')}"
        yield from (account, f"{account}/why/kind", "/search?q=an")


def _request(address: str, name: str) -> Scope:
    path, _, query = address.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", name.encode()), (b"accept-encoding", b"gzip")],
        "client": (name, 0),
        "server": (name, 0),
        "state": {},
    }


async def _nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
