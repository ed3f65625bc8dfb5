"""Running one program and seeing what it took: time, processor, memory, what it printed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

__all__ = ["GOODWILL", "PEERS", "ROOT", "Took", "fresh", "run", "run_python", "timed"]

ROOT = Path(__file__).resolve().parents[1]

GOODWILL: tuple[str | Path, ...] = (
    sys.executable,
    "-c",
    "from goodwill.serve.cli import main; main()",
)
"""The command, with what runs this bench."""

PEERS = ROOT / ".venv" / "peers" / "bin"
"""Where `bench/peers/install.sh` puts what is written in Python."""

T = TypeVar("T")


REJECTS = 1
"""How an import ends of which some records cannot be read: real archives have some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What a run took: seconds by the clock and of processor, bytes at most, and its output.

    Memory is the proportional set size of it and all that it started, looked at ten times a second:
    pages that several share count once. 0 where nobody looked.
    """

    seconds: float
    processor: float
    peak: int
    said: str


def run(
    command: Sequence[str | Path],
    *,
    watched: bool = False,
    env: Mapping[str, str] | None = None,
    ends: Collection[int] = (0,),
) -> Took:
    """Run a program to its end; another end than these ends the bench with what it said."""
    began, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "GOODWILL_NO_BROWSER": "1", **(env or {})},
    )
    peak, done = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    if watched:
        watcher.start()
    said, complaint = process.communicate()
    seconds, after = time.perf_counter() - began, os.times()
    done.set()
    if watched:
        watcher.join()
    if process.returncode not in ends:
        call = " ".join(str(part) for part in command)
        raise SystemExit(f"{call}\nended with {process.returncode}:\n{complaint[-2000:]}")
    used = after.children_user + after.children_system
    processor = used - before.children_user - before.children_system
    return Took(seconds=seconds, processor=processor, peak=peak[0], said=said)


def run_python(program: str, *words: str | Path, watched: bool = False) -> Took:
    """Run Python of ours in a process of its own."""
    return run([sys.executable, "-c", program, *words], watched=watched)


def fresh(*words: str | Path, watched: bool = False) -> Took:
    """Run a `goodwill` command as a shell would."""
    return run([*GOODWILL, *words], watched=watched, ends=(0, REJECTS))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor that something takes in this process, and what it gives."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def _watch(pid: int, peak: list[int], done: threading.Event) -> None:
    while not done.wait(0.1):
        peak[0] = max(peak[0], _memory(pid))


def _memory(pid: int) -> int:
    """Bytes of proportional set size, summed over a process and all that it started."""
    found = 0
    for one in _family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        found += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return found


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]
