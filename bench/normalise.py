"""How fast mail becomes messages, beside the standard library's parser on the same mails.

    python bench/normalise.py [PATH...]

Each PATH is an mbox file or one mail; without any, mails of about 600 characters are made
here: half of them answers with a quotation, a third of them signed. One core, no I/O inside
the measured part. The peer is `email.message_from_bytes` with its default (compat32) policy:
it only parses, while ours also decodes, finds the new text, dates, people, language and
identity.
"""

from __future__ import annotations

import email
import re
import sys
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.sources.base import RawRecord

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

IMPORTED_AT = datetime(2030, 1, 1, tzinfo=UTC)
ROUNDS = 3
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n))(From \S+ [^\n]*)\n")


def records(path: Path) -> list[RawRecord]:
    """Every mail of a file."""
    content = path.read_bytes()
    pieces = _FROM_LINE.split(content)
    pairs = list(zip(pieces[1::2], pieces[2::2], strict=True)) or [(b"", content)]
    return [
        _record(path.name, str(number), payload, envelope)
        for number, (envelope, payload) in enumerate(pairs)
    ]


_SENTENCES = (
    "Thanks for coming back so quickly.",
    "We looked at the revised drawings with the site team, and two brackets are still wrong.",
    "Could you send me the certificate for batch 4471 before Thursday?",
    "Marion is happy with the dates, but the second delivery should go to the depot.",
    "Invoice 20881 is still on hold until the credit note arrives.",
    "I was on holiday and did not see it, sorry; I should have put Paul in copy.",
    "Where do we stand with the permit?",
    "Subject to approval by the board we will order eight units in September.",
)
_SIGNATURE = "-- \nAnn Lee\nPurchasing Manager\nT: +44 20 7946 0000\nwww.alder.example\n"


def made_records(count: int = 2_000) -> list[RawRecord]:
    """Mails made here, of about 600 characters, the same at every call."""
    return [_record("made here", str(number), _made_mail(number)) for number in range(count)]


def _made_mail(number: int) -> bytes:
    """One of the mails made here."""
    own = " ".join(
        _SENTENCES[(number * step + step) % len(_SENTENCES)] for step in (1, 3, 5, 7, 9, 11)
    )
    head = (
        f"Received: from mx{number % 7}.client.example (10.0.0.{number % 250})\n"
        f"\tby mail.us.example with ESMTPS id {number:08x}; Tue, 3 Mar 2026 10:12:31 +0100\n"
        f"Return-Path: <bob{number % 90}@client.example>\n"
        f"Message-ID: <{number}@client.example>\nDate: Tue, 3 Mar 2026 10:12:00 +0100\n"
        f"From: Bob Reed {number % 90} <bob{number % 90}@client.example>\n"
        f"To: Ann Lee <ann@us.example>, Carl Moss <carl@us.example>\nSubject: Re: Offer {number}\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: 8bit\nX-Mailer: Client 7.1\n\n"
    )
    lines = ["Hi Ann,", "", *textwrap.wrap(own, 76), "", "Kind regards", "Bob", ""]
    if number % 3 == 0:
        lines.append(_SIGNATURE)
    if number % 2 == 0:
        quoted = textwrap.wrap(" ".join(_SENTENCES[number % 5 :][:3]), 72)
        lines += ["On Mon, 2 Mar 2026 at 16:47, Ann Lee <ann@us.example> wrote:", ""]
        lines += [f"> {line}" for line in quoted]
    return (head + "\n".join(lines) + "\n").encode()


def _record(path: str, locator: str, payload: bytes, envelope: bytes = b"") -> RawRecord:
    """One mail as a reader hands it on."""
    return RawRecord(
        connector="bench",
        payload_type="rfc822",
        path=path,
        locator=locator,
        position=0,
        payload=payload,
        envelope=envelope or None,
    )


def best_of(items: list[T], work: Callable[[T], object]) -> float:
    """Seconds of CPU to do all items, of the quickest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for item in items:
            work(item)
        times.append(time.process_time() - start)
    return min(times)


def main(paths: list[str]) -> None:
    """Print one line for each file."""
    print(f"{'file':24} {'mails':>6} {'refused':>7} {'ours/s':>8} {'parse/s':>8} {'us each':>8}")
    for name in paths or ["made here"]:
        found = records(Path(name)) if paths else made_records()
        read = [normalise_mail(record, imported_at=IMPORTED_AT) for record in found]
        mails = [
            record for record, item in zip(found, read, strict=True) if isinstance(item, Message)
        ]
        payloads = [record.payload for record in mails if isinstance(record.payload, bytes)]
        ours = best_of(mails, lambda record: normalise_mail(record, imported_at=IMPORTED_AT))
        peer = best_of(payloads, email.message_from_bytes)
        print(
            f"{Path(name).name[:24]:24} {len(mails):6} {len(found) - len(mails):7} "
            f"{len(mails) / ours:8.0f} {len(mails) / peer:8.0f} {ours / len(mails) * 1e6:8.0f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
