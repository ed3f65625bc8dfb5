"""Speaking IMAP: commands and their answers, over a line that has a limit on everything.

Why not a library: those there are hold the whole answer of a command in memory, and know neither
a deadline for it nor a limit (the decision on live sources says more). Commands that are needed
are few: nothing is ever written to the mailbox.
"""

from __future__ import annotations

import base64
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from goodwill.live.faults import (
    CutOffError,
    LiveError,
    NotAllowedError,
    RefusedError,
    ServerError,
    SignInError,
    WaitError,
    said,
)
from goodwill.live.mail.imap.names import Literal
from goodwill.live.mail.imap.words import Word, Words, as_number, words
from goodwill.live.wire.connection import Connection
from goodwill.live.wire.reach import Place, connect

__all__ = ["Answer", "Client", "Login"]

SECONDS = 45.0
"""For a command to be answered; a folder of a million mails is opened in five."""

SMALL_BUDGET = 8 << 20
"""Bytes of an answer that holds no mail; 20,000 folders with their counts stay below it."""

SMALL_LITERAL = 1 << 20
_LITERAL = re.compile(rb"\{(\d{1,15})\+?\}$")
_CODE = re.compile(rb"\[([A-Za-z0-9-]+)")
_WAIT_CODES = frozenset(
    {b"UNAVAILABLE", b"INUSE", b"LIMIT", b"OVERQUOTA", b"SERVERBUG", b"CONTACTADMIN"}
)
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How to get in. `security`: `tls` from the first byte, `starttls`, or `none` on this machine.

    `secret` is a password or, where `is_token`, an OAuth access token.
    """

    user: str
    secret: str
    security: str = "tls"
    is_token: bool = False
    ca_file: str | None = None

    def __repr__(self) -> str:
        return f"Login(user={self.user!r}, security={self.security!r})"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be shown, however a server sends it back."""
        plain, sasl = self.secret, _sasl_plain(self)
        return (plain, sasl, base64.b64encode(plain.encode()).decode(), _sasl_token(self))


@dataclass(frozen=True, slots=True)
class Answer:
    """One untagged answer: its kind in capitals (`LIST`, `FETCH`), a number, and its words."""

    kind: bytes
    number: int | None
    words: Words


