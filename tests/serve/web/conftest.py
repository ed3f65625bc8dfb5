"""A small book behind the pages, and how to ask for them: no door is opened, nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from goodwill.book import open_book
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

DAY = date(2026, 6, 30)
ADDRESS = "http://127.0.0.1:8421"

MAILS = (
    ("kim@acre.example", "ann@ours.example", "Valves", "The valves <b>leak</b> again, Ann."),
    ("ann@ours.example", "kim@acre.example", "Re: Valves", "I will send new ones on Friday."),
    ("lee@brook.example", "ann@ours.example", "Quote", "What would twelve valves cost?"),
    ("sam@nobody.example", "ann@ours.example", "Hello", "Do you also repair pumps?"),
    ("ann@ours.example", "sam@nobody.example", "Re: Hello", "We do. What make are they?"),
)
TABLES = {
    "accounts.csv": "account_id,name,domains\nacre,Acre & Sons,acre.example\n"
    "brook,Brook,brook.example\n",
    "contacts.csv": "email,name,title,account_id\nkim@acre.example,Kim Ode,Buyer,acre\n",
    "invoices.csv": "invoice_id,account_id,issued_on,due_on,amount\n"
    "i1,acre,2026-05-01,2026-05-31,1000\ni2,acre,2026-06-01,2026-06-30,ten\n",
    "payments.csv": "payment_id,invoice_id,paid_on,amount\np1,i1,2026-06-10,1000\n"
    "p2,i9,2026-06-11,50\n",
}
SETTINGS = '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n'

Ask = Callable[..., httpx.Response]
"""`ask(path)` gets a page, `ask(path, data=..., files=...)` sends a form of the page's own."""


def write_company(folder: Path) -> Path:
    """The files of a small company in a new folder."""
    folder.mkdir(parents=True)
    for name, text in TABLES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    (folder / "mail.mbox").write_text(mailbox(), "utf-8")
    return folder


def mailbox() -> str:
    """One mail a day, from the first of June."""
    return "".join(
        f"From x Thu Jan  1 00:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: {subject}\n"
        f"Message-ID: <{day}@m.example>\nDate: {day} Jun 2026 10:00:00 +0000\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n\n"
        for day, (sender, to, subject, body) in enumerate(MAILS, 1)
    )


def asks(app: FastAPI) -> Ask:
    """How an application is asked."""

    def ask(path: str, **form: Any) -> httpx.Response:
        headers = {"origin": ADDRESS, **form.pop("headers", {})}
        method = form.pop("method", "POST" if form else "GET")

        async def send() -> httpx.Response:
            over = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=over, base_url=ADDRESS) as client:
                return await client.request(method, path, headers=headers, **form)

        return asyncio.run(send())

    return ask


def drawn_up(folder: Path) -> Shelf:
    """A shelf with the small company's book on it."""
    book = open_book(folder / "book", create=True)
    book.import_paths([write_company(folder / "company")])
    book.assess(DAY)
    book.make_searchable()
    return Shelf(book, DAY)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A book for tests that only look at it."""
    shelf = drawn_up(tmp_path_factory.mktemp("small"))
    yield shelf
    shelf.book.close()


@pytest.fixture
def own_shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A book for one test alone, which may change it."""
    shelf = drawn_up(tmp_path)
    yield shelf
    shelf.book.close()


@pytest.fixture
def empty_shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A shelf with a book in which nothing is."""
    book = open_book(tmp_path / "book", create=True)
    book.assess(DAY)
    yield Shelf(book, DAY)
    book.close()


@pytest.fixture(scope="session")
def ask(shelf: Shelf) -> Ask:
    return asks(create_app(shelf))
