"""The disk fails under an import: what it said was stored is stored, and the next one goes on.

    python -m tests.soak.io_faults --points 200

With strace the n-th write, sync or rename of the book's files is made to fail with "no space left"
or "input/output error". The import has to end with the exit code for it and name the book; all it
said was stored must be there; run again it ends with the book that nobody disturbed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.soak.crash import BATCH, IMPORT, faults_of, import_once
from tests.soak.made import facts_of, make_sources, tell

from goodwill.store.database import open_store

CALLS = (
    ("pwrite64", "ENOSPC", 900),
    ("pwrite64", "EIO", 900),
    ("fdatasync", "EIO", 35),
    ("write", "ENOSPC", 1),
    ("fsync", "EIO", 1),
    ("rename", "EIO", 1),
)
"""What fails and how, and how often it is called at least."""
REJECTS = "rejects/import-1-invoices.csv"
FILES = ("book.db", "book.db-wal", "book.db-shm", "book.db.seals", REJECTS, f"{REJECTS}.partial")

SAID = """
import sys
from goodwill.errors import GoodwillError
try:
    exec(compile(sys.argv.pop(1), "import", "exec"))
except GoodwillError as error:
    print(error.message + " " + error.hint, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def import_with_fault(
    book: Path, sources: Path, call: str, fault: str, when: int
) -> tuple[int, int, str]:
    """Import under strace: its exit code, how many records it said were stored, what it said."""
    paths = [part for name in FILES for part in ("-P", str(book / name))]
    inject = f"inject={call}:error={fault}:when={when}+"
    ended = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", *paths, "-e", f"trace={call}", "-e", inject,
         sys.executable, "-c", SAID, IMPORT, str(book), "0", str(BATCH), str(sources)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    told = [int(line) for line in ended.stdout.split()]
    return ended.returncode, (told or [0])[-1], ended.stderr


def stored_in(book: Path) -> int:
    """How many records the book says it has seen; none where there is no book yet."""
    if not (book / "book.db").exists():
        return 0
    store = open_store(book, create=True)
    found = int(store.rows("select coalesce(sum(seen), 0) from source_file")[0][0])
    store.close()
    return found


def run(folder: Path, points: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Let so many calls fail; how imports ended, and what went wrong."""
    choose = random.Random(seed)  # noqa: S311  a seeded test
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    sources = make_sources(folder / "in")
    import_once(folder / "whole", sources)
    facts = facts_of(folder / "whole")
    for number in range(points):
        call, fault, last = CALLS[choose.choices(range(len(CALLS)), (9, 9, 6, 1, 1, 1))[0]]
        when = choose.randint(1, last)
        book = folder / f"book{number}"
        name = f"{call} {when} {fault}"
        code, told, said = import_with_fault(book, sources, call, fault, when)
        ended[f"{call} {fault}: {code}"] += 1
        if code not in {0, 3}:
            wrong.append(f"{name}: it ended with {code}: {said[-300:]}")
        if code == 3 and str(book) not in said:
            wrong.append(f"{name}: it did not say which book: {said[-300:]}")
        if stored_in(book) < told:
            wrong.append(f"{name}: it said that {told} were stored")
        wrong += [f"{name}: {what}" for what in faults_of(book, sources, facts)]
        shutil.rmtree(book)
    return ended, wrong


def main() -> None:
    """Run it and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--points", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    if shutil.which("strace") is None:
        tell("R3: not run: strace is not installed")
        raise SystemExit(0)
    with tempfile.TemporaryDirectory() as folder:
        ended, wrong = run(Path(folder), options.points, options.seed)
    failed = sum(number for how, number in ended.items() if not how.endswith(": 0"))
    tell(f"R3: {options.points} faults, {failed} stopped the import, {len(wrong)} differences")
    for line in wrong:
        tell(line)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
