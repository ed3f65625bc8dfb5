"""Every page in a real browser: quiet, no wider than the screen, readable by all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.base import AxeResults  # type: ignore[import-untyped]
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page
from tests.access.test_in_a_browser import ROOMS
from tests.serve.web.browser.every_page import pages, route_of

Open = Callable[..., AbstractContextManager[Page]]

OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
SQUEEZED = """() => [...document.querySelectorAll('.bar-row > *, .pairs td')].filter(each =>
  each.checkVisibility() && each.textContent.trim().length > 3 && each.offsetWidth < 40)
  .map(each => each.outerHTML.slice(0, 90))"""
CROSSED = """() => [...document.querySelectorAll('.pairs td')].filter(each =>
  each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
  .map(each => each.outerHTML.slice(0, 90))"""
WIDER = """() => [...document.querySelectorAll('body *')].filter(each =>
  each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('svg, .scroll, .skip'))
  .map(each => each.outerHTML.slice(0, 90)).slice(0, 3)"""


ELSEWHERE = {
    "/connections/remove": "test_connecting.py, where something is connected",
    **{route_of(path): "tests/access/test_in_a_browser.py" for _, path in ROOMS if path != "/"},
}
"""Pages that no link of a book without sources and users leads to, and who looks at them."""

FIRST_VISIT, AFTER = 600_000, 60_000
"""Bytes that a page may send, packed, with all that it needs; and once its parts are kept."""


def test_no_link_leads_nowhere(links: tuple[list[str], list[str]]) -> None:
    _, dead = links

    assert dead == []


def test_every_page_is_looked_at(paths: list[str]) -> None:
    seen = {route_of(path) for path in paths}

    assert set(pages()) - seen - ELSEWHERE.keys() == set()
    assert seen & ELSEWHERE.keys() == set()


def test_no_page_weighs_more_than_a_slow_line_can_carry(
    address: str, paths: list[str], opened: Open
) -> None:
    """At one width: the pages are the same bytes at each, and no style fetches more at another."""
    heavy = list[str]()
    for path in paths:
        with opened(address) as page:
            for visit, most in (("first", FIRST_VISIT), ("next", AFTER)):
                if (sent := _sent(page, path)) >= most:
                    heavy.append(f"{path}: {sent:,} bytes at the {visit} visit")

    assert not heavy, "\n".join(heavy)


def _sent(page: Page, path: str) -> int:
    """What comes over the line for a page, as it was packed; what the browser kept is nothing."""
    sizes = list[int]()
    line = page.context.new_cdp_session(page)
    line.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    line.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    line.detach()
    assert sum(sizes) > 0, path
    return sum(sizes)


@pytest.mark.parametrize("width", [390, 700, 1440, 2560])
def test_no_page_is_wider_than_the_screen_or_has_words_for_the_console(
    width: int, address: str, paths: list[str], opened: Open, wrong: list[str]
) -> None:
    with opened(address, width=width) as page:
        for path in paths:
            page.goto(path)
            page.evaluate(OPEN_ALL)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                path,
                page.evaluate(WIDER),
            )
    assert wrong == []


@pytest.mark.parametrize("room", ["why/commitments", "why/kind", "people"])
def test_on_a_telephone_no_word_stands_letter_by_letter_or_over_its_neighbour(
    room: str, address: str, opened: Open
) -> None:
    with opened(address, width=390) as page:
        page.goto(f"/accounts/acre/{room}")

        assert page.locator(".bar-row, .pairs").first.is_visible()
        assert page.evaluate(SQUEEZED) == []
        assert page.evaluate(CROSSED) == []


@pytest.mark.parametrize(("look", "width"), [("light", 1440), ("dark", 390)])
def test_nothing_stands_in_the_way_of_a_screen_reader(
    look: str, width: int, address: str, paths: list[str], opened: Open
) -> None:
    axe, found = Axe(), list[str]()
    with opened(address, width=width, look=look) as page:
        for path in paths:
            page.goto(path)
            page.evaluate(OPEN_ALL)
            found += (f"{path} {what}" for what in _violations(axe.run(page)))

    assert not found, "\n".join(found)


def _violations(result: AxeResults) -> Iterator[str]:
    for rule in result.response["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']} {node['target']} {node['html'][:120]}"


def test_every_page_has_its_content_without_script(
    address: str, paths: list[str], opened: Open, wrong: list[str]
) -> None:
    with opened(address) as page, opened(address, script=False) as plain:
        for path in paths:
            page.goto(path)
            plain.goto(path)
            assert plain.locator("h1").count() == 1, path
            assert _words(page) <= _words(plain), path
    assert wrong == []


def _words(page: Page) -> set[str]:
    """What a reader of a page meets, in whatever order."""
    return set((page.locator("main").text_content() or "").split())
