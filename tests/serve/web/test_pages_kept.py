"""Pages as they are kept: the same bytes until other statements are stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from goodwill.serve.web.kept_pages import KeptPages
from goodwill.serve.web.rendering import RestsOn
from goodwill.serve.web.shelf import Shelf

DAY = date(2026, 6, 30)


@dataclass
class Shelved:
    """A shelf whose edition a test sets."""

    edition: str = "1"
    newest: date = DAY
    is_behind: bool = False
    stored: str | None = "as drawn"

    def look_again(self) -> None:
        """Nothing to look at."""

    def edition_of(self, *_: object) -> str:
        """Of any day: a test has one."""
        return self.edition

    def basis(self, *_: object) -> str | None:
        """What pages were drawn of."""
        return "as drawn"

    def basis_now(self, *_: object) -> str | None:
        """What is stored now."""
        return self.stored


@dataclass
class Site:
    """An application that counts what it was asked, behind kept pages."""

    status: int = 200
    cache: str = "no-cache"
    asked: list[str] = field(default_factory=list)
    shelf: Shelved = field(default_factory=Shelved)

    async def answer(self, request: Request) -> Response:
        self.asked.append(str(request.url.query))
        if "of" in request.query_params:
            request.state.rests_on = RestsOn(day=DAY, account=request.query_params["of"])
        return PlainTextResponse(
            '<main id="main" tabindex="-1">' + "words " * 400,
            self.status,
            headers={"cache-control": self.cache, "x-own": "kept"},
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
                    elif path in {"behind", "up again"}:
                        self.shelf.is_behind = path == "behind"
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


def test_an_accounts_page_is_good_in_another_edition_where_its_statement_is_the_same() -> None:
    site = Site()
    site.get("/?of=acre", "another edition", "/?of=acre", "/?of=acre")

    assert len(site.asked) == 1


@pytest.mark.parametrize("stored", ["otherwise", None], ids=["another one", "none yet"])
def test_an_accounts_page_is_drawn_anew_where_its_statement_is_another(stored: str | None) -> None:
    site = Site(shelf=Shelved(stored=stored))
    site.get("/?of=acre", "another edition", "/?of=acre")

    assert len(site.asked) == 2


def test_while_statements_are_drawn_up_pages_say_so_and_none_is_kept() -> None:
    site = Site()
    before, kept, drawn, after = site.get("/?a", "behind", "/?a", "/?b", "up again", "/?b")

    assert "/again" not in before.text
    assert "/again" in kept.text
    assert kept.headers["cache-control"] == "no-store"
    assert "/again" in drawn.text
    assert "/again" not in after.text
    assert site.asked == ["a", "b", "b"]
