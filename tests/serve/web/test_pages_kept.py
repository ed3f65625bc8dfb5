"""Pages as they are kept: the same bytes until other statements are stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from goodwill.serve.web.kept_pages import KeptPages
from goodwill.serve.web.shelf import Shelf


@dataclass
class Shelved:
    """A shelf whose edition a test sets."""

    edition: str = "1"

    def look_again(self) -> None:
        """Nothing to look at."""


@dataclass
class Site:
    """An application that counts what it was asked, behind kept pages."""

    status: int = 200
    cache: str = "no-cache"
    asked: list[str] = field(default_factory=list)
    shelf: Shelved = field(default_factory=Shelved)

    async def answer(self, request: Request) -> Response:
        self.asked.append(str(request.url.query))
        return PlainTextResponse(
            "words " * 400, self.status, headers={"cache-control": self.cache, "x-own": "kept"}
        )

    def get(self, *paths: str, **headers: str) -> list[httpx.Response]:
        shelf: Shelf = self.shelf  # type: ignore[assignment]
        app = KeptPages(Starlette(routes=[Route("/", self.answer)]), shelf)

        async def ask() -> list[httpx.Response]:
            over = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=over, base_url="http://127.0.0.1") as client:
                found = []
                for path in paths:
                    if path == "another edition":
                        self.shelf.edition += "1"
                    else:
                        found.append(await client.get(path, headers=headers))
                return found

        return asyncio.run(ask())


def test_a_page_is_drawn_once_for_each_address() -> None:
    site = Site()

    answers = site.get("/?a=1", "/?a=1", "/?a=2", "/?a=1")

    assert site.asked == ["a=1", "a=2"]
    assert len({answer.text for answer in answers}) == 1
    assert all(answer.headers["x-own"] == "kept" for answer in answers)


def test_another_edition_is_drawn_anew() -> None:
    site = Site()
    site.get("/", "another edition", "/", "/")

    assert len(site.asked) == 2


def test_who_has_the_bytes_is_told_so() -> None:
    site = Site()
    (first,) = site.get("/")
    (again,) = site.get("/", **{"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_incognito_and_pieces_are_pages_of_their_own() -> None:
    site = Site()
    assert len({answer.text for answer in site.get("/", cookie="goodwill-incognito=1")}) == 1
    site.get("/", **{"hx-request": "true"})

    assert len(site.asked) == 2


@pytest.mark.parametrize(("status", "cache"), [(404, "no-cache"), (200, "no-store"), (200, "")])
def test_faults_and_pages_that_rest_on_more_are_not_kept(status: int, cache: str) -> None:
    site = Site(status=status, cache=cache)
    answers = site.get("/", "/")

    assert len(site.asked) == 2
    assert [answer.status_code for answer in answers] == [status, status]
