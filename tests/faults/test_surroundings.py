"""What is around an import is short, gone or wrong; the long forms are in `tests/soak`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.soak import io_faults, surroundings


def test_a_file_that_was_gone_when_its_turn_came_is_read_when_it_is_back(tmp_path: Path) -> None:
    assert surroundings.vanishing(tmp_path) == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_what_a_failing_disk_stored_is_what_was_said_to_be_stored(tmp_path: Path) -> None:
    ended, wrong = io_faults.run(tmp_path, 3, seed=2)

    assert wrong == []
    assert any(not how.endswith(": 0") for how in ended)
