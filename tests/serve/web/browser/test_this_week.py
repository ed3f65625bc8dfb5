"""A question of the week answered and taken back: by mouse, by keyboard alone, without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect
from tests.serve.web.browser.conftest import DAY, make_book

from goodwill.lab.served import served

Open = Callable[..., AbstractContextManager[Page]]

A_WHILE = 60_000
"""Milliseconds in which the book has surely answered."""


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages of a company are that these tests may change."""
    folder = tmp_path_factory.mktemp("week")
    with served(make_book(folder / "book", folder / "files"), DAY) as address:
        yield address


def _questions(page: Page) -> Locator:
    return page.locator("form.question")


def _no_fault(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_what_changed_and_what_is_asked_open_in_place_by_mouse(
    own_address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(own_address) as page:
        page.goto("/")
        page.get_by_text("This week: what changed").click()
        page.get_by_role("button", name="Find the questions").click()
        expect(_questions(page).first).to_be_visible(timeout=A_WHILE)
        page.get_by_role("button", name="What changed?").click()
        expect(page.locator("#digest")).to_contain_text("Jun 2026", timeout=A_WHILE)
        number = _questions(page).count()
        _questions(page).first.get_by_role("button").first.click()
        expect(page.locator(".noted")).to_contain_text("moved")
        expect(page.locator(".noted")).to_be_focused()
        expect(_questions(page)).to_have_count(number - 1)
        expect(page).to_have_url(f"{own_address}/")
        _no_fault(page)
        page.get_by_role("button", name="Undo").click()
        expect(_questions(page)).to_have_count(number)
    assert wrong == []


def test_a_question_is_answered_and_taken_back_by_keyboard_alone(
    own_address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(own_address) as page:
        page.goto("/this-week")
        _asked(page)
        number = _questions(page).count()
        button = _questions(page).first.get_by_role("button", name="Can’t tell")
        for _ in range(60):
            if button.evaluate("each => each === document.activeElement"):
                break
            page.keyboard.press("Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(_questions(page)).to_have_count(number - 1)
        expect(page.locator(".noted")).to_be_focused()
        page.keyboard.press("z")
        expect(_questions(page)).to_have_count(number)
        _no_fault(page)
    assert wrong == []


def test_a_question_is_answered_and_taken_back_without_script(
    own_address: str, opened: Open
) -> None:
    with opened(own_address, script=False) as page:
        page.goto("/")
        page.get_by_text("This week: what changed").click()
        page.get_by_role("link", name="Open it on a page of its own").click()
        _asked(page)
        number = _questions(page).count()
        _questions(page).first.get_by_role("button").first.click()
        expect(page.locator(".noted")).to_contain_text("moved")
        expect(_questions(page)).to_have_count(number - 1)
        page.get_by_role("button", name="Undo").click()
        expect(_questions(page)).to_have_count(number)


def _asked(page: Page) -> None:
    """Have the questions worked out where nobody has; look again until they are."""
    button = page.get_by_role("button", name="Find the questions")
    if button.count():
        button.click()
    for _ in range(60):
        if _questions(page).count():
            return
        again = page.locator("#questions").get_by_role("link", name="Look again")
        if again.count():
            page.wait_for_timeout(1_000)
            page.reload()
        else:
            expect(_questions(page).first).to_be_visible(timeout=A_WHILE)


@pytest.mark.parametrize(("look", "width"), [("light", 1440), ("dark", 390)])
def test_both_pages_once_worked_out_are_readable_by_all(
    look: str, width: int, own_address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(own_address, width=width, look=look) as page:
        page.goto("/returns")
        if (button := page.get_by_role("button", name="Work it out")).count():
            button.click()
        expect(page.locator(".claims")).to_be_visible(timeout=A_WHILE)
        for path in ("/returns", "/this-week"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            _no_fault(page)
    assert wrong == []
