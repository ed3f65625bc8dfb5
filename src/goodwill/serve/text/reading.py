"""What is seen in one text, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodwill.reading import SeenText
from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.titles import spelled
from goodwill.serve.words import how_sure, plain, quoted

__all__ = ["show_reading"]


def show_reading(console: Console, seen: SeenText) -> None:
    """The acts of one text, each with its words."""
    page = Page(console)
    kind = "automatic mail" if seen["automatic"] else f"language {seen['language'] or 'unknown'}"
    page.section(plain(str(seen["id"])), kind)
    if not seen["acts"]:
        page.print(Text("No act seen.", style="dim"), indent=INDENT)
        return
    table = grid(None, None, 1)
    for act in seen["acts"]:
        table.add_row(
            Text(spelled(act["act"]), style="bold"),
            Text(how_sure(act["probability"]), style="dim"),
            Text(quoted(act["quote"])),
        )
    page.print(table, indent=INDENT)
