"""HubSpot, against a server that speaks its documented pages."""

from __future__ import annotations

from pathlib import Path

from tests.live.made import NOW, make_book, run
from tests.live.selling import KEY, columns_of, rows, shop
from tests.live.vendors.hubspot import HubSpot

from goodwill.live.deals.hubspot import LIMITS
from goodwill.pipeline import import_paths

WRONG = "another-key-4711"


def made() -> HubSpot:
    vendor = HubSpot(KEY, owners={"7": "Ada Ours"})
    vendor.put("companies", 11, name="Acre Ltd", domain="acre.example", hubspot_owner_id="7")
    vendor.put("contacts", 21, email="kim@acre.example", firstname="Kim", associatedcompanyid="11")
    deal(vendor, 31)
    vendor.contacts_of[31] = [21]
    return vendor


def deal(vendor: HubSpot, key: int, **said: str) -> None:
    usual = {
        "dealname": f"Deal {key}",
        "dealstage": "presentation",
        "amount": "1234.567",
        "deal_currency_code": "EUR",
        "createdate": "2026-03-01T09:00:00.000Z",
        "closedate": "2026-09-30T00:00:00Z",
        "hs_is_closed": "false",
        "hs_is_closed_won": "false",
        "hs_primary_associated_company": "11",
        "hubspot_owner_id": "7",
    }
    vendor.put("deals", key, **{**usual, **said})


DEAL = ("deal_id", "account_id", "name", "status", "closed_on", "owner", "contact_email")


def test_companies_contacts_and_deals_come_in_and_change(tmp_path: Path) -> None:
    vendor = made()
    with shop(tmp_path, vendor, "hubspot") as book:
        first = book.sync().total
        idle = book.sync().total
        vendor.now += 3600
        book.sync()
        quiet = book.calls()
        deal(vendor, 31, hs_is_closed="true", hs_is_closed_won="true")
        deal(vendor, 32)
        changed = book.sync().total

        assert (first.imported, first.unreadable) == (3, 0)
        assert idle.imported == 0
        assert quiet == 3
        assert changed.imported == 2
        assert rows(book.store, "account", "account_id", "name", "domains", "owner") == [
            ("11", "Acre Ltd", '["acre.example"]', "Ada Ours")
        ]
        deals = rows(book.store, "opportunity", *DEAL)
        assert deals == [
            ("31", "11", "Deal 31", "won", deals[0][4], "Ada Ours", "kim@acre.example"),
            ("32", "11", "Deal 32", "open", None, "Ada Ours", None),
        ]
        assert deals[0][4] is not None


def test_what_is_deleted_or_merged_there_is_no_more_in_the_book(tmp_path: Path) -> None:
    vendor = made()
    deal(vendor, 32)
    vendor.put("companies", 12, name="Acre Limited", domain="acre.example")
    with shop(tmp_path, vendor, "hubspot") as book:
        book.sync()
        vendor.now += 7200
        vendor.archive("deals", 31)
        vendor.merge("companies", 12, 11)
        gone = book.sync().gone

        assert gone == 2
        assert rows(book.store, "opportunity", "deal_id") == [("32",)]
        assert rows(book.store, "account", "account_id") == [("11",)]

        vendor.now += 7200
        deal(vendor, 31)
        again = book.sync().total.imported

        assert again == 1
        assert rows(book.store, "opportunity", "deal_id") == [("31",), ("32",)]


def test_a_deal_by_interface_is_the_deal_of_an_export(tmp_path: Path) -> None:
    """Every column but what the export alone says: it names the company beside its id."""
    export = tmp_path / "in" / "deals.csv"
    export.parent.mkdir()
    export.write_text(
        "Record ID,Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,Deal owner,"
        "Is Deal Closed?,Is Closed Won,Associated Company IDs (Primary),Associated Contact\n"
        "31,Deal 31,presentation,1234.56,EUR,2026-03-01 09:00,2026-09-30 00:00,Ada Ours,"
        "true,true,11,Kim (kim@acre.example)\n"
    )
    vendor = made()
    deal(vendor, 31, amount="1234.56", hs_is_closed="true", hs_is_closed_won="true")
    exported = make_book(tmp_path / "other", "")
    import_paths(exported, [export], imported_at=NOW, workers=0)
    columns = columns_of("opportunity")

    with shop(tmp_path, vendor, "hubspot") as book:
        book.sync()

        assert rows(book.store, "opportunity", *columns) == rows(exported, "opportunity", *columns)
    exported.close()


def test_nothing_is_lost_or_doubled_where_three_calls_in_ten_fail(tmp_path: Path) -> None:
    vendor = made()
    for key in range(1000, 2500):
        deal(vendor, key)
        vendor.contacts_of[key] = [21]
    (tmp_path / "ideal").mkdir()
    with shop(tmp_path / "ideal", vendor, "hubspot", limits=LIMITS) as ideal:
        ideal.sync()
        wanted = rows(ideal.store, "opportunity", *DEAL)
    for seed in range(3):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with shop(folder, vendor, "hubspot", limits=LIMITS, share=0.3, seed=seed) as book:
            book.sync()

            assert rows(book.store, "opportunity", *DEAL) == wanted
            assert len(wanted) == 1501
            assert book.faulty.broken == []
            assert sum(book.faulty.met.values()) > 5
            assert book.faulty.good <= 1.3 * len(ideal.faulty.asked)
            rejected = book.store.rows("select count(*) from reject")
            assert rejected == [(0,)]


def test_a_key_that_is_revoked_is_a_state_and_is_told_to_nobody(tmp_path: Path) -> None:
    with shop(tmp_path, made(), "hubspot", secret=WRONG) as book:
        ran = run(book.store, [book.name])

        assert ran.source.state == "needs_sign_in"
        assert "HubSpot answers with status 401" in ran.source.says
        assert WRONG not in repr(ran)
