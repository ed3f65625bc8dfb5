"""Who may ask: this machine's own names, and forms of the book's own pages."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from goodwill.serve.web.door import Door
from goodwill.serve.web.guard import Guard


async def _answer(_: Request) -> PlainTextResponse:
    return PlainTextResponse("the book")


SITE = Starlette(routes=[Route("/", _answer, methods=["GET", "POST"])])
APP, OVER_TLS = Guard(SITE), Guard(SITE, door=Door(is_secure=True))
WITH_NAMES_BELOW = Guard(SITE, door=Door(is_secure=True, names_below=True))


def asked(method: str, *, app: Guard = APP, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        over = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=over, base_url="http://127.0.0.1:8421") as client:
            return await client.request(method, "/", headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("host", ["127.0.0.1:8421", "localhost", "LOCALHOST:1", "[::1]:8421"])
def test_a_name_of_this_machine_is_answered(host: str) -> None:
    assert asked("GET", host=host).text == "the book"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]", "::1"])
def test_any_other_name_is_refused(host: str) -> None:
    answer = asked("GET", host=host)

    assert answer.status_code == 403
    assert "the book" not in answer.text


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("cross-site", "no-cors", 403),
        ("same-site", "cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
    ],
)
def test_no_other_sites_page_can_ask_but_by_a_link(site: str, mode: str, status: int) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}

    assert asked("GET", app=APP, **headers).status_code == status


def test_who_asks_for_the_head_gets_no_body() -> None:
    answer = asked("HEAD")

    assert (answer.status_code, answer.content) == (200, b"")


def test_a_form_of_this_site_is_taken() -> None:
    assert asked("POST", origin="http://127.0.0.1:8421").status_code == 200


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://127.0.0.1:1", "http://[bad", "127.0.0.1:8421"],
)
def test_a_form_of_another_site_is_not(origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}

    assert asked("POST", app=APP, **headers).status_code == 403


def test_every_answer_forbids_what_is_not_the_books_own() -> None:
    for answer in (asked("GET"), asked("GET", host="evil.example")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("app", "origin", "status"),
    [
        (APP, "http://127.0.0.1:8421", 200),
        (APP, "https://127.0.0.1:8421", 403),
        (OVER_TLS, "https://127.0.0.1:8421", 200),
        (OVER_TLS, "http://127.0.0.1:8421", 403),
        (OVER_TLS, "ftp://127.0.0.1:8421", 403),
    ],
)
def test_a_form_has_to_come_the_way_that_pages_are_served(
    app: Guard, origin: str, status: int
) -> None:
    """Over TLS, a page in clear under the same name may be anybody's who listens in."""
    assert asked("POST", app=app, origin=origin).status_code == status


def test_who_forgot_to_say_that_there_is_tls_is_told() -> None:
    assert "--behind-tls" in asked("POST", origin="https://127.0.0.1:8421").text


def test_every_answer_says_what_a_browser_may_do_with_it() -> None:
    answers = (asked("GET"), asked("GET", app=OVER_TLS), asked("GET", host="evil.example"))

    for answer in answers:
        rules = answer.headers["content-security-policy"].split("; ")
        assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(rules)
        assert not any("unsafe" in rule or "*" in rule for rule in rules)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def test_browsers_are_told_of_tls_for_a_year_and_of_names_below_where_they_are_ours() -> None:
    year = "max-age=31536000"

    assert asked("GET", app=OVER_TLS).headers["strict-transport-security"] == year
    below = asked("GET", app=WITH_NAMES_BELOW).headers["strict-transport-security"]
    assert below == f"{year}; includeSubDomains"
    assert "strict-transport-security" not in asked("GET").headers
