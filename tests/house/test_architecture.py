"""The shape of the code, watched and not remembered: sizes, docstrings, forbidden calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src" / "goodwill"
SHELL = ("serve", "store", "sources", "second_reader")  # the last asks a server that a user names
SHELL_FILES = ("book.py", "pipeline.py", "assess.py", "clock.py")


def trees(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(root.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def function_lengths(root: Path) -> list[tuple[int, str]]:
    """Lines per function under `root`, longest first, with file and name."""
    found = [
        (node.end_lineno - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.name}")
        for path, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    return sorted(found, reverse=True)


def test_functions_stay_short() -> None:
    lengths = function_lengths(SRC)

    assert lengths[0][0] <= 60, f"longest is {lengths[0][1]} with {lengths[0][0]} lines; split it"
    assert median(n for n, _ in lengths) <= 10


def test_modules_stay_small_and_say_what_they_are() -> None:
    for root in (SRC, ROOT / "tests", ROOT / "bench"):
        for path, tree in trees(root):
            text = path.read_text("utf-8")
            assert text.count("\n") <= 500, f"{path.relative_to(ROOT)} is over 500 lines; split it"
            assert not text.strip() or ast.get_docstring(tree), f"{path} does not say what it is"


def clock_calls(tree: ast.Module) -> Iterator[str]:
    """Calls that read the clock or the environment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name = ast.unparse(node)
            if name in {
                "datetime.now",
                "datetime.utcnow",
                "date.today",
                "time.time",
                "os.environ",
                "os.getenv",
            }:
                yield name


def test_nothing_below_the_shell_reads_the_clock_or_the_environment() -> None:
    for path, tree in trees(SRC):
        place = path.relative_to(SRC)
        if place.parts[0] in SHELL or place.name in SHELL_FILES:
            continue
        assert not list(clock_calls(tree)), f"{place} reads {list(clock_calls(tree))}"
