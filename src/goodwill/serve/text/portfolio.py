"""All accounts at a glance, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goodwill.facts.glance import PortfolioRow
from goodwill.facts.money import Money
from goodwill.serve.concentration import (
    concentration,
    concentration_words,
    whale,
    whale_words,
)
from goodwill.serve.pattern_money import pattern_money, pattern_money_words
from goodwill.serve.portfolio import can_rate
from goodwill.serve.summary import KIND_ORDER
from goodwill.serve.text.layout import Page, mixture_bar
from goodwill.serve.titles import STAGES, Titles
from goodwill.serve.words import amount, count, day, how_sure, plain

__all__ = ["show_portfolio"]

BAR = 14
CHIPS = 2


def show_portfolio(
    console: Console,
    rows: Sequence[PortfolioRow],
    titles: Titles,
    moneys: Sequence[Money] = (),
) -> None:
    """One row for each account, by revenue; with their money, what patterns cost together."""
    page = Page(console)
    if not rows:
        page.print(Text("No accounts yet. Read some files in with:  goodwill import PATH..."))
        return
    page.section(count(len(rows), "account") + ", by revenue", f"as of {day(rows[0]['as_of'])}")
    table = _table()
    for row in rows:
        table.add_row(*_cells(page, row, titles))
    page.print(table)
    page.print()
    patterns = pattern_money(moneys)
    costs = [] if patterns is None else [pattern_money_words(patterns, titles)]
    for said in (*_together(rows), *costs):
        page.print(Text(said))
        page.print()
    page.print(Text("One in full:  goodwill statement ACCOUNT", style="dim"))


def _together(rows: Sequence[PortfolioRow]) -> Iterator[str]:
    """What all of them earn together, where that is known."""
    curve, shares = whale(rows), concentration(rows)
    if curve is not None:
        yield whale_words(curve)
    if shares is not None and len(shares.shares) > 1:
        yield concentration_words(shares)


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(ratio=4, overflow="fold")
    table.add_column(ratio=5)
    table.add_column(min_width=8)
    table.add_column(ratio=5)
    table.add_column(justify="right", no_wrap=True)
    table.expand = True
    return table


def _cells(page: Page, row: PortfolioRow, titles: Titles) -> tuple[Text, Text, Text, Text, Text]:
    return (
        _name(row),
        _kind(page, row, titles),
        _stage(page, row, titles),
        _found(page, row, titles),
        _money(row),
    )


def _name(row: PortfolioRow) -> Text:
    text = Text(plain(row["name"]), style="bold")
    if row["name"] != row["id"]:
        text.append(f"\n{plain(row['id'])}", style="not bold dim")
    return text


def _kind(page: Page, row: PortfolioRow, titles: Titles) -> Text:
    if row["kind"] is None and not row["kind_evidence"]:
        return Text("not enough to tell", style="dim")
    text = mixture_bar(page, row["mixture"], KIND_ORDER, BAR)
    if row["kind"] is None:
        return text.append("\nnot sure yet", style="dim")
    text.append(f"\n{titles.kinds[row['kind']]}, {how_sure(row['confidence'])}")
    return text


def _stage(page: Page, row: PortfolioRow, titles: Titles) -> Text:
    steps = STAGES.index(row["stage"]) + 1
    full, empty = ("#", ".") if page.is_ascii else ("▬", "·")
    rest = len(STAGES) - steps
    return Text(full * steps + empty * rest + f"\n{titles.stages[row['stage']]}")


def _found(page: Page, row: PortfolioRow, titles: Titles) -> Text:
    marks = ("*", "o") if page.is_ascii else ("●", "○")
    chips = [(marks[0], "red", titles.patterns, name) for name in row["present"]]
    chips += [(marks[1], "", titles.patterns, name) for name in row["watch"]]
    chips += [(marks[1], "", titles.risks, name) for name in row["risks"]]
    text = Text()
    for mark, style, table, name in chips[:CHIPS]:
        text.append(mark, style=style)
        text.append(f" {table.get(name, name)}\n")
    if len(chips) > CHIPS:
        text.append(f"+{len(chips) - CHIPS}", style="dim")
    text.rstrip()
    return text or Text("none found" if row["assessed"] else "not assessable", style="dim")


def _money(row: PortfolioRow) -> Text:
    if row["revenue"] is None:
        return Text(count(row["messages"], "mail"), style="dim")
    text = Text(amount(row["revenue"], row["currency"]))
    rate = row["return_per_hour"]
    if rate is not None and can_rate(row):
        text.append(f"\n{amount(rate, row['currency'])} / h", style="red" if rate < 0 else "dim")
    return text
