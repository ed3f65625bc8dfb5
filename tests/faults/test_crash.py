"""An import that is killed, at every point where something becomes durable, then run again.

The long forms are in `tests/soak/crash.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.soak import crash
from tests.soak.made import facts_of

from goodwill.importing import gathering
from goodwill.store.database import open_store

POINTS_AT_LEAST = 100


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "RECORDS", crash.BATCH)
    monkeypatch.setattr(gathering, "ROWS_FOR_ONE", 1)


def test_wherever_an_import_is_killed_the_next_one_ends_with_the_same_book(tmp_path: Path) -> None:
    points, wrong = crash.all_points(tmp_path / "points", mails=8, every=3, whole_every=7)

    assert wrong == []
    assert points >= POINTS_AT_LEAST, "fewer points are tried than there were"


@pytest.mark.parametrize("batches", [1, 4, 11])
def test_an_import_killed_from_outside_redoes_one_batch_at_most(
    tmp_path: Path, sources: Callable[..., Path], batches: int
) -> None:
    folder, book = sources(), tmp_path / "killed"
    crash.import_once(tmp_path / "whole", folder)
    process = crash.start_import(book, folder)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(batches)]
    crash.kill_all(process)

    store = open_store(book)
    acknowledged = store.rows("SELECT sum(seen) FROM source_file")[0][0]
    store.close()

    assert acknowledged >= told[-1]
    assert crash.faults_of(book, folder, facts_of(tmp_path / "whole")) == []


def test_of_five_imports_at_once_one_is_killed_and_the_book_is_the_same(tmp_path: Path) -> None:
    assert crash.together(tmp_path, 1, seed=4) == []
