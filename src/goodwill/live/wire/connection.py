"""A connection to a server, with a limit on everything: time, bytes, the length of what is read.

`begin` opens an allowance for what is read next; who reads beyond it gets a named error. So
neither an endless answer nor one that comes a byte a second can hold a book up.
"""

from __future__ import annotations

import select
import socket
import ssl
import time

from goodwill.live.faults import CutOffError, NotAllowedError, ServerError, said

__all__ = ["Connection"]

CHUNK = 1 << 18
LINE_LIMIT = 1 << 20
"""Bytes of one line without its literals; a name of a folder has hundreds."""


class Connection:
    """Lines and counted bytes of one server; not for several threads."""

    def __init__(self, sock: socket.socket, host: str) -> None:
        self._sock = sock
        self._host = host
        self._buffer = bytearray()
        self._at = 0
        self._until = 0.0
        self._left = 0
        self._pace = 0

    def begin(self, *, seconds: float, budget: int, pace: int = 0) -> None:
        """Allow so many seconds, and bytes, for what is read and written from here on.

        With a `pace`, a second more for each so many bytes that come: who sends much may take
        long, who sends a byte a second may not.
        """
        self._until = time.monotonic() + seconds
        self._left = budget
        self._pace = pace

    @property
    def has_more(self) -> bool:
        """Whether something was received that nobody has read."""
        return self._at < len(self._buffer)

    def read_line(self) -> bytes:
        """The next line, without its end."""
        looked = self._at
        while (end := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked - self._at > LINE_LIMIT:
                raise ServerError(
                    f"{self._host} sent a line of more than {LINE_LIMIT} bytes.",
                    hint="This is no answer of a mail server; check host and port.",
                )
            looked -= self._receive()
        line = bytes(self._buffer[self._at : end])
        self._at = end + 1
        return line.removesuffix(b"\r")

    def read_exact(self, count: int) -> bytes:
        """So many bytes."""
        while len(self._buffer) - self._at < count:
            self._receive()
        found = bytes(memoryview(self._buffer)[self._at : self._at + count])
        self._at += count
        return found

    def write(self, data: bytes) -> None:
        """Send all of it."""
        try:
            self._sock.settimeout(self._seconds_left())
            self._sock.sendall(data)
        except (OSError, ssl.SSLError) as error:
            raise self._cut_off(error) from error

    def wait(self, seconds: float) -> bool:
        """Whether the server says anything within some seconds."""
        if self.has_more or (isinstance(self._sock, ssl.SSLSocket) and self._sock.pending()):
            return True
        try:
            return bool(select.select([self._sock], [], [], seconds)[0])
        except (OSError, ValueError) as error:
            raise self._cut_off(error) from error

    def start_tls(self, context: ssl.SSLContext, *, name: str) -> None:
        """Go on in TLS. What was sent in clear beyond the server's consent is an attack."""
        if self.has_more:
            raise NotAllowedError(
                f"{self._host} sent words in clear between STARTTLS and TLS, as an attacker would.",
                hint="Use the port that speaks TLS from its first byte (IMAP: 993).",
            )
        try:
            self._sock.settimeout(self._seconds_left())
            self._sock = context.wrap_socket(self._sock, server_hostname=name)
        except ssl.SSLCertVerificationError as error:
            raise NotAllowedError(
                f"The certificate of {self._host} is not to be trusted: {error.verify_message}.",
                hint="Have it renewed; for a certificate of your own name its file with --ca-file.",
            ) from error
        except (OSError, ssl.SSLError, ValueError) as error:
            if getattr(error, "reason", "") in _NO_TLS:
                raise NotAllowedError(
                    f"{self._host} does not speak TLS at this port from its first byte.",
                    hint="Use another port (IMAP: 993), or  --security starttls  at this one.",
                ) from error
            raise self._cut_off(error) from error

    def close(self) -> None:
        """Let go of the line."""
        self._sock.close()

    def _receive(self) -> int:
        """More bytes into the buffer; how many of those already read were let go of."""
        gone = self._at
        if gone:
            del self._buffer[:gone]
            self._at = 0
        try:
            self._sock.settimeout(self._seconds_left())
            got = self._sock.recv(CHUNK)
        except (OSError, ssl.SSLError) as error:
            raise self._cut_off(error) from error
        if not got:
            raise CutOffError(f"{self._host} ended the connection.", hint=_AGAIN)
        self._left -= len(got)
        self._until += len(got) / self._pace if self._pace else 0.0
        if self._left < 0:
            raise ServerError(
                f"{self._host} sends more than was asked for.",
                hint="Nothing of it was taken; ask whoever runs the server.",
            )
        self._buffer += got
        return gone

    def _seconds_left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise CutOffError(f"{self._host} took too long to answer.", hint=_AGAIN)
        return left

    def _cut_off(self, error: Exception) -> CutOffError:
        if isinstance(error, TimeoutError):
            return CutOffError(f"{self._host} took too long to answer.", hint=_AGAIN)
        why = getattr(error, "reason", "") or getattr(error, "strerror", "") or str(error)
        return CutOffError(f"The line to {self._host} broke: {said(str(why))}.", hint=_AGAIN)


_AGAIN = "It is tried again by itself."
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE"})
"""What OpenSSL, by its version, calls an answer in clear."""
