"""How browsers get to the pages, and from which machine a request came."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Scope

__all__ = ["Door", "client_of"]


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
