"""How well what is read agrees with labelled data, on a terminal: one block for each line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, zip_longest

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goodwill.lab.evaluate.results import Answers, Estimate, Line, Report
from goodwill.serve.text.layout import INDENT, Page
from goodwill.serve.titles import spelled
from goodwill.serve.words import count, listed, plain

__all__ = ["show_evaluation"]

SKIPPED = 20
WIDTH_OF_BY = 8
WIDTH_OF_VALUE = 15
TOO_LITTLE = (
    "too few to tell: an interval needs 10 rows that hold it, 10 that do not, and 10 groups"
)
TITLES = {
    "acts": "Acts in labelled texts",
    "ratings": "Scores beside ratings",
    "dates": "Due days",
    "zones": "New text and quoted text",
    "forwards": "Authors of forwarded words",
    "threads": "Threads without ids",
    "kinds": "Kinds and stages of judged accounts",
    "patterns": "Patterns of judged accounts",
}
NAMES = {
    "f1": "F1",
    "auc": "AUC",
    "average_precision": "avg. precision",
    "quoted_gone": "quoted gone",
    "new_lost": "new lost",
    "whole": "all right",
    "right_where_said": "right where said",
}


def show_evaluation(console: Console, report: Report) -> None:
    """Every line, task by task, then what was not used."""
    page = Page(console)
    for task, lines in groupby(report.lines, key=lambda line: line.task):
        _show_task(page, task, list(lines))
    _show_skipped(page, report)
    for note in report.notes:
        page.print(Text(plain(note)))


def _show_task(page: Page, task: str, lines: Sequence[Line]) -> None:
    groups = listed(list(dict.fromkeys(line.grouped_by for line in lines)))
    page.section(TITLES[task], f"95 % intervals, drawn by {plain(groups)}")
    for shown, same in groupby(lines, key=lambda line: line.shown):
        page.print(_table(page, shown, list(same)), indent=INDENT)
    for by in ("floor", "majority"):
        ways = dict.fromkeys(each.how for line in lines for each in line.answers if each.by == by)
        if ways:
            page.print(Text(f"{by}: {plain('; '.join(ways))}", style="dim"), indent=INDENT)
    for line in lines:
        for note in line.notes:
            said = f"{_name(line)}: {plain(note)}"
            page.print(Text(said, style="dim"), indent=INDENT)
    if any(line.too_little for line in lines):
        page.print(Text(TOO_LITTLE, style="dim"), indent=INDENT)


def _table(page: Page, shown: Sequence[str], lines: Sequence[Line]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(min_width=WIDTH_OF_BY)
    for _ in shown:
        table.add_column(justify="right", min_width=WIDTH_OF_VALUE)
    table.add_row("", "", *(Text(NAMES.get(name, name), style="dim") for name in shown))
    for line in lines:
        _add(page, table, line)
    return table


def _add(page: Page, table: Table, line: Line) -> None:
    """One line: its name, how many, and a row for each way to answer."""
    beside = [Text(_name(line), style="bold"), Text(_how_many(line), style="dim")]
    if line.too_little:
        beside.append(Text("too few to tell", style="dim"))
    for name, answers in zip_longest(beside, line.answers):
        cells = [Text(answers.by), *_cells(page, line.shown, answers)] if answers else []
        table.add_row(name or "", *cells)


def _name(line: Line) -> str:
    """An archive by its file's name, all else as words."""
    return plain(line.name) if line.task == "threads" else spelled(plain(line.name))


def _how_many(line: Line) -> str:
    held = f", {line.held:,} held" if line.held is not None else ""
    return f"{line.n:,}{held}"


def _cells(page: Page, shown: Sequence[str], answers: Answers) -> list[Text]:
    nothing = Estimate(value=None)
    bare = answers.by == "majority"
    return [_cell(page, answers.measures.get(name, nothing), bare=bare) for name in shown]


def _cell(page: Page, estimate: Estimate, *, bare: bool) -> Text:
    """`0.834 0.79–0.86`, `bare` without its interval; a point where nothing can be told."""
    if estimate.value is None:
        return Text("-" if page.is_ascii else "·", style="dim")
    text = Text(f"{estimate.value:.3f}")
    if estimate.low is not None and estimate.high is not None and not bare:
        dash = "-" if page.is_ascii else "–"
        text.append(f" {estimate.low:.2f}{dash}{estimate.high:.2f}", style="dim")
    return text


def _show_skipped(page: Page, report: Report) -> None:
    """The rows that were not used, the first of them with their reasons."""
    if not report.skipped:
        return
    page.section("Not used", count(len(report.skipped), "row"))
    for bad in report.skipped[:SKIPPED]:
        where = f"{bad.path}, line {bad.line:,}" if bad.line else bad.path
        page.print(Text(f"{plain(where)}: {plain(bad.reason)}"))
    if len(report.skipped) > SKIPPED:
        page.print(Text(f"And {len(report.skipped) - SKIPPED:,} more.", style="dim"))
