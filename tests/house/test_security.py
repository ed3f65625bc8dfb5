"""What is said of security is held to the tree: tests that are named exist, counts are right."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "security"
STATUSES = ("tested", "reasoned", "not applicable", "not met")
LEVELS = {"1": 70, "2": 183}
"""Items of the OWASP ASVS 5.0.0 at each level; those of level 3 are not gone through."""


def rows() -> list[dict[str, str]]:
    with (FOLDER / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_in(path: str) -> frozenset[str]:
    """The tests of a file, by their names."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def named_tests(text: str) -> list[tuple[str, str]]:
    return re.findall(r"(tests/[\w/]+\.py)::(test_\w+)", text)


def test_every_item_of_the_standard_stands_there_once() -> None:
    found = rows()

    assert Counter(row["level"] for row in found) == LEVELS
    assert len({row["id"] for row in found}) == sum(LEVELS.values())
    assert all(re.fullmatch(r"(1[0-7]|[1-9])\.\d{1,2}\.\d{1,2}", row["id"]) for row in found)
    assert {row["id"].partition(".")[0] for row in found} == {str(n) for n in range(1, 18)}


def test_every_item_has_a_status_and_what_it_stands_on() -> None:
    for row in rows():
        assert row["status"] in STATUSES, row["id"]
        assert row["what"], row["id"]
        assert row["test_or_reason"], row["id"]
        assert bool(named_tests(row["test_or_reason"])) == (row["status"] == "tested"), row["id"]


def test_the_counts_that_are_told_are_those_of_the_list() -> None:
    counted = Counter(row["status"] for row in rows())
    told = (FOLDER / "threat-model.md").read_text("utf-8")

    for status in STATUSES:
        assert f"{counted[status]} {status}" in told, f"{counted[status]} {status}"


@pytest.mark.parametrize("name", ["asvs.csv", "threat-model.md", "goals.md"])
def test_every_test_and_file_that_is_named_is_there(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")

    for path, test in named_tests(text):
        assert test in names_in(path), f"{path}::{test}"
    for path in re.findall(
        r"(?<![\w/])(?:tests|docs|src|goodwill)/[\w/-]+\.(?:py|md|toml|csv)", text
    ):
        place = ROOT / "src" / path if path.startswith("goodwill/") else ROOT / path
        assert place.is_file(), path
    for module in re.findall(r"python (?:-W ignore )?-m (tests\.\w+\.\w+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module


def test_the_threats_and_goals_are_all_there() -> None:
    threats, goals = ((FOLDER / one).read_text("utf-8") for one in ("threat-model.md", "goals.md"))

    assert re.findall(r"^\| (T\d+) ", threats, re.MULTILINE) == [f"T{n}" for n in range(1, 26)]
    assert re.findall(r"^\| (R\d+) ", goals, re.MULTILINE) == [f"R{n}" for n in range(1, 21)]