class Client:
    """One connection, signed in; not for several threads."""

    def __init__(self, line: Connection, login: Login, place: Place) -> None:
        self.line = line
        self._login = login
        self._place = place
        self._tag = 0
        self.capabilities: frozenset[bytes] = frozenset()

    @classmethod
    def open(cls, place: Place, login: Login, tls: ssl.SSLContext) -> Client:
        """Connect, make the line safe, and sign in."""
        client = cls(Connection(connect(place), str(place)), login, place)
        try:
            client._greet(tls)
            client._sign_in()
        except BaseException:
            client.line.close()
            raise
        return client

    def close(self) -> None:
        """Let go of the connection, with a word where that is quick."""
        try:
            self._tag += 1
            self.line.begin(seconds=1, budget=SMALL_BUDGET)
            self.line.write(b"G%d LOGOUT\r\n" % self._tag)
        except LiveError:
            pass
        finally:
            self.line.close()

    # Commands.

    def run(self, *parts: bytes) -> list[Answer]:
        """Send a command and take all its untagged answers; NO or BAD is an error."""
        return list(self.answers(*parts))

    def answers(
        self, *parts: bytes, budget: int = 0, pace: int = 0, literal: int = SMALL_LITERAL
    ) -> Iterator[Answer]:
        """Send a command, and its untagged answers as they come.

        `parts` are joined; before a `Literal` the server is asked whether it may come. `budget` is
        in bytes beyond those of a small answer, `pace` as a `Line` has it.
        """
        tag = self.send(*parts, budget=SMALL_BUDGET + budget, pace=pace)
        command = parts[0].partition(b" ")[0]
        while True:
            head, answer = self._next(literal)
            if head == tag:
                self._check(command, answer)
                return
            if head == b"*":
                yield answer

    def run_many(self, commands: Sequence[bytes]) -> list[list[Answer]]:
        """Send commands all at once; the answers to each, none where it was refused."""
        tags = [self.send(command) for command in commands]
        self.line.begin(seconds=SECONDS, budget=SMALL_BUDGET)
        found: list[list[Answer]] = [[]]
        for tag in tags:
            while (told := self._next(SMALL_LITERAL))[0] != tag:
                found[-1].append(told[1])
            if told[1].kind != b"OK":
                found[-1].clear()
            found.append([])
        return found[:-1]

    def send(self, *parts: bytes, budget: int = 0, pace: int = 0) -> bytes:
        """Send a command; the tag under which its end will come."""
        self._tag += 1
        tag = b"G%d" % self._tag
        self.line.begin(seconds=SECONDS, budget=budget or SMALL_BUDGET, pace=pace)
        pending = tag + b" "
        for part in parts:
            if isinstance(part, Literal):
                self.line.write(pending + b"{%d}\r\n" % len(part))
                self.go_ahead()
                pending = b""
            pending += part
        self.line.write(pending + b"\r\n")
        return tag

    def go_ahead(self) -> bytes:
        """Wait for the server to ask for more; what it said with it."""
        while True:
            line = self.line.read_line()
            if line[:1] == b"+":
                return line[1:].strip()
            if not line.startswith(b"* "):
                raise self._no(b"the command", line.partition(b" ")[2])

    def _next(self, literal: int) -> tuple[bytes, Answer]:
        """The next answer, with the tag it stands under."""
        parts = [self.line.read_line()]
        while found := _LITERAL.search(parts[-1]):
            size = int(found[1])
            if size > literal:
                raise ServerError(
                    f"{self._place} sends {size} bytes where {literal} are the most.",
                    hint="It was not taken; ask whoever runs the server.",
                )
            parts[-1] = parts[-1][: found.start()]
            parts += [self.line.read_exact(size), self.line.read_line()]
        head, _, rest = parts[0].partition(b" ")
        kind, _, more = rest.partition(b" ")
        number = as_number(kind)
        if number is not None:
            kind, _, more = more.partition(b" ")
        kind = kind.upper()
        is_text = kind in {b"OK", b"NO", b"BAD", b"BYE", b"PREAUTH"}
        if head == b"*" and kind == b"BYE":
            raise self._bye(more)
        if not kind or (head != b"*" and not is_text):
            raise ServerError(
                f"{self._place} says something that is not IMAP: {self._said(parts[0][:60])}.",
                hint="Check host and port.",
            )
        found_words: Words = (more,) if is_text else words([more, *parts[1:]])
        return head, Answer(kind, number, found_words)

    def _check(self, command: bytes, answer: Answer) -> None:
        if answer.kind != b"OK":
            raise self._no(command, _text(answer))

    def _no(self, command: bytes, told: bytes) -> LiveError:
        """Why a command was refused; some refusals only mean: later."""
        code = _code(told)
        what = f"{self._place} refused {command.decode('ascii', 'replace')}: {self._said(told)}."
        if code in _WAIT_CODES:
            return WaitError(what, hint="It is tried again later.")
        if code in {b"AUTHENTICATIONFAILED", b"AUTHORIZATIONFAILED", b"EXPIRED"}:
            return SignInError(what, hint="Sign in again.")
        return RefusedError(what, hint="Ask whoever runs the server.")

    def _bye(self, told: bytes) -> LiveError:
        what = f"{self._place} ended the connection: {self._said(told)}."
        if _code(told) in _WAIT_CODES or b"too many" in told.lower():
            return WaitError(what, hint="It is tried again later.")
        return CutOffError(what, hint="It is tried again by itself.")

    def _said(self, told: bytes) -> str:
        return said(told, self._login.secrets) or "(nothing)"

    def idle(
        self,
        seconds: float,
        listening: Callable[[], None],
        is_told: Callable[[Answer], bool] = lambda answer: answer.kind == b"EXISTS",
    ) -> bool:
        """Wait for the server to tell of new mail, else in the open folder; whether it did.

        `listening` is called once nothing can come unheard.
        """
        tag = self.send(b"IDLE")
        self.go_ahead()
        listening()
        is_news, until = False, time.monotonic() + seconds
        while not is_news and self.line.wait(max(0.0, until - time.monotonic())):
            self.line.begin(seconds=SECONDS, budget=SMALL_BUDGET)
            is_news = is_told(self._next(SMALL_LITERAL)[1])
        self.line.begin(seconds=SECONDS, budget=SMALL_BUDGET)
        self.line.write(b"DONE\r\n")
        while self._next(SMALL_LITERAL)[0] != tag:
            pass
        return is_news

    # Getting in.

    def _greet(self, tls: ssl.SSLContext) -> None:
        self.line.begin(seconds=SECONDS, budget=SMALL_BUDGET)
        if self._login.security == "tls":
            self.line.start_tls(tls, name=self._place.host)
        head, greeting = self._next(SMALL_LITERAL)
        if head != b"*" or greeting.kind not in {b"OK", b"PREAUTH"}:
            raise ServerError(
                f"{self._place} does not greet as a mail server does.", hint="Check host and port."
            )
        if greeting.kind == b"PREAUTH" and self._login.security == "starttls":
            raise NotAllowedError(
                f"{self._place} wants to go on without TLS.",
                hint="Use port 993 with --security tls.",
            )
        if self._login.security == "starttls":
            self._start_tls(tls)
        elif self._login.security != "tls" and self._place.host not in _LOCAL:
            raise NotAllowedError(
                f"The password for {self._place} would be sent in clear, so nothing was sent.",
                hint="Use --security tls or starttls.",
            )
        self._ask_capabilities()

    def _start_tls(self, tls: ssl.SSLContext) -> None:
        try:
            self.run(b"STARTTLS")
        except RefusedError as error:
            raise NotAllowedError(
                f"{self._place} does not offer TLS, so nothing was sent to it.",
                hint="Use --security tls and port 993.",
            ) from error
        self.line.start_tls(tls, name=self._place.host)

    def _ask_capabilities(self) -> None:
        """Asked for anew: what was said in clear before TLS is not believed."""
        found: set[bytes] = set()
        for answer in self.run(b"CAPABILITY"):
            if answer.kind == b"CAPABILITY":
                found |= {word.upper() for word in answer.words if isinstance(word, bytes)}
        self.capabilities = frozenset(found)

    def _sign_in(self) -> None:
        login = self._login
        try:
            if login.is_token:
                self._authenticate(b"XOAUTH2", _sasl_token(login))
            elif b"AUTH=PLAIN" in self.capabilities:
                self._authenticate(b"PLAIN", _sasl_plain(login))
            elif b"LOGINDISABLED" in self.capabilities:
                raise SignInError(
                    f"{self._place} takes no password here.",
                    hint="Sign in with OAuth, or ask for an app password.",
                )
            else:
                self.run(b"LOGIN ", *_argument(login.user), b" ", *_argument(login.secret))
        except RefusedError as error:
            raise SignInError(
                f"{self._place} does not let {login.user} in: {error.message}",
                hint="Check user and password; many providers want an app password.",
            ) from None
        self._ask_capabilities()

    def _authenticate(self, way: bytes, response: str) -> None:
        if b"SASL-IR" in self.capabilities:
            tag = self.send(b"AUTHENTICATE " + way + b" " + response.encode())
        else:
            tag = self.send(b"AUTHENTICATE " + way)
            self.go_ahead()
            self.line.write(response.encode() + b"\r\n")
        while True:
            line = self.line.read_line()
            if line[:1] == b"+":  # why a token was refused; an empty word ends it
                self.line.write(b"\r\n")
                continue
            head, _, rest = line.partition(b" ")
            if head == tag:
                self._check(b"the sign-in", _plain(rest))
                return
            if line.upper().startswith(b"* BYE"):
                raise self._bye(line[5:])


def _plain(rest: bytes) -> Answer:
    kind, _, more = rest.partition(b" ")
    return Answer(kind.upper(), None, (more,))


def _text(answer: Answer) -> bytes:
    word: Word = answer.words[0] if answer.words else b""
    return word if isinstance(word, bytes) else b""


def _code(told: bytes) -> bytes:
    found = _CODE.search(told)
    return found[1].upper() if found else b""


def _argument(text: str) -> Sequence[bytes]:
    raw = text.encode()
    return [b'"' + raw + b'"' if raw.isascii() and raw.isalnum() else Literal(raw)]


def _sasl_plain(login: Login) -> str:
    return base64.b64encode(f"\0{login.user}\0{login.secret}".encode()).decode()


def _sasl_token(login: Login) -> str:
    said_to = f"user={login.user}\x01auth=Bearer {login.secret}\x01\x01"
    return base64.b64encode(said_to.encode()).decode()
