"""Asking a web server, within the limits of `reach`: one host, no other, and none that it names.

An answer has a largest size and a deadline; no cookie is kept and nothing is unpacked. A server
that sends a request on is followed on its own host alone.
"""

from __future__ import annotations

import base64
import re
import select
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore

from goodwill.live.faults import (
    CutOffError,
    LiveError,
    NotAllowedError,
    RefusedError,
    ServerError,
    SignInError,
    TooLargeError,
    WaitError,
)
from goodwill.live.wire.backoff import retry_after
from goodwill.live.wire.reach import Place, connect, is_named_as_own, safe_tls

__all__ = ["Web", "WebAnswer", "place_of"]

SECONDS = 60.0
LARGEST = 64 << 20
"""Bytes of an answer; ten years of a full calendar are a quarter of it."""

REDIRECTIONS = 3
_SENT_ON = frozenset({301, 302, 307, 308})
_PLAIN = "%/:=&?~+!$,;'@()*[]"
"""What stands in an address as it is."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """An answer: its status, its headers by lower-case name, and what it holds."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def place_of(url: str, *, is_own: bool = False) -> Place:
    """The server of an address; passwords go over TLS, or stay on this machine."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL)
    if not host or not is_safe or parts.username is not None:
        raise NotAllowedError(
            "This is no address that can be read.",
            hint="It begins with https:// and holds neither a user nor a password.",
        )
    own = is_own or is_named_as_own(host)
    if not host.isascii():
        host = _known_as(host)
    return Place(host=host, port=port or (443 if parts.scheme == "https" else 80), is_own=own)


def _ascii(url: str) -> str:
    """An address as it travels: letters of other alphabets written in those that may stand there.

    Raises:
        ValueError: it is no address.
    """
    parts = urlsplit(url)
    if url.isascii():
        return url
    netloc = parts.netloc
    if parts.hostname and not netloc.isascii():
        netloc = netloc.lower().replace(parts.hostname, _known_as(parts.hostname))
    return parts._replace(
        netloc=netloc, path=quote(parts.path, safe=_PLAIN), query=quote(parts.query, safe=_PLAIN)
    ).geturl()


def _known_as(host: str) -> str:
    """A name of a machine as it is looked up (IDNA)."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise NotAllowedError(
            f"{host} is no name of a server.", hint="Check the address."
        ) from None


