"""Kill an import at random, again and again, and go on: the same facts, none twice.

Usage: python bench/kill.py MAILBOX [--rounds 50] [--seed 1]

Each round starts from an empty book and kills the import and all its processes with SIGKILL at a
random moment, up to three times, before it is left to end. The book must then equal that of an
import nobody disturbed, and what had been committed must not have been parsed again.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from goodwill.importing.gathering import RECORDS
from goodwill.store.database import open_store
from goodwill.store.upkeep.dump import facts_hash

IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from goodwill.pipeline import import_paths
from goodwill.store.database import open_store
store = open_store(Path(sys.argv[1]), create=True)
import_paths(store, [Path(sys.argv[2])], imported_at=datetime(2026, 11, 22, tzinfo=UTC))
"""


def start(book: Path, mailbox: Path) -> subprocess.Popen[bytes]:
    """An import in a process group of its own."""
    command = [sys.executable, "-c", IMPORT, str(book), str(mailbox)]
    return subprocess.Popen(command, start_new_session=True)


def committed(book: Path) -> int:
    """How many records a book accounts for."""
    if not (book / "book.db").exists():
        return 0
    connection = sqlite3.connect(book / "book.db")
    try:
        return int(connection.execute("SELECT sum(seen) FROM source_file").fetchone()[0] or 0)
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def outcome(book: Path) -> tuple[str, int, bool]:
    """The facts, how many records are accounted for, and whether the file is sound."""
    store = open_store(book)
    found = facts_hash(store)
    store.close()
    connection = sqlite3.connect(book / "book.db")
    is_sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return found, committed(book), is_sound


def disturbed(book: Path, mailbox: Path, seconds: float, chance: random.Random) -> list[int]:
    """An import that is killed up to three times; what was committed after each kill."""
    marks = []
    for _ in range(chance.randint(1, 3)):
        process = start(book, mailbox)
        time.sleep(chance.uniform(0, seconds))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        marks.append(committed(book))
    if start(book, mailbox).wait():
        raise SystemExit("the import that was left alone failed")
    return marks


def main() -> None:
    """Run the rounds and say how many were right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mailbox", type=Path)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311  a seeded soak
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        began = time.monotonic()
        start(whole, given.mailbox).wait()
        seconds, expected = time.monotonic() - began, outcome(whole)
        print(f"undisturbed: {expected[1]} records in {seconds:.1f} s")
        right = 0
        for number in range(given.rounds):
            book = Path(folder) / "book"
            marks = disturbed(book, given.mailbox, seconds, chance)
            is_right = outcome(book) == expected and marks == sorted(marks)
            right += is_right
            print(f"{number + 1:4d}: {'same' if is_right else 'DIFFERENT'}, killed at {marks}")
            shutil.rmtree(book)
    print(f"{right} of {given.rounds} the same, no record lost or doubled; "
          f"a kill loses at most the batch under way ({RECORDS} records)")  # fmt: skip
    raise SystemExit(right != given.rounds)


if __name__ == "__main__":
    main()
