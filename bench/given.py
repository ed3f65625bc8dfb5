"""What a run of the bench is given: an archive of mails, how many rounds, how large it may get.

Without an archive one is made here, of about 600 characters a mail: half of the mails answer with a
quotation, a third is signed, everybody writes to somebody of ours. Real archives are harder.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.data import mailbox, messages

__all__ = ["Given", "archive_of", "made_archive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What all parts are given: the archive and how many mails it has, rounds, sizes, a folder."""

    archive: Path
    mails: int
    rounds: int
    sizes: tuple[int, ...]
    accounts: int
    folder: Path
    is_made: bool

    def enlarged(self, mails: int) -> Path:
        """An archive of so many mails, made from the given one; made once."""
        path = self.folder / f"{mails}.mbox"
        if not path.exists():
            seeds = messages([self.archive])
            with path.open("wb") as out:
                out.writelines(mailbox(seeds, mails, seed=1))
        return path


def archive_of(path: Path | None, folder: Path) -> tuple[Path, int]:
    """The archive that was named, or a made one; and how many mails stand in it."""
    if path is None:
        path = folder / "made.mbox"
        path.write_bytes(b"".join(made_archive(4_000)))
    return path, len(messages([path]))


_SENTENCES = (
    "Thanks for coming back so quickly.",
    "We looked at the revised drawings with the site team, and two brackets are still wrong.",
    "Could you send me the certificate for batch {} before Thursday?",
    "Marion is happy with the dates, but delivery {} should go to the depot.",
    "Invoice {} is still on hold until the credit note arrives.",
    "I was on holiday and did not see it, sorry; I should have put Paul in copy.",
    "Where do we stand with the permit?",
    "Subject to approval by the board we will order {} units in September.",
    "Our finance people ask for the order number on every invoice, {} had none.",
    "The pallets arrived this morning, two boxes were wet and we have set them aside.",
    "I am away from the {} and back the week after.",
    "It rained all through the weekend, so the walls of hall {} are still damp.",
)
_SIGNATURE = "-- \nAnn Lee\nPurchasing Manager\nT: +44 20 7946 0000\nwww.client.example\n"
_QUOTE = "On Mon, 2 Mar 2026 at 16:47, Tom Hill <tom@us.example> wrote:"


def made_archive(count: int) -> Iterator[bytes]:
    """Mails that nobody wrote, in the form of an mbox; the same at every call."""
    chance = random.Random(7)  # noqa: S311 - the same mails each time
    for number in range(count):
        yield b"From x Thu Jan  1 00:00:00 2026\n" + _made_mail(number, chance) + b"\n"


def _made_mail(number: int, chance: random.Random) -> bytes:
    client = number % 60
    theirs, ours = f"p{number % 5}@client{client}.example", f"s{client % 4}@us.example"
    sender, to = (theirs, ours) if number % 2 else (ours, theirs)
    own = " ".join(one.format(chance.randrange(9_999)) for one in chance.sample(_SENTENCES, 6))
    head = (
        f"Received: from mx{number % 7}.client.example (10.0.0.{number % 250})\n"
        f"\tby mail.us.example with ESMTPS id {number:08x}; Tue, 3 Mar 2026 10:12:31 +0100\n"
        f"Message-ID: <{number}@bench.example>\n"
        f"Date: {1 + number % 28} {('Jan', 'Feb', 'Mar')[number % 3]} 2026 10:12:00 +0100\n"
        f"From: <{sender}>\nTo: <{to}>\nSubject: Matter {number // 6}\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    lines = ["Hello,", "", *textwrap.wrap(own, 76), "", "Kind regards", "Ann", ""]
    if number % 3 == 0:
        lines.append(_SIGNATURE)
    if number % 2 == 0:
        quoted = textwrap.wrap(" ".join(_SENTENCES[number % 5 :][:3]), 72)
        lines += [_QUOTE, "", *(f"> {line}" for line in quoted)]
    return (head + "\n".join(lines) + "\n").encode()
