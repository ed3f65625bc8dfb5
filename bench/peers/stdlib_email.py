"""The standard library alone: From, To, Date, Subject and the decoded text of every mail.

    python -m bench.peers.stdlib_email MBOX

Prints how many mails there were and how many seconds it took, start-up left out. It reads, and
keeps nothing: no new text, no people, no threads, no acts, no book.
"""

from __future__ import annotations

import json
import mailbox
import sys
import time
from email import message_from_binary_file
from email.message import EmailMessage
from email.policy import default
from typing import IO, cast


def read(file: IO[bytes]) -> EmailMessage:
    """One mail, by the policy that decodes headers and bodies as people expect."""
    return message_from_binary_file(file, policy=default)


def text_of(message: EmailMessage) -> str:
    """The decoded text, "" where a mail has none or says wrong things of itself."""
    try:
        body = message.get_body(("plain", "html"))
        return "" if body is None else str(body.get_content())
    except (LookupError, UnicodeError, ValueError, KeyError):
        return ""


def headers_of(message: EmailMessage) -> list[str]:
    """From, To, Date and Subject; some that are wrong enough make the library stumble."""
    found = []
    for name in ("From", "To", "Date", "Subject"):
        try:
            found.append(str(message[name] or ""))
        except (ValueError, IndexError, AttributeError, TypeError):
            found.append("")
    return found


def main(path: str) -> None:
    """Read them all."""
    began, count, letters = time.perf_counter(), 0, 0
    for message in mailbox.mbox(path, factory=read, create=False):  # type: ignore[arg-type]
        given = cast("EmailMessage", message)
        letters += len(text_of(given)) + sum(map(len, headers_of(given)))
        count += 1
    seconds = time.perf_counter() - began
    print(json.dumps({"mails": count, "seconds": seconds, "letters": letters}))


if __name__ == "__main__":
    main(sys.argv[1])
