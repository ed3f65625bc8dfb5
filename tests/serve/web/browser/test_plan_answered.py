"""A play is taken up, done and taken back, a kind is wanted: by mouse, by keys, without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from tests.serve.web.browser.conftest import DAY, make_book

from goodwill.lab.served import served

Open = Callable[..., AbstractContextManager[Page]]

BOARD = "/plan?account=cove"
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: what is decided here changes the book."""
    folder = tmp_path_factory.mktemp("decided")
    with served(make_book(folder / "book", folder / "files"), DAY) as address:
        yield address


def test_by_mouse(own_address: str, opened: Open, wrong: list[str]) -> None:
    with opened(own_address) as page:
        page.goto(BOARD)
        page.locator(".play-line > summary").first.click()
        page.get_by_text("Take it up…").first.click()
        page.get_by_label("By", exact=True).first.fill("2026-07-20")
        page.get_by_role("button", name="Take it up").click()
        expect(page.get_by_role("status")).to_contain_text("taken up, by 20 Jul 2026")
        expect(page.locator(".doing")).to_contain_text("due 20 Jul 2026")
        page.get_by_role("link", name="The next weeks").click()
        expect(page.locator(".tasks").first).to_contain_text("being done, by 20 Jul 2026")
        page.get_by_role("link", name="Did it move?").click()
        expect(page.locator(".came")).to_contain_text("taken up")
        page.goto(BOARD)
        page.get_by_role("button", name="Take back").click()
        expect(page.locator(".decided")).to_have_count(0)
    assert wrong == []


def test_by_keys_alone(own_address: str, opened: Open, wrong: list[str]) -> None:
    with opened(own_address) as page:
        page.goto(BOARD)
        first = page.locator(".play-line > summary").first
        title = first.locator("b").inner_text()
        page.keyboard.press("j")
        expect(first).to_be_focused()
        page.keyboard.press("Enter")
        _tab_to(page, "Not this…")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("We did that in spring")
        page.keyboard.press("Enter")
        noted = page.get_by_role("status")
        expect(noted).to_contain_text(f"Noted. {title}: not wanted")
        expect(noted).to_contain_text("We did that in spring")
        page.keyboard.press("z")
        expect(page.locator(".decided")).to_have_count(0)
        expect(first.locator("b")).to_have_text(title)
    assert wrong == []


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until what is in focus says these words."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == words:
            return
    pytest.fail(f"no way by Tab to: {words}")


def test_without_script(own_address: str, opened: Open, wrong: list[str]) -> None:
    with opened(own_address, script=False) as page:
        page.goto(BOARD)
        page.locator(".play-line > summary").first.click()
        page.get_by_text("Put it off…").first.click()
        page.get_by_label("Until").first.fill("2026-09-01")
        page.get_by_role("button", name="Put it off").click()
        expect(page.get_by_role("status")).to_contain_text("put off, until 1 Sep 2026")
        page.get_by_role("button", name="Take back").first.click()
        expect(page.locator(".decided")).to_have_count(0)
    assert wrong == []


@pytest.mark.parametrize("script", [True, False])
def test_a_kind_is_wanted_and_the_word_taken_back(
    own_address: str, opened: Open, wrong: list[str], *, script: bool
) -> None:
    with opened(own_address, script=script) as page:
        page.goto("/accounts/cove")
        page.locator(".want > summary").click()
        page.get_by_label("Wanted").select_option("social")
        page.get_by_label("Because").fill("They like it so")
        page.get_by_role("button", name="Want this").click()
        expect(page.get_by_role("status")).to_contain_text("Social is wanted since 30 Jun 2026")
        expect(page.locator(".kinds")).to_contain_text("Social")
        page.get_by_role("button", name="Take back").click()
        expect(page).to_have_url(f"{own_address}/accounts/cove")
        expect(page.locator(".kinds")).to_contain_text("Partner")
    assert wrong == []


@pytest.mark.parametrize(("look", "width"), [("light", 1440), ("dark", 390)])
def test_what_was_decided_is_readable_by_all(
    look: str, width: int, own_address: str, opened: Open
) -> None:
    found = list[str]()
    with opened(own_address, width=width, look=look) as page:
        page.goto(BOARD)
        page.locator(".play-line > summary").first.click()
        page.get_by_text("Take it up…").first.click()
        page.get_by_role("button", name="Take it up").click()
        noted = page.url
        for path in (noted, BOARD, "/plan/weeks", "/plan/outcomes", "/accounts/cove?wanted=now"):
            page.goto(path)
            page.evaluate(OPEN_ALL)
            violations = Axe().run(page).response["violations"]
            found += [f"{path} {one['id']} {one['nodes'][0]['html'][:120]}" for one in violations]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto(BOARD)
        page.get_by_role("button", name="Take back").click()
        expect(page.locator(".decided")).to_have_count(0)
    assert not found, "\n".join(found)
