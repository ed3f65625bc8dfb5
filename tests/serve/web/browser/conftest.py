"""A real `goodwill serve` over a small company, honest or hostile, and pages in Chromium.

The company is made here: three clients, a year of mails, invoices, payments, hours and deals. Every
text that is free in a file is one that a test may choose.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import unescape
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Dialog, Page, Request
from tests.chromium import launched
from tests.serve.web.browser.every_page import page_name

from goodwill.book import open_book
from goodwill.lab.served import served

DAY = date(2026, 6, 30)
ENTRANCES = ("/", "/search?q=drawings")
"""Where somebody begins: the first page, and what the field of every page leads to."""
OURS = "ours.example"
CLIENTS = ("acre", "brook", "cove")

Text = Callable[[str], str]
"""What is written where a text is free, from what an honest company would write there."""

SETTINGS = f"""[company]
name = "Ours"
domains = ["{OURS}"]
currency = "GBP"
hourly_cost = 50
cost_of_capital = 0.1
desired_kind = "partner"
"""
SAID = (
    "Could you send the drawings for the new line, please?",
    "You still have not delivered the valves that were promised for Monday.",
    "Thank you for the quick repair, the line is running again.",
    "We have had an offer from another firm that is a good deal lower.",
    "If you do not give us ten per cent we will take the work elsewhere.",
    "Golf on Friday, then dinner with the families?",
)
ANSWERED = (
    "I will send the drawings by {day}.",
    "I am sorry, that was our mistake; the valves leave here tomorrow.",
    "Glad to hear it. We promise to look at the pump by {day}.",
)


def make_book(place: Path, files: Path, text: Text = str) -> Path:
    """A book of these files with its statements drawn up; gives back its place."""
    files.mkdir()
    (files / "goodwill.toml").write_text(SETTINGS, "utf-8")
    for name, rows in _tables(text):
        _write(files / f"{name}.csv", rows)
    (files / "mail.mbox").write_bytes(b"".join(_mails(text)))
    book = open_book(place, create=True)
    try:
        book.import_paths([files])
        book.assess(DAY)
    finally:
        book.close()
    return place


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def _tables(text: Text) -> Iterator[tuple[str, list[Sequence[object]]]]:
    names = {client: text(f"{client.capitalize()} Mills") for client in CLIENTS}
    yield (
        "accounts",
        [
            ("account_id", "name", "domains", "owner", "segment"),
            *((c, names[c], f"{c}.example", f"ann@{OURS}", text("mills")) for c in CLIENTS),
        ],
    )
    yield (
        "contacts",
        [
            ("email", "name", "title", "account_id", "committee_role"),
            *(
                (f"pat@{c}.example", text("Pat Field"), text("Buyer"), c, "user_buyer")
                for c in CLIENTS
            ),
            *(
                (f"lee@{c}.example", text("Lee Hart"), text("Head"), c, "economic_buyer")
                for c in CLIENTS
            ),
        ],
    )
    yield (
        "agreements",
        [
            (
                "agreement_id",
                "account_id",
                "signed_on",
                "payment_terms_days",
                "max_discount",
                "scope",
            ),
            *((f"A-{c}", c, "2025-01-01", 30, "0.05", text("All repairs")) for c in CLIENTS),
        ],
    )
    yield from _money(text)


def _money(text: Text) -> Iterator[tuple[str, list[Sequence[object]]]]:
    invoices: list[Sequence[object]] = [
        ("invoice_id", "account_id", "issued_on", "due_on", "amount", "cost", "list_amount")
    ]
    payments: list[Sequence[object]] = [("payment_id", "invoice_id", "paid_on", "amount")]
    effort: list[Sequence[object]] = [
        ("entry_id", "account_id", "person", "worked_on", "hours", "activity", "billable")
    ]
    for number, client in enumerate(CLIENTS, start=1):
        for month in range(12):
            issued = date(2025, 7, 3) + timedelta(days=30 * month)
            name, amount = f"I-{client}-{month}", 9_137 * number + 211 * month
            invoices.append(
                (name, client, issued, issued + timedelta(30), amount, amount // 2, amount * 5 // 4)
            )
            payments.append((f"P-{name}", name, issued + timedelta(30 + 23 * (number - 1)), amount))
            effort.append(
                (f"E-{name}", client, f"ann@{OURS}", issued, 3 * number, "support", "false")
            )
    payments.append(("P-early", "I-not-yet-written", "2026-06-01", 100))  # it waits for its invoice
    yield "invoices", invoices
    yield "payments", payments
    yield "effort", effort
    yield (
        "deals",
        [
            ("deal_id", "account_id", "name", "opened_on", "closed_on", "status", "competitors"),
            *(
                (f"D-{c}", c, text("New line"), "2026-02-01", "2026-03-01", "won", text("Rival"))
                for c in CLIENTS
            ),
        ],
    )
    yield (
        "tickets",
        [
            ("ticket_id", "account_id", "opened_at", "closed_at", "subject", "requester"),
            *(
                (
                    f"T-{c}",
                    c,
                    "2026-04-01T09:00:00Z",
                    "2026-04-03T09:00:00Z",
                    text("Pump"),
                    text("Pat"),
                )
                for c in CLIENTS
            ),
        ],
    )


def _mails(text: Text) -> Iterator[bytes]:
    for client in CLIENTS:
        for turn in range(18):
            sent = datetime(2025, 8, 4, 9, tzinfo=UTC) + timedelta(days=18 * turn, minutes=turn)
            asked = f"{client}-{turn}@{client}.example"
            yield _mail(client, sent, asked, text(SAID[turn % len(SAID)]), text, is_theirs=True)
            later = sent + timedelta(hours=5)
            answer = ANSWERED[turn % len(ANSWERED)].format(
                day=(later + timedelta(9)).strftime("%d %B")
            )
            yield _mail(client, later, f"{client}-{turn}@{OURS}", text(answer), text, re=asked)


def _mail(
    client: str,
    sent: datetime,
    name: str,
    said: str,
    text: Text,
    *,
    re: str = "",
    is_theirs: bool = False,
) -> bytes:
    theirs, ours = f"pat@{client}.example", f"ann@{OURS}"
    mail = EmailMessage()
    mail["From"], mail["To"] = (theirs, ours) if is_theirs else (ours, theirs)
    mail["Subject"] = " ".join(text("The new line").replace("\0", " ").split())[:500]
    mail["Date"], mail["Message-ID"] = format_datetime(sent), f"<{name}>"
    if re:
        mail["In-Reply-To"] = f"<{re}>"
    mail.set_content(f"Hello,\n\n{said}\n\nRegards\n", cte="base64")
    return b"From - Thu Jan  1 00:00:00 1970\n" + mail.as_bytes() + b"\n\n"


def hostile_text() -> Text:
    """Each text another payload that marks the page if it runs, some with a word without end."""
    folder = Path(__file__).parents[2]
    texts: list[str] = tomllib.loads((folder / "hostile.toml").read_text("utf-8"))["texts"]
    own = tomllib.loads(Path(__file__).with_name("payloads.toml").read_text("utf-8"))["texts"]
    each, number = [*own, *texts], count()

    def hostile(honest: str) -> str:
        which = next(number)
        payload = each[which % len(each)].replace("\0", "")
        return f"{honest} {payload}" if which % 2 else f"{payload} {honest} {'W' * 300}"

    return hostile


def explored(address: str) -> tuple[list[str], list[str]]:
    """One path for each page that links lead to from the first, and links that lead nowhere.

    What differs by account, line or number only is the same page (`every_page.page_name`).
    """
    found, dead, waiting = dict[str, str](), list[str](), list(ENTRANCES)
    with httpx.Client(base_url=address, limits=httpx.Limits(max_keepalive_connections=0)) as client:
        while waiting:
            path = waiting.pop(0)
            if (page := page_name(path)) in found or path in dead:
                continue
            answer = client.get(path)
            if answer.status_code != HTTPStatus.OK:
                dead.append(path)
            elif answer.headers["content-type"].startswith("text/html"):
                found[page] = path
                links = re.findall(r'href="(/[^"#]*)', answer.text)
                waiting += [unescape(link) for link in links if not link.startswith("/static")]
                waiting.sort(key=lambda path: "?" in path)  # a page as it is before a part of it
    return list(found.values()), dead


@pytest.fixture(scope="session")
def honest_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of an honest company; tests that change it copy it first."""
    folder = tmp_path_factory.mktemp("honest")
    return make_book(folder / "book", folder / "files")


