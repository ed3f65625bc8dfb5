"""Providers: where each is asked for consent and for tokens, and what it wants to be told.

No client ids are shipped: who connects a source brings one of their own, which their provider's
console makes (docs/sign-in.md). Addresses are those that the providers publish; a source that says
`gateway` has all of them behind an address of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from goodwill.errors import CallError
from goodwill.live.base import SourceConfig

__all__ = ["Client", "Consent", "Provider", "behind", "google", "microsoft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The client id that a person made at a provider, and its secret where it has one."""

    id: str
    secret: str = ""

    def __repr__(self) -> str:
        return f"Client(id={self.id!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where a provider is asked.

    `device` is "" where it knows no sign-in without a browser. `asks` goes with the address that a
    person opens, `always` are scopes beside those of a source, `keeps` names what else of its
    answers a source needs (the address of an account, say). `is_basic`: the client's secret goes in
    a header, not in the form. `port`: its consoles want one that is fixed; 0: any. `is_own`: it
    stands in a network of our own.
    """

    name: str
    authorize: str
    token: str
    device: str = ""
    asks: tuple[tuple[str, str], ...] = ()
    always: tuple[str, ...] = ()
    is_own: bool = False
    ca_file: str | None = None
    redirect_host: str = "127.0.0.1"
    port: int = 0
    keeps: tuple[str, ...] = ()
    is_basic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a kind of source is signed in to with: at which provider, for which scopes."""

    provider: Callable[[SourceConfig], Provider]
    scopes: Callable[[SourceConfig], tuple[str, ...]]


def google(config: SourceConfig) -> Provider:
    """Google. Source: https://developers.google.com/identity/protocols/oauth2/native-app.

    `offline` and `consent` make it give a token that renews; its sign-in for devices knows no
    scope of mail or calendars, so it is not used.
    """
    return _at(
        config,
        Provider(
            name="Google",
            authorize="https://accounts.google.com/o/oauth2/v2/auth",
            token="https://oauth2.googleapis.com/token",  # noqa: S106  an address
            asks=(("access_type", "offline"), ("prompt", "consent")),
        ),
    )


def microsoft(config: SourceConfig) -> Provider:
    """Microsoft; `tenant` is a company's id or domain, else accounts of every kind.

    Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow (and
    -device-code). A redirect to `localhost` may have any port there, one to an address may not.
    """
    tenant = config.said("tenant") or "common"
    if not tenant.replace("-", "").replace(".", "").isalnum():
        raise CallError(f'"{tenant}" is no tenant.', hint="It is an id or a domain of a company.")
    base = f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0"
    return _at(
        config,
        Provider(
            name="Microsoft",
            authorize=f"{base}/authorize",
            token=f"{base}/token",
            device=f"{base}/devicecode",
            asks=(("prompt", "select_account"),),
            always=("offline_access",),
            redirect_host="localhost",
        ),
    )


def behind(config: SourceConfig, url: str) -> str:
    """An address of a vendor, or the same one behind the gateway that the source names."""
    if not (gateway := config.said("gateway")):
        return url
    parts = urlsplit(url)
    return gateway.rstrip("/") + (parts.path or "/")


def _at(config: SourceConfig, provider: Provider) -> Provider:
    return replace(
        provider,
        authorize=behind(config, provider.authorize),
        token=behind(config, provider.token),
        device=behind(config, provider.device) if provider.device else "",
        is_own=bool(config.said("gateway")) and config.is_own_network,
        ca_file=config.said("ca_file") or None,
    )
