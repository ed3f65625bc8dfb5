"""Somebody is erased from a book of many mails: how long that takes, and what is left of her.

    python -m tests.soak.forgotten --mails 100000

She writes a tenth of all mails, is named in another tenth, and the files are imported again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.made import tell

from goodwill.book import open_book

HER, NAME, WORD = "zora.quill@client.example", "Zora Quill", "xylocarp"
LIMIT_SECONDS = 60


def mailbox(mails: int) -> bytes:
    """An mbox: of ten mails one is hers, and one of a colleague names her."""
    found = []
    for number in range(mails):
        sender, text = f"Ann <ann{number % 97}@client.example>", f"Could you send order {number}?"
        if number % 10 == 0:
            sender, text = f"{NAME} <{HER}>", f"Please send {WORD}{number} by Friday."
        elif number % 10 == 1:
            text += f" {NAME} asked for it ({HER})."
        day = 1 + number % 28
        found.append(
            f"From x@y Mon Mar  2 09:30:00 2026\nFrom: {sender}\nTo: tom@us.example\n"
            f"Date: {day} Mar 2026 09:{number % 60:02d}:00 +0000\nSubject: Order {number}\n"
            f"Message-ID: <{number}@client.example>\n\n{text}\n\n"
        )
    return "".join(found).encode()


def traces(folder: Path) -> int:
    """How many files of the book hold anything of her."""
    needles = [one.lower().encode() for one in (HER, NAME, WORD)]
    return sum(
        any(one in path.read_bytes().lower() for one in needles)
        for path in folder.rglob("*")
        if path.is_file()
    )


def main() -> int:
    """Erase her, import again, and tell the figures; 1 where the promise is not kept."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--mails", type=int, default=100_000)
    mails = asked.parse_args().mails
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "in").mkdir()
        (folder / "in" / "all.mbox").write_bytes(mailbox(mails))
        (folder / "in" / "goodwill.toml").write_text('[company]\ndomains = ["us.example"]\n')
        book = open_book(folder / "book", create=True)
        book.import_paths([folder / "in"])
        book.bring_up_to_date()
        began = time.monotonic()
        book.erase(HER)
        seconds = time.monotonic() - began
        left = traces(folder / "book")
        (folder / "in" / "all.mbox").rename(folder / "in" / "again.mbox")
        book.import_paths([folder / "in"])
        book.store.carry_over()
        back = traces(folder / "book")
        book.close()
    tell(
        f"R17: erased from {mails:,} mails in {seconds:.1f} s; files that hold her: {left}, {back}"
    )
    return int(seconds >= LIMIT_SECONDS or left + back > 0)


if __name__ == "__main__":
    sys.exit(main())
