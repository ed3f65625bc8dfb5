"""What each kind of relationship returned, and what that says of the texts, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goodwill.lab.returns.groups import FigureId, Found
from goodwill.lab.returns.study import ClaimStudy, KindRow, Returns
from goodwill.lab.returns.words import notes, said_of_claim, said_of_shift, said_of_warmth
from goodwill.serve.text.layout import INDENT, Page
from goodwill.serve.titles import Titles
from goodwill.serve.words import amount, count, day

__all__ = ["show_returns"]

HEADS: dict[FigureId, str] = {
    "per_hour": "an hour",
    "growth": "growth",
    "margin": "margin",
    "stopped": "stopped",
    "proposals": "proposals",
}
STANDING: tuple[FigureId, ...] = ("per_hour", "margin", "proposals")
MOVES = "What is moving from one kind to another worth?"
WARMTH = "Does warmth pay in addition to business, or in its place?"


def show_returns(console: Console, found: Returns, titles: Titles) -> None:
    """The table by kind, then each claim of the texts with what the data say of it."""
    page = Page(console)
    page.section(
        "What each kind returned",
        f"{day(found.first.isoformat())} to {day(found.last.isoformat())}",
    )
    page.print(_table(found.kinds, tuple(HEADS), found, titles))
    if not any(row.figures for row in found.kinds if row.kind):
        page.section("As they stand today", "the same 12 months; nothing is compared")
        page.print(_table(found.standing, STANDING, found, titles))
    page.section("What the texts claim")
    if not found.is_enough:
        page.print(Text(said_of_claim(found.claims[0], found)))
        page.print()
    for one in found.claims:
        _claim(page, one, found)
    page.print(Text(MOVES, style="bold"))
    told = [one for one in found.shifts if one.step]
    for move in told:
        page.print(Text(said_of_shift(move, found.currency)), indent=INDENT)
    if not told:
        page.print(Text("Your data cannot tell of any move yet."), indent=INDENT)
    page.print()
    page.print(Text(WARMTH, style="bold"))
    page.print(Text(said_of_warmth(found)), indent=INDENT)
    page.print()
    for note in notes(found):
        page.print(Text(note, style="dim"))


def _claim(page: Page, one: ClaimStudy, found: Returns) -> None:
    """The text's own sentence, and what the data say of it where there are enough of them."""
    page.print(Text(f"“{one.described.claim.text}”", style="bold"))
    page.print(Text(one.described.claim.source, style="dim"), indent=INDENT)
    if found.is_enough:
        page.print(Text(said_of_claim(one, found)), indent=INDENT)
    page.print()


def _table(
    rows: Sequence[KindRow], shown: Sequence[FigureId], found: Returns, titles: Titles
) -> Table:
    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(ratio=3)
    for _ in shown:
        table.add_column(ratio=3, justify="right")
    table.expand = True
    table.add_row(Text(""), *(Text(HEADS[name], style="dim") for name in shown))
    for row in rows:
        table.add_row(_kind(row, found, titles), *(_cell(row, name, found) for name in shown))
    return table


def _kind(row: KindRow, found: Returns, titles: Titles) -> Text:
    name = "Kind not known" if row.kind is None else titles.kinds[row.kind]
    text = Text(name, style="bold")
    told = f"fewer than {found.group_at_least}"
    if row.accounts is not None:
        told = count(row.accounts, "account")
    return text.append(f"\n{told}", style="not bold dim")


def _cell(row: KindRow, name: FigureId, found: Returns) -> Text:
    figure = row.figures.get(name)
    if figure is None or figure.value is None:
        return Text("–", style="dim")
    return _figure(figure, name, found.currency)


def _figure(figure: Found, name: FigureId, currency: str) -> Text:
    """The figure, and below it where it lies with 95 %."""
    value, low, high = (one or 0.0 for one in figure[1:4])
    if name == "per_hour":
        words = [amount(one, currency) for one in (value, low, high)]
    else:
        rounded = [round(one, 2) + 0.0 for one in (value, low, high)]  # no "-0%"
        words = [f"{rounded[0]:.0%}", f"{rounded[1] * 100:.0f}", f"{rounded[2]:.0%}"]
    return Text(words[0]).append(f"\n{words[1]} to {words[2]}", style="dim")
