"""A proposed mapping on a terminal: what a file is taken for, ten of its rows, what is rejected."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.words import count, plain

if TYPE_CHECKING:
    from goodwill.importing.mapping_files import Converted, Explained

__all__ = ["show_mapping"]

_WIDEST_CELL = 24
_MOST_COLUMNS = 6
_MOST_REASONS = 8
_MOST_NAMES = 12


def show_mapping(console: Console, explained: Explained) -> None:
    """The proposal from top to bottom."""
    page = Page(console)
    if explained.known:
        page.print(Text(plain(explained.known)))
        return
    if not explained.text:
        return
    page.section(plain(explained.file), f"taken for {explained.table}")
    for reason in explained.because:
        page.print(Text(plain(reason)), indent=INDENT)
    _show_columns(page, explained)
    if explained.converted is not None:
        _show_rows(page, explained.converted)
        _show_outcome(page, explained.converted)


def _show_columns(page: Page, explained: Explained) -> None:
    for table, found in groupby(explained.columns, key=lambda one: one[0]):
        page.section(table)
        listed = grid(None, 1)
        for _, column, comes_from in found:
            listed.add_row(Text(column), Text(plain(comes_from), style="dim"))
        page.print(listed, indent=INDENT)
    if explained.unread:
        names = ", ".join(plain(name) for name in explained.unread[:_MOST_NAMES])
        if len(explained.unread) > _MOST_NAMES:
            names += f" and {len(explained.unread) - _MOST_NAMES:,} more"
        page.print(Text(f"Kept beside them as they stand: {names}", style="dim"), indent=INDENT)


def _show_rows(page: Page, converted: Converted) -> None:
    """The first rows as they would be stored, a table for each of theirs."""
    page.section("The first rows")
    for table in dict.fromkeys(table for table, _ in converted.shown):
        rows = [cells for name, cells in converted.shown if name == table]
        columns = list(dict.fromkeys(column for cells in rows for column in cells))[:_MOST_COLUMNS]
        shown = grid(*(None for _ in columns))
        shown.add_row(*(Text(column, style="bold") for column in columns))
        for cells in rows:
            shown.add_row(*(Text(_short(cells.get(column, ""))) for column in columns))
        page.print(Text(table, style="dim"), indent=INDENT)
        page.print(shown, indent=2 * INDENT)


def _show_outcome(page: Page, converted: Converted) -> None:
    rows = ", ".join(f"{times:,} {table}" for table, times in converted.rows.items()) or "no row"
    looked_at = "The file makes" if converted.is_whole else "Its first rows make"
    page.section(f"{looked_at} {rows}")
    if converted.left_out:
        totals = f", of them {count(converted.totals, 'totals row')}" if converted.totals else ""
        left_out = f"Left out: {count(converted.left_out, 'row')}{totals}."
        page.print(Text(left_out), indent=INDENT)
    for times, example in converted.rejects[:_MOST_REASONS]:
        where = f"{example.locator}, {plain(example.column)}" if example.column else example.locator
        told = f"{times:,} rejected: {plain(example.reason)} ({where}). {plain(example.hint)}"
        page.print(Text(told), indent=INDENT)
    if len(converted.rejects) > _MOST_REASONS:
        rest = sum(times for times, _ in converted.rejects[_MOST_REASONS:])
        page.print(Text(f"{rest:,} rejected for other reasons."), indent=INDENT)


def _short(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"
