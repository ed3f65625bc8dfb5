"""A line is called wrong in place and the word taken back: by mouse, by keys, without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect
from tests.serve.web.browser.conftest import DAY, make_book

from goodwill.lab.served import served

Open = Callable[..., AbstractContextManager[Page]]

LINE = "/accounts/cove/why/patterns[terms_dictated]"


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: what is said here changes the book."""
    folder = tmp_path_factory.mktemp("disputed")
    with served(make_book(folder / "book", folder / "files"), DAY) as address:
        yield address


def test_in_the_drawer_by_mouse(own_address: str, opened: Open, wrong: list[str]) -> None:
    with opened(own_address) as page:
        page.goto("/accounts/cove")
        page.locator('main a[href*="/why/patterns"]').first.click()
        page.get_by_text("because…").click()
        page.get_by_role("button", name="It is over, or settled").click()
        expect(page.get_by_role("status")).to_contain_text("Noted.")
        expect(page.locator(".dispute .said")).to_contain_text("It is over, or settled.")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".dispute .said")).to_have_count(0)
    assert wrong == []


def test_by_keys_alone(own_address: str, opened: Open, wrong: list[str]) -> None:
    with opened(own_address) as page:
        page.goto(LINE)
        page.keyboard.press("1")  # says nothing while the reasons are folded
        page.keyboard.press("w")
        page.keyboard.press("1")
        expect(page.locator(".dispute .said")).to_have_count(1)
        expect(page.locator(".dispute .said")).to_contain_text("It is not so.")
        page.keyboard.press("z")
        expect(page.locator(".dispute .said")).to_have_count(0)
    assert wrong == []


def test_without_script(own_address: str, opened: Open, wrong: list[str]) -> None:
    with opened(own_address, script=False) as page:
        page.goto(LINE)
        page.get_by_text("because…").click()
        page.get_by_label("In your words").fill("We agreed on that by phone")
        page.get_by_role("button", name="The words were misread").click()
        said = page.locator(".dispute .said")
        expect(said).to_contain_text("The words were misread. We agreed on that by phone")
        page.get_by_role("button", name="Undo").click()
        expect(said).to_have_count(0)
    assert wrong == []
