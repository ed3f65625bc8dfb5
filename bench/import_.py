"""Messages a second from mbox to committed facts and acts, and memory, beside the stdlib.

Usage: python bench/import_.py MAILBOX [--workers N]

The peer, in the same run on the same file, is `mailbox` with every message parsed by `email`:
it splits and parses, and stores nothing. Memory is the sum over all processes of an import of
proportional set size: pages that are shared count once.
"""

from __future__ import annotations

import argparse
import mailbox
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from goodwill.pipeline import import_paths
from goodwill.store.database import open_store
store = open_store(Path(sys.argv[1]), create=True)
workers = int(sys.argv[3]) or None
report = import_paths(store, [Path(sys.argv[2])], imported_at=datetime.now(UTC), workers=workers)
total = report.total
print(total.seen, total.imported, total.duplicate, total.unreadable, report.seconds)
"""


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pid: int) -> int:
    """Bytes of proportional set size, summed over a family of processes."""
    found = 0
    for one in family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return found


def watch(pid: int, peak: list[int], done: threading.Event) -> None:
    """Keep the largest memory seen."""
    while not done.wait(0.1):
        peak[0] = max(peak[0], memory(pid))


def run_import(file: Path, workers: int) -> None:
    """Import into a fresh book, in a process of its own."""
    with tempfile.TemporaryDirectory() as book:
        command = [sys.executable, "-c", IMPORT, book, str(file), str(workers)]
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        peak, done = [0], threading.Event()
        watcher = threading.Thread(target=watch, args=(process.pid, peak, done))
        watcher.start()
        said, _ = process.communicate()
        seconds = time.monotonic() - began
        done.set()
        watcher.join()
        seen, imported, duplicate, unreadable, inside = said.split()
        size = sum(path.stat().st_size for path in Path(book).glob("book.db*"))
    print(f"goodwill  {int(seen) / seconds:8.0f} messages/s  {seconds:7.1f} s with start-up "
          f"({inside} s inside), peak {peak[0] / 1e6:.0f} MB over all processes")  # fmt: skip
    print(f"          {seen} seen = {imported} imported + {duplicate} duplicate + "
          f"{unreadable} unreadable; the book takes {size / 1e6:.0f} MB")  # fmt: skip


def run_stdlib(file: Path) -> None:
    """Split and parse with the standard library alone."""
    began = time.monotonic()
    count = 0
    for message in mailbox.mbox(file, create=False):
        count += 1
        for part in message.walk():
            part.get_payload(decode=True)
    seconds = time.monotonic() - began
    print(f"mailbox   {count / seconds:8.0f} messages/s  {seconds:7.1f} s  ({count} messages, "
          "parsed, not stored)")  # fmt: skip


def main() -> None:
    """Run both on the same file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mailbox", type=Path)
    parser.add_argument("--workers", type=int, default=0, help="0: one for each processor")
    given = parser.parse_args()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors, load {load}")
    run_import(given.mailbox, given.workers)
    run_stdlib(given.mailbox)


if __name__ == "__main__":
    main()
