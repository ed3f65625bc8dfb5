"""What came of people's answers, and how well chances agree with them, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goodwill.facts.reliability import GroupReport, Reliability
from goodwill.reports import CalibrationReport
from goodwill.serve.learnt_words import HEADS as FACTOR_HEADS
from goodwill.serve.learnt_words import factor_cells, weights_words
from goodwill.serve.reliability import (
    GROUP_TITLES,
    HEADS,
    NEXT,
    bin_cells,
    distance_words,
    head_words,
    method_words,
    shown_bins,
)
from goodwill.serve.text.layout import INDENT, Page
from goodwill.serve.words import count, plain, upper_first

__all__ = ["show_calibration", "show_reliability", "show_reliability_alone"]

SKIPPED = 20


def show_calibration(console: Console, report: CalibrationReport) -> None:
    """What was read, what was kept, how reliable chances are, and what could not be used."""
    page = Page(console)
    told = f"{count(report.labels, 'answer')} read, {report.used:,} lines answered."
    page.print(Text(told))
    page.print(Text(_kept(report)))
    _show_groups(page, report.reliability)
    for bad in report.skipped[:SKIPPED]:
        page.print(Text(plain(f"{bad.path}, line {bad.line:,}: {bad.reason}")))
    if len(report.skipped) > SKIPPED:
        page.print(Text(f"And {len(report.skipped) - SKIPPED:,} more.", style="dim"))


def _kept(report: CalibrationReport) -> str:
    """Whether statements change by it."""
    if report.reliability.name == "none":
        return f"No group has answers enough to fit: calibration {report.before} stays in force."
    if report.name == report.before:
        return f"The same as before: calibration {report.name} stays in force."
    return (
        f"Calibration {report.name} is in force, before it {report.before}: "
        "statements are drawn up again as they are asked for."
    )


def show_reliability_alone(console: Console, found: Reliability | None) -> None:
    """What `goodwill calibrate --show` prints."""
    show_reliability(Page(console), found)


def show_reliability(page: Page, found: Reliability | None) -> None:
    """The calibration in force, or that there is none and how to come by one."""
    page.section("How sure chances are")
    page.print(Text(plain(head_words(found))), indent=INDENT)
    if found is None:
        page.print(Text(NEXT, style="dim"), indent=INDENT)
        return
    _show_groups(page, found)


def _show_groups(page: Page, found: Reliability) -> None:
    for name, group in found.groups.items():
        _show_group(page, GROUP_TITLES[name], group)


def _show_group(page: Page, name: str, group: GroupReport) -> None:
    page.print()
    page.print(Text.assemble((name, "bold"), f"  {method_words(group)}"), indent=INDENT)
    if not group.bins:
        return
    page.print(Text(f"{upper_first(distance_words(group))}.", style="dim"), indent=INDENT)
    _show_weights(page, group)
    table = Table.grid(padding=(0, 3, 0, 0))
    for _ in range(len(HEADS) + 1):
        table.add_column(justify="right")
    table.add_row("", *(Text(head, style="dim") for head, _ in HEADS))
    for sort, bins in shown_bins(group):
        for place, one in enumerate(bins):
            table.add_row(Text("" if place else sort, style="dim"), *bin_cells(one))
    page.print(table, indent=INDENT)
    if group.intervals:
        page.print(Text(_interval_words(group), style="dim"), indent=INDENT)


def _show_weights(page: Page, group: GroupReport) -> None:
    """What was learnt of weights, and each that is in force."""
    if told := weights_words(group):
        page.print(Text(f"{upper_first(told)}.", style="dim"), indent=INDENT)
    cells = factor_cells(group)
    if not cells:
        return
    table = Table.grid(padding=(0, 3, 0, 0))
    for _, is_number in FACTOR_HEADS:
        table.add_column(justify="right" if is_number else "left")
    table.add_row(*(Text(head, style="dim") for head, _ in FACTOR_HEADS))
    for signal, factor in cells:
        table.add_row(Text(plain(signal)), factor)
    page.print(table, indent=INDENT)


def _interval_words(group: GroupReport) -> str:
    """Some of the Venn-Abers intervals; all of them with --format json."""
    some = [one for one in group.intervals if round(one.stated * 20) % 5 == 0]
    told = [f"{one.stated:.2f} is {one.low:.2f} to {one.high:.2f}" for one in some]
    return f"Venn-Abers intervals: {', '.join(told)}."
