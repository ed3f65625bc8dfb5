"""How fast mail becomes messages, beside the standard library's parser on the same mails.

    python bench/normalise.py PATH...

Each PATH is an mbox file or one mail. One core, no I/O inside the measured part. The peer is
`email.message_from_bytes` with its default (compat32) policy: it only parses, while ours also
decodes, finds the new text, dates, people, language and identity.
"""

from __future__ import annotations

import email
import re
import sys
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
        RawRecord(
            connector="bench",
            payload_type="rfc822",
            path=path.name,
            locator=str(number),
            position=0,
            payload=payload,
            envelope=envelope or None,
        )
        for number, (envelope, payload) in enumerate(pairs)
    ]


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
    for name in paths:
        found = records(Path(name))
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
