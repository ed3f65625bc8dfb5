"""Modules that texts name are there, with what is named in them: in docstrings and in pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src"
TEXTS = (*SRC.rglob("*.py"), *ROOT.joinpath("docs").rglob("*.md"), *ROOT.glob("*.md"))
NO_PLACES = re.compile(r"goodwill\.(toml|[a-z_]+\.SORT\b.*)")  # a file's name, a name to fill in
GROUPS = frozenset({"goodwill.connectors"})  # of entry points; the others are packages, too


def named(text: str) -> Iterator[str]:
    for name in re.findall(r"`(goodwill(?:\.\w+)+)", text):
        if not NO_PLACES.fullmatch(name) and name not in GROUPS:
            yield name


def is_there(name: str) -> bool:
    """Whether a dotted name is a folder, a file, or a word in the code of the module before it."""
    place = SRC
    parts = name.split(".")
    for count, part in enumerate(parts, 1):
        if (place / part).is_dir():
            place /= part
        elif (module := place / f"{part}.py").is_file():
            return all(is_word_of(module, one) for one in parts[count:])
        else:
            return is_word_of(place / "__init__.py", part)
    return True


def is_word_of(module: Path, word: str) -> bool:
    tree = ast.parse(module.read_text("utf-8"))
    return any(
        word
        in (getattr(node, "id", None), getattr(node, "name", None), getattr(node, "attr", None))
        for node in ast.walk(tree)
    )


def test_what_a_text_names_is_there() -> None:
    found = [
        (f"{path.relative_to(ROOT)}: {name}", is_there(name))
        for path in TEXTS
        if path.name != "CHANGELOG.md"  # what it tells of may be gone since
        for name in named(path.read_text("utf-8"))
    ]

    assert len(found) > 100
    assert [name for name, there in found if not there] == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("goodwill.store", True),
        ("goodwill.store.database", True),
        ("goodwill.store.database.open_store", True),
        ("goodwill.store.database.opened_twice", False),
        ("goodwill.store.nowhere", False),
        ("goodwill.nowhere.database", False),
    ],
)
def test_a_place_that_is_gone_is_seen(name: str, *, there: bool) -> None:
    assert is_there(name) is there
