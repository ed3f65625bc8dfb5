"""One byte changed at a random place of a book: `goodwill verify` finds it, or it has no effect.

    python -m tests.soak.bit_rot --rounds 200

A byte has no effect where every row of every table reads as before. What is changed: `book.db`, the
write-ahead file as a killed process leaves it, the seals, the reject files.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.soak.made import content_of, make_book, make_sources, tell

from goodwill.errors import GoodwillError
from goodwill.store.database import open_store
from goodwill.upkeep.verifying import verify

FILES = ("book.db", "book.db-wal", "book.db.seals", "rejects")


def make_damageable(folder: Path) -> Path:
    """A book as a process leaves it that is killed right after a commit: nothing carried over."""
    book = make_book(folder / "made", make_sources(folder / "in", 60, 30))
    store = open_store(book)
    with store.write() as tx:
        tx.run("update message set subject = subject || '.'")
        tx.run("insert into book_state values ('note', ?)", ("x" * 9000,))
    shutil.copytree(book, folder / "killed")
    store.close()
    return folder / "killed"


def flip(book: Path, name: str, choose: random.Random) -> str:
    """Change one byte of a file, its time left as it was; which file and place."""
    path = choose.choice(sorted((book / name).iterdir())) if name == "rejects" else book / name
    content = bytearray(path.read_bytes())
    place = choose.randrange(len(content))
    content[place] ^= choose.randrange(1, 256)
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"{path.name} at {place}"


def outcome(book: Path, content: str) -> str:
    """What becomes of a damaged book: `found`, `without effect`, or `MISSED`."""
    try:
        report = verify(str(book))
    except GoodwillError:
        return "found"  # it cannot be opened, which is said
    if report.problems:
        return "found"
    if report.harmless:
        return "found, on a free page"
    return "without effect" if content_of(book) == content else "MISSED"


def run(folder: Path, rounds: int, seed: int, told: Callable[[str], None] = tell) -> Counter[str]:
    """Damage each kind of file so often; how it ended, counted."""
    choose, whole = random.Random(seed), make_damageable(folder)  # noqa: S311  a seeded test
    shutil.copytree(whole, folder / "read")
    content = content_of(folder / "read")
    ended: Counter[str] = Counter()
    for name in FILES:
        for number in range(rounds):
            book = folder / f"{name}-{number}"
            shutil.copytree(whole, book)
            place = flip(book, name, choose)
            how = outcome(book, content)
            ended[f"{name}: {how}"] += 1
            if how == "MISSED":
                told(f"missed: {place}")
            shutil.rmtree(book)
    return ended


def main() -> None:
    """Run it and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=200, help="for each kind of file")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ended = run(Path(folder), options.rounds, options.seed)
    total = sum(ended.values())
    missed = sum(number for how, number in ended.items() if how.endswith("MISSED"))
    tell(f"R8: {total - missed} of {total} changed bytes found or without effect; {dict(ended)}")
    raise SystemExit(missed > 0)


if __name__ == "__main__":
    main()
