"""Rows a second from CSV tables to committed facts, and memory: lines, invoices and payments.

Usage: python bench/tables.py [--lines N] [--invoices N] [--payments N] [--mapped]

Makes the tables anew, always the same (a seed), and imports them into a fresh book. `--mapped`
writes the lines as a vendor would, with the head of the invoice on each, days first and decimal
commas, and reads them through the mapping that is proposed for them.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from goodwill.importing.mapping_files import explain_file, keep_mapping
from goodwill.pipeline import ImportReport, import_paths
from goodwill.store.database import open_store

FIRST = date(2024, 1, 1)
ACCOUNTS = 5_000
DAYS = 800


def write_tables(folder: Path, lines: int, invoices: int, payments: int) -> None:
    """The contract's tables."""
    made = random.Random(1)  # noqa: S311  a bench wants the same numbers again
    with (folder / "invoices.csv").open("w", encoding="utf-8") as file:
        file.write("invoice_id,account_id,issued_on,due_on,amount,currency,cost\n")
        for number in range(invoices):
            day = FIRST + timedelta(days=made.randrange(DAYS))
            file.write(
                f"INV-{number:07d},A{made.randrange(ACCOUNTS):05d},{day},{day + timedelta(30)},"
                f"{made.randrange(1000, 900000) / 100:.2f},EUR,{made.randrange(9999) / 100:.2f}\n"
            )
    with (folder / "invoice_lines.csv").open("w", encoding="utf-8") as file:
        file.write("invoice_id,line,sku,description,quantity,unit_price,list_unit_price,amount\n")
        for number in range(lines):
            units, price = made.randrange(1, 50), made.randrange(100, 90000) / 100
            file.write(
                f"INV-{number % invoices:07d},{number // invoices + 1},S{made.randrange(900)},"
                f"Product {made.randrange(900)},{units},{price:.2f},{price * 1.1:.2f},"
                f"{price * units:.2f}\n"
            )
    with (folder / "payments.csv").open("w", encoding="utf-8") as file:
        file.write("payment_id,invoice_id,paid_on,amount\n")
        for number in range(payments):
            day = FIRST + timedelta(days=made.randrange(DAYS))
            invoice = made.randrange(invoices)
            amount = made.randrange(1000, 900000) / 100
            file.write(f"P{number},INV-{invoice:07d},{day},{amount:.2f}\n")


def write_export(folder: Path, lines: int, invoices: int) -> None:
    """The lines as an accounting exports them."""
    made = random.Random(1)  # noqa: S311
    with (folder / "export.csv").open("w", encoding="utf-8") as file:
        file.write("Rechnung;Kunde;Datum;Artikel;Bezeichnung;Menge;Einzelpreis;Betrag\n")
        for number in range(lines):
            invoice = number * invoices // lines
            day = FIRST + timedelta(days=invoice % DAYS)
            units, price = made.randrange(1, 50), made.randrange(100, 90000)
            file.write(
                f"R{invoice:07d};A{invoice % ACCOUNTS};{day:%d/%m/%Y};S{made.randrange(900)};"
                f"Product;{units};{price // 100},{price % 100:02d};"
                f"{price * units // 100},{price * units % 100:02d}\n"
            )


def run(folder: Path, *, is_mapped: bool) -> ImportReport:
    """Import a folder into a fresh book beside it."""
    book = folder.parent / "book"
    if is_mapped:
        keep_mapping(explain_file(folder / "export.csv", book, {}), book)
    store = open_store(book, create=True)
    report = import_paths(store, [folder], imported_at=datetime.now(UTC))
    store.close()
    return report


def main() -> None:
    """Make, import, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--invoices", type=int, default=200_000)
    parser.add_argument("--payments", type=int, default=200_000)
    parser.add_argument("--mapped", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "tables"
        folder.mkdir()
        if given.mapped:
            write_export(folder, given.lines, given.invoices)
        else:
            write_tables(folder, given.lines, given.invoices, given.payments)
        began, spent = time.monotonic(), time.process_time()
        total = run(folder, is_mapped=given.mapped).total
        seconds, spent = time.monotonic() - began, time.process_time() - spent
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = spent + others.ru_utime + others.ru_stime
    print(f"{total.seen:,} rows, {total.imported:,} new, {total.unreadable:,} rejected")
    print(f"{seconds:.1f} s, {total.seen / seconds:,.0f} rows/s, {used:.1f} s of processors")
    print(f"memory {own.ru_maxrss / 1024:.0f} MB, largest parsing process "
          f"{others.ru_maxrss / 1024:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
