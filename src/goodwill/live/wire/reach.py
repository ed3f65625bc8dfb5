"""Which machines may be spoken to: a name is resolved once, and the address it gave is the one.

Somebody who can choose a host name must not reach what only this machine, or this network, can
reach. So addresses that are not public are refused, however they are written, unless the person
named that very machine as their own. No name is resolved a second time, and nothing here follows
a redirection.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from goodwill.live.faults import CutOffError, NotAllowedError

__all__ = ["Place", "addresses_of", "connect", "is_named_as_own", "safe_tls"]

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]

CONNECT_SECONDS = 15.0
"""For one address to answer; a machine that is there answers within one."""

_HERE = frozenset({"localhost", "ip6-localhost"})
_EMBEDS_IPV4 = 96
"""Bits of the well-known prefix 64:ff9b::/96, behind which an IPv4 address stands (RFC 6052)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server that somebody named. `is_own`: it may stand in a network of our own."""

    host: str
    port: int
    is_own: bool = False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def is_named_as_own(host: str) -> bool:
    """Whether a name says by itself that it is of our own network: an address, or `localhost`."""
    if host.lower() in _HERE:
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def resolved(host: str, port: int) -> list[str]:
    """The addresses that a name has now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]).partition("%")[0] for *_, place in found))


def connect(place: Place, *, resolve: Resolve = resolved) -> socket.socket:
    """An open line to a server; `NotAllowedError` where it may not be spoken to."""
    return _first_that_answers(place, addresses_of(place, resolve=resolve))


def addresses_of(place: Place, *, resolve: Resolve = resolved) -> list[str]:
    """The addresses at which a server may be spoken to, for who opens the line otherwise."""
    try:
        addresses = resolve(place.host, place.port)
    except (OSError, UnicodeError) as error:
        raise CutOffError(
            f"There is no machine named {place.host} (or no network to ask for it).",
            hint="Check the spelling of the host and that this machine is online.",
        ) from error
    for address in addresses:
        _allow(place, ip_address(address))
    return addresses


def _first_that_answers(place: Place, addresses: list[str]) -> socket.socket:
    last: OSError | None = None
    for address in addresses:
        try:
            line = socket.create_connection((address, place.port), timeout=CONNECT_SECONDS)
        except OSError as error:
            last = error
        else:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return line
    why = (last and last.strerror) or "no answer"
    raise CutOffError(
        f"{place} does not answer: {why}.", hint="Check host and port; it is tried again later."
    ) from last


def _allow(place: Place, address: Address) -> None:
    """Refuse an address that is not public, unless this machine was named as our own."""
    meant = _meant(address)
    if meant.is_link_local or meant.is_multicast or meant.is_unspecified:
        is_allowed = False
    else:
        is_allowed = place.is_own or (meant.is_global and not meant.is_reserved)
    if not is_allowed:
        raise NotAllowedError(
            f"{place.host} is {address}, an address that is not public; it was not spoken to.",
            hint="Where it is a server of your own network, say so with:  --own-network",
        )


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it stands for one."""
    if isinstance(address, IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address.teredo is not None:
        inner = address.teredo[1]
    if inner is None and int(address) >> 32 in {0, 0x0064FF9B << (_EMBEDS_IPV4 - 32)}:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return address if inner is None or address == IPv6Address("::1") else inner


def safe_tls(ca_file: str | None = None) -> ssl.SSLContext:
    """TLS that checks names and certificates; `ca_file` adds a certificate of our own server."""
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise NotAllowedError(
                f"The certificate file {ca_file} cannot be read.",
                hint="It must hold certificates in PEM form.",
            ) from error
    return context
