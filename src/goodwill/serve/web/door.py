"""How browsers get to the pages, from which machine a request came, and for which pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import Scope

__all__ = ["OTHER", "Door", "client_of", "fixed_parts", "where_of"]

OTHER = "*"
"""A part of an address that is of no page of ours: somebody typed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How browsers get here; `is_secure`: over TLS, so that cookies are for that alone.

    `names_below`: that goes for every name below this one.
    """

    is_secure: bool = False
    names_below: bool = False

    @property
    def cookie(self) -> str:
        """What the cookie of a session is called: with the prefix that binds it to this host."""
        return "__Host-goodwill" if self.is_secure else "goodwill"


def client_of(scope: Scope) -> str:
    """From which machine somebody asks; "" where that is not known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def fixed_parts(addresses: Iterable[str]) -> frozenset[str]:
    """The parts of addresses that are the same for everybody: "accounts" of `/accounts/{id}`."""
    parts = (part for one in addresses for part in one.split("/"))
    return frozenset(part for part in parts if not part.startswith("{"))


def where_of(scope: Scope) -> str:
    """Which pages a request is for, to be logged: no account, and nothing that somebody typed.

    What there is stands in the application's `state.parts`, where it says so.
    """
    known = getattr(getattr(scope.get("app"), "state", None), "parts", frozenset[str]())
    first, *rest = str(scope["path"]).split("/")[1:4] or [""]
    found = [first, *(rest if first == "api" else ())]
    return "/" + "/".join(one if one in known or not one else OTHER for one in found)
