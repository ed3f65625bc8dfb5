"""What is seen in one text, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from goodwill.reading import SeenAct, SeenText
from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.titles import spelled
from goodwill.serve.words import how_sure, plain, quoted

if TYPE_CHECKING:
    from goodwill.second_reader.budget import Estimate

__all__ = ["show_estimate", "show_reading"]


def show_reading(console: Console, seen: SeenText) -> None:
    """The acts of one text, each with its words."""
    page = Page(console)
    kind = "automatic mail" if seen["automatic"] else f"language {seen['language'] or 'unknown'}"
    page.section(plain(str(seen["id"])), kind)
    if seen["acts"]:
        _show_acts(page, seen["acts"])
    else:
        page.print(Text("No act seen.", style="dim"), indent=INDENT)
    if "second" in seen:
        second = seen["second"]
        page.print(Text(f"second reader: {second['came']}", style="dim"), indent=INDENT)
        for what, side in (
            ("both readers", second["agreed"]),
            ("the first alone", second["only_rules"]),
            ("the second alone", second["only_second"]),
        ):
            if side:
                page.print(Text(what, style="dim"), indent=INDENT)
                _show_acts(page, side)


def show_estimate(console: Console, estimate: Estimate) -> None:
    """What asking a second reader would cost."""
    page = Page(console)
    page.print(
        Text(
            f"{estimate.texts:,} texts: {estimate.kept:,} answers are kept, {estimate.calls:,} "
            f"calls would send {estimate.characters:,} characters and take {estimate.tokens:,} "
            f"tokens at most; the budget ends before {estimate.beyond:,}. Nothing was sent."
        )
    )


def _show_acts(page: Page, acts: list[SeenAct]) -> None:
    table = grid(None, None, 1)
    for act in acts:
        table.add_row(
            Text(spelled(act["act"]), style="bold"),
            Text(how_sure(act["probability"]), style="dim"),
            Text(quoted(act["quote"])),
        )
    page.print(table, indent=INDENT)
