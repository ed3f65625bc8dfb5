"""The demo's folder: made anew where a demo made it, left alone where it did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodwill.demo.folder import clear_folder
from goodwill.errors import CallError


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_folder_is_made_and_an_empty_one_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new" / "deep", tmp_path / "empty"):
        clear_folder(folder)
        assert names(folder) == {".goodwill-demo"}


def test_what_a_demo_made_is_made_anew_and_all_else_stays(tmp_path: Path) -> None:
    clear_folder(tmp_path / "demo")
    for name in ("company", "statements", "notes"):
        (tmp_path / "demo" / name).mkdir()
        (tmp_path / "demo" / name / "file").touch()
    for name in ("book.db", "book.db-wal", "truth.json", "portfolio.html", "mine.txt"):
        (tmp_path / "demo" / name).touch()

    clear_folder(tmp_path / "demo")

    assert names(tmp_path / "demo") == {".goodwill-demo", "notes", "mine.txt"}


@pytest.mark.parametrize("name", ["book.db", "letter.txt"])
def test_a_folder_of_anybody_else_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")

    with pytest.raises(CallError, match="already holds something else") as refused:
        clear_folder(tmp_path)

    assert "--folder" in refused.value.hint
    assert (tmp_path / name).read_text() == "mine"
    assert names(tmp_path) == {name}


def test_a_file_or_a_link_is_no_folder_to_clear(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    clear_folder(tmp_path / "demo")
    (tmp_path / "link").symlink_to(tmp_path / "demo")

    for name in ("file", "link"):
        with pytest.raises(CallError):
            clear_folder(tmp_path / name)


def test_a_link_inside_is_taken_away_and_what_it_points_to_stays(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    clear_folder(tmp_path / "demo")
    (tmp_path / "demo" / "company").symlink_to(tmp_path / "kept")

    clear_folder(tmp_path / "demo")

    assert names(tmp_path / "demo") == {".goodwill-demo"}
    assert names(tmp_path / "kept") == {"file"}
