"""A request with a key is answered once; other keys, other people and other requests are others."""

from __future__ import annotations

import pytest
from tests.serve.api.conftest import of_api

from goodwill.serve.api import idempotency as module
from goodwill.serve.web.shelf import Shelf
from goodwill.store.doors.repeated_requests import (
    ABANDONED_SECONDS,
    KEPT_SECONDS,
    KeptAnswer,
    begin,
    keep,
)

SAID = {"account": "acre", "line": "stage", "answer": "right"}
KEY = {"idempotency-key": "k-1"}


def test_the_same_request_again_gets_the_same_answer_and_does_nothing_twice(
    own_shelf: Shelf,
) -> None:
    ask = of_api(own_shelf)
    first = ask("/disputes", json=SAID, headers=KEY)
    again = ask("/disputes", json=SAID, headers=KEY)

    assert first.content == again.content
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert len(ask("/disputes").json()["items"]) == 1


def test_without_a_key_it_is_said_twice(own_shelf: Shelf) -> None:
    ask = of_api(own_shelf)
    for _ in range(2):
        assert ask("/disputes", json=SAID).status_code == 200

    assert len(ask("/disputes").json()["items"]) == 2


def test_a_key_is_for_one_request(own_shelf: Shelf) -> None:
    ask = of_api(own_shelf)
    ask("/disputes", json=SAID, headers=KEY)
    other = ask("/disputes", json={**SAID, "line": "kind", "answer": "cannot_tell"}, headers=KEY)
    day = ask("/disputes?as_of=2026-06-20", json=SAID, headers=KEY)

    for answer in (other, day):
        assert answer.json()["type"].endswith("/key-used-otherwise")
    assert len(ask("/disputes").json()["items"]) == 1


def test_what_could_not_be_done_keeps_no_answer(own_shelf: Shelf) -> None:
    ask = of_api(own_shelf)

    assert ask("/disputes", json={**SAID, "line": "nothing"}, headers=KEY).status_code == 404
    assert ask("/disputes", json=SAID, headers=KEY).status_code == 200


def test_while_one_is_being_answered_a_second_is_not(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = of_api(own_shelf)
    monkeypatch.setattr(module, "begin", lambda *_: "busy")
    answer = ask("/disputes", json=SAID, headers=KEY)

    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        409, "still-being-answered",
    )  # fmt: skip


def test_a_key_is_kept_for_a_day_and_belongs_to_whoever_sent_it(own_shelf: Shelf) -> None:
    store = own_shelf.whole.store  # type: ignore[attr-defined]
    with store.write() as tx:
        assert begin(tx, "ann", "k", "f", 1_000_000) == "new"
        assert begin(tx, "bob", "k", "f", 1_000_000) == "new"
        assert begin(tx, "ann", "k", "f", 1_000_000 + ABANDONED_SECONDS - 1) == "busy"
        assert begin(tx, "ann", "k", "f", 1_000_000 + ABANDONED_SECONDS) == "new"
        keep(tx, "ann", "k", KeptAnswer(200, b"{}"))
        begun = 1_000_000 + ABANDONED_SECONDS
        assert begin(tx, "ann", "k", "f", begun + KEPT_SECONDS) == KeptAnswer(200, b"{}")
        assert begin(tx, "ann", "k", "f", begun + KEPT_SECONDS + 1) == "new"
