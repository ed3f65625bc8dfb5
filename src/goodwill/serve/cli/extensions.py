"""`goodwill extensions`: what other packages bring, and whether it can be used."""

from __future__ import annotations

import typer

from goodwill.serve.cli.options import TextFormat, TextFormatOption
from goodwill.serve.cli.output import echo_json

__all__ = ["add_to"]


def extensions(
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """List what other packages bring: ways to read, sources, acts, measurements, concepts.

    A package brings something by an entry point; CONTRIBUTING.md says how one is made.

    \b
    Examples:
      goodwill extensions
      goodwill extensions --format json
    """
    from goodwill.extensions import GROUPS
    from goodwill.extensions import extensions as found

    installed = found()
    if format is TextFormat.JSON:
        echo_json(installed, indent=True)
        return
    if not installed:
        typer.echo("No other package brings anything.")
        typer.echo("A package may bring, by an entry point of the group:")
        for group, says in GROUPS.items():
            typer.echo(f"  {group:<20} {says}")
    for one in installed:
        state = one.fault or "can be used"
        typer.echo(f"{one.group:<20} {one.name}  {one.package} {one.version}  {state}")


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("extensions")(extensions)
