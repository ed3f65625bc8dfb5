"""An import that is killed, then run again: nothing is lost, doubled or damaged.

    python -m tests.soak.crash --all-points
    python -m tests.soak.crash --random 200
    python -m tests.soak.crash --together 20

Killed at every point where something becomes durable, at moments of chance, or as one of five at
once. After each, the next import must end with the very book that an import makes which nobody
killed, `goodwill verify` must find it whole, and one more must add nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from tests.soak.made import NOW, facts_of, make_sources, tell

from goodwill.importing import gathering
from goodwill.pipeline import import_paths
from goodwill.store import crash
from goodwill.store.database import open_store
from goodwill.upkeep.verifying import verify

BATCH = 4
POINTS_AT_LEAST = 125
"""Fewer points than there were: somebody makes something durable without saying so."""

IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from goodwill.importing import gathering
from goodwill.pipeline import import_paths
from goodwill.store.database import open_store
gathering.RECORDS = int(sys.argv[3])
gathering.ROWS_FOR_ONE = 1
store = open_store(Path(sys.argv[1]), create=True)
import_paths(store, [Path(p) for p in sys.argv[4:]],
             imported_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
             progress=lambda told: print(told.done, flush=True), workers=int(sys.argv[2]))
store.close()
"""


def small_batches() -> None:
    """Many commits for few mails."""
    gathering.RECORDS, gathering.ROWS_FOR_ONE = BATCH, 1


def import_once(book: Path, sources: Path) -> tuple[int, int]:
    """How many records were seen, and how many are facts that were not there before."""
    store = open_store(book, create=True)
    report = import_paths(store, [sources], imported_at=NOW, workers=0)
    store.close()
    return report.total.seen, report.total.imported


def import_and_crash(book: Path, sources: Path, point: int) -> int:
    """Import in a child that ends at the given point; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            crash._AT, crash._passed = point, count(1)  # noqa: SLF001
            import_once(book, sources)
            os._exit(0)
        except BaseException:  # noqa: BLE001  the parent is told by the status
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def start_import(
    book: Path, *sources: Path, workers: int = 2, batch: int = BATCH
) -> subprocess.Popen[bytes]:
    """An import as a process of its own, with processes of its own; it says how far it is."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(book), str(workers), str(batch), *map(str, sources)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its own, as losing power would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def faults_of(book: Path, sources: Path, facts: str, *, whole: bool = True) -> list[str]:
    """What is wrong with a book once its import is run again; nothing, if all is well.

    `whole`: also hold every page against its seal, which takes a process of its own.
    """
    found: list[str] = []
    import_once(book, sources)
    if facts_of(book) != facts:
        found.append("its facts are others")
    if not whole:
        return found
    found += [f"{one.what} ({one.where})" for one in verify(str(book)).problems]
    if import_once(book, sources)[1]:
        found.append("one more import adds something")
    return found


def all_points(
    folder: Path, *, mails: int = 20, every: int = 1, whole_every: int = 1
) -> tuple[int, list[str]]:
    """Kill at each `every`-th point, one after the other; the last there is, and what went wrong.

    Points stand before and behind what is made durable: an odd step meets both.
    """
    small_batches()
    wrong: list[str] = []
    sources = make_sources(folder / "in", mails)
    import_once(folder / "whole", sources)
    facts = facts_of(folder / "whole")
    for point in count(1, every):
        book = folder / f"book{point}"
        status = import_and_crash(book, sources, point)
        if status == 0:
            return point - every, wrong
        if status != 128 + signal.SIGKILL:
            wrong.append(f"point {point}: it ended with {status}")
        found = faults_of(book, sources, facts, whole=point // every % whole_every == 0)
        wrong += [f"point {point}: {what}" for what in found]
        shutil.rmtree(book)
    raise AssertionError("points without end")


def at_random(folder: Path, rounds: int, seed: int) -> list[str]:
    """Kill at moments of chance, also while processes start and while it tidies up."""
    choose = random.Random(seed)  # noqa: S311  a seeded test
    wrong: list[str] = []
    sources = make_sources(folder / "in", 60)
    import_once(folder / "whole", sources)
    facts = facts_of(folder / "whole")
    began = time.monotonic()
    start_import(folder / "timed", sources).communicate()
    longest = time.monotonic() - began
    for number in range(rounds):
        book = folder / f"book{number}"
        process = start_import(book, sources)
        time.sleep(choose.uniform(0, longest))
        kill_all(process)
        wrong += [f"round {number}: {what}" for what in faults_of(book, sources, facts)]
        shutil.rmtree(book)
    return wrong


def together(folder: Path, rounds: int, seed: int) -> list[str]:
    """Five imports of overlapping sources into one book at once, one of them killed."""
    choose = random.Random(seed)  # noqa: S311  a seeded test
    wrong: list[str] = []
    sources = make_sources(folder / "in", 60)
    import_once(folder / "whole", sources)
    facts = facts_of(folder / "whole")
    parts = [sources / "a.mbox", sources / "b.mbox", sources, sources, sources / "b.mbox"]
    for number in range(rounds):
        book = folder / f"book{number}"
        running = [start_import(book, part, workers=0) for part in parts]
        time.sleep(choose.uniform(0.3, 1.5))
        kill_all(running.pop(choose.randrange(len(running))))
        ended = [process.wait() for process in running]
        for process in running:
            if process.stdout is not None:
                process.stdout.close()
        if any(ended):
            wrong.append(f"round {number}: they ended with {ended}")
        wrong += [f"round {number}: {what}" for what in faults_of(book, sources, facts)]
        shutil.rmtree(book)
    return wrong


def main() -> None:
    """Run what is asked for and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all-points", action="store_true")
    asked.add_argument("--random", type=int, default=0, metavar="ROUNDS")
    asked.add_argument("--together", type=int, default=0, metavar="ROUNDS")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.random:
            found = at_random(folder / "random", options.random, options.seed)
            tell(f"R1: {options.random} imports killed at random, {len(found)} differences")
            wrong += found
        if options.together:
            found = together(folder / "together", options.together, options.seed)
            tell(f"F15: {options.together} times five imports at once, {len(found)} differences")
            wrong += found
        if options.all_points:
            points, found = all_points(folder / "points")
            tell(f"R1: killed at each of {points} points, {len(found)} differences")
            wrong += (
                found if points >= POINTS_AT_LEAST else [*found, "fewer points than there were"]
            )
    for line in wrong:
        tell(line)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
