"""Run what the pages of docs/ tell a reader to run: commands of a page, cells of a notebook.

A block of commands begins with ```console, each command with `$ `; all blocks of a page run in one
folder, one after the other. `<!-- shows: ... -->` below a block is what its commands must print.
Used by `tools/site.py`, which puts the output below the commands, and by `tests/docs/`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

__all__ = [
    "Block",
    "as_markdown",
    "blocks",
    "environment",
    "run_block",
    "run_notebook",
    "with_output",
]

BLOCK = re.compile(
    r"```console\n(?P<commands>.*?)```\n(?P<shows>(?:<!-- shows: .*? -->\n)*)", re.DOTALL
)
WIDTH = 100
SECONDS = 600
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotAsToldError(Exception):
    """A command of a page failed, or did not print what the page says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Commands in the order of the page, and what they must print."""

    commands: tuple[str, ...]
    shows: tuple[str, ...]


def blocks(page: str) -> Iterator[Block]:
    """Every block of commands of a page."""
    yield from (_block(found) for found in BLOCK.finditer(page))


def _block(found: re.Match[str]) -> Block:
    lines = found["commands"].splitlines()
    return Block(
        commands=tuple(line.removeprefix("$ ") for line in lines if line.startswith("$ ")),
        shows=tuple(re.findall(r"<!-- shows: (.*?) -->", found["shows"])),
    )


def environment(home: Path) -> dict[str, str]:
    """The environment of a reader: the `goodwill` of this Python first, a home of its own."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
    }


def run_block(block: Block, folder: Path, variables: dict[str, str]) -> list[tuple[str, str]]:
    """Each command with what it printed; `export NAME=VALUE` changes `variables`.

    Raises:
        NotAsToldError: a command failed, or the block does not show what it should.
    """
    found = [(command, _run(command, folder, variables)) for command in block.commands]
    printed = " ".join(" ".join(text for _, text in found).split())
    for wanted in block.shows:
        if wanted not in printed:
            told = "\n".join(block.commands)
            raise NotAsToldError(f'"{wanted}" is not printed by:\n{told}\nbut:\n{printed[:4000]}')
    return found


def _run(command: str, folder: Path, variables: dict[str, str]) -> str:
    if command.startswith("export "):
        for given in shlex.split(command)[1:]:
            name, _, value = given.partition("=")
            variables[name] = value
        return ""
    ran = subprocess.run(  # noqa: S603  a command of our own page
        ["/bin/bash", "-o", "pipefail", "-c", command],
        cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    if ran.returncode:
        raise NotAsToldError(f"{command}\nended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
    return _ANSI.sub("", ran.stdout + ran.stderr).rstrip()


def with_output(page: str, folder: Path, variables: dict[str, str]) -> str:
    """The page with what each of its commands printed below it."""

    def told(found: re.Match[str]) -> str:
        lines = []
        for command, printed in run_block(_block(found), folder, variables):
            lines.append(f"$ {command}")
            lines += [printed.replace("```", "'''"), ""] if printed else []
        return "```console\n" + "\n".join(lines).rstrip() + "\n```\n"

    return BLOCK.sub(told, page)


def run_notebook(path: Path, folder: Path) -> Any:
    """The notebook as it is after all of its cells ran in `folder`; a cell that fails raises."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    about = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, timeout=SECONDS, resources=about).execute()


def as_markdown(notebook: Any) -> str:
    """A notebook that ran, as a page: its words, its code, and what that gave."""
    return "\n\n".join(part for cell in notebook.cells for part in _parts(cell)) + "\n"


def _parts(cell: Mapping[str, Any]) -> Iterator[str]:
    if cell["cell_type"] == "markdown":
        yield cell["source"]
        return
    yield f"```python\n{cell['source']}\n```"
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            yield re.sub(r"\n\s*", "", data["text/html"])
        elif text := output.get("text") or data.get("text/plain"):
            yield f"```text\n{_ANSI.sub('', text).rstrip()}\n```"
