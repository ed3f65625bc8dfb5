"""Statements drawn up by several processes are the ones that a single one draws up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from goodwill import opened
from goodwill.assess import Drawn
from goodwill.book import Book, open_book
from goodwill.reports import Progress
from goodwill.statements.drawers import drawn_here, drawn_together

DAY = date(2026, 6, 30)
NAMES = [f"a{number}" for number in range(7)]
SETTINGS = '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n'
MAIL = """From a@{0}.example Mon Jun  1 09:00:00 2026
From: Ann <ann@{0}.example>
To: Sue <sue@ours.example>
Date: Mon, 1 Jun 2026 09:00:00 +0000
Message-ID: <1@{0}.example>
Subject: Delivery

Could you send the drawings by Friday? We are unhappy with the delay.

"""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book of seven accounts with mail and invoices."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    accounts = [f"{name},Firm {name},{name}.example" for name in NAMES]
    invoices = [f"i{name},{name},2026-03-01,2026-04-01,100.5" for name in NAMES]
    for name, lines in (
        ("accounts", ["account_id,name,domains", *accounts]),
        ("invoices", ["invoice_id,account_id,issued_on,due_on,amount", *invoices]),
    ):
        (folder / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    (folder / "all.mbox").write_text("".join(MAIL.format(name) for name in NAMES), "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([folder])
    book.accounts()
    yield book
    book.close()


def by_account(drawn: Iterator[Sequence[Drawn]]) -> list[Drawn]:
    return sorted(chain.from_iterable(drawn))


def test_two_processes_draw_up_the_bytes_that_one_does(book: Book) -> None:
    here = by_account(drawn_here(book.assessor, NAMES, DAY))
    together = drawn_together(book.assessor, book.place, NAMES, DAY, count=2, at_once=400)

    assert [one.account_id for one in here] == NAMES
    assert b'"messages":1' in here[0].document
    assert by_account(together) == here


def test_accounts_of_processes_that_fail_are_drawn_up_here(book: Book, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    together = drawn_together(book.assessor, nowhere, NAMES, DAY, count=2, at_once=400)

    assert by_account(together) == by_account(drawn_here(book.assessor, NAMES, DAY))


def test_a_book_shares_many_accounts_out_and_stores_each_once(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    monkeypatch.setattr(opened, "SHARED_FROM", len(NAMES))

    report = book.assess(DAY, told.append)

    assert (report.drawn, told[-1].done, told[-1].total) == (len(NAMES),) * 3
    assert [one["account"]["id"] for one in book.statements(DAY)] == NAMES
    assert book.assess(DAY).drawn == 0
