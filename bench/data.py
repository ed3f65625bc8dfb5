"""A mailbox of any size, made from real ones: repeated with other ids, days and words.

Usage: python bench/data.py --mails 100000 --seed 1 --out big.mbox MAILBOX...
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.connectors import connector_named

_MESSAGE_ID = re.compile(rb"(?im)^(message-id:\s*<)")
_YEAR = re.compile(rb"(?im)^(date:.*?\b)(19|20)(\d\d)\b")
_FROM = re.compile(rb"(?m)^(>*From )")


def messages(paths: list[Path]) -> list[bytes]:
    """Every message of the mailboxes that has a header."""
    found = []
    for path in paths:
        info = path.stat()
        file = SourceFile(
            path=str(path),
            connector="mbox",
            size=info.st_size,
            modified_ns=info.st_mtime_ns,
            open=lambda path=path: path.open("rb"),  # type: ignore[misc]
        )
        records = connector_named("mbox").read(file, 0)
        found += [one.payload for one in records if isinstance(one, RawRecord)]
    return [text for text in found if isinstance(text, bytes) and not text.startswith(b"{")]


def altered(payload: bytes, number: int, chance: random.Random) -> bytes:
    """The same mail as another one: its own id, another year, a line of its own."""
    payload = _MESSAGE_ID.sub(rb"\g<1>%d." % number, payload, count=1)
    year = b"20%02d" % chance.randint(10, 26)
    payload = _YEAR.sub(lambda found: found[1] + year, payload, count=1)
    head, blank, body = payload.partition(b"\n\n")
    return head + blank + b"Number %d of many.\n" % number + body


def mailbox(seeds: list[bytes], mails: int, seed: int) -> Iterator[bytes]:
    """The mbox, one message at a time."""
    chance = random.Random(seed)  # noqa: S311  the same seed, the same file
    for number in range(mails):
        payload = altered(seeds[number % len(seeds)], number, chance)
        yield b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n"
        yield _FROM.sub(rb">\1", payload).rstrip(b"\n") + b"\n\n"


def main() -> None:
    """Write the mailbox."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("mailboxes", type=Path, nargs="+")
    given = parser.parse_args()
    with given.out.open("wb") as out:
        out.writelines(mailbox(messages(given.mailboxes), given.mails, given.seed))
    print(f"{given.out}: {given.mails} mails, {given.out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
