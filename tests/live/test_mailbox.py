"""A mailbox of a real Dovecot: what is new comes in, once, and nothing else does."""

from __future__ import annotations

import imaplib
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.live.made import NAME, NOTICE, NOW, facts, how, imap, mail, make_book, put, run
from tests.live.servers import PASSWORD, Dovecot

from goodwill.config import Taking
from goodwill.live.mail.imap.client import Client, Login
from goodwill.live.mail.imap.folders import folders
from goodwill.live.mail.imap.source import IMAP
from goodwill.live.wire.reach import Place, safe_tls
from goodwill.store.database import Store
from goodwill.store.live_sources.sources import source_rows, take_lease
from goodwill.store.upkeep.holding import misfits
from goodwill.syncing.doors import Live
from goodwill.syncing.one_source import LiveRun
from goodwill.syncing.sources import sync

WRONG = "no password 77"
ODD = b"&Jjo-broken&AMQ"
"""A name that is no modified UTF-7: its last shift has no end."""


def test_new_mail_comes_in_once(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(*(mail(number) for number in range(30)))
    server.deliver(mail(40), folder="Clients")
    store = make_book(tmp_path)
    put(store, imap(server))

    first = run(store).came
    again = run(store).came
    server.deliver(mail(41))
    third = run(store).came

    assert first
    assert again
    assert third
    assert (first.total.imported, again.total.seen, third.total.imported) == (31, 0, 1)
    assert len(facts(store)) == 32
    (state,) = store.rows("select state, says from live_source")
    assert state == ("up_to_date", "")


def test_a_run_without_news_does_not_touch_the_book(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path)
    put(store, imap(server))
    run(store)
    before = store.rows("select count(*) from import_run")

    run(store)

    assert store.rows("select count(*) from import_run") == before


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_mailbox_is_reached_by_every_way_in(server: Dovecot, security: str) -> None:
    port = server.tls_port if security == "tls" else server.port
    login = Login(user=server.user, secret=PASSWORD, security=security, ca_file=str(server.ca_file))

    client = Client.open(
        Place(host="localhost", port=port, is_own=True), login, safe_tls(login.ca_file)
    )

    assert b"INBOX" in {one.raw for one in folders(client)}
    client.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, server: Dovecot) -> None:
    store = make_book(tmp_path)
    put(store, imap(server, port=server.tls_port, host="localhost", more=(("security", "tls"),)))

    ran = run(store)

    assert ran.source.state == "failed"
    assert "not to be trusted" in ran.source.says
    assert PASSWORD not in ran.source.says


def test_a_port_that_speaks_no_tls_is_told_with_what_to_use(
    tmp_path: Path, server: Dovecot
) -> None:
    store = make_book(tmp_path)
    put(store, imap(server, host="localhost", more=(("security", "tls"),)))

    ran = run(store)

    assert ran.source.state == "failed"
    assert "does not speak TLS" in ran.source.says
    assert "starttls" in ran.source.next_step


def test_a_wrong_password_is_a_state_and_no_secret_is_told(tmp_path: Path, server: Dovecot) -> None:
    store = make_book(tmp_path)
    put(store, imap(server), secret=WRONG)

    ran = run(store)

    assert ran.source.state == "needs_sign_in"
    assert ran.exit_code == 3
    assert WRONG not in repr(store.rows("select says, next_step from live_source"))


def test_without_a_notice_no_mailbox_is_read(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path, "")
    put(store, imap(server))

    ran = run(store)

    assert ran.source.state == "failed"
    assert "told" in ran.source.says
    assert facts(store) == []


def test_one_source_that_fails_stops_no_other(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path)
    put(store, imap(server, name="a-broken"), secret=WRONG)
    put(store, imap(server))

    ran = sync(store, now=lambda: NOW, how=how())

    assert [one.source.state for one in ran] == ["needs_sign_in", "up_to_date"]
    assert len(facts(store)) == 1


def test_folders_that_hold_no_mail_of_their_own_are_left_alone(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1))
    server.deliver(mail(2), folder="Trash")
    server.deliver(mail(3), folder="Sent")
    server.deliver(mail(4), folder="Clients")
    store = make_book(tmp_path)
    put(store, imap(server, all_folders=False))

    run(store)

    assert {path for path, *_ in facts(store)} == {f"imap://{NAME}/INBOX", f"imap://{NAME}/Sent"}


