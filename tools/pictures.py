"""Take a picture of every page of the made-up company, light and dark, wide and narrow.

    python tools/pictures.py [FOLDER]     (make pictures)

The company is made anew, so the pictures show what this version says of it; they and the page that
shows them (`docs/pages.md`) are written in one go. Needs Chromium; pngquant makes them small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from http.client import NO_CONTENT
from pathlib import Path

import httpx
from playwright.sync_api import Browser, StorageState, sync_playwright

from goodwill.access import granting, members
from goodwill.book import open_book
from goodwill.clock import now
from goodwill.demo.company import make_company
from goodwill.lab.served import served

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# The pages

Every page of `goodwill serve`, over the made-up company of `goodwill demo`. `make pictures` takes
these pictures anew.
"""
AS_OF = date(2026, 6, 30)
LOOKS = {"light": (1440, "light"), "dark": (1440, "dark"), "narrow": (390, "light")}
"""Widths and themes; the narrow dark ones are in `-narrow-dark`."""
IN_GERMAN = ("attention", "statement", "why", "plan")
"""Pages that are shown in German, too; `docs/translating.md` tells of other languages."""

SHOWN = {
    "attention": ("/", "Who needs attention", "Three findings, all accounts, where the hours pay."),
    "this-week": ("/this-week", "This week", "What only you know, and what changed."),
    "statement": ("/accounts/{id}", "The statement", "What one account is, and what it earns."),
    "why": ("/accounts/{id}/why/{line}", "Why", "What a line stands on, in whose words."),
    "timeline": ("/accounts/{id}/timeline", "Day by day", "All that happened with one account."),
    "promises": ("/promises", "What was promised", "Both ways: due, late, settled."),
    "people": ("/accounts/{id}/people", "Whom we have not met", "Who decides, and who knows whom."),
    "everybody": ("/people", "People of all accounts", "Roles that nobody of ours has met."),
    "costs": ("/costs", "What it costs", "What patterns cost, and what accounts earn."),
    "plan": ("/plan", "What to do next", "The plays of all statements, and what becomes of them."),
    "weeks": ("/plan/weeks", "The next weeks", "Who takes up what, and what found no place."),
    "outcomes": ("/plan/outcomes", "Did it move?", "What came of plays, and what works here."),
    "returns": (
        "/returns",
        "What each kind returns",
        "Return per hour, growth and loss by kind, and which claims of the texts they bear out.",
    ),
    "data": ("/data", "What went in", "Seen, imported, left out: a ledger that adds up."),
    "how-sure": (
        "/how-sure",
        "How sure are we",
        "Coverage, gaps, calibration; from there to the backtest, `/backtest`.",
    ),
    "catalogue": (
        "/catalogue",
        "The catalogue",
        "What the words mean, from the files that decide.",
    ),
    "search": ("/search?q=delivery", "Search", "Accounts, people and messages."),
    "settings": ("/settings", "Settings", "What is in force, and from where."),
    "keys": ("/keys", "Keys", "Everything by keyboard."),
}
"""Pages by the name of their picture: address, title, what it is for."""

ASKED_FOR = (
    ("/this-week", {"what": "questions"}),
    ("/this-week", {"what": "digest"}),
    ("/returns", {}),
)
"""Pages that are worked out once somebody asks, and what is asked there."""

PASSWORD = "four words in a row"  # noqa: S105 - of made-up people, in a book that is thrown away
DOMAIN = "larkfield.example"
TEAM = {
    "colin.pryce": "owner",
    "lena.vogt": "owner",
    "meera.sandhu": "manager",
    "it": "administrator",
}
"""Who uses the book of the second set of pictures, and as what; Meera sees Lena's accounts."""

SHOWN_TO = {
    "sign-in": ("", "/sign-in", "Signing in", "With a password, a passkey or a provider."),
    "seller": ("colin.pryce", "/", "What a seller sees", "Their own accounts, and nothing else."),
    "manager": ("meera.sandhu", "/", "What a manager sees", "The accounts that were granted."),
    "me": ("colin.pryce", "/me", "My way in", "Where one is signed in, who reads one's mail."),
    "users": ("it", "/users", "Users, and who sees what", "Who comes in, and what was granted."),
}
"""Pages of a book with users: whose ("" is nobody's), address, title, what it is for."""


def made(folder: Path) -> Path:
    """A book of the made-up company."""
    make_company(folder / "company", as_of=AS_OF)
    book = open_book(folder / "book", create=True)
    try:
        book.import_paths([folder / "company"])
        book.assess(AS_OF)
    finally:
        book.close()
    return folder / "book"


def addresses(address: str) -> Mapping[str, str]:
    """The paths of the pages that are there, of the account with the first finding."""
    first = httpx.get(address).text
    found = re.search(r'class="findings">.*?href="/accounts/([^"/?#]+)', first, re.DOTALL)
    account = found[1] if found else ""
    told = httpx.get(f"{address}/accounts/{account}").text
    lines = re.findall(r"/why/(patterns\[\w+\]|patterns%5B\w+%5D)", told) or ["kind"]
    paths = {name: path.format(id=account, line=lines[0]) for name, (path, *_) in SHOWN.items()}
    return {name: path for name, path in paths.items() if httpx.get(address + path).is_success}


