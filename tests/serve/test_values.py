"""What is taken as typed is what typer itself would make of it, wrong calls included."""

from __future__ import annotations

from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from goodwill.serve.cli.faults import GoodwillGroup
from goodwill.serve.cli.options import TextFormat


def show(
    files: Annotated[list[str], typer.Argument()],
    text: str = "plain",
    format: TextFormat = TextFormat.TEXT,  # noqa: A002 - the option is called --format
    name: Annotated[str | None, typer.Option()] = None,
    number: int = 1,
    *,
    loud: bool = False,
) -> None:
    """Say what came."""
    typer.echo(repr((files, text, format, name, number, loud)))


def app_of(group: type[typer.core.TyperGroup]) -> typer.Typer:
    app = typer.Typer(cls=group, add_completion=False, rich_markup_mode=None)
    app.callback()(lambda: None)
    app.command("show")(show)
    return app


CALLS = [
    ["a"],
    ["a", "b c", ""],
    ["a", "--text", "", "--name", "é\n", "--loud"],
    ["a", "--format", "json", "--no-loud", "--number", "7"],
    ["a", "--format", "JSON"],
    ["a", "--format", ""],
    ["a", "--number", "seven"],
    ["a", "--text"],
    ["--", "--text"],
    [],
    ["--help"],
]


@pytest.mark.parametrize("args", CALLS, ids=" ".join)
def test_values_are_taken_as_typer_takes_them(args: list[str]) -> None:
    ours, typers = (
        CliRunner().invoke(app_of(group), ["show", *args])
        for group in (GoodwillGroup, typer.core.TyperGroup)
    )

    assert (ours.exit_code, ours.output) == (typers.exit_code, typers.output)