def test_privacy_leaves_folders_unopened_and_people_out(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(mail(1), mail(2, who="doctor@clinic.example"))
    server.deliver(mail(3), folder="Private")
    store = make_book(
        tmp_path,
        NOTICE + 'exclude_folders = ["Private"]\nexclude_addresses = ["doctor@clinic.example"]\n',
    )
    put(store, imap(server))

    came = run(store).came

    assert came
    assert came.left_out == ("Private",)
    assert [subject for _, _, subject, _ in facts(store)] == ["Order 1"]
    assert came.total.excluded == 1
    assert store.rows("select count(*) from live_item") == [(1,)]


def test_a_folder_is_left_out_whatever_the_mailbox_is_called(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1))
    server.deliver(mail(2), folder="Private/Kim")
    store = make_book(tmp_path, NOTICE + 'exclude_folders = ["Private"]\n')
    put(store, imap(server, name="e"))

    came = run(store).came

    assert came
    assert came.left_out == ("Private/Kim",)
    assert [subject for _, _, subject, _ in facts(store)] == ["Order 1"]


def test_of_a_mailbox_that_gives_metadata_no_words_are_kept(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path, NOTICE + f'[privacy.mailboxes]\n"{NAME}" = "metadata"\n')
    put(store, imap(server))

    run(store)

    assert [(subject, text) for _, _, subject, text in facts(store)] == [("", "")]
    assert store.rows("select count(*) from act") == [(0,)]


def test_only_mail_with_the_domains_that_were_opted_into(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(
        mail(1), mail(2, who="sam@shop.acre.example"), mail(3, who="lee@notacre.example")
    )
    store = make_book(tmp_path)
    put(store, imap(server, domains=("acre.example",)))

    came = run(store).came

    assert sorted(subject for _, _, subject, _ in facts(store)) == ["Order 1", "Order 2"]
    assert came
    assert came.total.excluded == 1


def test_a_folder_that_is_numbered_anew_is_not_fetched_again(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(*(mail(number) for number in range(200)))
    store = make_book(tmp_path)
    put(store, imap(server))
    run(store)
    before = facts(store)
    server.doveadm("mailbox", "update", "-u", server.user, "--uid-validity", "7654321", "INBOX")
    server.deliver(mail(300))

    came = run(store).came

    assert came
    assert came.total.seen == 1, "known mails were fetched again"
    assert len(facts(store)) == len(before) + 1
    assert set(before) <= set(facts(store))
    assert {at.split("/")[0] for (at,) in store.rows("select locator from placement")} == {
        "7654321"
    }


def test_a_folder_that_its_server_does_not_open_stops_no_other(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1), folder="K&APw-nden")
    server.deliver(mail(2), folder=ODD.decode())
    store = make_book(tmp_path)
    put(store, imap(server))

    came = run(store).came

    assert came
    assert {path for path, *_ in facts(store)} == {f"imap://{NAME}/Künden"}
    assert ODD.decode() in came.closed[0]


def test_mail_deleted_on_the_server_stays_and_gaps_in_numbers_do_no_harm(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(*(mail(number) for number in range(10)))
    store = make_book(tmp_path)
    put(store, imap(server))
    run(store)
    server.doveadm("expunge", "-u", server.user, "mailbox", "INBOX", "1:9")
    server.deliver(mail(20), mail(21))

    came = run(store).came

    assert came
    assert came.total.imported == 2
    assert len(facts(store)) == 12


def test_mail_that_cannot_be_read_costs_the_others_nothing(tmp_path: Path, server: Dovecot) -> None:
    server.deliver(mail(1), b"\x00\xff\xfe" * 50, b"", mail(2))
    store = make_book(tmp_path)
    put(store, imap(server))

    came = run(store).came

    assert came
    assert came.total.seen == came.total.imported + came.total.unreadable
    assert {"Order 1", "Order 2"} <= {subject for _, _, subject, _ in facts(store)}


KEEPS = NOTICE + 'sensitive_topics = "keep"\n'
RAW = {
    "a book that keeps all": (KEEPS, 1),
    "one that takes private topics out": (NOTICE, 0),
    "one that keeps words for a while": (KEEPS + "keep_bodies = 30\n", 0),
    "one that takes subjects alone": (KEEPS + 'take = "subject"\n', 0),
}


@pytest.mark.parametrize(("settings", "kept"), RAW.values(), ids=RAW)
def test_mail_is_kept_as_it_came_where_nothing_is_to_be_left_out(
    tmp_path: Path, server: Dovecot, settings: str, kept: int
) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path, settings)
    put(store, imap(server))

    run(store)

    found = store.rows("select size, packed from raw_mail")
    assert len(found) == kept
    for size, packed in found:
        assert pa.Codec("zstd").decompress(packed, size, asbytes=True) == mail(1)
    with store.read() as tx:
        assert list(misfits(tx)) == []


def test_mail_as_it_came_goes_at_once_where_less_is_to_be_kept(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path, f'{NOTICE}sensitive_topics = "keep"\n')
    put(store, imap(server))
    run(store)
    had = len(store.rows("select 1 from raw_mail"))

    Live(lambda: store, lambda: None).take(NAME, "subject")

    assert (had, len(store.rows("select 1 from raw_mail"))) == (1, 0)
    assert [text for *_, text in facts(store)] == [""]
    with store.read() as tx:
        assert list(misfits(tx)) == []


def put_at(store: Store, server: Dovecot, take: str) -> None:
    put(store, imap(server, more=(("security", "none"), ("take", take))))


THERE: dict[Taking, list[tuple[str, str]]] = {
    "metadata": [("", "")],
    "text": [("Order 1", "Could you")],
}


@pytest.mark.parametrize(("before", "after"), [("text", "metadata"), ("metadata", "text")])
def test_how_much_is_kept_may_be_changed_while_it_is_read(
    tmp_path: Path, server: Dovecot, monkeypatch: pytest.MonkeyPatch, before: Taking, after: Taking
) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path)
    put_at(store, server, before)
    changes = [after]
    commit = LiveRun.take_live

    def changed(*batch: Any) -> None:
        if changes:
            Live(lambda: store, lambda: None).take(NAME, changes.pop())
        commit(*batch)

    monkeypatch.setattr(LiveRun, "take_live", changed)
    ran = run(store)
    meanwhile = facts(store)
    run(store)

    assert ran.source.state == "waiting"
    assert "changed meanwhile" in ran.source.says
    assert meanwhile == []
    assert [(subject, text[:9]) for *_, subject, text in facts(store)] == THERE[after]


