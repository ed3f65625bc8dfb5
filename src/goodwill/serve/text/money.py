"""What an account earns, on a terminal: a ledger with the double rule under its total."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.serve.earnings import MoneyLine, earning_lines, return_line, side_lines
from goodwill.serve.habits import habit_lines
from goodwill.serve.languages import say
from goodwill.serve.text.layout import INDENT, Page
from goodwill.serve.words import amount, day

__all__ = ["show_earnings"]

BAR = 26


def show_earnings(page: Page, statement: Statement, money: Money | None) -> None:
    """Revenue down to contribution, the return per hour, what stands beside, and habits."""
    economics = statement["economics"]
    page.section(say("What it earns"), say("12 months to {day}", day=day(statement["as_of"])))
    lines = earning_lines(economics, money)
    if all(line.amount is None for line in lines):
        page.print(Text(say("No figures in this book: needs invoices.")), indent=INDENT)
        _show_habits(page, money)
        return
    table = _table()
    top = max(max(abs(line.start), abs(line.end)) for line in lines)
    for line in lines:
        table.add_row(*_row(page, line, economics["currency"], top))
    table.add_row("", "", Text("=" * 10 if page.is_ascii else "═" * 10))
    name, figure = return_line(economics, money)
    table.add_row(Text(name), "", Text(figure, style="bold"))
    for line in side_lines(economics):
        if line.amount:
            table.add_row(Text(line.title, style="dim"), "", _figure(line, economics["currency"]))
    page.print(table, indent=INDENT)
    _show_habits(page, money)


def _show_habits(page: Page, money: Money | None) -> None:
    """How they pay, buy and bid, a sentence each; what cannot be told is left to `why`."""
    habits = [] if money is None else [one for one in habit_lines(money) if one.is_told]
    if not habits:
        return
    page.print()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=16)
    table.add_column(ratio=1)
    for habit in habits:
        table.add_row(Text(habit.title, style="dim"), Text(habit.says))
    page.print(table, indent=INDENT)


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=24)
    table.add_column(min_width=BAR)
    table.add_column(justify="right")
    return table


def _row(page: Page, line: MoneyLine, currency: str, top: float) -> tuple[Text, Text, Text]:
    style = "bold" if line.is_total else ""
    return Text(line.title, style=style), _bar(page, line, top), _figure(line, currency)


def _bar(page: Page, line: MoneyLine, top: float) -> Text:
    if line.amount is None or top <= 0 or min(line.start, line.end) < 0:
        return Text()
    low, high = sorted((round(line.start / top * BAR), round(line.end / top * BAR)))
    high = max(high, low + 1) if line.amount else high
    solid, light = ("#", "-") if page.is_ascii else ("█", "▒")
    fill = solid if line.is_total or line.start == 0 else light
    return Text(" " * low + fill * (high - low))


def _figure(line: MoneyLine, currency: str) -> Text:
    if line.amount is None:
        return Text(line.needs, style="dim")
    style = "bold" if line.is_total else ""
    if line.amount < 0 and line.is_total:
        style = "bold red"
    return Text(amount(line.amount, currency), style=style)
