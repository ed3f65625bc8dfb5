"""A disk that runs full: the import stops with a clear word, and goes on when there is space."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.errors import StoreError
from goodwill.pipeline import import_paths
from goodwill.store.database import open_store
from goodwill.store.upkeep.dump import facts_hash

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_stops_the_import_and_space_lets_it_go_on(
    tmp_path: Path, sources: Callable[..., Path], small_disk: Path
) -> None:
    folder = sources(mails=600, filler=120)
    whole = open_store(tmp_path / "whole", create=True)
    import_paths(whole, [folder], imported_at=NOW, workers=0)
    store = open_store(small_disk / "book", create=True)

    with pytest.raises(StoreError, match="disk is full") as told:
        import_paths(store, [folder], imported_at=NOW, workers=0)

    assert str(small_disk) in told.value.message
    assert "Free some space" in told.value.hint
    assert told.value.exit_code == 3
    store.close()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    again = open_store(small_disk / "book")
    import_paths(again, [folder], imported_at=NOW, workers=0)
    assert facts_hash(again) == facts_hash(whole)
    again.close()
    whole.close()
