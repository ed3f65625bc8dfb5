"""Where a server is: its name is looked up once, and only what was found is connected to.

`http://` tells everything to everyone on the way, so it is for this machine and private
networks alone, whatever the name looked like; `https://` may go anywhere. There is no connection
to any other host: no redirect is followed, no proxy is taken from the environment.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from goodwill.second_reader.errors import SecondReaderError

__all__ = ["Endpoint", "addresses_of", "endpoint_of"]

_PATH = "/chat/completions"
_PORTS = {"http": 80, "https": 443}
_PRIVATE = tuple(
    map(
        ip_network,
        ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"),
    )
)
_MOST_ADDRESSES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One URL taken apart; `name` is what messages call it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The server, without what is asked of it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def url_at(self, address: str) -> str:
        """The URL with the host given as one of its addresses."""
        host = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def endpoint_of(url: str) -> Endpoint:
    """The endpoint below a base URL, as `[second_reader] url` has it (checked by the settings)."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return Endpoint(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port or _PORTS[parts.scheme],
        path=path if path.endswith(_PATH) else path + _PATH,
    )


def addresses_of(endpoint: Endpoint) -> tuple[str, ...]:
    """The IP addresses of the server that may be connected to, best first."""
    try:
        found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SecondReaderError(
            f'No address is known for the second reader\'s host "{endpoint.host}".',
            hint="Check [second_reader] url, and that the name can be looked up from here.",
        ) from None
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))[:_MOST_ADDRESSES]
    if endpoint.scheme == "http" and not all(map(_is_private, addresses)):
        raise SecondReaderError(
            f"The second reader at {endpoint.name} would be sent mail in the clear: "
            "http:// is only for this machine and private networks.",
            hint="Write https:// in [second_reader] url, or name a server of your own network.",
        )
    return addresses


def _is_private(address: str) -> bool:
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in _PRIVATE)
