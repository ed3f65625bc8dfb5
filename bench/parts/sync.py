"""What it costs when little is new: nothing, a thousand mails more, a hundred into a large book.

Each is timed as a shell would see it, start-up and all: `goodwill import`, then `goodwill assess`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bench.figures import Figure
from bench.given import Given
from bench.parts.made_book import DAY, made_book
from bench.parts.mail import import_anew
from bench.runs import fresh
from bench.web import made_mails

__all__ = ["PART", "measure"]

PART = "little that is new"
MORE, FEW = 1_000, 100


def measure(given: Given) -> list[Figure]:
    """Seconds for each; `at` is how much was there before."""
    size = given.sizes[-1]
    before, after = given.enlarged(size), given.enlarged(size + MORE)
    mailbox, book = given.folder / "grows.mbox", given.folder / "grows"
    shutil.copyfile(before, mailbox)
    import_anew(mailbox, book)
    fresh("--book", book, "assess", "--as-of", DAY)
    nothing = tuple(_seconds(book, "import", mailbox) for _ in range(given.rounds))
    shutil.copyfile(after, mailbox)
    some = _seconds(book, "import", mailbox) + _seconds(book, "assess", "--as-of", DAY)
    return [
        Figure(part=PART, name="import of a mailbox in which nothing is new", unit="s", at=size,
               samples=nothing, bar=2.0),
        Figure(part=PART, name=f"{MORE} mails more, to refreshed statements", unit="s", at=size,
               samples=(some,), bar=5.0),
        _few(given),
    ]  # fmt: skip


def _few(given: Given) -> Figure:
    """A hundred mails of fifty accounts into a book whose statements are drawn up."""
    book, file = given.folder / "assessed", given.folder / "few.mbox"
    if not book.exists():
        shutil.copytree(made_book(given), book)
    shown = fresh("--book", book, "assess", "--as-of", DAY, "--format", "json")
    accounts = [f"a{number:04d}" for number in range(json.loads(shown.said)["accounts"])]
    samples = []
    for number in range(given.rounds):
        text = "".join(made_mails(FEW, accounts[:50])).replace("made-", f"made-{number}-")
        file.write_text(text, "utf-8")
        samples.append(_seconds(book, "import", file) + _seconds(book, "assess", "--as-of", DAY))
    return Figure(part=PART, name=f"{FEW} mails, to refreshed statements", unit="s",
                  at=given.accounts * 400, samples=tuple(samples), bar=1.0)  # fmt: skip


def _seconds(book: Path, *words: str | Path) -> float:
    return fresh("--book", book, *words).seconds