def test_whose_reader_was_killed_is_read_again_at_once_and_no_other(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path)
    put(store, imap(server))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    holders = (
        f"{platform.node()}:{os.getpid()}:0a",
        f"elsewhere:{ended.pid}:0a",
        "no sign of whom",
        f"{platform.node()}:{ended.pid}:0a",
    )

    came = [_run_while_held(store, by) for by in holders]

    assert came == [None, None, None, 1]


def _run_while_held(store: Store, by: str) -> int | None:
    """How many mails come in while somebody has the right to read them; None: they were left."""
    at = int(NOW.timestamp())
    with store.write() as tx:
        (key,) = (row.id for row in source_rows(tx))
        tx.run("update live_source set lease_by = null where id = ?", (key,))
        assert take_lease(tx, key, by=by, at=at)
    found = run(store).came
    return None if found is None else found.total.imported


@pytest.mark.parametrize(
    ("folder", "is_told"), [("Clients", True), ("Sent", True), ("Trash", False)]
)
def test_new_mail_in_any_folder_that_is_read_is_told_over_one_line(
    server: Dovecot, folder: str, is_told: bool
) -> None:
    server.deliver(mail(1), folder="Clients")
    server.deliver(mail(2), folder="Trash")
    source = IMAP.open(imap(server), PASSWORD)
    look = source.look()
    assert {one.name for one in look.parts if one.is_chosen} == {"INBOX", "Clients", "Sent"}

    def listening() -> None:  # by another program that is signed in
        with imaplib.IMAP4("127.0.0.1", server.port) as other:
            other.login(server.user, PASSWORD)
            other.append(folder, None, None, mail(3))

    assert source.wait(10 if is_told else 2, listening) == is_told
    source.close()


def test_mail_that_is_put_into_the_inbox_behind_its_server_is_told(server: Dovecot) -> None:
    server.deliver(mail(1), folder="Clients")
    source = IMAP.open(imap(server), PASSWORD)

    assert source.wait(10, lambda: server.deliver(mail(2)))
    source.close()
