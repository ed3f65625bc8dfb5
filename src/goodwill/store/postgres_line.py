"""The line to a book on Postgres: encrypted, unless it stays here or its address says otherwise."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import URL

__all__ = ["encrypted"]

_SAYS_HOW = frozenset({"sslmode", "service"})


def encrypted(url: URL) -> URL:
    """The address with `sslmode=require`, where nobody said how and it names another machine.

    What Postgres does by itself falls back to a line in clear. An address that says `verify-full`
    makes sure of the server besides; one that says `disable` is somebody's decision. So is what
    `PGSSLMODE` says, or a service of Postgres (`service=`), which names its own machine.
    """
    is_said = _SAYS_HOW.intersection(url.query) or "PGSSLMODE" in os.environ
    if url.get_backend_name() != "postgresql" or is_said or _is_here(url):
        return url
    return url.update_query_dict({"sslmode": "require"})


def _is_here(url: URL) -> bool:
    host = url.host or str(url.query.get("host", "")) or os.environ.get("PGHOST", "")
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
