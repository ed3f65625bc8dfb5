"""Vendors by their interfaces: what comes, what changes, what goes, on good days and on bad ones.

What each vendor is filled with, and what happens there then, is in `scripts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.made import run
from tests.live.scripts import MONEY, SCRIPTS, Script, deal
from tests.live.selling import KEY, Shop, rows, shop

from goodwill.importing import gathering
from goodwill.live import records
from goodwill.live.base import Look, PartSeen, SourceConfig
from goodwill.live.connected import kind_named
from goodwill.live.deals import pipedrive
from goodwill.live.faults import SignInError
from goodwill.serve.text.live import how_many

EACH = pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.kind)


def many(script: Script, count: int) -> Any:
    """The vendor with so many records more."""
    vendor = script.make()
    for number in range(10_000, 10_000 + count):
        script.one(vendor, f"{script.key}{number}" if script.key else number)
    return vendor


@contextmanager
def connected(folder: Path, script: Script, vendor: Any, **more: Any) -> Iterator[Shop]:
    folder.mkdir(exist_ok=True)
    said = {**script.more, **({"auth": "oauth"} if script.is_signed else {})}
    with shop(
        folder,
        vendor,
        script.kind,
        limits=script.limits,
        secret=script.secret,
        said=said,
        **more,
    ) as book:
        yield book


@EACH
def test_what_changes_there_changes_here(tmp_path: Path, script: Script) -> None:
    vendor = script.make()
    with connected(tmp_path, script, vendor) as book:
        first = book.sync().total
        before = rows(book.store, *script.watched)
        vendor.now += 7200
        book.sync()
        again = book.sync().total
        vendor.now += 7200
        script.change(vendor)
        gone = book.sync().gone
        after = rows(book.store, *script.watched)

        assert before == script.before
        assert after == script.after
        assert (first.unreadable, again.imported, gone) == (0, 0, script.gone)


@EACH
def test_nothing_is_lost_or_doubled_where_three_calls_in_ten_fail(
    tmp_path: Path, script: Script
) -> None:
    vendor = many(script, 1200)
    with connected(tmp_path / "ideal", script, vendor) as ideal:
        ideal.sync()
        wanted = rows(ideal.store, *script.watched)
    for seed in (1, 2):
        again = many(script, 1200)
        with connected(tmp_path / str(seed), script, again, share=0.3, seed=seed) as book:
            book.sync()

            assert rows(book.store, *script.watched) == wanted
            assert len(wanted) >= 1200
            assert book.faulty.broken == []
            assert sum(book.faulty.met.values()) > 2
            assert book.faulty.good <= 1.3 * len(ideal.faulty.asked) + 1
            assert book.store.rows("select count(*) from reject") == [(0,)]


@pytest.mark.parametrize("script", [s for s in SCRIPTS if s.is_signed], ids=lambda one: one.kind)
def test_a_token_that_ends_in_between_is_renewed_once(tmp_path: Path, script: Script) -> None:
    vendor = many(script, 500)
    answer, calls = vendor.answer, []

    def expiring(asked: Asked) -> Says:
        calls.append(asked)
        if len(calls) == 4:
            vendor.expire()
        told: Says = answer(asked)
        return told

    vendor.answer = expiring
    with connected(tmp_path, script, vendor) as book:
        book.sync()

        assert len(rows(book.store, *script.watched)) >= 500
        assert len([one for one in vendor.tokens if one]) == 2
        assert vendor.wrong == []


@EACH
def test_a_key_that_is_refused_is_a_state_and_in_no_message(tmp_path: Path, script: Script) -> None:
    vendor = script.make()
    if script.is_signed:
        vendor.refresh = "another"
        vendor.signed = lambda _: Says.json({"error": "invalid_grant"}, 400)
    else:
        vendor.token = "another"  # noqa: S105  made up
    with connected(tmp_path, script, vendor) as book:
        ran = run(book.store, [book.name])

        assert ran.source.state == "needs_sign_in"
        assert ran.source.says
        for secret in (KEY, "client-secret-8", "refresh-0"):
            assert secret not in repr(ran)


def test_a_link_that_has_grown_too_old_is_begun_anew(tmp_path: Path) -> None:
    script = next(one for one in SCRIPTS if one.kind == "dynamics")
    vendor = script.make()
    with connected(tmp_path, script, vendor) as book:
        book.sync()
        script.change(vendor)
        vendor.gone["opportunities"].clear()
        vendor.oldest = vendor.number
        found = book.sync()

        assert rows(book.store, *script.watched) == script.after
        assert found.gone == 1
        assert found.is_news, "pages tell of what is no more"


@EACH
def test_what_a_record_makes_stays_together_however_small_a_batch_is(
    tmp_path: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "RECORDS", 1)
    monkeypatch.setattr(gathering, "ROWS_FOR_ONE", 1)
    with connected(tmp_path, script, script.make()) as book:
        book.sync()

        assert rows(book.store, *script.watched) == script.before


def test_people_who_are_no_more_listed_have_gone_on_the_next_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = next(one for one in SCRIPTS if one.kind == "pipedrive")
    vendor = script.make()
    with connected(tmp_path, script, vendor) as book:
        book.sync()
        del vendor.records["organizations"][12]
        same_day = book.sync().gone
        for module in (records, pipedrive):
            monkeypatch.setattr(module, "today", lambda: "2031-01-01")
        next_day = book.sync().gone

        assert (same_day, next_day) == (0, 1)
        assert rows(book.store, "account", "account_id") == [("11",)]


def test_a_list_that_lost_most_of_its_records_takes_nothing_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = next(one for one in SCRIPTS if one.kind == "pipedrive")
    vendor = script.make()
    for key in range(100, 160):
        vendor.put("organizations", key, name=f"Firm {key}")
    with connected(tmp_path, script, vendor) as book:
        book.sync()
        for key in range(100, 150):
            del vendor.records["organizations"][key]
        for module in (records, pipedrive):
            monkeypatch.setattr(module, "today", lambda: "2031-01-01")
        found = book.sync()

        assert found.gone == 0
        assert "50 of 62 known records" in found.closed[0]


def test_what_was_paid_stands_beside_its_invoice(tmp_path: Path) -> None:
    paid = {"xero": ("p1", "INV-1"), "quickbooks": ("9-1", "N1"), "stripe": ("ch_1", "in_1")}
    for script in SCRIPTS:
        if script.kind in paid:
            with connected(tmp_path / script.kind, script, script.make()) as book:
                book.sync()
                found = rows(book.store, "payment", "payment_id", "invoice_id", "amount")

                assert found == [(*paid[script.kind], 119 * MONEY)], script.kind


def test_what_is_paid_back_or_disputed_at_stripe_takes_money_away(tmp_path: Path) -> None:
    script = next(one for one in SCRIPTS if one.kind == "stripe")
    vendor = script.make()
    with connected(tmp_path, script, vendor) as book:
        book.sync()
        vendor.now += 7200
        refunds = {"data": [{"id": "re_1", "created": int(vendor.now)}]}
        vendor.put("charges", "ch_1", amount_refunded=1900, refunds=refunds, disputed=True)
        lost = {"id": "dp_1", "object": "dispute", "status": "lost", "amount": 10000}
        vendor.disputes["ch_1"] = {**lost, "created": int(vendor.now), "charge": "ch_1"}
        vendor.tell("charge.dispute.closed", {**lost, "charge": "ch_1"})
        book.sync()

        assert rows(book.store, "payment", "payment_id", "amount") == [
            ("ch_1", 119 * MONEY),
            ("ch_1-dispute", -100 * MONEY),
            ("ch_1-refund", -19 * MONEY),
        ]


def test_a_source_that_slept_for_longer_than_events_are_kept_lists_all_again(
    tmp_path: Path,
) -> None:
    for kind in ("stripe", "quickbooks"):
        script = next(one for one in SCRIPTS if one.kind == kind)
        vendor = script.make()
        with connected(tmp_path / kind, script, vendor) as book:
            book.sync()
            script.change(vendor)
            vendor.now += 60 * 86_400
            for one in getattr(vendor, "gone", {}).values():
                one.clear()
            book.sync()

            assert rows(book.store, *script.watched) == script.after, kind


def test_what_could_not_be_read_is_told_until_it_is_mended_there(tmp_path: Path) -> None:
    script = next(one for one in SCRIPTS if one.kind == "pipedrive")
    vendor = script.make()
    deal(vendor, 40, org_id=None)
    with connected(tmp_path, script, vendor) as book:
        first = book.sync()
        vendor.now += 7200
        deal(vendor, 40, org_id=12)
        book.sync()

        assert [one.locator for one in first.rejects] == ["deals 40"]
        assert book.store.rows("select count(*) from reject") == [(0,)]
        assert ("40",) in rows(book.store, "opportunity", "deal_id")


@pytest.mark.parametrize(
    "script", [one for one in SCRIPTS if not one.is_signed], ids=lambda one: one.kind
)
def test_a_key_that_does_not_let_us_in_is_told_before_anything_is_connected(script: Script) -> None:
    with serving(script.make()) as url:
        said = {"url": url, "gateway": url, **script.more}
        config = SourceConfig(
            kind=script.kind, name="shop", is_own_network=True, more=tuple(said.items())
        )
        source = kind_named(script.kind).open(config, "no-key-7")

        with pytest.raises(SignInError) as caught:
            source.look()

        source.close()
    assert "no-key-7" not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    ("items", "said"),
    [((3, 4), "7"), ((0, 0), "none"), ((3, None), "3 and more"), ((None,), "all there is")],
)
def test_how_much_would_be_read_is_told_as_far_as_it_is_known(
    items: tuple[int | None, ...], said: str
) -> None:
    parts = [PartSeen(name="deals", items=one, is_chosen=True) for one in items]
    left = PartSeen(name="people", items=None, is_chosen=False)

    assert how_many(Look(source="shop", reads="deals", parts=(*parts, left))) == said
