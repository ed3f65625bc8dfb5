"""A provider that lies, or somebody in its place: a state in words, and no token goes anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.providers import OURS, provider_at

from goodwill.live.faults import LiveError, NotAllowedError, ServerError, SignInError
from goodwill.live.oauth.asking import Exchange
from goodwill.live.oauth.bearer import Bearer, Held
from goodwill.live.oauth.provider import Provider
from goodwill.live.oauth.tokens import Tokens, as_tokens

ENDED = Tokens(client=OURS, access="access-secret-1", refresh="refresh-secret-1", until=1.0)
GOOD: dict[str, Any] = {
    "access_token": "access-secret-2",
    "refresh_token": "refresh-secret-2",
    "token_type": "Bearer",
    "expires_in": 3600,
}
DEEP = 1_000


class Liar:
    """Answers everything with one thing, and remembers what it was asked."""

    def __init__(self) -> None:
        self.says = Says.json(GOOD)
        self.asked: list[Asked] = []

    def answer(self, asked: Asked) -> Says:
        self.asked.append(asked)
        return self.says


@pytest.fixture
def liar() -> Liar:
    return Liar()


@pytest.fixture
def at(liar: Liar) -> Iterator[Provider]:
    with serving(liar) as url:
        yield provider_at(url)


def told(changes: dict[str, Any]) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


LIES: dict[str, bytes] = {
    "a token with a break in it": told({"access_token": "access-secret-2\r\nx-evil: yes"}),
    "a token with a blank in it": told({"access_token": "access secret"}),
    "a token beyond ASCII": told({"access_token": "sécret"}),
    "a token that is empty": told({"access_token": ""}),
    "a token that is a number": told({"access_token": 7}),
    "a token that is nothing": told({"access_token": None}),
    "a token that is a list": told({"access_token": ["access-secret-2"]}),
    "a token that is a table": told({"access_token": {"access": "secret"}}),
    "a token of a million letters": told({"access_token": "a" * 1_000_000}),
    "a renewal with a break in it": told({"refresh_token": "refresh-secret-2\n"}),
    "a renewal that is a list": told({"refresh_token": ["refresh-secret-2"]}),
    "a type that is a list": told({"token_type": ["Bearer"]}),
    "an end that is a word": told({"expires_in": "soon"}),
    "an end that is a list": told({"expires_in": [3600]}),
    "an end that is a table": told({"expires_in": {"seconds": 3600}}),
    "an end that is no number": told({"expires_in": float("nan")}),
    "an end without end": told({"expires_in": float("inf")}),
    "an end that has ten thousand digits": told({}).replace(b"3600", b"9" * 10_000),
    "lists in lists": told({"more": []}).replace(b"[]", b"[" * DEEP + b"]" * DEEP),
    "no text at all": b"\xff\xfe\x00",
    "more than any answer has": b'{"a":"' + b"a" * (2 << 20) + b'"}',
}


@pytest.mark.parametrize("body", LIES.values(), ids=LIES)
@pytest.mark.parametrize("is_renewal", [True, False], ids=["renewed", "with a code"])
def test_a_lie_is_told_and_the_tokens_before_it_stay(
    liar: Liar, at: Provider, body: bytes, *, is_renewal: bool
) -> None:
    liar.says = Says(200, body, {"content-type": "application/json"})
    vault = Held(ENDED.as_text())

    def with_code() -> object:
        return Exchange(at, OURS).with_code(
            "code-secret", redirect="http://127.0.0.1:1/", verifier="verifier", scopes=()
        )

    with pytest.raises(LiveError) as caught:
        (Bearer(vault, at).token if is_renewal else with_code)()

    assert isinstance(caught.value, ServerError | SignInError)
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"
    assert as_tokens(vault.read()) == ENDED


@pytest.mark.parametrize("lasts", [-1, 0, True, None, 10**12, "3600"])
def test_however_long_a_token_is_said_to_last_it_is_used(
    liar: Liar, at: Provider, lasts: object
) -> None:
    liar.says = Says(200, told({"expires_in": lasts}))

    bearer = Bearer(Held(ENDED.as_text()), at)

    assert [bearer.token() for _ in range(3)] == ["access-secret-2"] * 3
    assert len(liar.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_is_said_to_a_provider_is_said_to_no_other_server(
    liar: Liar, at: Provider, status: int
) -> None:
    other = Liar()
    with serving(other) as elsewhere:
        liar.says = Says(status, headers={"location": f"{elsewhere}/token"})

        with pytest.raises((NotAllowedError, ServerError)):
            Bearer(Held(ENDED.as_text()), at).token()

    assert other.asked == []


def test_a_provider_that_leads_in_circles_is_left(liar: Liar, at: Provider) -> None:
    liar.says = Says(307, headers={"location": at.token})

    with pytest.raises(ServerError):
        Bearer(Held(ENDED.as_text()), at).token()

    assert len(liar.asked) < 20


DEVICES: dict[str, dict[str, object]] = {
    "no code": {"user_code": None},
    "a code that is a list": {"user_code": ["A"]},
    "an address that is a table": {"verification_uri": {}},
    "seconds that are a word": {"expires_in": "soon"},
    "seconds that are no number": {"expires_in": float("nan")},
    "a pause that is a list": {"interval": [5]},
    "a pause that is no number": {"interval": float("nan")},
    "a code with a break in it": {"user_code": "AB\nCD"},
}


@pytest.mark.parametrize("changes", DEVICES.values(), ids=DEVICES)
def test_a_device_is_given_what_makes_sense_or_nothing(
    liar: Liar, at: Provider, changes: dict[str, object]
) -> None:
    asked = {
        "device_code": "device-secret",
        "user_code": "ABCD",
        "verification_uri": "https://provider.example/device",
        "expires_in": 900,
        "interval": 5,
    }
    liar.says = Says(200, json.dumps({**asked, **changes}).encode())

    with pytest.raises((ServerError, SignInError)):
        Exchange(at, OURS).device(())
