"""Mail servers that do harm: each behaviour is a short script of what is said, and when.

A script is a list of answers by command, in the order in which commands come; `{tag}` is the tag of
the command. `STALL` says nothing more, and keeps the line open.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

__all__ = ["GOOD", "MAIL", "STALL", "Script", "bad_server"]

STALL = b"\x00stall"
MAIL = b"From: a@x.example\r\nTo: b@y.example\r\nSubject: s\r\n\r\nhello\r\n"

GOOD: dict[str, bytes] = {
    "GREETING": b"* OK ready\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK\r\n",
    "AUTHENTICATE": b"{tag} OK\r\n",
    "LOGIN": b"{tag} OK\r\n",
    "LIST": b'* LIST () "/" INBOX\r\n{tag} OK\r\n',
    "STATUS": b"* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 9)\r\n{tag} OK\r\n",
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 9]\r\n* OK [UIDNEXT 2]\r\n{tag} OK\r\n",
    "SIZES": b"* 1 FETCH (UID 1 RFC822.SIZE %d)\r\n{tag} OK\r\n" % len(MAIL),
    "FETCH": b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\n{tag} OK\r\n" % (len(MAIL), MAIL),
    "LOGOUT": b"* BYE\r\n{tag} OK\r\n",
}
"""A server that means well, and has one mail."""


@dataclass(slots=True)
class Script:
    """What a server says; `heard` is all that it was told. `forever`: sent again without end."""

    answers: dict[str, bytes]
    forever: str = ""
    port: int = 0
    heard: bytes = b""
    ended: Event = field(default_factory=Event)


@contextmanager
def bad_server(answers: dict[str, bytes], forever: str = "") -> Iterator[Script]:
    """A server that says these things, and else what `GOOD` says."""
    script = Script({**GOOD, **answers}, forever)
    with socket.create_server(("127.0.0.1", 0)) as door:
        script.port = door.getsockname()[1]
        Thread(target=_accept, args=(door, script), daemon=True).start()
        yield script
        script.ended.set()


def _accept(door: socket.socket, script: Script) -> None:
    with suppress(OSError):
        while True:
            line, _ = door.accept()
            Thread(target=_serve, args=(line, script), daemon=True).start()


def _serve(line: socket.socket, script: Script) -> None:
    with suppress(OSError), line, line.makefile("rb") as heard:
        _say(line, script, "GREETING", b"*")
        for told in heard:
            script.heard += told
            tag, _, rest = told.strip().partition(b" ")
            _say(line, script, _command(rest), tag)


def _command(rest: bytes) -> str:
    name = rest.split(b" ")[0].decode("latin-1").upper()
    if name != "UID":
        return name
    asked = {b"RFC822.SIZE": "SIZES", b"CHANGEDSINCE": "CHANGES", b"[HEADER]": "HEADERS"}
    return next((named for word, named in asked.items() if word in rest), "FETCH")


def _say(line: socket.socket, script: Script, command: str, tag: bytes) -> None:
    answer = script.answers.get(command, b"{tag} BAD\r\n").replace(b"{tag}", tag)
    said, stalls, _ = answer.partition(STALL)
    line.sendall(said)
    while command == script.forever and not script.ended.is_set():
        line.sendall(said * 50)
    if stalls:
        script.ended.wait(30)
