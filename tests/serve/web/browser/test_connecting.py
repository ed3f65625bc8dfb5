"""A mailbox connected in a browser: by keyboard alone, without script, in any width and look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from tests.live.made import mail
from tests.live.servers import PASSWORD, Dovecot, dovecot
from tests.serve.web.browser.conftest import DAY, SETTINGS, make_book

from goodwill.book import open_book
from goodwill.lab.served import served

Open = Callable[..., AbstractContextManager[Page]]

A_WHILE = 60_000
"""Milliseconds in which a mailbox has surely been read."""


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        running.deliver(mail(1), mail(2))
        running.deliver(mail(3), folder="A client with a name that goes on for quite a while")
        yield running


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages of a company are whose people were told that mail is read."""
    folder = tmp_path_factory.mktemp("connecting")
    place = make_book(folder / "book", folder / "files")
    told = folder / "told"
    told.mkdir()
    (told / "goodwill.toml").write_text(f'{SETTINGS}\n[privacy]\nnotice = "told"\n', "utf-8")
    book = open_book(place)
    book.import_paths([told])
    book.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOODWILL_KEY_FILE", str(folder / "key"))
        with served(place, DAY) as address:
            yield address


def fill(page: Page, server: Dovecot, name: str) -> None:
    page.get_by_label("Server", exact=True).fill("127.0.0.1")
    page.get_by_label("Who signs in", exact=True).fill(server.user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Security").select_option("none")
    page.get_by_label("Port").fill(str(server.port))
    page.get_by_label("What it is called in the book").fill(name)


def no_fault(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, f"{page.url} is wider than the window"


def test_a_mailbox_is_connected_read_and_removed_by_keyboard_alone(
    own_address: str, server: Dovecot, opened: Open, wrong: list[str]
) -> None:
    with opened(own_address) as page:
        page.goto("/connections")
        page.get_by_role("link", name="Mailbox (IMAP)").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/connections/new**")
        fill(page, server, "ada")
        page.get_by_label("What it is called in the book").press("Enter")
        box = page.get_by_label("A client with a name")
        expect(box).not_to_be_checked(timeout=A_WHILE)
        assert PASSWORD not in page.content()
        box.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        row = page.get_by_role("row").filter(has_text="ada")
        expect(row).to_contain_text("up to date", timeout=A_WHILE)
        row.get_by_role("button", name="Test").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("It lets us in", timeout=A_WHILE)
        page.goto("/connections")
        page.get_by_role("row").filter(has_text="ada").get_by_role("link", name="Remove").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Remove it").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/connections")
        expect(page.get_by_text("Nothing is connected yet.")).to_be_visible()
    assert wrong == []


@pytest.mark.parametrize(("width", "look"), [(390, "dark"), (2560, "light")])
def test_every_step_can_be_read_by_everybody(
    own_address: str, server: Dovecot, opened: Open, wrong: list[str], *, width: int, look: str
) -> None:
    with opened(own_address, width=width, look=look) as page:
        page.goto("/connections")
        no_fault(page)
        page.goto("/connections/new?kind=imap")
        no_fault(page)
        fill(page, server, "ada")
        page.get_by_role("button", name="Show what is there").click()
        expect(page.get_by_role("button", name="Connect, and read it")).to_be_visible()
        no_fault(page)
        page.goto("/connections/new?kind=imap")
        fill(page, server, "a/b")
        page.get_by_role("button", name="Show what is there").click()
        expect(page.get_by_role("alert")).to_contain_text("cannot be called")
        no_fault(page)
    assert len(wrong) == 1, wrong
    assert "status of 422" in wrong.pop(), "a browser tells of every answer that refuses"


def test_it_works_without_script(own_address: str, server: Dovecot, opened: Open) -> None:
    with opened(own_address, script=False) as page:
        page.goto("/connections/new?kind=imap")
        fill(page, server, "without script")
        page.get_by_role("button", name="Show what is there").click()
        page.get_by_role("button", name="Connect, and read it").click()
        page.wait_for_url("**/connections")
        expect(page.get_by_role("row").filter(has_text="without script")).to_be_visible()
