"""While names are hidden, no page holds a name, an address, a quote or an amount of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from goodwill.serve.web.view import INCOGNITO

HIDDEN = {INCOGNITO: "1"}
NAMES = re.compile(r"Acre|Brook|Cove|Pat Field|Lee Hart|\bann\b|Rival|\.example")
SHAPES = re.compile(r' (?:points|d)="[^"]*"')
AMOUNTS = re.compile(r"[£€$]\d|\d,\d\d\d\b")


@pytest.fixture(scope="module")
def hidden(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, cookies=HIDDEN, follow_redirects=True) as client:
        yield client


def test_no_page_holds_a_name_an_address_or_an_amount(
    paths: list[str], hidden: httpx.Client
) -> None:
    for path in paths:
        answer = hidden.get(path)
        text = unescape(answer.text)
        assert answer.status_code in {200, 403}, path
        assert NAMES.findall(text) == [], path
        assert AMOUNTS.findall(SHAPES.sub("", text)) == [], path


def test_no_page_holds_what_somebody_wrote(
    paths: list[str], address: str, hidden: httpx.Client
) -> None:
    for path in paths:
        shown = httpx.get(address + path).text
        quotes = set(re.findall(r"“([^”]{12,})”", unescape(shown)))
        text = unescape(hidden.get(path).text)
        assert not [quote for quote in quotes if quote in text], path


def test_links_lead_to_the_same_account(hidden: httpx.Client) -> None:
    first = hidden.get("/")
    links = set(re.findall(r'href="(/accounts/account-\d+)"', first.text))

    assert len(links) == 3
    assert {hidden.get(link).status_code for link in links} == {200}


def test_the_address_of_an_account_gives_way_to_its_number(hidden: httpx.Client) -> None:
    answer = hidden.get("/accounts/cove/why/kind")

    assert re.search(r"/accounts/account-\d+/why/kind$", str(answer.url))


@pytest.mark.parametrize("path", ["/accounts.csv", "/settings", "/data"])
def test_files_and_pages_of_rows_are_not_given(path: str, hidden: httpx.Client) -> None:
    answer = hidden.get(path)

    assert answer.status_code == 403
    assert NAMES.findall(answer.text) == []


def test_nobody_can_be_led_elsewhere_by_the_switch(address: str) -> None:
    for back in ("//evil.invalid/", "https://evil.invalid/x", "\\\\evil.invalid", ""):
        answer = httpx.post(
            f"{address}/incognito", data={"back": back}, headers={"origin": address}
        )
        place = answer.headers["location"]
        assert answer.status_code == 303
        assert place.startswith("/")
        assert not place.startswith(("//", "/\\"))
        assert "httponly" in answer.headers["set-cookie"].lower()
