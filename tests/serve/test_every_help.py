"""What every command says of itself: each shows how it is called, as lines of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperGroup

from goodwill.serve.cli.app import app

ROOT = typer.main.get_command(app)


def helps(command: object, path: str) -> Iterator[tuple[str, str]]:
    """Every command that does something, by its path, with its help."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from helps(below, f"{path} {name}")
    else:
        yield path, command.get_help(command.make_context(path, [], resilient_parsing=True))  # type: ignore[attr-defined]


HELPS = dict(helps(ROOT, "goodwill"))


@pytest.mark.parametrize("path", HELPS)
def test_a_command_shows_how_it_is_called(path: str) -> None:
    lines = [line.strip() for line in HELPS[path].splitlines()]

    (head,) = [at for at, line in enumerate(lines) if line in {"Example:", "Examples:"}]
    examples = lines[head + 1 : lines.index("", head)]
    assert examples
    assert any(path.rsplit(maxsplit=1)[1] in line for line in examples)
