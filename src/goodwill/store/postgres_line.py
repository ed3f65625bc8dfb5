"""The line to a book on Postgres: encrypted, unless it stays here or its address says otherwise."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import URL

__all__ = ["encrypted"]


def encrypted(url: URL) -> URL:
    """The address with `sslmode=require`, where it says nothing of that and names another machine.

    What Postgres does by itself falls back to a line in clear. An address that says `verify-full`
    makes sure of the server besides; one that says `disable` is somebody's decision.
    """
    if url.get_backend_name() != "postgresql" or "sslmode" in url.query or _is_here(url):
        return url
    return url.update_query_dict({"sslmode": "require"})


def _is_here(url: URL) -> bool:
    host = url.host or str(url.query.get("host", ""))
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
