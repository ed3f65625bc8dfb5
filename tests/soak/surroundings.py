"""An import where something around it is short, gone or wrong; statements under another clock.

    python -m tests.soak.surroundings

Each ends with the exit code for it and one clear word, leaves the book whole, and goes on once
all is well again: 64 open files, a disk that may only be read, a source that goes away while it is
read, ends by SIGTERM. A statement for a named day is the same to the byte in whatever year and zone
the machine believes itself to be.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.soak.crash import faults_of, import_once, start_import
from tests.soak.made import facts_of, make_sources, tell

from goodwill.upkeep.verifying import verify

GOODWILL = "from goodwill.serve.cli import main; main()"
FEW_FILES = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64));" + GOODWILL
CLOCKS: tuple[tuple[str, list[str], dict[str, str]], ...] = (
    ("in 2038", ["faketime", "2038-01-20 12:00:00"], {}),
    ("five years ago", ["faketime", "-f", "-5y"], {}),
    ("a clock that runs backwards", ["faketime", "-f", "+0 x-3"], {}),
    ("in Apia", [], {"TZ": "Pacific/Apia"}),
    ("in Chatham", [], {"TZ": "Pacific/Chatham"}),
)


class Missing(Exception):  # noqa: N818  no error: it says what is not installed here
    """What this machine has not got."""


def goodwill(
    book: Path,
    *command: str,
    script: str = GOODWILL,
    before: tuple[str, ...] | list[str] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    return subprocess.run(
        [*before, sys.executable, "-c", script, "--book", str(book), *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **(environment or {})},
    )


def few_files(folder: Path) -> list[str]:
    """Sixty-four open files, three hundred mails in files of their own."""
    sources = make_sources(folder / "in")
    for number in range(300):
        text = (
            f"From: a{number}@x.example\nTo: tom@us.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000"
        )
        (sources / f"{number}.eml").write_text(f"{text}\nMessage-ID: <{number}@f>\n\nHello.\n")
    import_once(folder / "whole", sources)
    ended = goodwill(folder / "book", "import", str(sources), script=FEW_FILES)
    return [*_ended(ended, {1}), *faults_of(folder / "book", sources, facts_of(folder / "whole"))]


def read_only(folder: Path) -> list[str]:
    """A disk that turns read-only between two imports."""
    sources = make_sources(folder / "in")
    import_once(folder / "whole", sources)
    with _small_disk(folder) as disk:
        goodwill(disk / "book", "import", str(sources / "a.mbox"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        ended = goodwill(disk / "book", "import", str(sources))
        looked = goodwill(disk / "book", "doctor", "--format", "json")
        wrong = [*_ended(ended, {3}, str(disk)), *_ended(looked, {0, 3})]
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        return [*wrong, *faults_of(disk / "book", sources, facts_of(folder / "whole"))]


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    disk = folder / "disk"
    disk.mkdir()
    if os.geteuid() or subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(disk)],
        check=False, capture_output=True,
    ).returncode:  # fmt: skip
        raise Missing("a small disk cannot be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def vanishing(folder: Path) -> list[str]:
    """A source that is taken away while it is read."""
    sources = make_sources(folder / "in", 200)
    kept = shutil.copytree(sources, folder / "kept")
    running = start_import(folder / "book", sources)
    assert running.stdout is not None
    running.stdout.readline()
    shutil.rmtree(sources)
    running.communicate()
    wrong = [] if running.returncode == 0 else [f"it ended with {running.returncode}"]
    shutil.copytree(kept, sources)
    import_once(folder / "whole", sources)
    return [*wrong, *faults_of(folder / "book", sources, facts_of(folder / "whole"))]


def ended_by_signal(folder: Path) -> list[str]:
    """SIGTERM, ten times at other moments."""
    sources = make_sources(folder / "in", 100)
    import_once(folder / "whole", sources)
    wrong = []
    for number in range(10):
        running = start_import(folder / "book", sources)
        time.sleep(0.2 * number)
        running.terminate()
        began = time.monotonic()
        running.communicate()
        if time.monotonic() - began > 5 or running.returncode not in {0, -signal.SIGTERM}:
            wrong.append(f"after {number}: it ended with {running.returncode}")
    return [*wrong, *faults_of(folder / "book", sources, facts_of(folder / "whole"))]


def clocks(folder: Path) -> list[str]:
    """The statements of one day under clocks and zones that are wrong."""
    if shutil.which("faketime") is None:
        raise Missing("faketime is not installed (Debian: faketime)")
    sources = make_sources(folder / "in", 60)
    import_once(folder / "book", sources)
    asked = ("statements", "--as-of", "2026-06-30", "--format", "json")
    usual, wrong = "", []
    for name, before, environment in (("now", [], {}), *CLOCKS):
        book = folder / name.replace(" ", "-")
        shutil.copytree(folder / "book", book)
        ended = goodwill(book, *asked, before=before, environment=environment)
        wrong += _ended(ended, {0})
        usual = usual or ended.stdout
        if ended.stdout != usual or not usual:
            wrong.append(f"{name}: other statements")
        wrong += [f"{name}: {one.what}" for one in verify(str(book)).problems]
    return wrong


def _ended(ended: subprocess.CompletedProcess[str], codes: set[int], says: str = "") -> list[str]:
    """What is wrong with how a command ended."""
    found = []
    if ended.returncode not in codes:
        found.append(f"it ended with {ended.returncode}: {ended.stderr[-300:]}")
    if "Traceback" in ended.stderr or "does not know" in ended.stderr:
        found.append(f"it met an error it does not know: {ended.stderr[-300:]}")
    return found if says in ended.stderr else [*found, f"it does not name {says}: {ended.stderr}"]


ALL: dict[str, Callable[[Path], list[str]]] = {
    "F21 64 open files": few_files,
    "F21 a disk that may only be read": read_only,
    "F21 a source that goes away": vanishing,
    "F22 ended by SIGTERM": ended_by_signal,
    "F8 clocks and zones": clocks,
}


def main() -> None:
    """Run them and print what came of each."""
    failed = False
    for name, run in ALL.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                wrong = run(Path(folder))
            except Missing as told:
                tell(f"{name}: not run: {told}")
                continue
        failed = failed or bool(wrong)
        tell(f"{name}: {len(wrong)} differences")
        for line in wrong:
            tell(f"  {line}")
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
