"""What changed is noted once, read by number, streamed, and sent to whoever asked, signed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.serve.api.conftest import of_api
from tests.serve.web.conftest import DAY

from goodwill.book import Book
from goodwill.errors import CallError, StoreError
from goodwill.live.faults import NotAllowedError
from goodwill.live.wire.posting import address_of, post
from goodwill.live.wire.reach import connect
from goodwill.reports import Stored
from goodwill.serve.api import changes as stream
from goodwill.serve.api import webhook_delivery
from goodwill.serve.api.webhook_delivery import SIGNATURE, TRIES, Noter, Sender, signature
from goodwill.serve.web.shelf import Shelf
from goodwill.store.doors.webhooks import due_sendings

SAID = {"account": "acre", "line": "stage", "answer": "wrong", "value": "prospect"}
HOOK = {"url": "https://hooks.example/goodwill"}


@pytest.fixture(autouse=True)
def _key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets are sealed with a key of the test's own."""
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "key"))


class Post:
    """Takes what is sent; answers with `status`, or fails where that is None."""

    def __init__(self, status: int | None = 200) -> None:
        self.status = status
        self.sent: list[tuple[str, bytes, Mapping[str, str]]] = []

    def __call__(
        self, url: str, body: bytes, headers: Mapping[str, str], own: frozenset[str]
    ) -> int:
        assert own == frozenset()
        self.sent.append((url, body, headers))
        if self.status is None:
            raise StoreError("nobody answers")
        return self.status


def test_of_the_first_look_nothing_is_new(own_shelf: Shelf) -> None:
    assert Noter(own_shelf).look() == []
    assert of_api(own_shelf)("/changes").json() == {"items": [], "last": 0}


def test_a_line_that_goes_by_another_word_is_noted_once(own_shelf: Shelf) -> None:
    ask, noter = of_api(own_shelf), Noter(own_shelf)
    noter.look()
    ask("/disputes", json=SAID)

    assert noter.look() == [1]
    assert noter.look() == []
    assert Noter(own_shelf).look() == []  # whoever looks next, also after a new start
    (change,) = ask("/changes").json()["items"]
    assert (change["account"], change["as_of"]) == ("acre", str(DAY))
    assert {"line": "stage", "before": "me_too", "after": "prospect"} in change["lines"]


