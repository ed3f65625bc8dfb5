"""What a mapping reads, as the relations that judges see: the same in a file and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from goodwill.config import Settings
from goodwill.facts.tables import RELATIONS
from goodwill.pipeline import import_paths
from goodwill.store.columns.facts import fact_tables
from goodwill.store.database import Store
from goodwill.who_is_who.resolving import resolve_book

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

FILES = {
    "sales.csv": (
        "*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,TaxTotal,InvoiceAmountPaid,"
        "InventoryItemCode,*Description,*Quantity,*UnitAmount,Discount,LineAmount,Currency,Type,"
        "Status\n"
        'Zoë & "Söhne",INV-1,13/02/2026,15/03/2026,119.00,19.00,0,A1,Tea,2,40.00,,80.00,EUR,'
        "Sales invoice,Awaiting Payment\n"
        'Zoë & "Söhne",INV-1,13/02/2026,15/03/2026,119.00,19.00,0,B1,Cups,1,20.00,,20.00,EUR,'
        "Sales invoice,Awaiting Payment\n"
        "Acme,INV-2,14/02/2026,16/03/2026,11.90,1.90,0,A1,Tea,1,10.00,,10.00,EUR,Sales invoice,"
        "Paid\n"
    ),
    "payments.csv": "payment_id,invoice_id,paid_on,amount\np1,INV-2,2026-03-20,10.00\n",
    "effort.csv": (
        "entry_id,account_id,person,worked_on,hours,activity,billable\n"
        "e1,Acme,ann@ours.example,2026-03-01,1.5,support,\n"
        "e2,Acme,ann@ours.example,2026-03-02,2,delivery,true\n"
    ),
    "tickets.csv": (
        "ticket_id,account_id,opened_at,closed_at,due_at,severity,in_scope,subject\n"
        "t1,Acme,2026-03-01T09:00:00Z,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,high,true,Cups\n"
        "t2,Acme,2026-03-01T09:00:00Z,2026-03-04T09:00:00Z,2026-03-03T09:00:00Z,low,,\n"
        "t3,Acme,2026-03-01T09:00:00Z,,2026-03-03T09:00:00Z,low,,\n"
    ),
    "agreements.csv": (
        "agreement_id,account_id,signed_on,payment_terms_days,max_discount\n"
        "g1,Acme,2026-01-01,30,0.125\n"
    ),
}


@pytest.fixture
def rows(any_store: Store, tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    """All relations of a book of these files."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    report = import_paths(any_store, [folder], imported_at=NOW, workers=0)
    assert not report.rejects
    resolve_book(any_store, Settings())
    tables = fact_tables(any_store, ["Acme", 'Zoë & "Söhne"'], Settings())
    return {name: tables[name].to_pylist() for name in RELATIONS}


def test_lines_and_payments_go_under_the_account_of_their_invoice(
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    lines = {(row["account_id"], row["sku"], row["amount"]) for row in rows["invoice_line"]}
    assert lines == {
        ('Zoë & "Söhne"', "A1", Decimal(80)),
        ('Zoë & "Söhne"', "B1", Decimal(20)),
        ("Acme", "A1", Decimal(10)),
    }
    (payment,) = rows["payment"]
    assert (payment["account_id"], payment["paid_on"]) == ("Acme", date(2026, 3, 20))


def test_numbers_days_and_truth_come_back_as_they_were_written(
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    invoices = {row["invoice_id"]: row for row in rows["invoice"]}
    assert invoices["INV-1"]["amount"] == Decimal(100)
    assert invoices["INV-1"]["issued_on"] == date(2026, 2, 13)
    assert invoices["INV-1"]["list_amount"] is None
    entries = {row["entry_id"]: (row["hours"], row["is_billable"]) for row in rows["time_entry"]}
    assert entries == {"e1": (1.5, False), "e2": (2.0, True)}
    assert [row["max_discount"] for row in rows["agreement"]] == [0.125]


def test_a_ticket_is_closed_in_time_or_late_or_nobody_knows(
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    closed = {row["ticket_id"]: row["closed_in_time"] for row in rows["ticket"]}

    assert closed == {"t1": True, "t2": False, "t3": None}
