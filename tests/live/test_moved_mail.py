"""Mail that is moved on its server lies elsewhere in the book, and is not fetched again.

With a real Dovecot; and with servers whose account of what has left a folder is not to be trusted:
the mail is in the book once, whatever they say.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.live.bad_servers import MAIL, STALL, bad_server
from tests.live.made import NAME, NOTICE, facts, imap, mail, make_book, put, run
from tests.live.servers import Dovecot

from goodwill.live.base import Item, Known, LiveSource
from goodwill.live.faults import CutOffError
from goodwill.live.mail.imap import client, leaving, source
from goodwill.live.mail.imap.folders import Folder
from goodwill.live.mail.imap.leaving import has_shrunk
from goodwill.live.mail.imap.opening import Noted, Opened
from goodwill.live.mail.imap.source import Mailbox
from goodwill.store.database import Store
from goodwill.store.upkeep.holding import misfits
from goodwill.store.writing.beside_facts import StoredSettings, keep_settings
from goodwill.syncing.one_source import Came

HERE = Dovecot(Path(), 0, 0, Path())


def came(store: Store, tries: int = 6) -> Came:
    ran = run(store, tries=tries)
    assert ran.came is not None, ran.source.says
    assert ran.source.state == "up_to_date", ran.source.says
    with store.read() as tx:
        assert list(misfits(tx)) == []
    return ran.came


def places(store: Store) -> list[tuple[str, str]]:
    """Where the book has its mails: folder and number."""
    rows = store.rows(
        "select f.path, p.locator from placement p join source_file f on f.id = p.source_file_id"
    )
    return sorted((path.rpartition("/")[2], at.partition("/")[2]) for path, at in rows)


def a_book(tmp_path: Path, server: Dovecot, settings: str = NOTICE) -> Store:
    """A book that has 20 mails of the inbox, and one of another folder."""
    server.deliver(*(mail(number) for number in range(20)))
    server.deliver(mail(90), folder="Clients")
    store = make_book(tmp_path, settings)
    put(store, imap(server))
    assert came(store).total.imported == 21
    return store


def move(server: Dovecot, numbers: str, to: str = "Clients") -> None:
    server.doveadm("move", "-u", server.user, to, "mailbox", "INBOX", "uid", numbers)


@pytest.mark.parametrize("arrives_in", ["INBOX", "Clients", "Sent"])
def test_moved_mail_is_not_fetched_again(tmp_path: Path, server: Dovecot, arrives_in: str) -> None:
    store = a_book(tmp_path, server)
    before = {fact for _, fact, *_ in facts(store)}
    move(server, "3:12")
    server.deliver(mail(50), folder=arrives_in.replace("INBOX", ""))

    found = came(store)

    assert (found.total.seen, found.total.imported) == (1, 1), "moved mail was fetched again"
    assert before < {fact for _, fact, *_ in facts(store)}
    anew = make_book(tmp_path / "anew")
    put(anew, imap(server))
    came(anew)
    assert facts(store) == facts(anew)
    assert places(store) == places(anew)
    assert came(store).total.seen == 0


def test_mail_that_is_moved_away_and_back_is_not_fetched_again(
    tmp_path: Path, server: Dovecot
) -> None:
    store = a_book(tmp_path, server)
    move(server, "5")
    server.doveadm("move", "-u", server.user, "INBOX", "mailbox", "Clients", "uid", "2")

    assert came(store).total.seen == 0
    assert ("INBOX", "21") in places(store)
    assert len(facts(store)) == 21


def test_where_a_server_keeps_no_account_it_is_fetched_and_counts_once(
    tmp_path: Path, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "tells_who_left", lambda _: False)
    store = a_book(tmp_path, server)
    before = {fact for _, fact, *_ in facts(store)}
    move(server, "3:12")

    assert came(store).total.seen == 10
    assert {fact for _, fact, *_ in facts(store)} == before


def test_mail_that_is_only_deleted_does_not_touch_the_book(tmp_path: Path, server: Dovecot) -> None:
    store = a_book(tmp_path, server)
    before = store.rows("select count(*) from import_run")
    server.doveadm("expunge", "-u", server.user, "mailbox", "INBOX", "uid", "1:5")

    assert came(store).total.seen == 0
    assert store.rows("select count(*) from import_run") == before
    assert len(facts(store)) == 21


LESS_IS_TAKEN = NOTICE + f'[privacy.mailboxes]\n"{NAME}/Clients" = "metadata"\n'
MORE_IS_TAKEN = NOTICE + f'take = "metadata"\n[privacy.mailboxes]\n"{NAME}/Clients" = "text"\n'


@pytest.mark.parametrize("settings", [LESS_IS_TAKEN, MORE_IS_TAKEN], ids=["less", "more"])
def test_mail_that_is_moved_to_where_another_share_is_taken_comes_again(
    tmp_path: Path, server: Dovecot, settings: str
) -> None:
    store = a_book(tmp_path, server, settings)
    move(server, "7")

    assert came(store).total.seen == 1
    (text,) = {text for _, _, subject, text in facts(store) if subject == "Order 6"}
    assert "Could you" in text


def test_a_folder_that_is_left_out_is_not_asked_what_has_left_it(
    tmp_path: Path, server: Dovecot
) -> None:
    store = a_book(tmp_path, server)
    settings = StoredSettings("goodwill.toml", NOTICE + 'exclude_folders = ["INBOX"]\n')
    keep_settings(store, settings, 2)
    move(server, "7")

    assert came(store).total.seen == 1


def test_where_the_line_breaks_those_that_left_are_asked_for_again(
    tmp_path: Path, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = a_book(tmp_path, server)
    move(server, "3:12")
    server.deliver(mail(50), mail(51), folder="A first one")
    fetch, cuts = Mailbox.fetch, [1, 2]

    def cut(self: LiveSource, *what: object) -> object:
        for brought in fetch(self, *what):  # type: ignore[arg-type]
            yield brought
            if isinstance(brought, Item) and cuts:
                raise CutOffError(f"The line broke ({cuts.pop()}).", hint="Again.")

    monkeypatch.setattr(Mailbox, "fetch", cut)

    assert came(store).total.seen == 2
    assert not cuts
    assert len(facts(store)) == 23


def test_after_a_backup_was_put_back_new_mail_under_old_numbers_is_read(
    tmp_path: Path, server: Dovecot
) -> None:
    store = a_book(tmp_path, server)
    backup = tmp_path / "backup"
    shutil.copytree(server.maildir, backup)
    server.deliver(mail(60), mail(61), mail(62))
    assert came(store).total.seen == 3
    shutil.rmtree(server.maildir)
    shutil.copytree(backup, server.maildir)
    for one in (server.maildir, *server.maildir.rglob("*")):
        one.chmod(0o777 if one.is_dir() else 0o666)
    server.deliver(mail(70), mail(61))

    found = came(store)

    assert found.total.seen == 1, "known mails were fetched again"
    subjects = [subject for _, _, subject, _ in facts(store)]
    assert {"Order 60", "Order 61", "Order 62", "Order 70"} <= set(subjects)
    assert len(subjects) == len(set(subjects)) == 25
    assert came(store).total.seen == 0


KEEPS_ACCOUNT = (
    b"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR ENABLE CONDSTORE QRESYNC\r\n{tag} OK\r\n"
)
HEADER = MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def opened(next_uid: int, changes: bytes) -> bytes:
    return (
        b"* 1 EXISTS\r\n* OK [UIDVALIDITY 9]\r\n* OK [UIDNEXT %d]\r\n* OK [%s]\r\n{tag} OK\r\n"
        % (
            next_uid,
            changes,
        )
    )


FIRST = {"CAPABILITY": KEEPS_ACCOUNT, "EXAMINE": opened(2, b"HIGHESTMODSEQ 10")}
"""A folder with one mail."""
THEN = {
    "STATUS": b"* STATUS INBOX (MESSAGES 1 UIDNEXT 3 UIDVALIDITY 9)\r\n{tag} OK\r\n",
    "EXAMINE": opened(3, b"HIGHESTMODSEQ 12"),
    "ENABLE": b"* ENABLED QRESYNC\r\n{tag} OK\r\n",
    "CHANGES": b"* VANISHED (EARLIER) 1\r\n{tag} OK\r\n",
    "SIZES": b"* 1 FETCH (UID 2 RFC822.SIZE %d)\r\n{tag} OK\r\n" % len(MAIL),
    "HEADERS": b"* 1 FETCH (UID 2 BODY[HEADER] {%d}\r\n%s)\r\n{tag} OK\r\n" % (len(HEADER), HEADER),
    "FETCH": b"* 1 FETCH (UID 2 BODY[] {%d}\r\n%s)\r\n{tag} OK\r\n" % (len(MAIL), MAIL),
}
"""It was moved away and back: the same mail has another number."""


def vanished(told: bytes) -> dict[str, bytes]:
    return {"CHANGES": b"* VANISHED (EARLIER) " + told + b"\r\n{tag} OK\r\n"}


LIES: dict[str, tuple[dict[str, bytes], bool]] = {
    # what its server says: (answers, whether the mail is fetched again)
    "all as it is": ({}, False),
    "does not offer it": ({"CAPABILITY": KEEPS_ACCOUNT.replace(b" QRESYNC", b"")}, True),
    "refuses to": ({"ENABLE": b"{tag} NO not today\r\n"}, True),
    "agrees and does not": ({"ENABLE": b"* ENABLED\r\n{tag} OK\r\n"}, True),
    "knows no such question": ({"CHANGES": b"{tag} BAD what\r\n"}, True),
    "tells of flags as well": (
        {"CHANGES": b"* 1 FETCH (UID 2 MODSEQ (12))\r\n" + THEN["CHANGES"]},
        False,
    ),
    "nothing has left": ({"CHANGES": b"{tag} OK\r\n"}, True),
    "numbers that never were": (vanished(b"3,7:4294967295"), True),
    "every number there is": (vanished(b"1:4294967295"), False),
    "a range from its end": (vanished(b"4:1"), False),
    "no numbers": (vanished(b"abc,1:x,,:,-1,99999999999999999999999"), True),
    "no list": ({"CHANGES": b"* VANISHED\r\n* VANISHED (EARLIER)\r\n{tag} OK\r\n"}, True),
    "a list in a list": ({"CHANGES": b"* VANISHED (EARLIER) ((1) 1)\r\n{tag} OK\r\n"}, True),
    "it counts changes no more": ({"EXAMINE": opened(3, b"NOMODSEQ")}, True),
    "its count is no number": ({"EXAMINE": opened(3, b"HIGHESTMODSEQ much")}, True),
    "its count has gone back": ({"EXAMINE": opened(3, b"HIGHESTMODSEQ 7")}, False),
    "it has another mail of that size": (
        {
            "HEADERS": THEN["HEADERS"].replace(b"Subject: s", b"Subject: t"),
            "FETCH": THEN["FETCH"].replace(b": s", b": t").replace(b"hello", b"howdy"),
        },
        True,
    ),
    "it shows no headers": ({"HEADERS": b"{tag} OK\r\n"}, True),
}


@pytest.mark.parametrize(("answers", "is_fetched"), LIES.values(), ids=LIES)
def test_whatever_a_server_says_of_what_has_left_each_mail_is_there_once(
    tmp_path: Path, answers: dict[str, bytes], is_fetched: bool
) -> None:
    store = make_book(tmp_path)
    with bad_server(FIRST) as server:
        put(store, imap(HERE, port=server.port))
        assert came(store).total.imported == 1
        server.answers.update(THEN | answers)
        server.heard = b""

        assert came(store).total.seen == is_fetched

    assert (b"BODY.PEEK[])" in server.heard) == is_fetched
    assert len({fact for _, fact, *_ in facts(store)}) == 1 + ("FETCH" in answers)


HARM = {
    "stalls": ({"CHANGES": b"* VANISHED (EARLIER) 1" + STALL}, ""),
    "tells without end": ({"CHANGES": b"* VANISHED (EARLIER) 1:7\r\n"}, "CHANGES"),
    "tells a line without end": ({"CHANGES": b"* VANISHED (EARLIER) " + b"1," * 600_000}, ""),
    "says what is no IMAP": ({"CHANGES": b"* VANISHED (((( 1\r\n{tag} OK\r\n"}, ""),
}


@pytest.mark.parametrize(("answers", "forever"), HARM.values(), ids=HARM)
def test_a_server_that_does_harm_over_it_is_named_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[str, bytes], forever: str
) -> None:
    monkeypatch.setattr(client, "SECONDS", 1.0)
    monkeypatch.setattr(client, "SMALL_BUDGET", 1 << 18)
    monkeypatch.setattr(leaving, "WINDOW", 1_000)
    store = make_book(tmp_path)
    with bad_server(FIRST) as server:
        put(store, imap(HERE, port=server.port))
        came(store)
        server.answers.update(THEN | answers)
        server.forever = forever
        ran = run(store, tries=1)
        server.forever = ""
        server.answers.update(THEN)

        assert ran.source.state in {"failed", "waiting"}
        assert ran.source.next_step
        assert came(store).total.seen == 0  # asked again, and told this time


NOTED = {
    # what was noted: validity, changes, messages
    "9": (9, None, None),
    "9 10 3": (9, 10, 3),
    "9 10": (9, 10, None),
    "": (None, None, None),
    "2026-01-05T10:00 x": (None, None, None),
}


@pytest.mark.parametrize(("mark", "expected"), NOTED.items(), ids=NOTED)
def test_a_mark_is_read_or_says_nothing(
    mark: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    found = Noted.of(mark)

    assert (found.validity, found.changes, found.messages) == expected
    if mark.count(" ") != 1:
        assert Noted.of(found.mark) == found or found.validity is None


SHRUNK = {
    # what it is: (noted, messages and next number now, whether some may have left)
    "as it was": ("9 10 3", 3, 5, False),
    "one more": ("9 10 3", 4, 6, False),
    "one less": ("9 10 3", 2, 5, True),
    "one came and one left": ("9 10 3", 3, 6, True),
    "numbered anew": ("8 10 3", 2, 5, False),
    "never counted": ("9", 2, 5, False),
    "gone back": ("9 10 3", 2, 4, False),
    "not told": ("9 10 3", None, 5, False),
}


@pytest.mark.parametrize(("mark", "messages", "next_uid", "expected"), SHRUNK.values(), ids=SHRUNK)
def test_a_folder_has_shrunk_by_its_counts(
    mark: str, messages: int | None, next_uid: int, expected: bool
) -> None:
    folder = Folder(raw=b"INBOX", messages=messages, next_uid=next_uid, validity=9)

    assert has_shrunk(folder, Known(position=4, mark=mark)) == expected


BACK = {
    # what it is: (noted, changes and next number now, whether it was promised, expected)
    "as it was": ("9 10 3", 10, 5, True, False),
    "fewer changes": ("9 10 3", 9, 5, True, True),
    "a lower number": ("9 10 3", 11, 4, True, True),
    "a lower number that is a guess": ("9 10 3", 11, 4, False, False),
    "counts no more": ("9 10 3", None, 5, True, False),
    "did not count": ("9", 3, 5, True, False),
    "numbered anew": ("8 10 3", 1, 2, True, False),
}


@pytest.mark.parametrize(
    ("mark", "changes", "next_uid", "is_promised", "expected"), BACK.values(), ids=BACK
)
def test_a_server_that_has_gone_back_is_seen(
    mark: str, changes: int | None, next_uid: int, is_promised: bool, expected: bool
) -> None:
    now = Opened(
        noted=Noted(validity=9, changes=changes, messages=3),
        next_uid=next_uid,
        is_promised=is_promised,
    )

    assert now.has_gone_back(Known(position=4, mark=mark)) == expected
