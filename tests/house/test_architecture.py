"""The shape of the code, watched and not remembered: sizes, docstrings, forbidden calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src" / "goodwill"
SHELL = ("serve", "store", "sources", "lake", "live", "second_reader")  # the last ask servers
SHELL_FILES = ("book.py", "opened.py", "pipeline.py", "assess.py", "clock.py")
READS = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "date.today",
        "time.time",
        "os.environ",
        "os.getenv",
    }
)
SENDS = frozenset(
    {
        "aiohttp",
        "asyncio",
        "ftplib",
        "http.client",
        "http.server",
        "httpx",
        "imaplib",
        "poplib",
        "requests",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "telnetlib",
        "urllib.request",
        "urllib3",
        "websockets",
        "xmlrpc",
    }
)
"""Modules with which a program can speak to another machine."""

SPEAKERS = ("live", "second_reader")
OURS = "machine/processes.py"  # to its own processes alone
WAITS = "serve/web/crowd.py"  # for what it has begun itself
DRAWS = "serve/web/first_pages.py"  # it asks its own application, in this process
LOGS = "serve/log_places.py"  # to a syslog that somebody names
LISTENS = "serve/cli/serve.py"  # on this machine alone: it asks nobody
POSTS = "serve/digest/post.py"  # to the mail server that the user names, when they ask for it


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
    assert median(n for n, _ in lengths) <= 8


def test_modules_stay_small_and_say_what_they_are() -> None:
    for root in (SRC, ROOT / "tests", ROOT / "bench"):
        for path, tree in trees(root):
            text = path.read_text("utf-8")
            assert text.count("\n") <= 500, f"{path.relative_to(ROOT)} is over 500 lines; split it"
            assert not text.strip() or ast.get_docstring(tree), f"{path} does not say what it is"


def test_most_modules_are_far_smaller_than_the_largest_may_be() -> None:
    lines = [path.read_text("utf-8").count("\n") for path in SRC.rglob("*.py")]

    assert median(filter(None, lines)) <= 130


def clock_calls(tree: ast.Module) -> Iterator[str]:
    """Calls that read the clock or the environment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name := ast.unparse(node)) in READS:
            yield name


def imported(tree: ast.Module) -> Iterator[str]:
    """What a module imports anywhere in it, with every package that it stands in."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def test_nothing_below_the_shell_reads_the_clock_or_the_environment() -> None:
    for path, tree in trees(SRC):
        place = path.relative_to(SRC)
        if place.parts[0] in (*SHELL, *SHELL_FILES):
            continue
        assert not list(clock_calls(tree)), f"{place} reads {list(clock_calls(tree))}"


def test_only_what_asks_a_named_server_can_reach_the_network() -> None:
    speaking = {
        str(path.relative_to(SRC))
        for path, tree in trees(SRC)
        if path.relative_to(SRC).parts[0] not in SPEAKERS and SENDS.intersection(imported(tree))
    }

    assert speaking == {DRAWS, LISTENS, LOGS, OURS, POSTS, WAITS}


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        "def ask():\n    import httpx",
    ],
)
def test_a_way_to_the_network_is_seen_however_it_is_imported(line: str) -> None:
    assert SENDS.intersection(imported(ast.parse(line)))
    assert not SENDS.intersection(imported(ast.parse("from urllib.parse import urlsplit")))
