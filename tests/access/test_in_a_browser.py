"""Signing in as people do: Chromium, a device of its own making, and a provider on another site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import (
    Browser,
    CDPSession,
    ConsoleMessage,
    Locator,
    Page,
    expect,
)
from tests.access.company import DAY, mails
from tests.access.team import PASSWORD, made_book, with_users
from tests.access.test_by_provider import issuer, vouched
from tests.chromium import launched

from goodwill.access import members
from goodwill.clock import now
from goodwill.lab.served import served

__all__ = ["issuer"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, issuer: str) -> Iterator[str]:
    """The pages of the made company, under a name; they know the provider."""
    folder = tmp_path_factory.mktemp("site")
    book = made_book(folder, mails())
    with_users(book)
    settings = (folder / "files" / "goodwill.toml").read_text("utf-8")
    named = folder / "goodwill.toml"
    named.write_text(
        f'{settings}[sign_in]\nissuer = "{issuer}"\nclient_id = "goodwill"\n'
        'secret_env = "PROVIDER_SECRET"\n',
        "utf-8",
    )
    book.import_paths([named])
    book.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROVIDER_SECRET", "x")
        patch.setenv("GOODWILL_KEY_FILE", str(folder / "key"))
        with served(Path(book.place), DAY) as address:
            yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


@dataclass
class Device:
    """A device that makes passkeys, as far as a browser can tell."""

    session: CDPSession
    id: str

    @classmethod
    def of(cls, page: Page, *, knows_the_person: bool = True) -> Device:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        made = session.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": knows_the_person,
                "automaticPresenceSimulation": True,
            }},
        )  # fmt: skip
        return cls(session, made["authenticatorId"])

    def keys(self) -> list[dict[str, object]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(found["credentials"])

    def knows_the_person(self, *, is_so: bool) -> None:
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": is_so}
        )


def signed_in(page: Page, who: str) -> None:
    page.goto("/sign-in?back=/me")
    page.get_by_label("Address").fill(f"{who}@ours.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Passkeys")).to_be_visible()


def add(page: Page, name: str) -> None:
    page.get_by_label("What you call it").fill(name)
    page.get_by_role("button", name="Add a passkey").click()


ROOMS = [
    ("", "/sign-in"),
    ("", "/sign-in?chosen=true"),
    ("", "/invited"),
    ("", "/set-up"),
    ("ann", "/"),
    ("ann", "/me"),
    ("mia", "/me"),
    ("lou", "/me"),
    ("eve", "/users"),
]
"""Whose page ("" is nobody's), and its address."""


def complaints(page: Page) -> list[str]:
    """What a browser complains of from now on."""
    found = list[str]()

    def heard(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            found.append(said.text)

    page.on("console", heard)
    return found


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_pages_of_users_are_quiet_fit_the_screen_and_can_be_read_by_all(
    browser: Browser, site: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    for who in dict.fromkeys(who for who, _ in ROOMS):
        context = browser.new_context(
            base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        page = context.new_page()
        wrong = complaints(page)
        if who:
            signed_in(page, who)
        for path in (path for whose, path in ROOMS if whose == who):
            page.goto(path)
            assert [one["id"] for one in Axe().run(page).response["violations"]] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert wrong == []
        context.close()


def test_by_keyboard_alone_somebody_comes_in_sees_their_browser_and_leaves(page: Page) -> None:
    def reached(name: str) -> None:
        """Press Tab until something of that name has the focus."""
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                return
        pytest.fail(f"no way by Tab to {name}")

    page.goto("/sign-in?chosen=true")
    expect(page.get_by_role("status").first).to_contain_text("Your password is set.")
    page.keyboard.type("ann@ours.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who needs attention")

    reached("Me")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Chrome on Linux (this one)")).to_be_visible()

    reached("Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_an_administrator_invites_somebody_who_chooses_a_password_and_comes_in(
    by: str, page: Page, browser: Browser, site: str
) -> None:
    address = f"new-{by}@ours.example"
    signed_in(page, "eve")
    page.goto("/users")
    page.get_by_label("Address", exact=True).fill(address)
    _sent(page, by, page.get_by_role("button", name="Invite"))
    link = page.get_by_role("status").locator(".secret").text_content() or ""

    context = browser.new_context(base_url=site)
    theirs = context.new_page()
    theirs.goto(link)
    assert "#" not in theirs.url
    _chosen(theirs, by)
    expect(theirs.get_by_role("status").first).to_contain_text("Your password is set.")
    theirs.get_by_label("Address").fill(address)
    theirs.get_by_label("Password").fill(PASSWORD)
    _sent(theirs, by, theirs.get_by_role("button", name="Sign in", exact=True))
    expect(theirs.get_by_role("link", name="Me", exact=True)).to_be_visible()
    context.close()


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_the_first_user_sets_a_book_up(by: str, browser: Browser, tmp_path: Path) -> None:
    book = made_book(tmp_path, mails())
    secret = members.set_up(book.store, at=int(now().timestamp())).secret
    book.close()
    with served(Path(book.place), DAY) as address:
        page = browser.new_context(base_url=address).new_page()
        page.goto(f"/set-up#{secret}")
        page.get_by_label("Address").fill("eve@ours.example")
        page.get_by_label("Name").fill("Eve")
        _chosen(page, by)
        expect(page.get_by_role("status").first).to_contain_text("Your password is set.")
        page.context.close()


def _chosen(page: Page, by: str) -> None:
    """A password chosen, twice the same."""
    page.get_by_label("Password, 12 characters or more").fill(PASSWORD)
    page.get_by_label("Once more").fill(PASSWORD)
    _sent(page, by, page.get_by_role("button", name="That is my password"))


def _sent(page: Page, by: str, button: Locator) -> None:
    """A form sent by its button, or with Enter in the field that was written last."""
    if by == "mouse":
        button.click()
    else:
        page.keyboard.press("Enter")


def test_a_passkey_is_added_opens_the_pages_and_is_removed(page: Page) -> None:
    device = Device.of(page)
    signed_in(page, "ann")
    add(page, "telephone")
    expect(page.get_by_role("cell", name="telephone")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Me", exact=True)).to_be_visible()
    page.goto("/me")
    expect(page.get_by_role("heading", name="ann", exact=True)).to_be_visible()

    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("cell", name="telephone")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("This passkey opens nothing here.")
    assert len(device.keys()) == 1  # the device still has it; the book does not


def test_two_devices_of_one_person_each_open_the_pages(browser: Browser, site: str) -> None:
    pages = [browser.new_context(base_url=site).new_page() for _ in range(2)]
    for number, page in enumerate(pages):
        Device.of(page)
        signed_in(page, "bob")
        add(page, f"device {number}")
        expect(page.get_by_role("cell", name=f"device {number}")).to_be_visible()

    for page in pages:
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("link", name="Me", exact=True)).to_be_visible()
        page.context.close()


def test_a_device_that_does_not_know_the_person_makes_and_opens_nothing(page: Page) -> None:
    device = Device.of(page, knows_the_person=False)
    signed_in(page, "cid")
    add(page, "anybody's")
    expect(page.get_by_role("status")).to_have_text("No passkey was made.")

    device.knows_the_person(is_so=True)
    add(page, "mine")
    expect(page.get_by_role("cell", name="mine")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    device.knows_the_person(is_so=False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("status")).to_have_text("No passkey was given.")


def test_who_has_no_passkey_is_told_and_nothing_is_said_of_others(page: Page) -> None:
    Device.of(page)
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("status")).to_have_text("No passkey was given.")


def test_without_script_there_is_a_password_and_a_word_on_passkeys(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    signed_in(page, "mia")
    expect(page.get_by_text("Passkeys need a script")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_have_count(0)
    context.close()


def test_under_a_number_passkeys_are_not_offered(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site.replace("localhost", "127.0.0.1"))
    page = context.new_page()
    signed_in(page, "ned")
    expect(page.get_by_text("open http://localhost instead")).to_be_visible()
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_provider_on_another_site_lets_in(
    browser: Browser, site: str, issuer: str, *, script: bool
) -> None:
    """The browser comes back from another site: its cookies are as strict as that makes them."""
    vouched(issuer, "lou-1", "lou@ours.example")
    context = browser.new_context(base_url=site, java_script_enabled=script)
    page = context.new_page()
    page.goto("/sign-in?back=/me")
    page.get_by_role("link", name="Sign in with localhost").click()
    expect(page).to_have_url(re.compile(re.escape(issuer)))
    page.locator("input[name=sub]").first.fill("lou-1")
    page.locator("button[type=submit], button").first.click()

    expect(page.get_by_role("heading", name="lou", exact=True)).to_be_visible()
    assert page.url == f"{site}/me"
    context.close()
