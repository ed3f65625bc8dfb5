"""Sending one document to one address over HTTPS (or HTTP within a network of our own).

The line is opened by `reach`, so that an address which is not public is refused unless it was
named, and a name is resolved once. No redirection is followed, and of the answer its status alone
is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from socket import socket
from urllib.parse import SplitResult, urlsplit

from goodwill.errors import CallError
from goodwill.live.faults import ServerError
from goodwill.live.wire.connection import Connection
from goodwill.live.wire.reach import Place, connect, is_named_as_own, safe_tls

__all__ = ["address_of", "post"]

SECONDS = 10.0
"""For one try: whoever has more to do answers first and does it then."""
BUDGET = 64 * 1024
"""Bytes of an answer; its first line is read."""
PORTS = {"https": 443, "http": 80}

Connect = Callable[[Place], socket]


def address_of(url: str, own: frozenset[str]) -> SplitResult:
    """The parts of an address that may be sent to; `CallError` where it is none.

    In clear, and to a machine of our own network, only where its host is one of `own`.
    """
    hint = "Write it as https://HOST/PATH, with no user, password or fragment."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise CallError("This is no address of the web.", hint=hint) from None
    is_plain = url.isascii() and url.isprintable() and " " not in url
    is_bare = not (parts.username or parts.password or parts.fragment)
    if not (is_plain and is_bare and parts.scheme in PORTS and parts.hostname) or port == 0:
        raise CallError("This is no address that can be sent to.", hint=hint)
    if parts.hostname not in own and (parts.scheme == "http" or is_named_as_own(parts.hostname)):
        raise CallError(
            f"{parts.hostname} is of this machine or network, or would be sent to in clear.",
            hint='Name it in goodwill.toml:  [webhooks] own_network = ["HOST"]',
        )
    return parts


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    own: frozenset[str],
    *,
    reach: Connect = connect,
) -> int:
    """Send a document; the status of the answer. Raises `GoodwillError` where there is none."""
    parts = address_of(url, own)
    host = str(parts.hostname)
    place = Place(host=host, port=parts.port or PORTS[parts.scheme], is_own=host in own)
    line = Connection(reach(place), host)
    try:
        line.begin(seconds=SECONDS, budget=BUDGET)
        if parts.scheme == "https":
            line.start_tls(safe_tls(), name=host)
        line.write(_request(parts, body, headers))
        return _status(line.read_line())
    finally:
        line.close()


def _request(parts: SplitResult, body: bytes, headers: Mapping[str, str]) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    told = {
        "Host": parts.netloc,
        "Connection": "close",
        "Content-Length": str(len(body)),
        **headers,
    }
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _status(line: bytes) -> int:
    version, _, rest = line.partition(b" ")
    number = rest[:3]
    if not version.startswith(b"HTTP/1.") or not number.isdigit():
        raise ServerError("What answered does not speak HTTP.", hint="Check the address.")
    return int(number)
