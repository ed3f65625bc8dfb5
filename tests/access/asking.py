"""Everything that can be asked of the pages and the API, as addresses; made from their routes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import product
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from tests.access.company import ACCOUNTS

from goodwill.serve.api.app import ROUTERS as API_ROUTERS
from goodwill.serve.web.pages import ROUTERS

LINES = (
    "kind",
    "stage",
    "patterns[abusive]",
    "risks[defection]",
    "practices[apology]",
    "economics",
)
VALUES: dict[str, tuple[str, ...]] = {
    "account": (*ACCOUNTS, "nobody"),
    "account_id": (*ACCOUNTS, "nobody"),
    "line": LINES,
    "name": ("payments", "months", "unpaid"),
    "type": ("patterns", "kinds"),
    "sort": ("patterns", "kinds"),
    "id": ("abusive", "partner"),
    "concept": ("abusive", "partner"),
    "file": ("1",),
    "play": ("apologise",),
    "token": ("none",),
}
QUERIES = (
    "",
    "?as_of=2026-05-31",
    "?ref=%3C{n}%40m.example%3E",
    "?q=quill",
    "?q=valves",
    "?q={word}",
    "?page=2",
    "?source=message",
    "?item=0&owner=bob",
)


def routes(app: FastAPI, method: str) -> list[str]:
    """The path of every route of an application that takes a method."""
    return _of(app.routes, method)


def page_routes(method: str) -> list[str]:
    """The same of the pages."""
    return [path for router in ROUTERS for path in _of(router.routes, method)]


def api_routes(method: str) -> list[str]:
    """The same of the API, but for the stream, which never ends."""
    found = [path for router in API_ROUTERS for path in _of(router.routes, method)]
    return [path for path in found if not path.endswith("/stream")]


def _of(found: Sequence[BaseRoute], method: str) -> list[str]:
    return [
        route.path
        for route in found
        if isinstance(route, APIRoute) and method in (route.methods or ())
    ]


def addresses(words: Sequence[str], *, seed: int, count: int) -> list[str]:
    """Some of all addresses, chosen by a seed: every route is among them."""
    rng, patterns = random.Random(seed), page_routes("GET")  # noqa: S311  a choice, no secret
    patterns += [f"/api/v1{path}" for path in api_routes("GET")]
    every = [sorted(filled(pattern)) for pattern in dict.fromkeys(patterns)]
    found = [rng.choice(some) for some in every]
    while len(found) < count:
        found.append(rng.choice(rng.choice(every)))
    rng.shuffle(found)
    return [path + _query(rng, words) for path in found]


def _query(rng: random.Random, words: Sequence[str]) -> str:
    query = rng.choice(QUERIES)
    return query.replace("{n}", str(rng.randrange(40))).replace("{word}", rng.choice(list(words)))


def filled(pattern: str) -> Iterator[str]:
    """A route's path with every value that its parts may have."""
    names = re.findall(r"\{(\w+)(?::path)?\}", pattern)
    for values in product(*(VALUES.get(name, ("acre",)) for name in names)):
        path = pattern
        for name, value in zip(names, values, strict=True):
            path = re.sub(r"\{" + name + r"(:path)?\}", quote(value, safe=""), path)
        yield path
