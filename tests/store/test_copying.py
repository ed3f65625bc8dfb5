"""Backups of books wherever they are kept, and restored wherever they are wanted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from tests.soak.made import NOW, make_sources

from goodwill.errors import CallError
from goodwill.pipeline import import_paths
from goodwill.store.database import Store, open_store
from goodwill.store.upkeep.dump import facts_hash
from goodwill.upkeep.backing_up import back_up, restore
from goodwill.upkeep.backup_file import Secret
from goodwill.upkeep.verifying import verify

KEY = Secret(words=b"k" * 32, is_passphrase=False)


def test_a_backup_of_any_book_is_restored_into_a_folder(any_store: Store, tmp_path: Path) -> None:
    import_paths(any_store, [make_sources(tmp_path / "in")], imported_at=NOW, workers=0)
    again = tmp_path / "again"

    back_up(any_store, tmp_path / "x.backup", KEY)
    restore(tmp_path / "x.backup", str(again), KEY)

    assert verify(str(again)).is_whole
    with closing(open_store(again)) as restored:
        assert facts_hash(restored) == facts_hash(any_store)
        assert restored.rows("select count(*) from reject") == any_store.rows(
            "select count(*) from reject"
        )


def test_a_backup_of_a_folder_is_restored_onto_an_empty_postgres_and_onto_no_other(
    store: Store, tmp_path: Path, postgres_url: str
) -> None:
    import_paths(store, [make_sources(tmp_path / "in")], imported_at=NOW, workers=0)
    back_up(store, tmp_path / "x.backup", KEY)

    restore(tmp_path / "x.backup", postgres_url, KEY)

    with closing(open_store(postgres_url)) as restored:
        try:
            assert facts_hash(restored) == facts_hash(store)
            assert verify(postgres_url).is_whole
            with pytest.raises(CallError, match="There is a book"):
                restore(tmp_path / "x.backup", postgres_url, KEY)
        finally:
            with restored.engine.begin() as connection:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
