"""Pages as they are kept: the same bytes until other statements are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from goodwill.serve.web.crowd import Crowd
from goodwill.serve.web.faults import Faults
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
    is_half_drawn: bool = False
    stored: str | None = "as drawn"

    @property
    def moment(self) -> str:
        """What is read in one belongs together."""
        return self.edition

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


def test_while_statements_are_drawn_up_pages_say_so_and_are_drawn_once() -> None:
    site = Site()
    steps = ("/?a", "behind", "/?a", "/?b", "/?b", "up again", "another edition", "/?b")
    before, kept, drawn, _, after = site.get(*steps)

    assert "/again" not in before.text
    assert "/again" in kept.text
    assert kept.headers["cache-control"] == "no-store"
    assert "/again" in drawn.text
    assert "/again" not in after.text
    assert site.asked == ["a", "b", "b"]


@pytest.mark.parametrize(("asks_for", "is_packed"), [("gzip, br", True), ("identity", False)])
@pytest.mark.parametrize("state", ["kept", "behind", "never kept"])
def test_every_page_is_packed_for_who_can_unpack_it(
    state: str, asks_for: str, *, is_packed: bool
) -> None:
    site = Site(cache="no-store" if state == "never kept" else "no-cache")

    answers = site.get(state if state == "behind" else "/", "/", **{"accept-encoding": asks_for})

    for answer in answers:
        assert ("content-encoding" in answer.headers) is is_packed
        assert "words " * 400 in answer.text
        assert int(answer.headers["content-length"]) < len(answer.text) or not is_packed


def test_where_only_some_statements_are_drawn_up_no_page_of_that_is_kept() -> None:
    site = Site(shelf=Shelved(is_half_drawn=True))
    site.get("/", "/")

    assert len(site.asked) == 2


class Slow(Site):
    """A site that draws nothing until it is told to."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.go = asyncio.Event()

    async def answer(self, request: Request) -> Response:
        await self.go.wait()
        return await super().answer(request)

    def many(self, paths: Sequence[str], crowd: Crowd, ends: bool = False) -> list[httpx.Response]:
        """What all are told who ask at once."""
        app = Faults(KeptPages(self.site, self.shelf, crowd), self.shelf)  # type: ignore[arg-type]

        async def ask() -> list[httpx.Response]:
            over = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=over, base_url="http://127.0.0.1") as client:
                asking = [asyncio.create_task(client.get(path)) for path in paths]
                for _ in range(20):  # everybody has asked by then
                    await asyncio.sleep(0)
                if ends:
                    crowd.end()
                else:
                    self.go.set()
                found = await asyncio.gather(*asking)
                self.go.set()
                return found

        return asyncio.run(ask())

    @property
    def site(self) -> Starlette:
        return Starlette(routes=[Route("/", self.answer)])


def test_many_who_ask_for_one_page_wait_for_one_drawing() -> None:
    site = Slow()

    answers = site.many(["/"] * 5 + ["/?other"], Crowd())

    assert sorted(site.asked) == ["", "other"]
    assert [answer.status_code for answer in answers] == [200] * 6


def test_what_is_never_kept_is_drawn_for_each() -> None:
    site = Slow(cache="no-store")

    answers = site.many(["/"] * 3, Crowd())

    assert len(site.asked) == 3
    assert [answer.status_code for answer in answers] == [200] * 3


@pytest.mark.parametrize(("most", "refused"), [(2, 1), (3, 0)])
def test_who_comes_on_top_of_the_crowd_is_told_to_come_again(most: int, refused: int) -> None:
    answers = Slow().many(["/?1", "/?2", "/?3"], Crowd(most))

    told = [answer for answer in answers if answer.status_code == 503]
    assert len(told) == refused
    assert all(answer.headers["retry-after"] == "1" for answer in told)
    assert all('<a href="/">' in answer.text for answer in told)


def test_a_page_that_is_kept_is_given_whatever_the_crowd() -> None:
    site, crowd = Slow(), Crowd(1)
    site.many(["/"], crowd)
    app = KeptPages(site.site, site.shelf, crowd)  # type: ignore[arg-type]
    site.go = asyncio.Event()
    site.go.set()

    async def ask() -> list[int]:
        over = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=over, base_url="http://127.0.0.1") as client:
            first = await client.get("/")
            crowd.begun(asyncio.Event().wait)  # somebody who does not leave
            return [first.status_code, (await client.get("/")).status_code]

    assert asyncio.run(ask()) == [200, 200]


def test_who_still_waits_when_the_program_ends_is_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("goodwill.serve.web.crowd.LOOK", 0.001)

    answers = Slow().many(["/"], Crowd(grace=0.0), ends=True)

    assert [answer.status_code for answer in answers] == [503]
