"""Every command that a page names is one, with options that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.docs.test_links import PAGES, ROOT
from typer.core import TyperGroup

from goodwill.serve.cli.app import app

BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(goodwill [^`]+)`")
NAME = re.compile(r"[a-z][a-z0-9-]*")
ENDS = {"|", ">", "&&", ";", "2>"}
NAMES = [path for path in PAGES if path.name != "CHANGELOG.md"]


def calls(text: str) -> Iterator[list[str]]:
    """What is called on a page: the words behind `goodwill`, up to a comment or another program."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    for line in [*lines, *(" ".join(each.split()) for each in INLINE.findall(text))]:
        called = re.match(r"(?:\$ |[A-Z_]+=\S+ )*goodwill (.*)", line.strip())
        if called is None or not re.match(r"[a-z-]", called[1]):
            continue
        words = called[1].partition(" #")[0].split()
        yield list(takewhile(lambda word: word not in ENDS, words))


@cache
def tree() -> Any:
    """Every command, which takes a while to lay out."""
    return typer.main.get_command(app)


def fault(words: list[str]) -> str:
    """What is wrong with a call; "" where nothing is."""
    command = tree()
    before = ""
    for word in words:
        name = word.partition("=")[0].rstrip(".,")
        if name.startswith("--") and name not in _options(command):
            return f"goodwill {' '.join(words)}: there is no {name}"
        if isinstance(command, TyperGroup) and not before.startswith("--") and NAME.fullmatch(word):
            if word not in command.commands:
                return f"goodwill {' '.join(words)}: there is no {word}"
            command = command.commands[word]
        before = word
    return ""


def _options(command: Any) -> set[str]:
    taken = [name for one in command.params for name in (*one.opts, *one.secondary_opts)]
    return {"--help", "-h", *taken}


@pytest.mark.parametrize("page", NAMES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_on_a_page_is_one(page: Path) -> None:
    called = list(calls(page.read_text("utf-8")))

    assert [said for words in called if (said := fault(words))] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["accounts", "--by-kind"], ""),
        (["accounts", "--by-colour"], "there is no --by-colour"),
        (["acounts"], "there is no acounts"),
        (["users", "setup"], ""),
        (["users", "sit"], "there is no sit"),
        (["--book", "demo", "accounts"], ""),
        (["--book", "demo", "acounts"], "there is no acounts"),
    ],
)
def test_what_is_no_command_is_seen(words: list[str], said: str) -> None:
    assert said in fault(words)
    assert bool(said) == bool(fault(words))
