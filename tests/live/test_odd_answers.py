"""Servers that answer with what no documentation knows: that is a state, for every kind."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.made import run
from tests.live.scripts import SCRIPTS
from tests.live.selling import KEY, shop
from tests.live.vendors.hubspot import HubSpot

from goodwill.live import records
from goodwill.live.faults import LiveError
from goodwill.live.wire.web import Web, place_of

KINDS: dict[str, tuple[Any, str, dict[str, str]]] = {
    "hubspot": (HubSpot, KEY, {}),
    **{
        one.kind: (
            one.make,
            one.secret,
            {**one.more, **({"auth": "oauth"} if one.is_signed else {})},
        )
        for one in SCRIPTS
    },
}
TOKEN = b'{"access_token": "t", "token_type": "bearer", "expires_in": 3600}'
NAMES = ("results", "data", "value", "values", "records", "Invoices", "Contacts", "Payments")
ANSWERS: dict[str, bytes] = {
    "nothing": b"",
    "null": b"null",
    "a number": b"7",
    "a text": b'"busy"',
    "a list of nothing": b"[null]",
    "an empty object": b"{}",
    "a page of a site": b"<!doctype html><html><body>Please sign in</body></html>",
    "half an object": b'{"results": [',
    "lists that are numbers": b"{" + b", ".join(b'"%s": 5' % n.encode() for n in NAMES) + b"}",
    "lists of nothing": b"{" + b", ".join(b'"%s": [null]' % n.encode() for n in NAMES) + b"}",
    "lists of the empty": b"{" + b", ".join(b'"%s": [{}]' % n.encode() for n in NAMES) + b"}",
    "lists of lists": b"{" + b", ".join(b'"%s": [[[]]]' % n.encode() for n in NAMES) + b"}",
    "a thousand lists in lists": b"[" * 1000 + b"]" * 1000,
    "a no in a thousand lists": b"[" * 1000 + b"]" * 1000,
    "a no without a word": b"",
}
REFUSALS = frozenset({"a no in a thousand lists", "a no without a word"})


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_state(tmp_path: Path, kind: str, what: str) -> None:
    make, secret, said = KINDS[kind]
    vendor = make(secret) if kind == "hubspot" else make()

    def answer(asked: Asked) -> Says:
        if "token" in asked.path:
            return Says(200, TOKEN, {"content-type": "application/json"})
        status = 400 if what in REFUSALS else 200
        return Says(status, ANSWERS[what], {"content-type": "application/json"})

    vendor.answer = answer
    with shop(tmp_path, vendor, kind, secret=secret, said=said) as book:
        ran = run(book.store, [book.name])

        assert ran.source.state in {"failed", "waiting", "up_to_date"}, ran.source
        assert ran.source.says or ran.source.state == "up_to_date"
        assert secret not in f"{ran.source.says} {ran.source.next_step}"


@pytest.mark.parametrize("kind", KINDS)
def test_pages_that_repeat_for_ever_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(records, "MOST_STALE", 20)
    make, secret, said = KINDS[kind]
    vendor = make(secret) if kind == "hubspot" else make()
    script = next((one for one in SCRIPTS if one.kind == kind), None)
    for number in range(10_000, 10_000 + 1200):
        if script is None:
            vendor.put("companies", number, name=f"Acre {number}")
        else:
            script.one(vendor, f"{script.key}{number}" if script.key else number)
    usual, first, count = vendor.answer, dict[tuple[str, str], Says](), 0

    def answer(asked: Asked) -> Says:
        nonlocal count
        count += 1
        asks = asked.query.get("query", "") + asked.query.get("q", "")
        sort = re.search(r"from (\w+)", asks, re.IGNORECASE)
        at = (asked.method, asked.path + (sort[1] if sort else ""))
        return first.setdefault(at, usual(asked)) if count < 2000 else Says(404)

    vendor.answer = answer
    with shop(tmp_path, vendor, kind, secret=secret, said=said) as book:
        run(book.store, [book.name])

        assert count < 2000


PLACES = {
    "another server": ("//evil.example/", "sends us on to another server"),
    "half an address": ("http://[", "no address"),
    "a machine without an end": ("//[::1/x", "no address"),
    "a script": ("javascript:x", "sends us on to another server"),
    "itself in letters of its own": ("/\u00e9", "sends every request on"),
    "nowhere": ("", "sends every request on"),
}


@pytest.mark.parametrize(("place", "why"), PLACES.values(), ids=PLACES)
def test_wherever_it_sends_us_on_to_is_a_state(place: str, why: str) -> None:
    class Sends:
        def answer(self, asked: Asked) -> Says:
            del asked
            return Says(302, b"", {"location": place})

    with (
        serving(Sends()) as url,
        closing(Web(url, is_own=True)) as web,
        pytest.raises(LiveError, match=why),
    ):
        web.ask("GET", "/feed")


def test_letters_of_any_alphabet_may_stand_in_an_address() -> None:
    targets: list[str] = []

    class Tells:
        def answer(self, asked: Asked) -> Says:
            targets.append(asked.target)
            return Says(200, b"here")

    with serving(Tells()) as url:
        place = f"{url}/b\u00fcro%20a/kalender.ics?wer=J\u00f6rg&x=1"
        with closing(Web(place, is_own=True)) as web:
            web.ask("GET")

    assert targets == ["/b%C3%BCro%20a/kalender.ics?wer=J%C3%B6rg&x=1"]
    assert place_of("https://m\u00fcnchen.example/").host == "xn--mnchen-3ya.example"
