"""All that one line stands on, on a terminal: for it, then against it, each with its weight."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.text import Text

from goodwill.facts.statement import Evidence, Statement
from goodwill.reports import LineChanges, LineEvidence
from goodwill.serve.evidence import (
    change_words,
    changes_words,
    figure_words,
    is_figure,
    line_state,
    line_title,
    sides,
    strength,
    without_words,
)
from goodwill.serve.text.layout import INDENT, Page, grid, title
from goodwill.serve.titles import Titles
from goodwill.serve.words import count, day, plain, quoted, weight_words

__all__ = ["show_why"]


def show_why(
    console: Console, statement: Statement, name: str, answer: LineEvidence, titles: Titles
) -> None:
    """Print the line, its state, and every item of evidence."""
    page = Page(console)
    page.print(title(f"{statement['account']['name']}: {line_title(name, titles)}"))
    page.print(Text(f"{line_state(answer.line)} · as of {day(statement['as_of'])}"))
    if is_figure(answer.line):
        _show_figure(page, answer)
        return
    speaking, against, beside = sides(answer.evidence)
    if not answer.evidence:
        page.print()
        page.print(Text("Nothing in this book speaks for it or against it."))
    _show_side(page, "Speaks for it", speaking, answer)
    _show_side(page, "Speaks against it", against, answer)
    _show_side(page, "Stands beside it", beside, answer)
    if answer.changes:
        _show_changes(page, answer.changes)


def _show_figure(page: Page, answer: LineEvidence) -> None:
    """Of one figure the rows, in its own order; of the economics each figure, opened."""
    if "figures" in answer.line:
        for said in figure_words(answer.line):
            page.print()
            page.print(Text(said), indent=INDENT)
        return
    if not answer.evidence:
        return
    page.section("Its rows", count(len(answer.evidence), "row"))
    for item in answer.evidence:
        page.print(_item(item), indent=INDENT)


def _show_side(page: Page, heading: str, items: Sequence[Evidence], answer: LineEvidence) -> None:
    if not items:
        return
    page.section(heading, count(len(items), "item"))
    table = grid(1, None)
    for item in items:
        said = (strength(item), weight_words(item["weight"]), without_words(answer, item))
        table.add_row(_item(item), Text("\n".join(filter(None, said))))
    page.print(table, indent=INDENT)


def _show_changes(page: Page, changes: LineChanges) -> None:
    page.section(f"Since {day(changes.since)}", count(len(changes.changes), "change"))
    page.print(Text(changes_words(changes)), indent=INDENT)
    page.print()
    table = grid(1, None)
    for change in changes.changes:
        table.add_row(_item(change.evidence), Text(change_words(change)))
    page.print(table, indent=INDENT)


def _item(item: Evidence) -> Group:
    parts = [Text(plain(item["says"]))]
    if item["quote"]:
        parts.append(Text(quoted(item["quote"]), style="italic"))
    place = (item["source"].replace("_", " "), plain(item["ref"]), day(item["on"]))
    parts.append(Text(" · ".join(part for part in place if part), style="dim"))
    return Group(*parts, Text())
