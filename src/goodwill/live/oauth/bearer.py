"""A token that holds, for whoever asks: renewed when it ends, once however many ask at a time.

A renewal may make the token before it useless, and one that is used twice may take the whole
consent with it. So whoever renews holds a lock of the source (`Vault.alone`), looks first whether
somebody else has renewed meanwhile, and keeps what was given before anybody uses it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import Protocol

from goodwill.live.faults import SignInError
from goodwill.live.oauth.asking import Exchange
from goodwill.live.oauth.provider import Provider
from goodwill.live.oauth.tokens import as_tokens

__all__ = ["Bearer", "Held", "Permit", "Vault"]


class Vault(Protocol):
    """Where the secret of one source is kept."""

    def read(self) -> str:
        """The secret as it stands now."""
        ...

    def write(self, secret: str) -> None:
        """Keep another one, for good."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """While the block runs no thread and no program writes here but this one."""
        ...


class Held:
    """A secret that is not kept yet: of a source that is being connected."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def read(self) -> str:
        """The secret."""
        return self._secret

    def write(self, secret: str) -> None:
        """Another one."""
        self._secret = secret

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else has it."""
        return nullcontext()


class Bearer:
    """Hands out access tokens of one source. For any number of threads."""

    def __init__(
        self, vault: Vault, provider: Provider, clock: Callable[[], float] = time.time
    ) -> None:
        self._vault, self._provider, self._clock = vault, provider, clock
        self._lock = Lock()
        self._tokens = as_tokens(vault.read())

    def token(self) -> str:
        """A token that holds for a while yet."""
        with self._lock:
            if not self._tokens.is_good(self._clock()):
                self._renew(self._tokens.access)
            return self._tokens.access

    def instead_of(self, refused: str) -> str:
        """Another token than one that a server refused; `SignInError` where there is none."""
        with self._lock:
            if self._tokens.access == refused:
                self._renew(refused)
            return self._tokens.access

    def told(self, key: str) -> str:
        """What else the provider told when somebody signed in."""
        return self._tokens.told(key)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown, however a server sends it back."""
        return self._tokens.secrets

    def _renew(self, stale: str) -> None:
        """Take over what somebody else has renewed meanwhile, or renew."""
        with self._vault.alone():
            kept = as_tokens(self._vault.read())
            if kept.access != stale and kept.is_good(self._clock()):
                self._tokens = kept
                return
            given = Exchange(self._provider, kept.client).renewed(kept)
            self._vault.write(given.as_text())
            self._tokens = given
        if given.access == stale:
            raise SignInError(
                f"{self._provider.name} gives the same token again, which is not taken.",
                hint="Sign in again.",
            )


class Permit:
    """What goes with the requests of one line (a `Pass` of `goodwill.live.wire.api`)."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self._sent = ""

    def headers(self) -> Mapping[str, str]:
        """The token that holds now."""
        self._sent = self._bearer.token()
        return {"authorization": f"Bearer {self._sent}"}

    def renew(self) -> bool:
        """The token that was sent last was refused: another one."""
        self._bearer.instead_of(self._sent)
        return True

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no message."""
        return self._bearer.secrets
