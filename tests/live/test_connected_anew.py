"""A source that is connected again under its name: nothing is missed, and nothing comes twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.live.fakes import serving
from tests.live.made import NAME, facts, imap, mail, make_book, put, run
from tests.live.scripts import SCRIPTS
from tests.live.selling import KEY, rows, shop
from tests.live.servers import PASSWORD, Dovecot
from tests.live.vendors.hubspot import HubSpot

from goodwill.live.base import SourceConfig
from goodwill.store.database import Store
from goodwill.syncing.doors import Live


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "key"))


def connect_again(store: Store, config: SourceConfig, secret: str, *, removed: bool) -> None:
    live = Live(lambda: store, lambda: None)
    if removed:
        live.remove(config.name)
    live.connect(config, secret, replaces=not removed)
    put(store, config, secret)  # sealed with the key of the tests


def portal(key: int) -> HubSpot:
    vendor = HubSpot(KEY)
    vendor.put("companies", key, name=f"Acre {key}", domain=f"acre{key}.example")
    return vendor


@pytest.mark.parametrize("removed", [True, False], ids=["removed and connected", "replaced"])
def test_another_server_under_the_same_name_is_read_from_its_beginning(
    tmp_path: Path, removed: bool
) -> None:
    one, other = portal(11), portal(12)
    one.now += 7200
    with shop(tmp_path, one, "hubspot") as book, serving(other) as url:
        book.sync()
        book.sync()
        config = SourceConfig(
            kind="hubspot", name=book.name, is_own_network=True, more=(("gateway", url),)
        )
        connect_again(book.store, config, KEY, removed=removed)
        came = book.sync()

        assert came.total.imported == 1
        assert ("Acre 12",) in rows(book.store, "account", "name")


def test_a_record_that_is_missing_where_its_source_is_read_anew_has_gone(tmp_path: Path) -> None:
    script = next(one for one in SCRIPTS if one.kind == "pipedrive")
    other = script.make()
    del other.records["organizations"][12]
    with (
        shop(tmp_path, script.make(), script.kind, said=script.more) as book,
        serving(other) as url,
    ):
        book.sync()
        more = (("gateway", url), *script.more.items())
        config = SourceConfig(kind=script.kind, name=book.name, is_own_network=True, more=more)
        connect_again(book.store, config, script.secret, removed=False)

        assert book.sync().gone == 1
        assert rows(book.store, "account", "account_id") == [("11",)]


def test_a_mailbox_that_is_connected_again_is_not_read_again(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1), mail(2))
    store = make_book(tmp_path)
    put(store, imap(server))
    run(store)
    before = facts(store)

    connect_again(store, imap(server), PASSWORD, removed=True)
    came = run(store).came

    assert came is not None
    assert came.total.seen == 0
    assert facts(store) == before


def test_a_mailbox_that_more_is_wanted_of_gives_what_was_left_out(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1), mail(2, who="lee@brook.example"))
    store = make_book(tmp_path)
    put(store, imap(server, domains=("acre.example",)))
    run(store)
    before = [subject for _, _, subject, _ in facts(store)]

    connect_again(store, replace(imap(server), name=NAME), PASSWORD, removed=False)
    run(store)
    run(store)

    assert before == ["Order 1"]
    assert sorted(subject for _, _, subject, _ in facts(store)) == ["Order 1", "Order 2"]
