"""Servers that lie, stall or attack: a named error before the deadline, and nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.live.bad_servers import STALL, bad_server
from tests.live.made import facts, imap, make_book, put, run
from tests.live.servers import PASSWORD, Dovecot

from goodwill.live.mail.imap import client

HERE = Dovecot(Path(), 0, 0, Path())
SECONDS = 1.0
"""The deadline of a command in these tests."""

BAD: dict[str, tuple[dict[str, bytes], str]] = {
    "greets as no mail server": ({"GREETING": b"HTTP/1.1 400 Bad Request\r\n"}, ""),
    "says nothing at all": ({"GREETING": STALL}, ""),
    "sends away at once": ({"GREETING": b"* BYE too many connections\r\n"}, ""),
    "greets with bytes": ({"GREETING": b"\x16\x03\x01\x00\xff\xfe\x00\r\n"}, ""),
    "never ends its greeting": ({"GREETING": b"* OK " + b"a" * 70_000}, "GREETING"),
    "stalls after the greeting": ({"CAPABILITY": STALL}, ""),
    "names capabilities for ever": ({"CAPABILITY": b"* CAPABILITY A\r\n"}, "CAPABILITY"),
    "refuses the password": ({"AUTHENTICATE": b"{tag} NO [AUTHENTICATIONFAILED] no\r\n"}, ""),
    "sends the password back": (
        {"AUTHENTICATE": b"{tag} NO wrong: " + PASSWORD.encode() + b"\r\n"},
        "",
    ),
    "asks for more for ever": ({"AUTHENTICATE": b"+ \r\n"}, "AUTHENTICATE"),
    "takes no password in clear": (
        {"CAPABILITY": b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n{tag} OK\r\n"},
        "",
    ),
    "lists folders for ever": ({"LIST": b'* LIST () "/" "x"\r\n'}, "LIST"),
    "lists a folder of a megabyte": (
        {"LIST": b'* LIST () "/" "' + b"x" * 1_100_000 + b'"\r\n{tag} OK\r\n'},
        "",
    ),
    "nests lists without end": ({"LIST": b"* LIST " + b"(" * 5_000 + b"\r\n{tag} OK\r\n"}, ""),
    "sends a literal as a name": ({"LIST": b'* LIST () "/" {999999999999}\r\n'}, ""),
    "gives no validity": ({"EXAMINE": b"* 1 EXISTS\r\n{tag} OK\r\n"}, ""),
    "ends in the middle of a folder": ({"EXAMINE": b"* 1 EXISTS\r\n* BYE bye\r\n"}, ""),
    "stalls over sizes": ({"SIZES": b"* 1 FETCH (UID 1" + STALL}, ""),
    "tells sizes for ever": ({"SIZES": b"* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n"}, "SIZES"),
    "sends a mail that never ends": (
        {"FETCH": b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n" + b"x" * 1000},
        "FETCH",
    ),
    "sends half a mail and stalls": (
        {"FETCH": b"* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom" + STALL},
        "",
    ),
    "sends more than it said": (
        {"FETCH": b"* 1 FETCH (UID 1 BODY[] {4}\r\nFrom: somebody\r\n)\r\n{tag} OK\r\n"},
        "",
    ),
    "sends other mails than were asked for": (
        {"FETCH": b"* 7 FETCH (UID 77 BODY[] {4}\r\nabcd)\r\n"},
        "FETCH",
    ),
    "speaks under another tag": ({"FETCH": b"G999 OK done\r\n" + STALL}, ""),
    "says no in the middle": ({"FETCH": b"{tag} NO [SERVERBUG] internal\r\n"}, ""),
    "sends null bytes for words": ({"LIST": b"\x00\x00\x00\r\n{tag} OK\r\n"}, ""),
}


@pytest.mark.parametrize(("answers", "forever"), BAD.values(), ids=BAD)
def test_a_bad_server_is_named_in_time_and_nothing_is_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[str, bytes], forever: str
) -> None:
    monkeypatch.setattr(client, "SECONDS", SECONDS)
    monkeypatch.setattr(client, "SMALL_BUDGET", 1 << 18)
    store = make_book(tmp_path)
    with bad_server(answers, forever) as server:
        put(store, imap(HERE, port=server.port))
        ran = run(store, tries=1)

    assert ran.source.state in {"failed", "waiting", "needs_sign_in"}
    assert ran.source.says
    assert ran.source.next_step
    told = repr(store.rows("select says, next_step from live_source"))
    assert PASSWORD not in told
    assert facts(store) == []
    assert store.rows("select coalesce(max(position), 0) from source_file") == [(0,)]


def test_a_server_that_means_well_is_read(tmp_path: Path) -> None:
    store = make_book(tmp_path)
    with bad_server({}) as server:
        put(store, imap(HERE, port=server.port))
        ran = run(store)

    assert ran.source.state == "up_to_date", ran.source.says
    assert len(facts(store)) == 1


def test_words_sent_in_clear_before_tls_are_an_attack(tmp_path: Path) -> None:
    store = make_book(tmp_path)
    injected = {"STARTTLS": b"{tag} OK begin\r\nG2 OK [ALERT] injected\r\n"}
    with bad_server(injected) as server:
        put(store, imap(HERE, port=server.port, more=(("security", "starttls"),)))
        ran = run(store, tries=1)

    assert ran.source.state == "failed"
    assert "between STARTTLS and TLS" in ran.source.says
    assert b"AUTHENTICATE" not in server.heard
    assert b"LOGIN" not in server.heard


@pytest.mark.parametrize("refusal", [b"{tag} BAD unknown\r\n", b"{tag} NO not now\r\n"])
def test_no_password_is_sent_where_tls_was_taken_out_of_the_line(
    tmp_path: Path, refusal: bytes
) -> None:
    store = make_book(tmp_path)
    with bad_server({"STARTTLS": refusal}) as server:
        put(store, imap(HERE, port=server.port, more=(("security", "starttls"),)))
        ran = run(store, tries=1)

    assert ran.source.state == "failed"
    assert b"AUTHENTICATE" not in server.heard
    assert b"LOGIN" not in server.heard
