"""Refusals are logged, by number and with the first part of an address; and so is the audit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.access.company import ACCOUNTS, WORD
from tests.access.team import Team

from goodwill.access import events
from goodwill.access.events import Flood
from goodwill.access.rate_limit import FAILURES
from goodwill.clock import now
from goodwill.privacy.audit import Entry, head_of, note
from goodwill.serve.audit_log import AuditLog
from goodwill.serve.log_places import log_to


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(events, "_FLOOD", Flood())
    path = tmp_path / "log"
    log_to([str(path)])
    yield path
    log_to(())


def told(log: Path) -> list[dict[str, object]]:
    found = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return [{key: one[key] for key in one if key not in {"at", "level"}} for one in found]


def test_what_is_not_theirs_is_told_like_what_is_not_there(team: Team, log: Path) -> None:
    team.ask("ann", "/accounts/brook", "/accounts/nobody", "/start", "/api/v1/accounts/crest")

    user = str(team.users["ann"].id)
    assert [(one["user"], one["where"], one["status"]) for one in told(log)] == [
        (user, "/accounts", 404),
        (user, "/accounts", 404),
        (user, "/start", 403),
        (user, "/api/v1/accounts", 404),
    ]


TYPED = {
    "a name that is no page": ("/anna.mueller@client.example", "/*"),
    "words with blanks": ("/Anna%20Mueller/hr", "/*"),
    "below the interface": ("/api/v1/anna", "/api/v1/*"),
    "another version": ("/api/anna/accounts", "/api/*/accounts"),
    "a page that there is": ("/accounts/anna", "/accounts"),
}


@pytest.mark.parametrize("what", TYPED)
def test_nothing_that_somebody_typed_is_told(team: Team, log: Path, what: str) -> None:
    path, where = TYPED[what]
    team.ask("ann", path)

    assert [one["where"] for one in told(log)] == [where]


def test_what_is_theirs_is_not_told(team: Team, log: Path) -> None:
    team.ask("ann", "/", "/accounts/acre", "/search?q=quill", "/api/v1/accounts")
    team.ask("nobody", "/")  # asked to sign in

    assert told(log) == []


def test_foreign_names_and_forms_without_a_session_are_told(team: Team, log: Path) -> None:
    team.ask("ann", "/", host="evil.example")
    team.send("nobody", "/api/v1/disputes")

    first, second = told(log)
    assert (first["reason"], first["where"]) == ("foreign request", "/")
    assert (second["status"], second["user"]) == (401, "")


def test_that_somebody_is_held_up_at_the_door_is_told(own_team: Team, log: Path) -> None:
    form = {"address": "ann@ours.example", "password": "wrong words in a row"}
    for _ in range(FAILURES["address"] + 1):
        own_team.send("nobody", "/sign-in", **form)

    assert [one["reason"] for one in told(log)] == ["wrong tries of one address"]


def test_the_audit_is_told_as_it_grows(own_team: Team, log: Path) -> None:
    store = own_team.book.store
    audit = AuditLog(store)
    assert audit.look() == 0
    own_team.send("nobody", "/sign-in", address="ann@ours.example", password="wrong words")  # noqa: S106
    own_team.send("ann", "/sign-out")

    assert audit.look() == 2
    assert audit.look() == 0
    with store.read() as reader:
        head = head_of(reader)
    assert head is not None
    assert [one["reason"] for one in told(log)] == ["sign_in_refused", "signed_out"]
    assert (told(log)[-1]["entry"], told(log)[-1]["digest"]) == head


def test_who_somebody_is_on_this_machine_is_not_told(own_team: Team, log: Path) -> None:
    audit = AuditLog(own_team.book.store)
    with own_team.book.store.write() as tx:
        note(tx, [Entry(who="ada.quill", what="exported", at=now())])

    assert audit.look() == 1
    assert told(log)[0]["user"] == ""


def test_no_line_holds_a_word_a_name_or_an_account(own_team: Team, log: Path) -> None:
    audit = AuditLog(own_team.book.store)
    for who in ("ann", "ned", "eve", "lou"):
        own_team.ask(who, *[f"/accounts/{one}/timeline?q=quill" for one in (*ACCOUNTS, "quill")])
        own_team.send(who, "/users/invite", address="quill@ours.example", role="owner")
    audit.look()

    text = log.read_text("utf-8")
    assert len(told(log)) > 10
    assert not WORD.findall(text)
    assert not any(one in text for one in (*ACCOUNTS, "ours.example", "quill"))


def test_pages_of_users_stay_in_no_store_of_a_browser(team: Team) -> None:
    paths = ("/", "/accounts/acre", "/search?q=quill", "/me", "/api/v1/accounts", "/accounts/x")

    assert {one.headers["cache-control"] for one in team.ask("ann", *paths)} == {"no-store"}