class Web:
    """One server of the web; `secret` is sent with each request, to it alone."""

    def __init__(
        self,
        url: str,
        *,
        is_own: bool,
        user: str = "",
        secret: str = "",
        ca_file: str | None = None,
        largest: int = LARGEST,
    ) -> None:
        self.place = place_of(url, is_own=is_own)
        self._url, self._largest = _ascii(url), largest
        self._headers = {"user-agent": "goodwill", "accept-encoding": "identity"}
        if user or secret:
            pair = base64.b64encode(f"{user}:{secret}".encode()).decode()
            self._headers["authorization"] = f"Basic {pair}"
        self._backend = _Backend(self.place)
        self._pool = httpcore.ConnectionPool(
            ssl_context=safe_tls(ca_file), max_connections=1, network_backend=self._backend
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._pool.close()

    def ask(
        self,
        method: str,
        path: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> WebAnswer:
        """What the server answers; an error is raised for all that is neither 2xx nor 304."""
        return self._checked(self.answer(method, path, headers=headers, body=body))

    def answer(
        self,
        method: str,
        path: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> WebAnswer:
        """What the server answers, whatever its status: for those who tell more of it than that."""
        url = self._same_host(urljoin(self._url, path))
        for _ in range(REDIRECTIONS):
            found = self._once(method, url, {**self._headers, **(headers or {})}, body)
            if found.status not in _SENT_ON:
                return found
            url = self._same_host(self._sent_on(url, found.headers.get("location", "")))
        raise ServerError(
            f"{self.place} sends every request on to somewhere else.", hint="Check the address."
        )

    def _sent_on(self, url: str, location: str) -> str:
        """The address that an answer sends us on to."""
        try:
            return _ascii(urljoin(url, location))
        except ValueError:
            raise ServerError(
                f"{self.place} sends us on to what is no address.", hint="Check the address."
            ) from None

    def _same_host(self, url: str) -> str:
        """An address, if it is of this server."""
        ours, theirs = urlsplit(self._url), urlsplit(url)
        if (ours.scheme, ours.netloc) != (theirs.scheme, theirs.netloc):
            raise NotAllowedError(
                f"{self.place} sends us on to another server; it was not spoken to.",
                hint="Connect that one under its own name, if it is yours.",
            )
        return url

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> WebAnswer:
        self._backend.until = until = time.monotonic() + SECONDS
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        try:
            with self._pool.stream(method, url, headers=sent, content=body) as answer:
                told = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in answer.headers}
                return WebAnswer(answer.status, told, self._whole(answer.iter_stream(), until))
        except LiveError:
            raise
        except ssl.SSLCertVerificationError as error:
            raise NotAllowedError(
                f"The certificate of {self.place} is not to be trusted: {error.verify_message}.",
                hint="Have it renewed; for a certificate of your own name its file with --ca-file.",
            ) from None
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            if _CUT.search(str(error)):
                raise _broke(self.place) from error
            raise ServerError(
                f"{self.place} does not answer as a web server does.", hint="Check the address."
            ) from error
        except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as error:
            raise _broke(self.place) from error

    def _whole(self, pieces: Iterable[bytes], until: float) -> bytes:
        found = bytearray()
        for piece in pieces:
            found += piece
            if len(found) > self._largest:
                raise TooLargeError(
                    f"{self.place} sends more than {self._largest} bytes.",
                    hint="Nothing of it was taken.",
                )
            if time.monotonic() > until:
                raise _too_slow(self.place)
        return bytes(found)

    def _checked(self, found: WebAnswer) -> WebAnswer:
        status, what = found.status, f"{self.place} answers with status {found.status}."
        if status in {401, 403, 407}:
            raise SignInError(what, hint="Check user and password, then sign in again.")
        if status in {429, 503}:
            seconds = retry_after(found.headers.get("retry-after"), time.time())
            raise WaitError(what, hint="It is tried again later.", seconds=seconds)
        if status >= 500:  # noqa: PLR2004  RFC 9110: the server's own fault
            raise CutOffError(what, hint="It is tried again by itself.")
        if status >= 400:  # noqa: PLR2004  RFC 9110: ours
            raise RefusedError(what, hint="Check the address.")
        return found


_CUT = re.compile(r"disconnected|closed connection|without (?:sending|response)", re.IGNORECASE)
"""How the library calls an answer that ends before its end, or never begins."""


def _broke(place: Place) -> CutOffError:
    return CutOffError(f"The line to {place} broke.", hint="It is tried again by itself.")


def _too_slow(place: Place) -> CutOffError:
    return CutOffError(f"{place} took too long to answer.", hint="It is tried again by itself.")


class _Backend(httpcore.NetworkBackend):
    """Connects to the one place, and to no other; until a moment, and not longer."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.until = 0.0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """A line to the place."""
        del timeout, local_address, socket_options
        if (host, port) != (self._place.host, self._place.port):
            raise NotAllowedError(f"{host} is another server.", hint="Check the address.")
        return _Stream(connect(self._place), self)

    def left(self) -> float:
        """Seconds that an answer may still take."""
        if (seconds := self.until - time.monotonic()) <= 0:
            raise _too_slow(self._place)
        return seconds


class _Stream(httpcore.NetworkStream):
    """One line; every read and write ends at the moment of its backend."""

    def __init__(self, sock: socket.socket, backend: _Backend) -> None:
        self._sock, self._backend = sock, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come."""
        del timeout
        self._sock.settimeout(self._backend.left())
        return self._sock.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        del timeout
        self._sock.settimeout(self._backend.left())
        self._sock.sendall(buffer)

    def close(self) -> None:
        """Let go of it."""
        self._sock.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same line in TLS, under the name that was asked for."""
        del timeout
        self._sock.settimeout(self._backend.left())
        return _Stream(
            ssl_context.wrap_socket(self._sock, server_hostname=server_hostname), self._backend
        )

    def get_extra_info(self, info: str) -> Any:
        """What is known of the line: whether its server has ended it while nobody asked."""
        if info == "is_readable":
            return bool(_waiting(self._sock))
        return self._sock if info == "socket" else None


def _waiting(sock: socket.socket) -> list[tuple[int, int]]:
    """What has come on a line without being waited for; its end, where nothing was asked."""
    if sock.fileno() < 0:
        return [(-1, select.POLLHUP)]
    found = select.poll()
    found.register(sock, select.POLLIN)
    return found.poll(0)
