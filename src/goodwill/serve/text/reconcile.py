"""What has no account, what may be one account, and what a ruling changed, on a terminal."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from rich.text import Text

from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.words import amount, chance, count, listed, plain, upper_first, weight_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from goodwill.reports import AccountPair, NamedAccount, RulingReport, WaitingRow

__all__ = ["show_pairs", "show_ruling", "show_waiting"]

SHOWN = 40
"""Rows of a queue that are shown; `--format json` gives all."""


def show_waiting(console: Console, rows: Sequence[WaitingRow]) -> None:
    """The queue of all that has no account, each with its money, its mail and the next step."""
    page = Page(console)
    page.section("Whose are these?", count(len(rows), "line"))
    if not rows:
        page.print(Text("Everything in this book has its account."))
        return
    for row in rows[:SHOWN]:
        page.print(Text.assemble((plain(row.subject), "bold"), f"  {_weight_of(row)}"))
        if row.where:
            page.print(Text(plain(row.where), style="dim"), indent=INDENT)
        if row.looks_like:
            page.print(Text(f"Looks like {plain(listed(row.looks_like))}."), indent=INDENT)
        page.print(Text(plain(row.next), style="dim"), indent=INDENT)
    _say_rest(page, len(rows))


def _weight_of(row: WaitingRow) -> str:
    """Its money and its mail, as far as it has any."""
    money = "" if row.amount is None else amount(row.amount, row.currency or "")
    mail = count(row.messages, "message") if row.messages else ""
    return " · ".join(part for part in (money, mail) if part) or "nothing with it"


def _say_rest(page: Page, number: int) -> None:
    if number > SHOWN:
        rest = f"Not shown: {number - SHOWN:,} more; all of them with --format json."
        page.print(Text(rest, style="dim"))


def show_pairs(console: Console, pairs: Sequence[AccountPair]) -> None:
    """Guesses that hold and can be taken back, then pairs that wait for a word."""
    page = Page(console)
    joined = [pair for pair in pairs if pair.status == "joined"]
    proposed = [pair for pair in pairs if pair.status == "proposed"]
    page.section("Taken for one account", count(len(joined), "guess", "guesses"))
    for pair in joined[:SHOWN]:
        page.print(Text(f"{_called(pair.second)} goes under {_called(pair.first)}"))
        page.print(Text(plain(upper_first(pair.steps[0].says)) + "."), indent=INDENT)
        page.print(Text(f"Take it back:  {_command('apart', pair)}", style="dim"), indent=INDENT)
    _say_rest(page, len(joined))
    page.section("Perhaps one account", count(len(proposed), "pair"))
    for pair in proposed[:SHOWN]:
        page.print(Text(f"{_called(pair.first)} and {_called(pair.second)}"))
        page.print(Text(upper_first(chance(pair.probability)) + "."), indent=INDENT)
        _show_steps(page, pair)
        for answer in ("same", "apart"):
            page.print(Text(_command(answer, pair), style="dim"), indent=INDENT)
    _say_rest(page, len(proposed))
    if not pairs:
        page.print(Text("No two accounts of this book look like one."))


def _show_steps(page: Page, pair: AccountPair) -> None:
    """What speaks for the pair and against it, one line each, with its weight."""
    table = grid(1, None)
    for step in pair.steps:
        says, weight = plain(upper_first(step.says)), f"{step.weight:+.2f}"
        table.add_row(Text(says), Text(f"{weight}  {weight_words(step.weight)}"))
    page.print(table, indent=INDENT)


def _called(account: NamedAccount) -> str:
    """An id with the name beside it, where that is another word."""
    is_same = account.name.casefold() == account.id.casefold()
    return plain(account.id if is_same else f"{account.name} ({account.id})")


def _command(answer: str, pair: AccountPair) -> str:
    first, second = (quote(plain(one.id)) for one in (pair.first, pair.second))
    return f"goodwill accounts --{answer} {first} {second}"


def show_ruling(console: Console, report: RulingReport) -> None:
    """How things stand since a ruling, and how to take it back."""
    page = Page(console)
    first, second = plain(report.first), plain(report.second)
    if "@" in report.first:
        whose = second if report.answer == "same" else "nobody"
        page.print(Text(f"{first} belongs to {whose}."))
    elif report.answer == "same":
        page.print(Text(f"{first} and {second} are one account: {_called(report.account)}."))
    else:
        page.print(Text(f"{first} and {second} are two accounts, and stay so."))
    others = [plain(one) for one in report.ids if one != report.account.id]
    if others:
        page.print(Text(f"Under {plain(report.account.id)} go {listed(others)}."))
    for sentence in report.overruled:
        page.print(Text(f"No longer: {plain(sentence)}."))
    back = "apart" if report.answer == "same" else "same"
    names = f"{quote(first)} {quote(second)}"
    page.print(Text(f"Take it back:  goodwill accounts --{back} {names}", style="dim"))
