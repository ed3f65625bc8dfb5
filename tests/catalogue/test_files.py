"""Broken catalogue files, as data: each is refused, and the refusal says where and what next."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest

from goodwill.catalogue import files
from goodwill.catalogue.files import CatalogueFile, head_of, read_folder
from goodwill.catalogue.loader import Catalogue, load_catalogue
from goodwill.errors import CatalogueError

HERE = Path(__file__).parent / "cases"
CASES = tomllib.loads((HERE / "broken_files.toml").read_text("utf-8"))["case"]
SOUND = {
    "plays": (HERE / "sound_play.toml").read_text("utf-8"),
    "patterns": (HERE / "sound_pattern.toml").read_text("utf-8"),
}
Case = dict[str, Any]  # a TOML table, at a parser's edge


def content_of(case: Case) -> str:
    if "nested" in case:
        return "id = " + "[" * int(str(case["nested"]))
    if "content" in case:
        return str(case["content"])
    content = SOUND[str(case["folder"])]
    old, new = str(case["from"]), str(case["to"])
    assert content.count(old) == 1
    changed = content.replace(old, new)
    first, second = case.get("also", ["", ""])
    return changed.replace(str(first), str(second))


def read(folder: str, content: str) -> Mapping[str, object]:
    file = CatalogueFile(folder, f"mine/{folder}/sound.toml", content.encode())
    found: Mapping[str, object] = getattr(Catalogue([file]), folder)
    return found


@pytest.mark.parametrize("folder", SOUND)
def test_the_sound_file_is_read(folder: str) -> None:
    assert list(read(folder, SOUND[folder])) == ["sound"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_broken_file_is_refused_with_its_place(case: Case) -> None:
    with pytest.raises(CatalogueError) as caught:
        read(str(case["folder"]), content_of(case))

    for part in case["says"]:
        assert part in caught.value.message
    for part in case.get("never", ()):
        assert part not in caught.value.message
    assert caught.value.hint


def test_two_files_with_one_id_name_both() -> None:
    files = [
        CatalogueFile("plays", f"mine/plays/{name}.toml", SOUND["plays"].encode())
        for name in ("first", "second")
    ]

    with pytest.raises(CatalogueError, match=r"second\.toml.*taken by mine/plays/first\.toml"):
        _ = Catalogue(files).plays


def test_bytes_that_are_no_text_are_refused() -> None:
    file = CatalogueFile("plays", "mine/plays/sound.toml", b'id = "\xff"')

    with pytest.raises(CatalogueError, match="is not valid TOML"):
        _ = Catalogue([file]).plays


def test_only_toml_files_in_the_known_folders_are_read(tmp_path: Path) -> None:
    for name in ("plays/sound.toml", "plays/notes.txt", "other/sound.toml", "sound.toml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SOUND["plays"], "utf-8")

    assert [file.where for file in read_folder(tmp_path, "mine")] == ["mine/plays/sound.toml"]


def test_an_installed_extension_adds_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays = tmp_path / "lift_trade/plays"
    plays.mkdir(parents=True)
    (plays.parent / "__init__.py").touch()
    (plays / "sound.toml").write_text(SOUND["plays"], "utf-8")
    point = EntryPoint(name="lift-trade", value="lift_trade", group="goodwill.catalogue")
    shipped = load_catalogue()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(
        files, "entry_points", lambda group: EntryPoints([point]).select(group=group)
    )

    catalogue = Catalogue(files.shipped_files.__wrapped__())

    assert "sound" in catalogue.plays
    assert len(catalogue.plays) == len(shipped.plays) + 1


def test_a_head_is_what_stands_before_the_first_table() -> None:
    file = CatalogueFile("plays", "a.toml", b'id = "a"\ntitle = "A"\n\n[cost]\nid = "b"\n')

    assert head_of(file) == {"id": "a", "title": "A"}


def test_a_text_that_looks_like_a_table_is_none() -> None:
    text = b'id = "a"\nsays = """\nas follows:\n[table]\n"""\ntitle = "A"\n[cost]\nid = "b"\n'

    assert head_of(CatalogueFile("plays", "a.toml", text))["title"] == "A"


def test_a_broken_head_is_refused() -> None:
    with pytest.raises(CatalogueError, match=r"a\.toml: is not valid TOML"):
        head_of(CatalogueFile("plays", "a.toml", b"id = "))
