"""The power goes off under an import, and the disk kept any part of what it was not told to keep.

    python -m tests.soak.power_cut --states 2000

What a small import asks of the disk is written down once (`disk_trace`). After each of some of its
steps the folder is left as a power cut may leave it; then the book has to open, every record that
it said was stored has to be there, `goodwill verify` may find nothing but what the next import
mends, and that import has to end with the book that nobody disturbed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.soak.crash import BATCH, IMPORT, import_once, small_batches
from tests.soak.disk_trace import Disk, Keeps, Left, Op, traced
from tests.soak.io_faults import stored_in
from tests.soak.made import facts_of, make_sources, tell

from goodwill.errors import GoodwillError
from goodwill.store.pages import seals
from goodwill.upkeep.verifying import verify

LEFT: tuple[Left, ...] = ("none", "all", "first", "any", "any", "any")
KEEPS: tuple[Keeps, ...] = ("journal", "strict")


def trace_of(folder: Path, mails: int) -> tuple[list[Op], Path, Path]:
    """What an import of small batches asks of the disk; its sources, and where its book was."""
    sources, book = make_sources(folder / "in", mails), folder / "traced"
    command = [sys.executable, "-c", IMPORT, str(book), "0", str(BATCH), str(sources)]
    return traced(command, book, folder / "trace"), sources, book


def faults_in(state: Path, said: int, sources: Path, facts: str, *, whole: bool) -> list[str]:
    """What is wrong with a book that a power cut left; `whole`: the import is run again, too."""
    try:
        stored = stored_in(state)
        found = [] if stored >= said else [f"{said} were said to be stored, {stored} are there"]
        if whole:
            import_once(state, sources)
            if facts_of(state) != facts:
                found.append("the facts are others")
        if (state / "book.db").exists():
            changed = verify(str(state)).problems
            found += [f"verify finds {len(changed)}: {changed[0].what}"] if changed else []
    except GoodwillError as error:
        return [f"{error.message} {error.hint}"]
    return found


def _start_anew(number: int) -> None:
    """From here on this machine passes for one that was started since."""
    seals.this_boot = lambda: number.to_bytes(8)  # type: ignore[assignment]


def run(
    folder: Path, *, mails: int, states: int, whole_every: int, seed: int
) -> tuple[int, Counter[str]]:
    """How many steps an import has, and what was wrong with the states that were looked at."""
    rng = random.Random(seed)  # noqa: S311  a seeded test
    ops, sources, book = trace_of(folder, mails)
    import_once(folder / "whole", sources)
    facts, wrong, number = facts_of(folder / "whole"), Counter[str](), 0
    each = max(1, states // (len(KEEPS) * 2))
    for keeps in KEEPS:
        cuts = sorted(rng.choices(range(1, len(ops) + 1), k=each * 2))
        disk, done = Disk(book, keeps), 0
        for cut in cuts:
            for op in ops[done:cut]:
                disk.do(op)
            done, number = cut, number + 1
            said = int((disk.said.split() or [b"0"])[-1])
            left = rng.choice(LEFT)
            state = folder / "state"
            disk.leave(state, left, rng)
            _start_anew(number)
            whole = number % whole_every == 0
            for fault in faults_in(state, said, sources, facts, whole=whole):
                wrong[fault] += 1
                tell(f"{keeps}, step {cut}, {left}: {fault}")
            shutil.rmtree(state)
    return len(ops), wrong


def main() -> None:
    """Run it and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--states", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    small_batches()
    with tempfile.TemporaryDirectory() as folder:
        steps, wrong = run(Path(folder), mails=8, states=args.states, whole_every=5, seed=args.seed)
    tell(
        f"F5: {args.states} states after a power cut, of an import of {steps} steps,"
        f" {sum(wrong.values())} faults"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