@pytest.fixture(scope="session")
def address(honest_book: Path) -> Iterator[str]:
    """Where the pages over an honest company are."""
    with served(honest_book, DAY) as address:
        yield address


@pytest.fixture(scope="session")
def links(address: str) -> tuple[list[str], list[str]]:
    """Paths of its pages, and dead links."""
    return explored(address)


@pytest.fixture(scope="session")
def paths(links: tuple[list[str], list[str]]) -> list[str]:
    """One path for each page."""
    return links[0]


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages over a company are whose every text would like to run."""
    folder = tmp_path_factory.mktemp("hostile")
    with served(make_book(folder / "book", folder / "files", hostile_text()), DAY) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_paths(hostile_address: str) -> list[str]:
    """One path for each page."""
    return explored(hostile_address)[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one module."""
    with launched() as started:
        yield started


@pytest.fixture
def wrong() -> Iterator[list[str]]:
    """What happened on the pages of a test that must not: none may be left at its end."""
    found = list[str]()
    yield found
    assert found == []


Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def opened(browser: Browser, wrong: list[str]) -> Open:
    """Opens a page on a site; notes dialogs, words on the console, requests to other origins."""

    @contextmanager
    def open_page(
        address: str,
        *,
        width: int = 1440,
        look: Literal["light", "dark"] = "light",
        script: bool = True,
    ) -> Iterator[Page]:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=look,
            java_script_enabled=script,
        )
        page = context.new_page()
        _watch(page, address, wrong)
        yield page
        context.close()

    return open_page


def _watch(page: Page, address: str, wrong: list[str]) -> None:
    def dismiss(dialog: Dialog) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def note(asked: Request) -> None:
        if not asked.url.startswith((f"{address}/", "data:,")):
            wrong.append(f"request {asked.url}")

    page.on("dialog", dismiss)
    page.on("request", note)
    page.on("console", lambda message: wrong.append(f"console {page.url}: {message.text}"))
    page.on("pageerror", lambda fault: wrong.append(f"fault {page.url}: {fault}"))
