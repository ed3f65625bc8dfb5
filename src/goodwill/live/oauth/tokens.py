"""Tokens as they are kept: sealed like a password, with the client they were given to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import orjson

from goodwill.live.faults import SignInError
from goodwill.live.oauth.provider import Client

__all__ = ["EARLY", "Tokens", "as_tokens"]

EARLY = 120.0
"""Seconds before its end from which a token counts as ended: clocks differ, and calls take time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a provider gave. `until` is when `access` ends, in seconds UTC; None: it did not say.

    `refresh` is "" where a program signs in for itself (client credentials): it just asks again.
    `scopes` are those that were asked for, `more` what else the provider told (`Provider.keeps`).
    """

    client: Client
    access: str
    refresh: str = ""
    until: float | None = None
    scopes: tuple[str, ...] = ()
    is_for_program: bool = False
    more: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Tokens(client={self.client!r}, until={self.until!r}, scopes={self.scopes!r})"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything of it that must never be shown."""
        return tuple(one for one in (self.access, self.refresh, self.client.secret) if one)

    def is_good(self, at: float) -> bool:
        """Whether the access token holds for a while yet."""
        return bool(self.access) and (self.until is None or at < self.until - EARLY)

    def renewed(self, given: Tokens) -> Tokens:
        """With what a renewal gave; a provider that gives no new refresh token means the old."""
        more = tuple({**dict(self.more), **dict(given.more)}.items())
        return replace(
            self,
            access=given.access,
            refresh=given.refresh or self.refresh,
            until=given.until,
            more=more,
        )

    def told(self, key: str) -> str:
        """One thing of `more`; "" where the provider did not tell it."""
        return dict(self.more).get(key, "")

    def as_text(self) -> str:
        """As it is sealed."""
        return orjson.dumps(
            {
                "client_id": self.client.id,
                "client_secret": self.client.secret,
                "access": self.access,
                "refresh": self.refresh,
                "until": self.until,
                "scopes": self.scopes,
                "for_program": self.is_for_program,
                "more": self.more,
            }
        ).decode()


def as_tokens(text: str) -> Tokens:
    """Tokens from how they were sealed; `SignInError` where there are none."""
    try:
        told = orjson.loads(text)
        return Tokens(
            client=Client(id=str(told["client_id"]), secret=str(told["client_secret"])),
            access=str(told["access"]),
            refresh=str(told["refresh"]),
            until=None if told["until"] is None else float(told["until"]),
            scopes=tuple(str(one) for one in told["scopes"]),
            is_for_program=bool(told["for_program"]),
            more=tuple((str(key), str(value)) for key, value in told["more"]),
        )
    except (ValueError, KeyError, TypeError):
        raise SignInError("Nobody has signed in to this source.", hint="Sign in again.") from None
