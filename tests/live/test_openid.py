"""What a provider says of somebody is believed only if it is signed, for us, of now, and once.

The provider here is a server whose every answer a test may choose; one that others wrote is in
`tests/access/test_by_provider.py`.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from goodwill.config import SignIn
from goodwill.live.faults import LiveError, ServerError, SignInError
from goodwill.live.oauth.openid import ASKED_AGAIN, KEPT_SECONDS, LATE, OpenId, Person

AT = 1_780_000_000
BACK = "https://books.ours.example/sign-in/provider/back"
Change = Callable[[dict[str, Any]], dict[str, Any]]


@cache
def rsa(kid: str) -> RSAKey:
    """A key under a name, the same for all tests: to make one takes longer than they do."""
    return RSAKey.generate_key(2048, parameters={"kid": kid})


class Provider:
    """A provider on this machine; what it answers is in its fields."""

    def __init__(self) -> None:
        self.key: Any = rsa("one")
        self.algorithm = "RS256"
        self.headers: dict[str, Any] = {}
        self.published: list[Any] = [self.key]
        self.change: Change = dict
        self.described: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.token: str | None = None
        self.claims: dict[str, Any] = {}
        self.refuses = False

    def answers(self, issuer: str, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize?tenant=1",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
                **self.described,
            }
        if path == "/keys":
            return {"keys": [one.as_dict(private=False) for one in self.published]}
        claims = self.change({"iss": issuer, "sub": "s-1", "aud": "goodwill", "iat": AT,
                              "exp": AT + 300, "email": "Ann@ours.example",
                              "email_verified": True, **self.claims})  # fmt: skip
        header = {"alg": self.algorithm, "kid": self.key.kid, **self.headers}
        signed = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        return {"access_token": "unused", "id_token": self.token or signed}

    def times(self, path: str) -> int:
        return sum(asked == path for asked, *_ in self.asked)


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture
def issuer(provider: Provider) -> Iterator[str]:
    port = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
            provider.asked.append((self.path, form, self.headers.get("authorization", "")))
            is_refused = provider.refuses and self.path == "/token"
            found = provider.answers(f"http://localhost:{port}", self.path)
            self.send_response(400 if is_refused else 200)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        do_POST = do_GET  # noqa: N815  the name that the server looks for

        def log_message(self, *told: object) -> None:
            del told

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    port = server.server_port
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def client(issuer: str, **more: Any) -> OpenId:
    return OpenId(SignIn(issuer=issuer, client_id="goodwill", **more))


def finished(asked: OpenId, provider: Provider, at: int = AT, **came: str) -> Person:
    """A whole sign-in: begun, and come back with what the provider would send."""
    begun = asked.begin(BACK, at=at)
    provider.claims = {"nonce": begun.nonce}
    return asked.finish(begun, {"state": begun.state, "code": "c", **came}, at=at)


def test_who_is_vouched_for_is_known_by_name_and_by_an_address_that_was_made_sure_of(
    issuer: str, provider: Provider
) -> None:
    found = finished(client(issuer), provider)

    assert found == Person(issuer=issuer, subject="s-1", address="ann@ours.example")
    (_, form, _) = next(one for one in provider.asked if one[0] == "/token")
    assert form["client_id"] == "goodwill"
    assert form["redirect_uri"] == BACK
    assert 43 <= len(form["code_verifier"]) <= 128


def test_a_question_in_the_providers_own_address_is_kept(issuer: str) -> None:
    begun = client(issuer).begin(BACK, at=AT)

    asked = parse_qs(urlsplit(begun.address).query)
    assert asked["tenant"] == ["1"]
    assert asked["state"] == [begun.state]


@pytest.mark.parametrize(
    ("ways", "is_basic"),
    [(None, True), (["client_secret_post"], False), (["client_secret_basic"], True)],
)
def test_our_secret_is_sent_as_the_provider_takes_it(
    issuer: str,
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    ways: list[str] | None,
    *,
    is_basic: bool,
) -> None:
    monkeypatch.setenv("OUR_SECRET", "a:b &")
    provider.described = {} if ways is None else {"token_endpoint_auth_methods_supported": ways}

    finished(client(issuer, secret_env="OUR_SECRET"), provider)  # noqa: S106

    (_, form, shown) = next(one for one in provider.asked if one[0] == "/token")
    if is_basic:
        assert base64.b64decode(shown.removeprefix("Basic ")) == b"goodwill:a%3Ab%20%26"
        assert "client_secret" not in form
    else:
        assert (form["client_secret"], shown) == ("a:b &", "")


def test_a_secret_that_is_not_set_is_told(issuer: str, provider: Provider) -> None:
    with pytest.raises(SignInError, match="NOT_SET_AT_ALL is not set"):
        finished(client(issuer, secret_env="NOT_SET_AT_ALL"), provider)  # noqa: S106


WRONG: dict[str, Change] = {
    "another issuer": lambda told: {**told, "iss": "https://evil.example"},
    "no issuer": lambda told: {k: v for k, v in told.items() if k != "iss"},
    "for another client": lambda told: {**told, "aud": "other"},
    "for others besides, of another party": lambda told: {
        **told, "aud": ["goodwill", "other"], "azp": "other"},
    "for others besides, of no named party": lambda told: {**told, "aud": ["goodwill", "other"]},
    "of another party": lambda told: {**told, "azp": "other"},
    "for nobody": lambda told: {**told, "aud": []},
    "too old": lambda told: {**told, "exp": AT - LATE},
    "of no end": lambda told: {k: v for k, v in told.items() if k != "exp"},
    "of the future": lambda told: {**told, "iat": AT + LATE + 1},
    "not yet": lambda told: {**told, "nbf": AT + LATE + 1},
    "of another sign-in": lambda told: {**told, "nonce": "x" * 43},
    "of no sign-in": lambda told: {k: v for k, v in told.items() if k != "nonce"},
    "of a sign-in that is no text": lambda told: {**told, "nonce": ["x"]},
    "of nobody": lambda told: {**told, "sub": ""},
    "of a number": lambda told: {**told, "sub": 7},
    "of too long a name": lambda told: {**told, "sub": "x" * 256},
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_a_token_that_is_not_for_us_of_now_is_not_believed(
    issuer: str, provider: Provider, change: Change
) -> None:
    provider.change = change

    with pytest.raises(ServerError):
        finished(client(issuer), provider)


RIGHT: dict[str, Change] = {
    "at the last moment": lambda told: {**told, "exp": AT - LATE + 1},
    "by a clock that is ahead": lambda told: {**told, "iat": AT + LATE, "nbf": AT + LATE},
    "for others besides, of us": lambda told: {
        **told, "aud": ["other", "goodwill"], "azp": "goodwill"},
    "of a long name": lambda told: {**told, "sub": "x" * 255},
}  # fmt: skip


@pytest.mark.parametrize("change", RIGHT.values(), ids=RIGHT)
def test_a_token_is_believed_up_to_each_limit(
    issuer: str, provider: Provider, change: Change
) -> None:
    provider.change = change

    assert finished(client(issuer), provider).address == "ann@ours.example"


@pytest.mark.parametrize("sure", [False, None, "true", 1, "yes"])
def test_only_a_plain_yes_makes_an_address_sure(
    issuer: str, provider: Provider, sure: object
) -> None:
    provider.change = lambda told: {**told, "email_verified": sure}

    assert finished(client(issuer), provider).address is None


ADDRESSES = {
    # what it is: (as the provider tells it, as it counts)
    "in capitals": ("Ann@OURS.example", "ann@ours.example"),
    "with a plus": ("ann+x@ours.example", "ann+x@ours.example"),
    "of another alphabet": ("\u00c4nn@ours.example", "\u00e4nn@ours.example"),
    "a sharp s is not ss": ("ann@stra\u00dfe.example", None),
    "a long s is not s": ("ann@our\u017f.example", None),
    "a sign for kelvin is no k": ("\u212aim@ours.example", None),
    "a ligature is not two letters": ("stu\ufb00@ours.example", None),
}


@pytest.mark.parametrize(("told", "counts"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_is_nobody_elses_in_small_letters(
    issuer: str, provider: Provider, told: str, counts: str | None
) -> None:
    provider.change = lambda claims: {**claims, "email": told}

    assert finished(client(issuer), provider).address == counts


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("ES256", ECKey.generate_key("P-256", parameters={"kid": "e"})),
        ("PS384", None),
        ("EdDSA", OKPKey.generate_key("Ed25519", parameters={"kid": "o"})),
    ],
)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_other_signatures_of_a_public_key_are_believed(
    issuer: str, provider: Provider, algorithm: str, key: Any
) -> None:
    key = key or rsa("p")
    provider.algorithm, provider.key, provider.published = algorithm, key, [key]

    assert finished(client(issuer), provider).subject == "s-1"


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_token_that_is_not_signed_is_not_believed(issuer: str, provider: Provider) -> None:
    claims = {"iss": issuer, "sub": "s-1", "aud": "goodwill", "iat": AT, "exp": AT + 300}
    for token in (
        f"{_part({'alg': 'none'})}.{_part(claims)}.",
        f"{_part({'alg': 'None', 'kid': 'one'})}.{_part(claims)}.",
        f"{_part({'alg': 'RS256', 'kid': 'one'})}.{_part(claims)}.AAAA",
        "no token",
        "",
        "..",
    ):
        provider.token = token or "x"
        with pytest.raises(ServerError):
            finished(client(issuer), provider)


def test_a_public_key_is_never_taken_for_a_shared_secret(issuer: str, provider: Provider) -> None:
    public = provider.key.as_pem(private=False)
    begun_with = client(issuer)
    begun = begun_with.begin(BACK, at=AT)
    claims = {"iss": issuer, "sub": "s-1", "aud": "goodwill", "iat": AT, "exp": AT + 300,
              "nonce": begun.nonce}  # fmt: skip
    signed = ".".join((_part({"alg": "HS256", "kid": "one"}), _part(claims)))
    mac = hmac.digest(public, signed.encode(), "sha256")
    provider.token = f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    with pytest.raises(ServerError):
        begun_with.finish(begun, {"state": begun.state, "code": "c"}, at=AT)


def test_a_key_that_the_token_brings_along_is_not_used(issuer: str, provider: Provider) -> None:
    own = rsa("own")
    provider.key = own  # signs, and is not published
    provider.headers = {"jwk": own.as_dict(private=False), "jku": "https://evil.example/keys"}

    with pytest.raises(ServerError):
        finished(client(issuer), provider)


def test_a_new_key_is_asked_for_once_in_a_while(issuer: str, provider: Provider) -> None:
    asked = client(issuer)
    finished(asked, provider)
    new = rsa("two")
    provider.key, provider.published = new, [new]

    with pytest.raises(ServerError):
        finished(asked, provider, at=AT + ASKED_AGAIN - 1)
    assert provider.times("/keys") == 1
    provider.change = lambda told: {**told, "exp": AT + KEPT_SECONDS}
    assert finished(asked, provider, at=AT + ASKED_AGAIN).subject == "s-1"
    assert provider.times("/keys") == 2


def test_what_a_provider_says_of_itself_is_kept_for_an_hour(
    issuer: str, provider: Provider
) -> None:
    asked, path = client(issuer), "/.well-known/openid-configuration"
    for at, times in ((AT, 1), (AT + KEPT_SECONDS - 1, 1), (AT + KEPT_SECONDS, 2)):
        asked.begin(BACK, at=at)
        assert provider.times(path) == times


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_is_another_or_sends_us_astray_is_not_spoken_to(
    issuer: str, provider: Provider, described: dict[str, Any]
) -> None:
    provider.described = described

    with pytest.raises(LiveError):
        client(issuer).begin(BACK, at=AT)


def test_a_public_provider_does_not_send_us_into_our_own_network(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = client("https://login.example")
    found = provider.answers("https://login.example", "/.well-known/openid-configuration")
    for url in ("https://127.0.0.1/keys", "https://[::1]/keys", "https://169.254.169.254/keys"):
        monkeypatch.setattr(asked, "_asked", lambda *_, url=url: {**found, "jwks_uri": url})
        with pytest.raises(ServerError, match="own network"):
            asked.begin(BACK, at=AT)


@pytest.mark.parametrize(
    "came",
    [
        {"state": "x"},
        {"state": ""},
        {"code": ""},
        {"error": "login_required"},
        {"iss": "https://evil.example"},
    ],
)
def test_an_answer_that_is_not_of_this_sign_in_is_refused_before_anything_is_asked(
    issuer: str, provider: Provider, came: dict[str, str]
) -> None:
    asked = client(issuer)

    with pytest.raises(SignInError):
        finished(asked, provider, AT, **came)
    assert not provider.times("/token")


def test_a_provider_that_says_its_name_in_answers_has_to(issuer: str, provider: Provider) -> None:
    provider.described = {"authorization_response_iss_parameter_supported": True}

    with pytest.raises(SignInError, match="another provider"):
        finished(client(issuer), provider)
    assert finished(client(issuer), provider, iss=issuer).subject == "s-1"


def test_a_code_that_is_not_taken_is_told(issuer: str, provider: Provider) -> None:
    provider.refuses = True

    with pytest.raises(SignInError, match="did not take the code"):
        finished(client(issuer), provider)


def test_no_key_no_sign_in(issuer: str, provider: Provider) -> None:
    provider.published = []

    with pytest.raises(ServerError, match="publishes no key"):
        finished(client(issuer), provider)
