"""A provider for the tests, as RFC 6749, 7636, 8628 and 9700 describe one; and somebody who agrees.

Codes hold once and for one verifier. Refresh tokens rotate: one that is used a second time takes
the whole consent with it, as RFC 9700, 4.14.2 recommends. Like Microsoft's, it answers a renewal
with a new refresh token; where `rotates` is off, like Google's, with none.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from tests.live.fakes import Asked, Says

from goodwill.live.oauth import provider
from goodwill.live.oauth.provider import Client

__all__ = ["CLIENT", "OURS", "Provider", "agree", "provider_at"]

CLIENT = ("client-7", "secret-of-client-7")
OURS = Client(id=CLIENT[0], secret=CLIENT[1])


def provider_at(url: str) -> provider.Provider:
    """A provider at an address of this machine, as a source is told of it."""
    return provider.Provider(
        name="Fake",
        authorize=f"{url}/authorize",
        token=f"{url}/token",
        device=f"{url}/devicecode",
        is_own=True,
    )


@dataclass
class Provider:
    """Answers at `/authorize`, `/token` and `/devicecode`; of other paths it tells `None`."""

    rotates: bool = True
    lasts: int = 3600
    is_revoked: bool = False
    refuses: str = ""
    grants: str | None = None
    renewals: int = 0
    given: int = 0
    pending: int = 0
    waits: int = 2
    interval: int = 5
    good: set[str] = field(default_factory=set)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refresh: str = ""
    used: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> Says:
        with self.lock:
            return self.said(asked) or Says(404)

    def said(self, asked: Asked) -> Says | None:
        if asked.path.endswith(("/authorize", "/auth")):
            return self._authorize(asked)
        if asked.path.endswith("/token"):
            return self._token(asked)
        if asked.path.endswith("/devicecode"):
            self.pending = self.waits
            return Says.json(
                {
                    "device_code": "device-secret-1",
                    "user_code": "ABCD-EFGH",
                    "verification_uri": "https://provider.example/device",
                    "expires_in": 900,
                    "interval": self.interval,
                }
            )
        return None

    def _authorize(self, asked: Asked) -> Says:
        told = dict(asked.query)
        assert told["code_challenge_method"] == "S256"
        back = {"state": told["state"]}
        if self.refuses:
            back |= {"error": self.refuses}
        else:
            code = f"code-{len(self.codes)}"
            self.codes[code] = told
            back |= {"code": code}
        return Says(302, headers={"location": f"{told['redirect_uri']}?{urlencode(back)}"})

    def _token(self, asked: Asked) -> Says:
        form = asked.form
        if asked.headers.get("authorization", "").startswith("Basic "):
            pair = base64.b64decode(asked.headers["authorization"][6:]).decode().split(":")
            form |= dict(zip(("client_id", "client_secret"), pair, strict=True))
        if (form["client_id"], form.get("client_secret")) != CLIENT:
            return Says.json({"error": "invalid_client"}, 401)
        match form["grant_type"]:
            case "authorization_code":
                return self._with_code(form)
            case "refresh_token":
                return self._renewed(form)
            case "client_credentials":
                return Says.json(self._tokens(has_refresh=False))
            case _:
                self.pending -= 1
                if self.pending >= 0:
                    error = ("authorization_pending", "slow_down")[self.pending]
                    return Says.json({"error": error}, 400)
                return Says.json(self._tokens())

    def _with_code(self, form: dict[str, str]) -> Says:
        known = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_ours = known and known["redirect_uri"] == form["redirect_uri"]
        if known is None or not is_ours or known["code_challenge"] != challenge:
            return Says.json({"error": "invalid_grant"}, 400)
        return Says.json({**self._tokens(), "scope": self.grants or known["scope"]})

    def _renewed(self, form: dict[str, str]) -> Says:
        self.renewals += 1
        token = form["refresh_token"]
        if token in self.used or token != self.refresh:
            self.is_revoked = True
        if self.is_revoked:
            self.good.clear()
            error = {"error": "invalid_grant", "error_description": f"no more: {token}"}
            return Says.json(error, 400)
        if self.rotates:
            self.used.add(token)
        return Says.json(self._tokens(has_refresh=self.rotates))

    def _tokens(self, *, has_refresh: bool = True) -> dict[str, object]:
        self.given += 1
        access = f"access-secret-{self.given}"
        self.good = {access}
        told = {"access_token": access, "token_type": "Bearer", "expires_in": self.lasts}
        if has_refresh:
            self.refresh = f"refresh-secret-{self.given}"
            told |= {"refresh_token": self.refresh}
        return told

    def expire(self) -> None:
        """No token that it gave holds any more; what renews them does."""
        with self.lock:
            self.good.clear()


def agree(address: str, **changes: str) -> httpx.Response:
    """Somebody agrees in a browser, which brings the answer to where it is sent."""
    sent = httpx.get(address, follow_redirects=False).headers["location"]
    parts = urlsplit(sent)
    told = {**dict(parse_qsl(parts.query)), **changes}
    return httpx.get(f"{parts.scheme}://{parts.netloc}{parts.path}", params=told)
