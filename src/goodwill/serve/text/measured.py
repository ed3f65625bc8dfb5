"""What is measured in SQL, on a terminal: one signal with its query, and the list of all."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from rich.text import Text

from goodwill.serve.text.layout import INDENT, Page, grid, title
from goodwill.serve.titles import spelled
from goodwill.serve.words import count, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from goodwill.signals.header import SignalSpec

__all__ = ["show_signal", "show_signals"]


def show_signals(console: Console, specs: Sequence[SignalSpec]) -> None:
    """Name, unit and definition, family by family."""
    page = Page(console)
    for family, found in groupby(sorted(specs, key=_order), key=attrgetter("family")):
        some = list(found)
        page.section(spelled(family), count(len(some), "signal"))
        for spec in some:
            page.print(Text.assemble((spec.name, "bold"), f"  {spec.code}, {spec.unit}"), indent=2)
            page.print(Text(_line(spec.definition), style="dim"), indent=2 * INDENT)


def show_signal(console: Console, spec: SignalSpec, asked_by: Sequence[str]) -> None:
    """All that the header says, who asks for it, and the query itself."""
    page = Page(console)
    page.print(title(spec.name))
    page.print(Text(f"{spec.code} · {spec.family} · {spec.unit}", style="dim"))
    table = grid(None, 1)
    for label, text in _about(spec, asked_by):
        table.add_row(Text(label, style="dim"), Text(_line(text)))
    page.print()
    page.print(table)
    page.section("The query")
    console.print(Text(spec.sql), soft_wrap=True)


def _about(spec: SignalSpec, asked_by: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return (
        ("Definition", spec.definition),
        ("One value for each", spec.grain),
        ("Folded as", spelled(spec.reduce)),
        ("Exposure", spec.exposure),
        ("Source", spec.source),
        ("Limits", spec.limits),
        ("Reads", ", ".join(spec.reads)),
        ("Believed without a row", f"{spec.prior_mean:g}, worth {spec.prior_strength:g} rows"),
        ("Asked for by", ", ".join(asked_by) or "nothing"),
    )


def _order(spec: SignalSpec) -> tuple[str, str]:
    return spec.family, spec.name


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
