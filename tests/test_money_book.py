"""Money through a whole book: any order of import, part by part, and with others beside it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from goodwill.book import Book, open_book

DAY = date(2026, 6, 30)
Tables = dict[str, list[dict[str, str]]]
OpenWith = Callable[..., Book]

SETTINGS = """[company]
domains = ["ours.example"]
currency = "EUR"
hourly_cost = 61.37
[rates]
USD = 0.91
"""


def tables_of(account: str, seed: int) -> Tables:
    """Every money table for one account: part payments, a credit note, money sent back."""
    chance = Random(seed)  # noqa: S311  made-up rows, no secret

    def day(months: int = 14) -> str:
        back = chance.randrange(months)
        return f"{2026 - (back + 6) // 12}-{12 - (back + 6) % 12:02d}-{chance.randrange(1, 28):02d}"

    def amount() -> str:
        return f"{chance.randrange(1, 90000) / 100:.2f}"

    bills = [f"{account}-{number}" for number in range(8)]
    found: Tables = {"accounts": [{"account_id": account, "name": account.title()}]}
    found["invoices"] = [
        {"invoice_id": bill, "account_id": account, "issued_on": day(), "due_on": day()}
        | {"amount": amount(), "cost": amount(), "list_amount": amount()}
        | {"currency": chance.choice(["", "USD"]), "credits_invoice_id": ""}
        for bill in bills
    ]
    found["invoices"].append(
        {"invoice_id": f"{account}-c", "account_id": account, "issued_on": day(), "cost": "0"}
        | {"amount": f"-{amount()}", "credits_invoice_id": bills[0]}
    )
    found["invoice_lines"] = [
        {"invoice_id": bill, "line": "1", "sku": "M", "amount": amount()}
        | {"period_start": "2026-01-01", "period_end": "2026-01-31"}
        for bill in bills[:3]
    ]
    found["payments"] = [
        {"payment_id": f"{account}-p{number}", "invoice_id": chance.choice(bills), "paid_on": day()}
        | {"amount": chance.choice(["", "", "-"]) + amount()}
        for number in range(12)
    ]
    found["effort"] = [
        {"entry_id": f"{account}-e{number}", "account_id": account, "person": "tom@ours.example"}
        | {"worked_on": day(), "hours": f"{chance.randrange(1, 900) / 100}", "activity": "support"}
        for number in range(9)
    ]
    found["expenses"] = [
        {"expense_id": f"{account}-x{number}", "account_id": account, "category": "gift"}
        | {"spent_on": day(), "amount": amount()}
        for number in range(3)
    ]
    found["agreements"] = [
        {"agreement_id": f"{account}-a", "account_id": account}
        | {"signed_on": f"2025-{1 + seed % 6:02d}-01"}
        | {"payment_terms_days": "14", "max_discount": "0.1"}
    ]
    return found


def joined(*parts: Tables) -> Tables:
    """The rows of several accounts in one set of tables."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: [row for part in parts for row in part.get(name, [])] for name in names}


def write(folder: Path, name: str, rows: list[dict[str, str]]) -> Path:
    """One table as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = dict.fromkeys(key for row in rows for key in row)
        table = csv.DictWriter(file, list(columns), restval="")
        table.writeheader()
        table.writerows(rows)
    return path


@pytest.fixture
def book_of(tmp_path: Path) -> Iterator[OpenWith]:
    """Makes a book of tables; with a seed, of pieces of them in any order, in two imports."""
    opened: list[Book] = []
    numbers = count()

    def make(tables: Tables, seed: int | None = None) -> Book:
        place = tmp_path / str(next(numbers))
        place.mkdir()
        (place / "goodwill.toml").write_text(SETTINGS, "utf-8")
        book = open_book(place / "book", create=True)
        opened.append(book)
        pieces = [write(place / "whole", name, rows) for name, rows in tables.items()]
        if seed is not None:
            pieces = list(shuffled(place, tables, Random(seed)))  # noqa: S311  an order
        book.import_paths([place / "goodwill.toml"])
        book.import_paths(pieces[:7])
        book.import_paths(pieces[7:])
        return book

    yield make
    for book in opened:
        book.close()


def shuffled(place: Path, tables: Tables, chance: Random) -> Iterator[Path]:
    """Each table in two files, its rows and the files in an order of chance."""
    pieces = [(name, end) for name in tables for end in (0, 1)]
    chance.shuffle(pieces)
    for name, end in pieces:
        rows = tables[name][end::2]
        if rows:
            yield write(place / f"{name}{end}", name, chance.sample(rows, len(rows)))


def money_of(book: Book, account: str) -> dict[str, Any]:
    """All figures of a statement, the costs of its patterns, and what stands behind them."""
    statement = book.statement(account, as_of=DAY)
    return {
        "economics": statement["economics"],
        "patterns": statement["patterns"],
        "facts": statement["made_with"]["facts"],
        "money": book.money(account, as_of=DAY),
    }


@pytest.mark.parametrize("seed", range(2))
def test_pieces_in_any_order_make_the_money_of_the_whole(book_of: OpenWith, seed: int) -> None:
    tables = joined(tables_of("acme", seed), tables_of("brio", seed + 100))

    whole, pieces = book_of(tables), book_of(tables, seed)

    for account in ("acme", "brio"):
        assert money_of(pieces, account) == money_of(whole, account)
    assert whole.statement("acme", as_of=DAY)["economics"]["late_payment_cost"]


@pytest.mark.parametrize("seed", range(2))
def test_an_account_beside_it_changes_no_statement(book_of: OpenWith, seed: int) -> None:
    acme, brio = tables_of("acme", seed), tables_of("brio", seed + 50)

    alone, beside = book_of(acme), book_of(joined(brio, acme))

    assert beside.statement("acme", as_of=DAY) == alone.statement("acme", as_of=DAY)
    assert beside.money("acme", as_of=DAY) == alone.money("acme", as_of=DAY)


def test_rows_imported_again_from_elsewhere_change_nothing(
    book_of: OpenWith, tmp_path: Path
) -> None:
    tables = tables_of("acme", 7)
    book = book_of(tables)
    before = money_of(book, "acme")

    book.import_paths([write(tmp_path / "again", name, rows) for name, rows in tables.items()])

    assert money_of(book, "acme") == before


def test_a_parent_does_not_swallow_what_its_child_is_billed(book_of: OpenWith) -> None:
    mother, child = tables_of("acme", 3), tables_of("brio", 4)
    alone = book_of(mother)
    mother["accounts"][0]["parent_account_id"] = ""
    child["accounts"][0]["parent_account_id"] = "acme"

    family = book_of(joined(mother, child))

    assert money_of(family, "acme") == money_of(alone, "acme")
    assert family.statement("brio", as_of=DAY)["economics"]["revenue"]
