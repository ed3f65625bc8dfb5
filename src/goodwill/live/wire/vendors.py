"""What the connectors of vendors have in common: where they ask, and how they are let in.

How an interface is asked is in `api`, how its records become rows in `goodwill.live.records`. Each
vendor has a file of its own, in `goodwill.live.deals` and `goodwill.live.money`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from goodwill.errors import CallError
from goodwill.live.base import SourceConfig
from goodwill.live.oauth.provider import Provider, behind
from goodwill.live.wire.api import Answer
from goodwill.live.wire.web import Web

__all__ = [
    "iso",
    "own_address",
    "provider_at",
    "seconds_of",
    "server_time",
    "web_of",
]

OVERLAP = 120.0
"""Seconds that are read once more: what a server is told shows in its lists a moment later."""


def own_address(config: SourceConfig, example: str) -> str:
    """The address of a company's own at a vendor, which it has to name."""
    if url := config.said("url"):
        return url.rstrip("/")
    raise CallError("The address of your company there is needed.", hint=f"Say  --url {example}")


def web_of(config: SourceConfig, usual: str) -> Web:
    """The one server of a vendor that is spoken to; a gateway in its place, where one is named."""
    gateway = config.said("gateway")
    is_own = bool(gateway) and config.is_own_network
    return Web(gateway or usual, is_own=is_own, ca_file=config.said("ca_file") or None)


def provider_at(config: SourceConfig, provider: Provider) -> Provider:
    """A provider of consent, behind the gateway that a source names."""
    return replace(
        provider,
        authorize=behind(config, provider.authorize),
        token=behind(config, provider.token),
        is_own=bool(config.said("gateway")) and config.is_own_network,
        ca_file=config.said("ca_file") or None,
    )


def iso(seconds: float) -> str:
    """A moment in UTC, as vendors write it."""
    return (
        datetime.fromtimestamp(seconds, UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )


def seconds_of(text: str) -> float:
    """A moment that a vendor wrote in ISO 8601; without a zone it is in UTC."""
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def server_time(answer: Answer, newest: float) -> float:
    """Up to when all has been given: a little before the server's own time, else the newest."""
    at = answer.at
    return newest if at is None else at - OVERLAP
