"""What is drawn before anybody asks: nobody who comes then waits for it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from goodwill.serve.web.app import create_app
from goodwill.serve.web.first_pages import draw_first_pages
from goodwill.serve.web.kept_pages import asked
from goodwill.serve.web.shelf import Shelf


def test_the_first_page_of_each_sort_is_answered_and_whole(own_shelf: Shelf) -> None:
    told: list[tuple[str, int]] = []
    app = create_app(own_shelf, names=("here",))

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        said = await asked(app, scope, receive)
        told.append((scope["path"], said[0]["status"]))
        for message in said:
            await send(message)

    draw_first_pages(watched, own_shelf, "here")

    first = own_shelf.portfolio(own_shelf.newest).glances[0]["row"]["id"]
    assert told == [
        ("/", 200),
        (f"/accounts/{first}", 200),
        (f"/accounts/{first}/why/kind", 200),
        ("/search", 200),
    ]


def test_a_book_without_accounts_has_its_first_page_drawn(empty_shelf: Shelf) -> None:
    draw_first_pages(create_app(empty_shelf, names=("here",)), empty_shelf, "here")

    assert not empty_shelf.portfolio(empty_shelf.newest).glances


@pytest.mark.parametrize("runs", [True, False])
def test_a_page_that_was_drawn_before_anybody_asked_shows_what_comes_in(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch, *, runs: bool
) -> None:
    monkeypatch.setattr("goodwill.serve.web.live_sources.has_sources", lambda _: True)
    app = create_app(own_shelf, names=("here",), runs_sources=runs)
    draw_first_pages(app, own_shelf, "here")

    page = TestClient(app, base_url="http://here").get("/").text

    assert ('name="goodwill-live"' in page) is runs
