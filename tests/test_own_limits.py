"""Which customers impose their terms, by the shipped limit and by a company's own.

Made-up receivables: all have 30 days. Most pay within a few days of the agreed one, some two weeks
after it nearly every time, one two weeks after it because it disputed what was billed.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from goodwill.book import open_book

AS_OF = date(2026, 6, 30)
MONTH = 30
IMPOSING = frozenset({"imposing-1", "imposing-2", "imposing-3"})
DISPUTING = "disputing"
PAYERS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys([f"punctual-{number}" for number in range(6)], (-6, 4)),
    **dict.fromkeys([f"slow-{number}" for number in range(3)], (0, 8)),
    **dict.fromkeys([*sorted(IMPOSING), DISPUTING], (11, 19)),
}
"""By customer, the days beyond the agreed day between which it pays."""


def write_receivables(folder: Path) -> None:
    """Invoices of a year and a half with their payments; part of each disputed one is credited."""
    chance = Random(3)  # noqa: S311  made-up rows, no secret
    invoices: list[tuple[object, ...]] = []
    payments: list[tuple[object, ...]] = []
    for name, (earliest, latest) in PAYERS.items():
        for number in range(24):
            bill, issued = f"{name}/{number}", AS_OF - timedelta(days=60 + 20 * number)
            due = issued + timedelta(days=MONTH)
            amount, off = chance.randrange(50, 900), 5 if name == DISPUTING else 0
            paid = due + timedelta(days=chance.randint(earliest, latest))
            invoices.append((bill, name, issued, due, amount, ""))
            payments.append((f"p-{bill}", bill, paid, amount - off))
            if off:
                invoices.append((f"c-{bill}", name, paid, "", -off, bill))
    _write(
        folder / "invoices.csv",
        "invoice_id,account_id,issued_on,due_on,amount,credits_invoice_id",
        invoices,
    )
    _write(folder / "payments.csv", "payment_id,invoice_id,paid_on,amount", payments)


def _write(file: Path, header: str, rows: list[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(header.split(","))
        table.writerows(rows)


def statuses(tmp_path: Path, settings: str) -> dict[str, str]:
    """Whether each customer imposes its terms, by the settings of the book."""
    folder = tmp_path / "files"
    folder.mkdir()
    write_receivables(folder)
    (folder / "goodwill.toml").write_text(settings, "utf-8")
    book = open_book(tmp_path / "book", create=True)
    assert not book.import_paths([folder]).rejects
    found: dict[str, str] = {}
    for statement in book.statements(AS_OF):
        (line,) = [one for one in statement["patterns"] if one["id"] == "terms_dictated"]
        found[statement["account"]["id"]] = line["status"]
    book.close()
    return found


def test_two_weeks_late_is_nobody_s_dictation_where_no_limit_is_set(tmp_path: Path) -> None:
    found = statuses(tmp_path, '[company]\ncurrency = "EUR"\n')

    assert set(found) == set(PAYERS)
    assert set(found.values()) == {"absent"}


@pytest.mark.parametrize("limit", [8, 10])
def test_with_a_limit_of_its_own_a_company_is_told_who_imposes_terms(
    tmp_path: Path, limit: int
) -> None:
    own = f'"terms_dictated.days_beyond_terms" = {limit}'

    found = statuses(tmp_path, f'[company]\ncurrency = "EUR"\n[thresholds]\n{own}\n')

    assert {name for name, status in found.items() if status == "present"} == IMPOSING
    assert {found[name] for name in PAYERS if name not in IMPOSING} == {"absent"}
