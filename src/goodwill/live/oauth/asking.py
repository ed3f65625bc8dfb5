"""What is said to a provider, and what it answers: for a code, for a renewal, for a device.

The messages are made and read by `oauthlib`; they travel through `goodwill.live.wire.web`, so that
the same limits hold as for every server: checked TLS, one host, a deadline, a largest answer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

from goodwill.live.faults import CutOffError, LiveError, ServerError, SignInError, WaitError, said
from goodwill.live.oauth.provider import Client, Provider
from goodwill.live.oauth.tokens import EARLY, Tokens
from goodwill.live.wire.backoff import retry_after
from goodwill.live.wire.web import Web, WebAnswer

if TYPE_CHECKING:
    from oauthlib.oauth2 import Client as Messages

__all__ = ["DeviceAsked", "Exchange", "PendingError", "fresh_state", "fresh_verifier"]

VERIFIER = 64
"""Letters of a PKCE verifier (RFC 7636: 43 to 128)."""

DEVICE_PAUSE = 5.0
"""Seconds between two questions where the provider does not say (RFC 8628, 3.2)."""

LEAST = EARLY + 60.0
"""A token that was just given is used for a minute, however short its provider says it lasts."""

DEVICE_LONGEST = 3600.0
"""Seconds that nobody waits beyond, whatever the provider says."""

_PENDING = frozenset({"authorization_pending", "slow_down"})
_SOON = frozenset({"temporarily_unavailable", "server_error"})
_LARGEST = 1 << 20
_TOKEN = re.compile(r"[!-~]{1,32768}")
"""Letters that a header may hold (RFC 6750, 2.1); tokens that tell much have some ten thousand."""


class PendingError(LiveError):
    """The person has not agreed yet; `is_too_fast`: ask less often."""

    def __init__(self, *, is_too_fast: bool) -> None:
        super().__init__("Nobody has agreed yet.", hint="Open the address and type the code.")
        self.is_too_fast = is_too_fast


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAsked:
    """What a device was given: what a person types, and where; what it asks with. In seconds."""

    code: str
    address: str
    secret: str
    lasts: float
    pause: float

    def __repr__(self) -> str:
        return f"DeviceAsked(address={self.address!r})"


def fresh_state() -> str:
    """A word that nobody can guess, by which an answer is known as ours."""
    from oauthlib.common import generate_token  # noqa: PLC0415  40 ms, and seldom needed

    return str(generate_token(32))


def fresh_verifier() -> str:
    """A secret of one sign-in (PKCE, RFC 7636)."""
    from oauthlib.oauth2 import WebApplicationClient  # noqa: PLC0415

    return str(WebApplicationClient("").create_code_verifier(VERIFIER))


class Exchange:
    """One client at one provider."""

    def __init__(self, provider: Provider, client: Client) -> None:
        self.provider, self.client = provider, client

    def address(
        self, scopes: tuple[str, ...], *, redirect: str, state: str, verifier: str, hint: str = ""
    ) -> str:
        """What a person opens to agree. `hint`: who they are, so that they need not type it."""
        from oauthlib.oauth2 import WebApplicationClient  # noqa: PLC0415

        messages = WebApplicationClient(self.client.id)
        asked = messages.prepare_request_uri(
            "https://provider",
            redirect_uri=redirect,
            scope=[*scopes, *self.provider.always],
            state=state,
            code_challenge=messages.create_code_challenge(verifier, "S256"),
            code_challenge_method="S256",
            login_hint=hint or None,
            **dict(self.provider.asks),
        )
        return f"{self.provider.authorize}?{urlsplit(asked).query}"

    def with_code(
        self, code: str, *, redirect: str, verifier: str, scopes: tuple[str, ...]
    ) -> Tokens:
        """The tokens for a code that a browser brought."""
        from oauthlib.oauth2 import WebApplicationClient  # noqa: PLC0415

        messages = WebApplicationClient(self.client.id)
        secret: Any = self._secret()
        body = messages.prepare_request_body(
            code=code, redirect_uri=redirect, code_verifier=verifier, **secret
        )
        return self._tokens(messages, body, scopes, (code, verifier))

    def renewed(self, tokens: Tokens) -> Tokens:
        """The next tokens; `SignInError` where the consent holds no more."""
        if tokens.is_for_program:
            return tokens.renewed(self.for_program(tokens.scopes))
        from oauthlib.oauth2 import WebApplicationClient  # noqa: PLC0415

        if not tokens.refresh:
            raise SignInError(
                f"What {self.provider.name} gave has ended, and cannot be renewed.",
                hint="Sign in again.",
            )
        messages = WebApplicationClient(self.client.id)
        body = messages.prepare_refresh_body(
            refresh_token=tokens.refresh, client_id=self.client.id, **self._secret()
        )
        given = self._tokens(messages, body, (), tokens.secrets, is_renewal=True)
        return tokens.renewed(given)

    def for_program(self, scopes: tuple[str, ...]) -> Tokens:
        """Tokens for the client itself, for which nobody has to agree (client credentials)."""
        from oauthlib.oauth2 import BackendApplicationClient  # noqa: PLC0415

        messages = BackendApplicationClient(self.client.id)
        body = messages.prepare_request_body(
            scope=list(scopes), include_client_id=not self.provider.is_basic, **self._secret()
        )
        given = self._tokens(messages, body, (), is_renewal=True)
        return Tokens(
            client=self.client,
            access=given.access,
            until=given.until,
            scopes=scopes,
            is_for_program=True,
            more=given.more,
        )

    def device(self, scopes: tuple[str, ...]) -> DeviceAsked:
        """Begin a sign-in whose browser is on another machine (RFC 8628)."""
        from urllib.parse import urlencode  # noqa: PLC0415

        form = {
            "client_id": self.client.id,
            "scope": " ".join([*scopes, *self.provider.always]),
            **self._secret(),
        }
        answer = self._asked(self.provider.device, urlencode(form))
        told = _document(answer)
        if answer.status != 200 or "device_code" not in told:  # noqa: PLR2004
            raise self._refused(str(told.get("error", "")), str(told.get("error_description", "")))
        try:
            words = (
                told["user_code"],
                told.get("verification_uri") or told["verification_url"],
                told["device_code"],
            )
            code, address, secret = (one for one in words if isinstance(one, str))
            lasts, pause = float(told["expires_in"]), float(told.get("interval", DEVICE_PAUSE))
        except (KeyError, ValueError, TypeError):
            raise self._unfit() from None
        if not (code.isprintable() and address.isprintable()):
            raise self._unfit()
        return DeviceAsked(
            code=code,
            address=address,
            secret=secret,
            lasts=min(lasts, DEVICE_LONGEST),
            pause=min(max(1.0, pause), DEVICE_LONGEST),
        )

    def with_device(self, asked: DeviceAsked, scopes: tuple[str, ...]) -> Tokens:
        """The tokens of a device; `PendingError` until somebody has agreed."""
        from oauthlib.oauth2 import DeviceClient  # noqa: PLC0415

        messages = DeviceClient(self.client.id)
        body = messages.prepare_request_body(
            device_code=asked.secret, include_client_id=True, **self._secret()
        )
        return self._tokens(messages, body, scopes, (asked.secret,))

    def _secret(self) -> dict[str, str]:
        has_secret = self.client.secret and not self.provider.is_basic
        return {"client_secret": self.client.secret} if has_secret else {}

    def _asked(self, url: str, body: str) -> WebAnswer:
        basic = self.client if self.provider.is_basic else Client(id="")
        web = Web(
            url,
            is_own=self.provider.is_own,
            user=basic.id,
            secret=basic.secret,
            ca_file=self.provider.ca_file,
            largest=_LARGEST,
        )
        form = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        try:
            return web.answer("POST", headers=form, body=body.encode())
        finally:
            web.close()

    def _tokens(
        self,
        messages: Messages,
        body: str,
        scopes: tuple[str, ...],
        secrets: tuple[str, ...] = (),
        *,
        is_renewal: bool = False,
    ) -> Tokens:
        """Ask for tokens; `scopes` are those that have to be granted."""
        from oauthlib.oauth2 import OAuth2Error  # noqa: PLC0415

        began = time.time()
        answer = self._asked(self.provider.token, body)
        self._is_up(answer)
        if not _document(answer):
            raise self._unfit()
        try:
            told: dict[str, Any] = dict(
                messages.parse_request_body_response(answer.body.decode("utf-8", "replace"))
            )
        except OAuth2Error as error:
            code, why = str(error.error or ""), str(error.description or "")
            raise self._refused(code, said(why, (*secrets, self.client.secret))) from None
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, Warning):
            raise self._unfit() from None
        if str(told.get("token_type", "bearer")).lower() != "bearer":
            raise self._unfit()
        _all_granted(self.provider, scopes, told.get("scope") or ())
        lasts = told.get("expires_in")
        access, refresh = self._token(told, "access_token"), self._token(told, "refresh_token")
        if not access:
            raise self._unfit()
        if lasts is not None and not refresh and not is_renewal:
            raise SignInError(
                f"{self.provider.name} gave nothing with which a sign-in can be renewed.",
                hint="Take back what you allowed in your account there, then sign in again.",
            )
        return Tokens(
            client=self.client,
            access=access,
            refresh=refresh,
            until=None if lasts is None else began + max(float(lasts), LEAST),
            scopes=scopes,
            more=tuple((name, str(told[name])) for name in self.provider.keeps if name in told),
        )

    def _token(self, told: Mapping[str, object], name: str) -> str:
        """One token; "" where none was given. What cannot travel in a header is none."""
        found = told.get(name)
        if found is None or found == "":
            return ""
        if not isinstance(found, str) or not _TOKEN.fullmatch(found):
            raise self._unfit()
        return found

    def _is_up(self, answer: WebAnswer) -> None:
        what = f"{self.provider.name} answers with status {answer.status}."
        if answer.status in {429, 503}:
            seconds = retry_after(answer.headers.get("retry-after"), time.time())
            raise WaitError(what, hint="It is tried again later.", seconds=seconds)
        if answer.status >= 500:  # noqa: PLR2004  RFC 9110: the server's own fault
            raise CutOffError(what, hint="It is tried again by itself.")

    def _refused(self, code: str, why: str) -> LiveError:
        """Why a provider gives nothing, as the state that follows from it."""
        what = f"{self.provider.name} says: {why or code or 'no'}."
        if code in _PENDING:
            return PendingError(is_too_fast=code == "slow_down")
        if code in _SOON:
            return CutOffError(what, hint="It is tried again by itself.")
        if code == "missing_token":
            return self._unfit()
        if code == "invalid_grant":
            return SignInError(
                f"The consent at {self.provider.name} was taken back, or has run out.",
                hint="Sign in again.",
            )
        if code in {"access_denied", "authorization_declined", "expired_token"}:
            return SignInError(what, hint="Sign in again, and agree within the time it names.")
        return SignInError(
            what, hint="Check the client id, its secret and the scopes that its console allows."
        )

    def _unfit(self) -> ServerError:
        return ServerError(
            f"{self.provider.name} answers with something that holds no token.",
            hint="Check the address, where you named one.",
        )


def _document(answer: WebAnswer) -> dict[str, Any]:
    try:
        found = orjson.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _all_granted(provider: Provider, scopes: tuple[str, ...], granted: Iterable[object]) -> None:
    """Whether a person allowed all that was asked for; some providers let them choose."""
    have = {_bare(str(one)) for one in granted}
    if have and (missing := [one for one in scopes if _bare(one) not in have]):
        raise SignInError(
            f"{provider.name} was not allowed to give {_bare(missing[0])}.",
            hint="Sign in again, and leave every box ticked.",
        )


def _bare(scope: str) -> str:
    """A scope without the address in front of it, which answers may leave out."""
    return scope.rstrip("/").rpartition("/")[2].lower()
