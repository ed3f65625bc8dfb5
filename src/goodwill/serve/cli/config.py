"""`goodwill config`: the settings in force, and where each comes from."""

from __future__ import annotations

import typer

from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json

__all__ = ["add_to"]


def config(
    context: typer.Context,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show the settings in force. They are changed in goodwill.toml and imported again.

    \b
    Examples:
      goodwill config
      goodwill --book books/acme config --format json
    """
    from goodwill.serve.settings_view import setting_lines

    place = book_place(context, book)
    with opened(place) as found:
        lines = setting_lines(found.settings)
    if format is TextFormat.JSON:
        echo_json(
            {
                "book": place,
                "settings": {
                    line.name: {"value": line.value, "from": line.origin} for line in lines
                },
            },
            indent=True,
        )
        return
    from goodwill.serve.text.reports import settings_report

    settings_report(console(), place, lines)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("config")(config)