def test_what_was_looked_at_before_is_not_read_again(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, stored = list[str](), Book.stored

    def counted(book: Book, account: str, as_of: date) -> Stored | None:
        read.append(account)
        return stored(book, account, as_of)

    monkeypatch.setattr(Book, "stored", counted)
    Noter(own_shelf).look()
    every = sorted(read)
    read.clear()

    Noter(own_shelf).look()  # after a new start
    again = list(read)
    of_api(own_shelf)("/disputes", json=SAID)
    read.clear()
    Noter(own_shelf).look()

    assert every == ["acre", "brook"]
    assert again == []
    assert read == ["acre"]


def test_who_asks_for_a_page_goes_before_what_is_noted(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    gave = list[bool]()
    monkeypatch.setattr(webhook_delivery, "READ_AT_ONCE", 1)
    monkeypatch.setattr(own_shelf, "give_way", lambda: gave.append(True))

    Noter(own_shelf).look()

    assert gave == [True]  # between the two accounts


def test_changes_are_read_from_a_number_on(own_shelf: Shelf) -> None:
    ask, noter = of_api(own_shelf), Noter(own_shelf)
    noter.look()
    number = ask("/disputes", json=SAID).json()["id"]
    noter.look()
    ask(f"/disputes/{number}", method="DELETE")
    noter.look()

    assert [one["id"] for one in ask("/changes").json()["items"]] == [1, 2]
    assert ask("/changes?limit=1").json()["last"] == 1
    assert [one["id"] for one in ask("/changes?after=1").json()["items"]] == [2]
    assert ask("/changes?after=2").json() == {"items": [], "last": 2}


def test_another_day_alone_is_no_change(own_shelf: Shelf) -> None:
    noter = Noter(own_shelf)
    noter.look()
    own_shelf.newest = DAY + timedelta(days=1)
    own_shelf.portfolio(own_shelf.newest)

    assert noter.look() == []


def test_a_stream_tells_what_happens_after_it_began(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, noter = of_api(own_shelf), Noter(own_shelf)
    noter.look()
    ask("/disputes", json=SAID)
    noter.look()
    monkeypatch.setattr(stream, "PAUSE", 0.0)
    room = {"open": 0}

    async def heard(count: int) -> list[bytes]:
        events = stream._events(own_shelf, 0, room, lambda: True)  # noqa: SLF001
        found = [await anext(events) for _ in range(count)]
        assert room["open"] == 1
        await events.aclose()  # type: ignore[attr-defined]
        return found

    start, event = asyncio.run(heard(2))
    assert start == b"retry: 3000\n\n"
    head, data = event.split(b"data: ")
    assert head == b"id: 1\nevent: statement\n"
    assert orjson.loads(data)["account"] == "acre"
    assert event.endswith(b"\n\n")
    assert room["open"] == 0


def test_more_streams_than_the_book_can_serve_are_refused(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LISTENERS", 0)
    answer = of_api(own_shelf)("/changes/stream")

    assert (answer.status_code, answer.json()["type"]) == (503, "/api/v1/problems/too-many")


def changed(shelf: Shelf) -> dict[str, Any]:
    """A webhook, and one change that is on its way to it."""
    ask, noter = of_api(shelf), Noter(shelf)
    noter.look()
    hook: dict[str, Any] = ask("/webhooks", json=HOOK).json()
    ask("/disputes", json=SAID)
    noter.look()
    return hook


def test_a_change_is_sent_once_and_its_signature_can_be_checked(own_shelf: Shelf) -> None:
    hook, taken = changed(own_shelf), Post()
    sender = Sender(own_shelf.whole, post=taken)  # type: ignore[arg-type]

    assert (sender.look(), sender.look()) == (1, 0)
    ((url, body, headers),) = taken.sent
    assert url == HOOK["url"]
    assert orjson.loads(body)["lines"]
    told = dict(part.split("=") for part in headers[SIGNATURE].split(","))
    wanted = hmac.new(
        hook["secret"].encode(), f"{told['t']}.".encode() + body, hashlib.sha256
    ).hexdigest()
    assert told["v1"] == wanted
    assert signature(hook["secret"], int(told["t"]), body + b" ") != headers[SIGNATURE]


@pytest.mark.parametrize("status", [None, 302, 404, 500])
def test_what_is_not_taken_is_tried_again_later_and_given_up_in_the_end(
    own_shelf: Shelf, status: int | None
) -> None:
    hook, taken = changed(own_shelf), Post(status)
    book: Any = own_shelf.whole
    sender = Sender(book, post=taken, chance=lambda: 1.0)
    waits = []
    for tries in range(TRIES):
        assert sender.look() == 0
        with book.store.write() as tx:
            ((at,),) = tx.rows("select next_at from webhook_sending")
            waits.append(at)
            assert (at is None) == (tries + 1 == TRIES)
            if at is not None:
                assert due_sendings(tx, at - 1, 9) == []
                tx.run("update webhook_sending set next_at = 0")

    assert waits[:-1] == sorted(waits[:-1])
    (told,) = of_api(own_shelf)(f"/webhooks/{hook['id']}/sendings").json()["items"]
    assert (told["state"], told["tries"], told["status"]) == ("given_up", TRIES, status)


def test_what_was_sent_can_be_sent_again(own_shelf: Shelf) -> None:
    hook, taken = changed(own_shelf), Post()
    sender = Sender(own_shelf.whole, post=taken)  # type: ignore[arg-type]
    sender.look()
    ask = of_api(own_shelf)

    assert ask(f"/webhooks/{hook['id']}/replay", json={"after": 0}).json() == {"queued": 1}
    assert sender.look() == 1
    first, second = (body for _, body, _ in taken.sent)
    assert first == second


def test_who_was_ended_is_sent_nothing_more(own_shelf: Shelf) -> None:
    hook, taken = changed(own_shelf), Post()
    ask = of_api(own_shelf)

    assert ask("/webhooks").json()["items"] == [{"id": hook["id"], "url": HOOK["url"], "by": ""}]
    assert ask(f"/webhooks/{hook['id']}", method="DELETE").json() == {"items": []}
    assert Sender(own_shelf.whole, post=taken).look() == 0  # type: ignore[arg-type]
    assert ask(f"/webhooks/{hook['id']}", method="DELETE").status_code == 404
    assert ask(f"/webhooks/{hook['id']}/sendings").status_code == 404


def test_the_secret_is_told_once_and_stands_nowhere_in_clear(own_shelf: Shelf) -> None:
    ask = of_api(own_shelf)
    secret = ask("/webhooks", json=HOOK).json()["secret"]

    assert secret not in ask("/webhooks").text
    rows = own_shelf.whole.store.rows("select sealed from webhook")  # type: ignore[attr-defined]
    assert secret.encode() not in bytes(rows[0][0])


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://user:word@hooks.example/",
        "https://hooks.example/#part",
        "ftp://hooks.example/",
        "https://hooks.example:99999/",
        "https://hooks.example/\r\nX-Evil: 1",
        "https:///nothing",
    ],
)
def test_an_address_that_nothing_may_be_sent_to_is_refused(own_shelf: Shelf, url: str) -> None:
    ask = of_api(own_shelf)

    assert ask("/webhooks", json={"url": url}).status_code == 409
    assert ask("/webhooks").json()["items"] == []


def test_a_name_that_turns_out_to_be_of_this_network_is_not_spoken_to() -> None:

    for address in ("127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fd00::1"):
        with pytest.raises(NotAllowedError):
            post(
                "https://hooks.example/", b"{}", {}, frozenset(),
                reach=lambda place, own=address: connect(place, resolve=lambda *_: [own]),  # type: ignore[misc]
            )  # fmt: skip


def test_in_clear_only_to_a_machine_that_was_named() -> None:

    own = frozenset({"hooks.internal", "127.0.0.1"})
    assert address_of("http://hooks.internal:8080/in", own).port == 8080
    assert address_of("http://127.0.0.1/", own).hostname == "127.0.0.1"
    with pytest.raises(CallError):
        address_of("http://other.internal/", own)
