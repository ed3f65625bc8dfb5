"""What a backtest found, on a terminal: in one sentence each, then outcome by outcome."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodwill.lab.backtest.results import Backtest, Foreseer, OutcomeReport
from goodwill.serve.foresight import (
    baseline_words,
    calibrated_words,
    estimated,
    head_words,
    line_name,
    said_something,
    silent_words,
    summary,
    verdict_words,
    warning_words,
    watched_words,
)
from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.titles import Titles
from goodwill.serve.words import count, upper_first

__all__ = ["show_backtest"]

TWICE = 2 * INDENT
NEXT = "The figures of lines with too few events, and decision curves: --format json or html."


def show_backtest(console: Console, found: Backtest, titles: Titles) -> None:
    """The answer first, then what it stands on."""
    page = Page(console)
    page.print(Text(head_words(found)))
    page.section("Did statements see it coming?")
    for said in summary(found, titles):
        page.print(Text(said))
    for outcome in found.outcomes:
        if outcome.months:
            _show_outcome(page, outcome, titles)
    page.print()
    page.print(Text(NEXT, style="dim"))


def _show_outcome(page: Page, outcome: OutcomeReport, titles: Titles) -> None:
    page.section(outcome.title, f"within {count(outcome.horizon_days, 'day')}")
    page.print(Text(outcome.definition, style="dim"), indent=INDENT)
    page.print(Text(watched_words(outcome)), indent=INDENT)
    if outcome.not_told:
        page.print(Text(f"Not enough to tell: {outcome.not_told}."), indent=INDENT)
    elif outcome.baselines:
        said = f"PR-AUC and ROC-AUC of baselines: {baseline_words(outcome)}."
        page.print(Text(said, style="dim"), indent=INDENT)
    for one in said_something(outcome):
        if not outcome.not_told or one.alarms:
            _show_line(page, outcome, one, titles)
    if not outcome.not_told and (silent := silent_words(outcome, titles)):
        page.print(Text(silent, style="dim"), indent=INDENT)


def _show_line(page: Page, outcome: OutcomeReport, one: Foreseer, titles: Titles) -> None:
    name = Text(line_name(one.line, titles), style="bold")
    if outcome.not_told:
        page.print(Text.assemble(name, f"  {warning_words(one)}"), indent=INDENT)
        return
    heading = grid(1, None)
    heading.add_row(name, Text(upper_first(verdict_words(one))))
    page.print()
    page.print(heading, indent=INDENT)
    areas = f"PR-AUC {estimated(one.ranking.average_precision)}, "
    areas += f"ROC-AUC {estimated(one.ranking.auc)}; the best baseline gains "
    areas += f"{estimated(one.over_best, is_signed=True)}."
    for said in (areas, warning_words(one)):
        page.print(Text(said), indent=TWICE)
    if one.calibrated is not None:
        page.print(Text(calibrated_words(one.calibrated), style="dim"), indent=TWICE)
