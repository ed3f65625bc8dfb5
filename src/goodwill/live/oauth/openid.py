"""Asking a provider who somebody is (OpenID Connect): a code, exchanged for a signed token.

The provider is one that the book's settings name. Its description, its keys and the token are
asked for over the guarded connections of `web`; what comes back is believed only as far as it is
signed by a key that this provider publishes, is meant for us, is of this very sign-in and of now
(OpenID Connect Core 3.1.3.7, RFC 7636, RFC 9207). Who may come in is said in
`goodwill.access.vouched`; nothing else is asked of the provider, and its token is kept nowhere.
"""

from __future__ import annotations

import os
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import orjson

from goodwill.live.faults import RefusedError, ServerError, SignInError
from goodwill.live.wire.reach import is_named_as_own
from goodwill.live.wire.web import Web, place_of

if TYPE_CHECKING:
    from goodwill.config import SignIn

__all__ = ["Begun", "OpenId", "Person", "provider_of"]

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
              "EdDSA", "Ed25519")  # fmt: skip
"""Signatures that are believed: with a public key, never with a shared secret, never none."""

KEPT_SECONDS = 3600
"""For which a provider's description and keys are gone by without asking again."""

ASKED_AGAIN = 60
"""Seconds in which the keys are asked for once at most, however many unknown ones are named."""

LATE = 120
"""Seconds by which two clocks may differ."""

LONGEST = 255
"""Letters of the name by which a provider knows somebody (OpenID Connect Core, 2)."""

