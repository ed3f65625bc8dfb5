"""A book of an older version that is killed on its way to the new one.

The long form, every statement of every version, is in `tests/soak/upgrades.py`.
"""

from __future__ import annotations

import stat
from pathlib import Path

from tests.soak import upgrades

from goodwill.store.database import open_store


def test_a_book_is_at_the_old_version_or_at_the_new_one_wherever_it_is_killed(
    tmp_path: Path,
) -> None:
    done, wrong = upgrades.run(tmp_path / "all", every=400, first=77)

    assert wrong == []
    assert done >= len(upgrades.versions())


def test_the_copy_that_is_made_before_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    book = upgrades.make_old(tmp_path / "old", upgrades.versions()[0])

    open_store(book).close()

    (copy,) = book.glob("book.db.before-*")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
