"""A small book: one account pays two months after the agreed day, of the other little is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goodwill.book import open_book

__all__ = ["ACCOUNTS", "DAY", "LATER", "SETTINGS", "make_book"]

DAY = date(2026, 6, 30)
LATER = date(2026, 7, 31)

SETTINGS = """[company]
name = "Us"
domains = ["us.example"]
currency = "EUR"
hourly_cost = 50
"""
ACCOUNTS = """account_id,name,domains,owner,desired_kind
halden,Halden,halden.example,ann@us.example,ad_hoc
orlo,Orlo,orlo.example,bo@us.example,
"""
AGREEMENTS = """agreement_id,account_id,signed_on,payment_terms_days
a1,halden,2025-01-01,30
"""
INVOICES = (
    "invoice_id,account_id,issued_on,due_on,amount,currency,cost\n"
    + "".join(f"i{n},halden,2026-{n:02d}-01,2026-{n:02d}-28,20000,EUR,8000\n" for n in range(1, 7))
    + "".join(f"j{n},halden,2025-{n:02d}-01,2025-{n:02d}-28,20000,EUR,8000\n" for n in range(7, 13))
)
PAYMENTS = (
    "payment_id,invoice_id,paid_on,amount\n"
    + "".join(f"p{n},i{n},2026-{n + 2:02d}-20,20000\n" for n in range(1, 5))
    + "p7,j7,2025-10-10,20000\np8,j8,2025-11-10,20000\np9,j9,2025-12-10,20000\n"
)


def make_book(folder: Path) -> Path:
    """Where the book is; its statements of `DAY` are drawn up."""
    for name, text in {
        "goodwill.toml": SETTINGS,
        "accounts.csv": ACCOUNTS,
        "agreements.csv": AGREEMENTS,
        "invoices.csv": INVOICES,
        "payments.csv": PAYMENTS,
    }.items():
        (folder / name).write_text(text)
    opened = open_book(folder / "book", create=True)
    opened.import_paths([folder])
    opened.assess(DAY)
    opened.close()
    return folder / "book"
