"""A book as every door uses it: what is stored is served only while it still holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from goodwill.book import Book, open_book

DAY = date(2026, 6, 30)
TABLES = {
    "accounts.csv": "account_id,name,domains\nacme,Acme,acme.example\nbrio,Brio,brio.example\n",
    "effort.csv": "entry_id,account_id,person,worked_on,hours,activity\n"
    "e1,acme,ann@ours.example,2026-06-01,2,support\n",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two accounts, one of them served for two hours at 50."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, "utf-8")
    set_hourly_cost(folder, 50)
    return folder


@pytest.fixture
def book(tmp_path: Path, files: Path) -> Iterator[Book]:
    """A book of these files."""
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([files])
    yield book
    book.close()


def set_hourly_cost(folder: Path, cost: int) -> None:
    """Write the settings with another cost of an hour."""
    settings = f'[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = {cost}\n'
    (folder / "goodwill.toml").write_text(settings, "utf-8")


def cost_to_serve(book: Book, account: str) -> float | None:
    return book.statement(account, as_of=DAY)["economics"]["cost_to_serve"]


def test_new_settings_draw_a_stored_statement_up_anew(book: Book, files: Path) -> None:
    assert cost_to_serve(book, "acme") == 100.0

    set_hourly_cost(files, 60)
    book.import_paths([files])

    assert cost_to_serve(book, "acme") == 120.0


def test_a_new_sort_of_source_reaches_accounts_without_rows_of_it(book: Book, files: Path) -> None:
    assert book.statement("brio", as_of=DAY)["economics"]["revenue"] is None

    rows = "invoice_id,account_id,issued_on,amount\ni1,acme,2026-06-02,10\n"
    (files / "invoices.csv").write_text(rows, "utf-8")
    book.import_paths([files])

    assert book.statement("brio", as_of=DAY)["economics"]["revenue"] == 0.0


def test_rows_of_one_account_leave_the_stored_statement_of_another(book: Book, files: Path) -> None:
    before = {one["account"]["id"]: one for one in book.statements(DAY)}

    with (files / "effort.csv").open("a", encoding="utf-8") as table:
        table.write("e2,acme,ann@ours.example,2026-06-02,1,support\n")
    book.import_paths([files])
    after = {one["account"]["id"]: one for one in book.statements(DAY)}

    assert after["brio"] == before["brio"]
    assert after["acme"]["economics"]["cost_to_serve"] == 150.0


def test_all_statements_are_those_of_each_account(book: Book) -> None:
    found = list(book.statements(DAY))

    assert [one["account"]["id"] for one in found] == ["acme", "brio"]
    assert found == [book.statement(name, as_of=DAY) for name in ("Acme", "brio.example")]


def test_other_domains_are_other_facts(book: Book, files: Path) -> None:
    before = book.statement("brio", as_of=DAY)

    table = TABLES["accounts.csv"].replace("brio.example", "brio.example;brio.test")
    (files / "accounts.csv").write_text(table, "utf-8")
    book.import_paths([files])
    after = book.statement("brio", as_of=DAY)

    assert after["account"]["domains"] == ["brio.example", "brio.test"]
    assert after["made_with"]["facts"] != before["made_with"]["facts"]
