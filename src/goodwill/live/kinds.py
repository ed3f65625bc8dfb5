"""A kind of live source: how it is opened, and what it has to be told before it can be looked at.

Each connector exports one (`goodwill.live.connected` finds them). A kind that lists the fields of a
form can be connected on the page (`goodwill.live.asking`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from goodwill.live.base import LiveSource, SourceConfig
from goodwill.live.faults import SignInError

if TYPE_CHECKING:
    from goodwill.live.oauth.bearer import Bearer
    from goodwill.live.oauth.provider import Consent

__all__ = ["ADDRESS", "HOST", "PASSWORD", "SECRET", "USER", "Ask", "LiveKind"]

SECRET = "secret"  # noqa: S105  the name of a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field, and where it goes.

    `host`, `port`, `user`, `domains` and `secret` are a source's own, `url` gives it its host, and
    any other `key` is one of `more`.
    """

    key: str
    label: str
    sort: Literal["text", "number", "secret", "choice"] = "text"
    choices: tuple[str, ...] = ()
    is_needed: bool = True


HOST = Ask(key="host", label="Server")
USER = Ask(key="user", label="Who signs in")
ADDRESS = Ask(key="url", label="Address, with https://")
PASSWORD = Ask(key=SECRET, label="Password", sort="secret")


def _no_password(config: SourceConfig, secret: str) -> LiveSource:
    del secret
    raise SignInError(f"{config.name} takes no password.", hint="Sign in by consent (OAuth).")


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveKind:
    """A kind of live source. `open` signs in with a secret; `reads` says what is read, for people.

    `wants_secret`: whether there is a password to ask for; `knows_itself`: whether how far it was
    read tells by itself when another server stands under the same name; `wants_notice`: whether
    people have to be told first that it is read; `can_tell`: whether its server says by itself when
    there is news; `polled_every` is in seconds. A kind that can be signed in to by consent (OAuth)
    says with which, and opens with a `Bearer` where the source's `auth` is `oauth`. `asks` are the
    fields of a form on which it can be connected; `usual_port` is that of its server, where none is
    said.
    """

    name: str
    reads: str
    open: Callable[[SourceConfig, str], LiveSource] = _no_password
    wants_secret: bool = True
    knows_itself: bool = False
    wants_notice: bool = True
    can_tell: bool = False
    polled_every: float = 300.0
    consent: Consent | None = None
    open_signed: Callable[[SourceConfig, Bearer], LiveSource] | None = None
    asks: tuple[Ask, ...] = ()
    usual_port: Callable[[Mapping[str, str]], int] = lambda _said: 0

    def is_signed(self, config: SourceConfig) -> bool:
        """Whether a source of this kind was signed in to by consent, not with a password."""
        return self.consent is not None and config.said("auth") == "oauth"
