"""What reconciling reads and writes, in a file and on PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.config import Settings
from goodwill.pipeline import import_paths
from goodwill.store.database import Store
from goodwill.store.statements.storing import changed_accounts, signatures
from goodwill.store.who_is_who.accounts import account_names, canonical_accounts
from goodwill.store.who_is_who.reconcile import (
    add_ruling,
    contact_addresses,
    contact_deals,
    currencies,
    deal_money,
    invoice_money,
    listed_accounts,
    ruling_rows,
)
from goodwill.who_is_who.resolving import resolve_book
from goodwill.who_is_who.reviewing import waiting_rows
from goodwill.who_is_who.waiting import rows_without_account

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

FILES = {
    "accounts.csv": "account_id,name,domains,owner,parent_account_id,Country\n"
    "H1,Halden,halden.example,tom@us.example,,Germany\nS1,Sutter,,,HALDEN,\n",
    "invoices.csv": "invoice_id,account_id,issued_on,amount,currency\n"
    "i1,Halden GmbH,2026-01-10,100.00,EUR\ni2,HALDEN,2026-02-10,50.50,EUR\n",
    "deals.csv": "deal_id,account_id,opened_on,status,amount,contact_email\n"
    "d1,H1,2026-01-02,won,500,Ann@halden.example\nd2,,2026-03-01,open,90,\n"
    "d3,H1,2026-01-02,lost,7,\n",
}


@pytest.fixture
def filled(any_store: Store, tmp_path: Path) -> Store:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    import_paths(any_store, [folder], imported_at=NOW, workers=0)
    resolve_book(any_store, Settings())
    return any_store


def test_what_accounts_are_compared_by_is_read(filled: Store) -> None:
    with filled.read() as tx:
        listed = {one.account_id: one for one in listed_accounts(tx)}
        assert listed["H1"].attributes == (("Country", "Germany"),)
        assert listed["H1"].domains == ("halden.example",)
        assert listed["S1"].parent_account_id == "HALDEN"
        assert all(one.is_list and one.is_given for one in listed.values())
        assert contact_addresses(tx) == {"H1": {"ann@halden.example"}}
        assert contact_deals(tx) == [("ann@halden.example", "H1")]
        assert currencies(tx) == {"Halden GmbH": {"EUR"}, "HALDEN": {"EUR"}}
        assert sorted(invoice_money(tx)) == [
            ("HALDEN", "EUR", "2026-02-10", 50_500_000),
            ("Halden GmbH", "EUR", "2026-01-10", 100_000_000),
        ]
        assert list(deal_money(tx)) == [("H1", None, "2026-01-02", 500_000_000)]


def test_ids_go_under_one_account_and_so_do_parents(filled: Store) -> None:
    with filled.read() as tx:
        names = account_names(tx)
        found = canonical_accounts(tx, ["HALDEN"], names)

    assert names.goes_to == {"HALDEN": "H1", "Halden GmbH": "H1"}
    assert sorted(found) == ["H1", "S1"]
    assert found["H1"].also == ("HALDEN", "Halden GmbH")
    assert found["S1"].parent_account_id == "H1"
    with filled.read() as tx:
        assert list(canonical_accounts(tx, ["HALDEN"], names, only=["S1"])) == ["S1"]


def test_a_ruling_changes_what_is_drawn_up_anew_and_nothing_else(filled: Store) -> None:
    with filled.write() as tx:
        before = signatures(tx)
        tx.run_many("insert into account_state values (?, ?)", list(before.items()))
        add_ruling(tx, "apart", "H1", "HALDEN", made_at=5, by="ann", note="two firms")
        add_ruling(tx, "apart", "S1", "H1", made_at=6, by="ann", note="")
        assert [tuple(row)[1:4] for row in ruling_rows(tx)] == [
            ("apart", "H1", "HALDEN"),
            ("apart", "S1", "H1"),
        ]

    resolve_book(filled, Settings())

    with filled.read() as tx:
        assert changed_accounts(tx, signatures(tx)) == {"H1", "HALDEN", "Halden GmbH", "S1"}
        assert account_names(tx).goes_to == {}


def test_a_row_without_an_account_waits_with_its_money(filled: Store) -> None:
    rows = rows_without_account(filled)

    assert [(row.table, row.cells["deal_id"]) for row in rows] == [("deals", "d2")]
    with filled.read() as tx:
        assert [one.amount for one in waiting_rows(tx, rows, Settings())] == [90.0]