_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_WRONG = "Ask whoever looks after the provider; nobody was let in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in that somebody was sent away for: where to, and what has to come back with it."""

    address: str
    state: str
    nonce: str
    verifier: str
    comes_back_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom the provider vouches for; `address` only where it says that it made sure of it."""

    issuer: str
    subject: str
    address: str | None


class OpenId:
    """One provider, as the settings name it."""

    def __init__(self, told: SignIn) -> None:
        self._told = told
        self._is_own = told.own_network or is_named_as_own(place_of(told.issuer).host)
        self._description: tuple[int, dict[str, Any]] | None = None
        self._keys: tuple[int, Any] | None = None

    @property
    def name(self) -> str:
        """What people know the provider by."""
        return self._told.name or place_of(self._told.issuer).host

    def begin(self, comes_back_to: str, *, at: int) -> Begun:
        """Where to send somebody, who is to come back to an address of ours."""
        described = self._described(at)
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self._told.client_id,
            "redirect_uri": comes_back_to,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": _unpadded(sha256(verifier.encode()).digest()),
            "code_challenge_method": "S256",
        }
        address = described["authorization_endpoint"]
        sign = "&" if urlsplit(address).query else "?"
        return Begun(
            address=f"{address}{sign}{urlencode(asked)}",
            state=state,
            nonce=nonce,
            verifier=verifier,
            comes_back_to=comes_back_to,
        )

    def finish(self, begun: Begun, came: dict[str, str], *, at: int) -> Person:
        """Who came back with these parameters; a `LiveError` where that is not certain."""
        described = self._described(at)
        if not compare_digest(came.get("state", "").encode(), begun.state.encode()):
            raise SignInError("This answer is of another sign-in.", hint="Begin again.")
        is_told = bool(described.get("authorization_response_iss_parameter_supported"))
        if (is_told or "iss" in came) and came.get("iss") != self._told.issuer:
            raise SignInError("This answer is of another provider.", hint="Begin again.")
        if "error" in came or not came.get("code"):
            raise SignInError(f"{self.name} did not sign you in.", hint="Begin again.")
        token = self._exchanged(described, begun, came["code"])
        return self._believed(described, token, begun.nonce, at=at)

    def _described(self, at: int) -> dict[str, Any]:
        """What the provider says of itself, if it is the provider that was named."""
        if self._description is None or not 0 <= at - self._description[0] < KEPT_SECONDS:
            issuer = self._told.issuer
            found = self._asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != issuer:
                raise ServerError(
                    f"{self.name} calls itself by another name than the settings do.",
                    hint=f'Write  issuer = "..."  as it does; {_WRONG}',
                )
            for name in _NEEDED:
                self._checked_address(str(found.get(name, "")))
            self._description = (at, found)
        return self._description[1]

    def _checked_address(self, url: str) -> str:
        """An address that the provider names: not of our own network, where it is not itself."""
        if is_named_as_own(place_of(url).host) and not self._is_own:
            raise ServerError(
                f"{self.name} sends us into our own network; it was not spoken to.", hint=_WRONG
            )
        return url

    def _exchanged(self, described: dict[str, Any], begun: Begun, code: str) -> str:
        """The token that a code stands for."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": begun.comes_back_to,
            "code_verifier": begun.verifier,
        }
        secret, user = self._secret(), ""
        ways = described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if secret and "client_secret_basic" in ways:
            user, secret = quote(self._told.client_id, safe=""), quote(secret, safe="")
        else:
            form["client_id"] = self._told.client_id
            if secret:
                form["client_secret"] = secret
        try:
            found = self._asked(
                str(described["token_endpoint"]), form, (user, secret if user else "")
            )
        except (SignInError, RefusedError) as fault:
            raise SignInError(
                f"{self.name} did not take the code, or not our name and secret.",
                hint="Begin again; where that does not help, look at [sign_in] in goodwill.toml.",
            ) from fault
        token = found.get("id_token")
        if not isinstance(token, str):
            raise ServerError(f"{self.name} did not say who you are.", hint=_WRONG)
        return token

    def _secret(self) -> str:
        """Our own secret with the provider; "" for a client that has none (PKCE alone)."""
        if self._told.secret_env is None:
            return ""
        found = os.environ.get(self._told.secret_env, "").strip()
        if not found:
            raise SignInError(
                f"The environment variable {self._told.secret_env} is not set.",
                hint="Set it to the secret of this client, and serve the pages again.",
            )
        return found

    def _asked(
        self, url: str, form: dict[str, str] | None = None, who: tuple[str, str] = ("", "")
    ) -> dict[str, Any]:
        """What a server of the provider answers, as an object."""
        asked = Web(url, is_own=self._is_own, user=who[0], secret=who[1])
        try:
            headers = {"accept": "application/json"}
            if form is None:
                answer = asked.ask("GET", headers=headers)
            else:
                headers["content-type"] = "application/x-www-form-urlencoded"
                answer = asked.ask("POST", headers=headers, body=urlencode(form).encode())
        finally:
            asked.close()
        try:
            found = orjson.loads(answer.body)
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            raise ServerError(f"{self.name} does not answer as a provider does.", hint=_WRONG)
        return found

    def _believed(self, described: dict[str, Any], token: str, nonce: str, *, at: int) -> Person:
        """Whom a token names, if it is signed, for us, of this sign-in and of now."""
        from joserfc.errors import JoseError  # noqa: PLC0415  needed where somebody signs in only

        try:
            claims = self._claims(described, token, at=at)
            _check_claims(claims, self._told, nonce, at=at)
        except (JoseError, ValueError, TypeError, KeyError) as fault:
            raise ServerError(
                f"What {self.name} says of you cannot be believed ({type(fault).__name__}).",
                hint=_WRONG,
            ) from fault
        subject, address = claims["sub"], claims.get("email")
        if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
            raise ServerError(f"{self.name} does not say who you are.", hint=_WRONG)
        is_sure = claims.get("email_verified") is True and isinstance(address, str)
        return Person(
            issuer=self._told.issuer,
            subject=subject,
            address=_folded(str(address)) if is_sure else None,
        )

    def _claims(self, described: dict[str, Any], token: str, *, at: int) -> dict[str, Any]:
        """What a token says, once its signature holds; a key that is new is asked for."""
        from joserfc import jwt  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415

        asked_at, keys = self._kept_keys(described, at)
        try:
            return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            if at - asked_at < ASKED_AGAIN:
                raise
        self._keys = None
        return jwt.decode(token, self._kept_keys(described, at)[1], algorithms=ALGORITHMS).claims

    def _kept_keys(self, described: dict[str, Any], at: int) -> tuple[int, Any]:
        from joserfc.jwk import KeySet  # noqa: PLC0415

        if self._keys is None or not 0 <= at - self._keys[0] < KEPT_SECONDS:
            found = self._asked(str(described["jwks_uri"])).get("keys")
            public = [
                one
                for one in found if isinstance(one, dict)
                and one.get("kty") in {"RSA", "EC", "OKP"} and one.get("use", "sig") == "sig"
            ] if isinstance(found, list) else []  # fmt: skip
            if not public:
                raise ServerError(f"{self.name} publishes no key.", hint=_WRONG)
            self._keys = (at, KeySet.import_key_set({"keys": public}))
        return self._keys


def _check_claims(claims: dict[str, Any], told: SignIn, nonce: str, *, at: int) -> None:
    """Raises where a token is not from this provider, for us, of this sign-in and of now."""
    from joserfc.jwt import JWTClaimsRegistry  # noqa: PLC0415

    JWTClaimsRegistry(
        now=at,
        leeway=LATE,
        iss={"essential": True, "value": told.issuer},
        aud={"essential": True, "value": told.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    ).validate(claims)
    own = claims.get("nonce")
    if not isinstance(own, str) or not compare_digest(own.encode(), nonce.encode()):
        raise ValueError("nonce")
    whom = claims["aud"]
    is_for_many = isinstance(whom, list) and len(whom) > 1
    if (is_for_many or "azp" in claims) and claims.get("azp") != told.client_id:
        raise ValueError("azp")


def _folded(address: str) -> str | None:
    """In small letters; None where that makes a letter another's, as "ss" of "ß".

    Such an address is not the one that it would be taken for: somebody else may have it.
    """
    is_other = any(not letter.isascii() and letter.casefold().isascii() for letter in address)
    return None if is_other else address.strip().casefold()


def _unpadded(digest: bytes) -> str:
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


@lru_cache(maxsize=8)
def provider_of(told: SignIn) -> OpenId:
    """The provider that settings name; what it said of itself is kept as long as they do."""
    return OpenId(told)
