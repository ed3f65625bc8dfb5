"""The table of commands: it names what there is, and one command loads no other."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from typer.main import get_group

import goodwill.serve.cli
from goodwill.serve.cli.commands import OFFERED

MODULES = sorted({one.module for one in OFFERED.values()})
LOADED = """
import sys
from goodwill.serve.cli import main
sys.argv = ["goodwill", *{asked}]
try:
    main()
except SystemExit:
    pass
here = "goodwill.serve.cli."
print(*sorted(name.removeprefix(here) for name in sys.modules if name.startswith(here)))
"""


@pytest.mark.parametrize("module", MODULES)
def test_the_table_names_what_a_module_puts_into_the_app(module: str) -> None:
    own = typer.Typer()
    import_module(f"goodwill.serve.cli.{module}").add_to(own)

    assert [*get_group(own).commands] == [n for n, one in OFFERED.items() if one.module == module]


def test_every_module_with_commands_stands_in_the_table() -> None:
    folder = Path(goodwill.serve.cli.__file__).parent
    offering = {
        file.stem for file in folder.glob("*.py") if "\ndef add_to(" in file.read_text("utf-8")
    }

    assert offering == set(MODULES)


@pytest.mark.parametrize(
    ("asked", "loaded"),
    [
        (["--help"], set[str]()),
        (["--version"], set[str]()),
        (["concept", "abusive"], {"concept"}),
        (["nothing-like-it"], set[str]()),
    ],
)
def test_only_the_command_that_is_called_is_loaded(asked: list[str], loaded: set[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED.format(asked=asked)],
        capture_output=True,
        text=True,
        check=True,
    )

    names = set(told.stdout.splitlines()[-1].split())
    assert names.intersection(MODULES) == loaded