def work_out(address: str) -> None:
    """Ask for what is worked out on request, and wait until it is there."""
    for path, form in ASKED_FOR:
        httpx.post(f"{address}{path}/look", data=form, headers={"origin": address})
        while 'hx-trigger="every 1s"' in httpx.get(address + path).text:
            time.sleep(1)
    while httpx.get(f"{address}/again").status_code == NO_CONTENT:  # pages are still as they were
        time.sleep(1)


def with_users(place: Path) -> None:
    """Give a book its users."""
    book, at = open_book(place), int(now().timestamp())
    try:
        for name, role in TEAM.items():
            who = name.replace(".", " ").title() if "." in name else "Systems"
            new = members.invite(
                book.store, f"{name}@{DOMAIN}", role, name=who, at=at, notice="Everybody was told."
            )
            members.accept(book.store, new.secret, PASSWORD, at=at)
        granting.grant(
            book.store, f"meera.sandhu@{DOMAIN}", "person", f"lena.vogt@{DOMAIN}",
            reason="Leads the team", at=at,
        )  # fmt: skip
    finally:
        book.close()


def signed_in(browser: Browser, address: str, name: str) -> StorageState:
    """The session of somebody who signs in, as they do."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("Address").fill(f"{name}@{DOMAIN}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda now_at: not now_at.endswith("/sign-in"))
    session = context.storage_state()
    context.close()
    return session


def take(
    browser: Browser,
    address: str,
    paths: Mapping[str, str],
    folder: Path,
    session: StorageState | None = None,
) -> None:
    """A picture of each page in each look: what stands on the first screen."""
    for look, (width, theme) in {**LOOKS, "narrow-dark": (390, "dark")}.items():
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 400 else 844},  # noqa: PLR2004
            color_scheme="dark" if theme == "dark" else "light",
            storage_state=session,
        )
        page = context.new_page()
        for name, path in paths.items():
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}-{look}.png", animations="disabled")
        context.close()


def take_of_team(browser: Browser, address: str, folder: Path) -> None:
    """Pictures of a book with users, each page as one of them sees it."""
    sessions = {name: signed_in(browser, address, name) for name in TEAM}
    for name, (who, path, *_) in SHOWN_TO.items():
        take(browser, address, {name: path}, folder, sessions.get(who))


def take_german(browser: Browser, address: str, paths: Mapping[str, str], folder: Path) -> None:
    """A picture of some pages in a browser that asks for German."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE")
    page = context.new_page()
    for name in IN_GERMAN:
        if name in paths:
            page.goto(address + paths[name], wait_until="networkidle")
            page.screenshot(path=folder / f"{name}-german.png", animations="disabled")
    context.close()


def shrunk(folder: Path) -> None:
    """The same pictures in fewer colours, where pngquant is there: a third of the bytes."""
    if tool := shutil.which("pngquant"):
        pictures = sorted(folder.glob("*.png"))
        subprocess.run(  # noqa: S603 - our own files
            [tool, "--force", "--ext", ".png", "--strip", "128", "--", *pictures], check=True
        )


def written(paths: Mapping[str, str]) -> str:
    """The page of documentation that shows them."""
    parts = [HEAD, *(_shown(name, *SHOWN[name]) for name in paths)]
    parts.append("\n## A book with users\n\nEach sees what is theirs to see (`team.md`).\n")
    parts += (
        _shown(name, path, title, says, level="###")
        for name, (_, path, title, says) in SHOWN_TO.items()
    )
    german = [name for name in IN_GERMAN if name in paths]
    if german:
        parts.append("\n## In German\n\nOf every page, as the browser asks (`translating.md`).\n")
        parts += (
            f"\n![{SHOWN[name][1]}, in German](pictures/{name}-german.png)\n" for name in german
        )
    return "".join(parts)


def _shown(name: str, path: str, title: str, says: str, level: str = "##") -> str:
    """One page in all its looks."""
    return (
        f"\n{level} {title}\n\n{says} `{path}`\n\n![{title}](pictures/{name}-light.png)\n\n"
        f"| dark | narrow | narrow, dark |\n|---|---|---|\n"
        f"| ![{title}, dark](pictures/{name}-dark.png) "
        f"| ![{title}, narrow](pictures/{name}-narrow.png) "
        f"| ![{title}, narrow and dark](pictures/{name}-narrow-dark.png) |\n"
    )


def main() -> None:
    """Make the company, serve it, take the pictures, write the page."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Pictures need Chromium. On Debian:  apt install chromium")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        book = made(Path(scratch))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(book, AS_OF) as address:
            work_out(address)
            paths = addresses(address)
            take(browser, address, paths, folder)
            take_german(browser, address, paths, folder)
        with_users(book)
        with served(book, AS_OF) as address:
            take_of_team(browser, address, folder)
        browser.close()
    shrunk(folder)
    folder.with_name("pages.md").write_text(written(paths), "utf-8")


if __name__ == "__main__":
    main()
