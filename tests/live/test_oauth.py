"""Signing in by consent: every way in, one renewal for however many ask, and no token shown."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet
from tests.live.fakes import Asked, Says, serving
from tests.live.made import make_book
from tests.live.providers import OURS, agree, provider_at
from tests.live.providers import Provider as Fake

from goodwill.live.base import SourceConfig
from goodwill.live.connected import as_text
from goodwill.live.faults import CutOffError, LiveError, ServerError, SignInError, WaitError
from goodwill.live.oauth.asking import Exchange
from goodwill.live.oauth.bearer import Bearer, Held
from goodwill.live.oauth.loopback import Door
from goodwill.live.oauth.provider import Provider, google, microsoft
from goodwill.live.oauth.signing_in import by_browser, by_device, by_pasting
from goodwill.live.oauth.tokens import Tokens, as_tokens
from goodwill.live.secrets import Seal
from goodwill.store.database import open_store
from goodwill.store.live_sources.sources import add_source, keep_sealed
from goodwill.syncing.vault import Kept

SCOPES = ("https://provider.example/auth/mail.read",)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def at(fake: Fake) -> Iterator[Provider]:
    with serving(fake) as url:
        yield provider_at(url)


def given(at: Provider) -> Tokens:
    """Tokens of somebody who has agreed."""

    def show(address: str) -> None:
        Thread(target=agree, args=(address,)).start()

    return by_browser(Exchange(at, OURS), SCOPES, show=show)


def test_a_browser_brings_the_answer_to_this_machine(fake: Fake, at: Provider) -> None:
    tokens = given(at)

    assert tokens.access in fake.good
    assert tokens.refresh == fake.refresh
    assert as_tokens(tokens.as_text()) == tokens


def test_a_browser_elsewhere_ends_at_an_address_that_is_pasted(fake: Fake, at: Provider) -> None:
    shown: list[str] = []

    def paste() -> str:
        return httpx.get(shown[0]).headers["location"]

    tokens = by_pasting(Exchange(at, OURS), SCOPES, show=shown.append, paste=paste)

    assert tokens.access in fake.good


def test_a_pasted_address_of_another_sign_in_is_refused(at: Provider) -> None:
    with pytest.raises(SignInError, match="not the address"):
        by_pasting(
            Exchange(at, OURS),
            SCOPES,
            show=lambda _: None,
            paste=lambda: "http://127.0.0.1:8765/?code=code-0&state=another",
        )


def test_a_device_asks_as_often_as_it_may_until_somebody_agrees(fake: Fake, at: Provider) -> None:
    told: list[tuple[str, str]] = []
    slept: list[float] = []

    tokens = by_device(
        Exchange(at, OURS),
        SCOPES,
        tell=lambda address, code: told.append((address, code)),
        sleep=slept.append,
    )

    assert told == [("https://provider.example/device", "ABCD-EFGH")]
    assert slept == [5.0, 10.0, 10.0]
    assert tokens.access in fake.good


def test_a_device_whose_code_nobody_types_stops_when_the_code_ends(
    fake: Fake, at: Provider
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        fake.pending = 1 + 1

    with pytest.raises(SignInError, match="in time"):
        by_device(Exchange(at, OURS), SCOPES, tell=lambda *_: None, sleep=sleep)

    assert 900 <= sum(slept) < 1000


def test_a_provider_that_is_away_for_a_moment_does_not_end_a_sign_in(
    monkeypatch: pytest.MonkeyPatch, fake: Fake, at: Provider
) -> None:
    slept: list[float] = []
    busy = [Says(503, b"", {"retry-after": "40"}), Says(500, b"oops")]

    usual = fake.said

    def said(asked: Asked) -> Says | None:
        return busy.pop() if asked.path == "/token" and busy else usual(asked)

    monkeypatch.setattr(fake, "said", said)

    by_device(Exchange(at, OURS), SCOPES, tell=lambda *_: None, sleep=slept.append)

    assert slept[:3] == [5.0, 10.0, 40.0]


@pytest.mark.parametrize(
    "told",
    [
        b'"verification_uri": "https://provider.example/\\u001b[2J"',
        b'"verification_uri": "https://provider.example/", "user_code": "A\\nB"',
        b'"verification_uri": "https://provider.example/", "expires_in": [1]',
    ],
)
def test_what_no_person_can_type_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, fake: Fake, at: Provider, told: bytes
) -> None:
    usual = b'"device_code": "d", "user_code": "ABCD", "expires_in": 600, '
    monkeypatch.setattr(fake, "said", lambda _: Says(200, b"{" + usual + told + b"}"))

    with pytest.raises(ServerError):
        Exchange(at, OURS).device(SCOPES)


def test_nobody_waits_for_as_long_as_a_provider_likes(
    monkeypatch: pytest.MonkeyPatch, fake: Fake, at: Provider
) -> None:
    usual = b'"device_code": "d", "user_code": "A", "verification_uri": "https://p.example/"'
    long = b', "expires_in": 1e300, "interval": 1e300}'
    monkeypatch.setattr(fake, "said", lambda _: Says(200, b"{" + usual + long))

    asked = Exchange(at, OURS).device(SCOPES)

    assert (asked.lasts, asked.pause) == (3600.0, 3600.0)


@pytest.mark.parametrize("lasts", [b"-1", b"0", b"60", b'"30"'])
def test_a_token_that_hardly_lasts_is_not_renewed_for_every_request(
    monkeypatch: pytest.MonkeyPatch, fake: Fake, at: Provider, lasts: bytes
) -> None:
    tokens = ended(given(at))
    answer = b'{"access_token":"short","token_type":"bearer","expires_in":%s}' % lasts
    asked: list[Asked] = []

    def said(one: Asked) -> Says:
        asked.append(one)
        return Says(200, answer)

    monkeypatch.setattr(fake, "said", said)
    bearer = Bearer(Held(tokens.as_text()), at)

    assert [bearer.token() for _ in range(3)] == ["short"] * 3
    assert len(asked) == 1


def test_google_has_no_codes_for_devices_and_says_what_to_do() -> None:
    exchange = Exchange(google(SourceConfig(kind="gmail", name="ada")), OURS)

    with pytest.raises(SignInError, match="no codes") as caught:
        by_device(exchange, SCOPES, tell=lambda *_: None)

    assert "--no-browser" in caught.value.hint


def test_only_the_answer_that_was_asked_for_counts_and_it_counts_once() -> None:
    with Door("right") as door:
        host = httpx.URL(door.redirect).netloc.decode()

        def ask(**told: str) -> int:
            return httpx.get(door.redirect, params=told).status_code

        wrong = [ask(code="c"), ask(code="c", state="wrong"), ask(state="right", code="c") - 0]
        replayed = ask(state="right", code="other")
        rebound = httpx.get(
            door.redirect, params={"state": "right", "code": "c"}, headers={"host": "evil.example"}
        ).status_code

        assert wrong == [400, 400, 200]
        assert replayed == 400
        assert rebound == 400
        assert door.wait(1)["code"] == "c"
        assert door.take(host, "/elsewhere?state=right&code=c")[0] == 400


def test_who_does_not_agree_is_not_signed_in(fake: Fake, at: Provider) -> None:
    fake.refuses = "access_denied"

    with pytest.raises(SignInError, match="access_denied"):
        given(at)


def test_a_box_that_was_left_open_is_named(fake: Fake, at: Provider) -> None:
    fake.grants = "openid email"

    with pytest.raises(SignInError, match=r"mail\.read") as caught:
        given(at)

    assert "ticked" in caught.value.hint


def test_a_code_holds_for_who_asked_alone(fake: Fake, at: Provider) -> None:
    exchange = Exchange(at, OURS)
    address = exchange.address(SCOPES, redirect="http://127.0.0.1:1/", state="s", verifier="v" * 43)
    back = httpx.get(address).headers["location"]
    code = parse_qs(urlsplit(back).query)["code"][0]

    with pytest.raises(SignInError):
        exchange.with_code(code, redirect="http://127.0.0.1:1/", verifier="w" * 43, scopes=SCOPES)

    assert fake.given == 0


class Clock:
    at = 1_000.0

    def __call__(self) -> float:
        return self.at


def ended(tokens: Tokens) -> Tokens:
    return replace(tokens, until=1.0)


def test_a_token_is_renewed_when_it_ends_and_not_before(fake: Fake, at: Provider) -> None:
    clock, tokens = Clock(), replace(given(at), until=5_000.0)
    bearer = Bearer(Held(tokens.as_text()), at, clock)

    before = (bearer.token(), fake.renewals)
    clock.at = 4_879.0
    still = (bearer.token(), fake.renewals)
    clock.at = 4_881.0
    after = bearer.token()

    assert before == still == (tokens.access, 0)
    assert after != tokens.access
    assert fake.renewals == 1


@pytest.mark.parametrize("rotates", [True, False])
def test_eight_threads_whose_token_has_ended_renew_it_once(
    fake: Fake, at: Provider, rotates: bool
) -> None:
    fake.rotates = rotates
    tokens = given(at)
    bearer = Bearer(Held(tokens.as_text()), at)
    together = Barrier(8)

    def ask(_: int) -> str:
        together.wait()
        return bearer.instead_of(tokens.access)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(ask, range(8)))

    assert found == fake.good
    assert fake.renewals == 1
    assert not fake.is_revoked


def book_with(folder: Path, secret: str, key: bytes) -> int:
    store = make_book(folder)
    config = SourceConfig(kind="imap", name="ada", more=(("auth", "oauth"),))
    with store.write() as tx:
        source = add_source(tx, name="ada", kind="imap", config=as_text(config), at=1)
        keep_sealed(tx, source, Seal(key).close(secret))
    return source


def ask_in_a_process(
    where: tuple[Path, int, bytes], at: Provider, barrier: Any, found: Any
) -> None:
    folder, source, key = where
    bearer = Bearer(Kept(open_store(folder / "book"), source, lambda: Seal(key)), at)
    barrier.wait()
    found.put(bearer.token())


def test_eight_programs_whose_token_has_ended_renew_it_once(
    tmp_path: Path, fake: Fake, at: Provider
) -> None:
    key = Fernet.generate_key()
    source = book_with(tmp_path, ended(given(at)).as_text(), key)
    context = multiprocessing.get_context("spawn")
    barrier, found = context.Barrier(8), context.Queue()
    programs = [
        context.Process(target=ask_in_a_process, args=((tmp_path, source, key), at, barrier, found))
        for _ in range(8)
    ]
    for one in programs:
        one.start()
    tokens = {found.get(timeout=60) for _ in programs}
    for one in programs:
        one.join()

    assert tokens == fake.good
    assert fake.renewals == 1
    kept = Kept(open_store(tmp_path / "book"), source, lambda: Seal(key))
    assert as_tokens(kept.read()).access in fake.good
    everywhere = b"".join(one.read_bytes() for one in (tmp_path / "book").iterdir())
    assert b"access-secret" not in everywhere
    assert b"refresh-secret" not in everywhere


def test_consent_that_was_taken_back_asks_for_a_sign_in_and_shows_no_token(
    fake: Fake, at: Provider
) -> None:
    tokens = ended(given(at))
    fake.is_revoked = True

    with pytest.raises(SignInError, match="taken back") as caught:
        Bearer(Held(tokens.as_text()), at).token()

    shown = f"{caught.value!r} {caught.value} {caught.value.hint} {tokens!r} {OURS!r}"
    assert "secret" not in shown
    assert "Sign in again" in caught.value.hint


ANSWERS: dict[str, tuple[int, bytes, dict[str, str], type[LiveError]]] = {
    "is busy": (429, b"", {"retry-after": "7"}, WaitError),
    "is away": (503, b"", {}, WaitError),
    "has failed": (500, b"oops", {}, CutOffError),
    "will be back": (400, b'{"error":"temporarily_unavailable"}', {}, CutOffError),
    "knows no such client": (401, b'{"error":"invalid_client"}', {}, SignInError),
    "tells a long story": (
        400,
        b'{"error":"invalid_request","error_description":"refresh-secret-1"}',
        {},
        SignInError,
    ),
    "shows a page": (200, b"<html>", {}, ServerError),
    "gives nothing": (200, b"{}", {}, ServerError),
    "gives a list": (200, b"[]", {}, ServerError),
    "names scopes that are none": (
        200,
        b'{"access_token":"a","token_type":"bearer","scope":{"mail":1}}',
        {},
        ServerError,
    ),
    "gives a token for ever": (200, b'{"access_token":"a","token_type":"mac"}', {}, ServerError),
}


@pytest.mark.parametrize("said", ANSWERS.values(), ids=ANSWERS)
def test_what_a_provider_may_say_is_a_state(
    monkeypatch: pytest.MonkeyPatch,
    fake: Fake,
    at: Provider,
    said: tuple[int, bytes, dict[str, str], type[LiveError]],
) -> None:
    status, body, headers, kind = said
    tokens = ended(given(at))
    monkeypatch.setattr(fake, "said", lambda _: Says(status, body, headers))

    with pytest.raises(LiveError) as caught:
        Bearer(Held(tokens.as_text()), at).token()

    assert type(caught.value) is kind
    assert "refresh-secret" not in f"{caught.value.message} {caught.value.hint}"


def test_a_program_signs_in_for_itself_and_asks_again_when_its_token_ends(
    fake: Fake, at: Provider
) -> None:
    basic = replace(at, is_basic=True)
    tokens = Exchange(basic, OURS).for_program(("invoices.read",))

    after = Bearer(Held(ended(tokens).as_text()), basic).token()

    assert {after} == fake.good
    assert after != tokens.access


ADDRESSES = {
    "google": (google, "https://accounts.google.com/o/oauth2/v2/auth?"),
    "microsoft": (microsoft, "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_a_person_opens_asks_for_a_token_that_renews(name: str) -> None:
    make, start = ADDRESSES[name]
    exchange = Exchange(make(SourceConfig(kind="x", name="x")), OURS)

    address = exchange.address(
        SCOPES, redirect="http://127.0.0.1:1/", state="s", verifier="v" * 43, hint="ada@x.example"
    )

    told = parse_qs(urlsplit(address).query)
    assert address.startswith(start)
    assert told["code_challenge_method"] == ["S256"]
    assert told["login_hint"] == ["ada@x.example"]
    assert told.get("access_type") == ["offline"] or "offline_access" in told["scope"][0]
    assert OURS.secret not in address
