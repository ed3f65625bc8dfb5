"""An import that is killed, at every point where something becomes durable, then run again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from goodwill import gathering
from goodwill.pipeline import import_paths
from goodwill.store import crash
from goodwill.store.database import open_store
from goodwill.store.dump import facts_hash

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BATCH = 4
POINTS_AT_LEAST = 60


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "RECORDS", BATCH)
    monkeypatch.setattr(gathering, "ROWS_FOR_ONE", 1)


def import_once(book: Path, folder: Path) -> tuple[int, int]:
    """How many records were seen, and how many are facts that were not there before."""
    store = open_store(book, create=True)
    report = import_paths(store, [folder], imported_at=NOW, workers=0)
    store.close()
    return report.total.seen, report.total.imported


def import_and_crash(book: Path, folder: Path, point: int) -> int:
    """Import in a child that ends at the given point; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            crash._AT, crash._passed = point, count(1)  # noqa: SLF001
            import_once(book, folder)
            os._exit(0)
        except BaseException:  # noqa: BLE001  the parent is told by the status
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state(book: Path) -> tuple[str, list[tuple[int, ...]], list[str]]:
    """The facts, what is counted for each file, and the reject files of any import."""
    store = open_store(book)
    files = store.rows(
        "SELECT seen, imported, excluded, duplicate, unreadable, waiting "
        "FROM source_file ORDER BY path"
    )
    found = facts_hash(store)
    store.close()
    check = sqlite3.connect(book / "book.db")
    assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    check.close()
    rejects = sorted(path.read_text() for path in (book / "rejects").glob("*.csv"))
    rows = sorted({line for text in rejects for line in text.splitlines()})
    return found, files, rows


def test_wherever_an_import_is_killed_the_next_one_ends_with_the_same_book(
    tmp_path: Path, sources: Callable[..., Path]
) -> None:
    folder = sources()
    seen, _ = import_once(tmp_path / "whole", folder)
    expected = state(tmp_path / "whole")

    point = 0
    while (book := tmp_path / f"book{(point := point + 1)}") and (
        status := import_and_crash(book, folder, point)
    ):
        assert status == 137
        again, _ = import_once(book, folder)
        assert again == seen
        assert state(book) == expected, f"killed at point {point}"

    assert point > POINTS_AT_LEAST, "fewer points are tried than there were"
    assert import_once(tmp_path / "whole", folder) == (seen, 0)


IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from goodwill import gathering
from goodwill.pipeline import import_paths
from goodwill.store.database import open_store
gathering.RECORDS = 4
gathering.ROWS_FOR_ONE = 1
store = open_store(Path(sys.argv[1]), create=True)
import_paths(store, [Path(sys.argv[2])], imported_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
             progress=lambda told: print(told.done, flush=True), workers=2)
"""


@pytest.mark.parametrize("batches", [1, 4, 7, 11, 15])
def test_an_import_killed_from_outside_redoes_one_batch_at_most(
    tmp_path: Path, sources: Callable[..., Path], batches: int
) -> None:
    folder, book = sources(), tmp_path / "book"
    import_once(tmp_path / "whole", folder)
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(book), str(folder)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(batches)]
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    store = open_store(book)
    acknowledged = store.rows("SELECT sum(seen) FROM source_file")[0][0]
    store.close()
    import_once(book, folder)

    assert acknowledged >= told[-1]
    assert state(book)[:2] == state(tmp_path / "whole")[:2]
