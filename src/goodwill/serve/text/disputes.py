"""What people said of lines, on a terminal; what one word moved; what can be said of a line."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from rich.text import Text

from goodwill.facts.disputes import Dispute, group_of, id_in, signed
from goodwill.facts.marks import marks_of
from goodwill.serve.evidence import line_state, line_title
from goodwill.serve.languages import say
from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.text.reconcile import show_ruling
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import count, day, how_sure, listed, lower_first, plain, quoted, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from goodwill.facts.statement import Statement
    from goodwill.reports import DisputeReport, LineEvidence, LineMoved

__all__ = ["show_disputes", "show_line", "show_marks", "show_report"]

ID_SHOWN = 8
"""Digits of an evidence id: enough to tell the items of a line apart."""
NOBODY_SAID = "Nobody has said anything of a line."


def show_disputes(console: Console, said: Sequence[Dispute], titles: Titles) -> None:
    """All that was said, in that order, each with the number that takes it back."""
    page = Page(console)
    page.section("What people said of lines", count(len(said), "dispute"))
    if not said:
        page.print(Text(NOBODY_SAID), indent=INDENT)
    for one in said:
        about = "" if one.about is None else f", {one.about.quote or one.about.ref}"
        head = f"{one.id}. {one.account_id}: {_line(one.line, titles)}{about}"
        page.print(Text(plain(head), style="bold"), indent=INDENT)
        page.print(Text(plain(signed(one))), indent=2 * INDENT)
        if one.withdrawn_on is not None:
            gone = f"Withdrawn on {day(one.withdrawn_on.isoformat())}."
            page.print(Text(gone, style="dim"), indent=2 * INDENT)


def _line(name: str, titles: Titles) -> str:
    """What people call a line; of an act, and of a person's part, as the line is named."""
    match group_of(name):
        case "committee":
            who = id_in(name)
            return say("part of {who}", who=who) if who else say("a part in the decision")
        case "acts":
            return say('read as "{act}"', act=spelled(id_in(name)).lower())
        case _:
            return line_title(name, titles)


def show_marks(page: Page, statement: Statement, titles: Titles) -> None:
    """The lines of a statement that somebody marked, and what they said; nothing without any."""
    marks = list(marks_of(statement))
    if not marks:
        return
    page.section(say("Marked by people"), count(len(marks), "mark"))
    table = grid(None, 1)
    for name, item in marks:
        said = told(item["says"])
        about = f"{quoted(item['quote'])} " if item["quote"] and "dispute" in item else ""
        table.add_row(Text(plain(_line(name, titles))), Text(f"{about}{said}", style="dim"))
    page.print(table, indent=INDENT)


def show_report(
    console: Console, report: DisputeReport, titles: Titles, *, is_taken_back: bool = False
) -> None:
    """What the statement has become, and how to take back what was said, unless that was done."""
    if report.ruling is not None:
        show_ruling(console, report.ruling)
    page = Page(console)
    moved = count(len(report.moved), "line")
    page.section("What moved", f"{moved}, as of {day(report.as_of)}")
    table = grid(None, None, 1)
    for one in report.moved:
        before, after = _standings(one)
        line = Text(plain(_line(one.line, titles)))
        table.add_row(line, Text(before, style="dim"), Text(f"→ {after}"))
    if report.moved:
        page.print(table, indent=INDENT)
    else:
        page.print(Text("Nothing; what was said is kept."), indent=INDENT)
    for sentence in _plan(report, titles):
        page.print(Text(sentence), indent=INDENT)
    if is_taken_back:
        page.print(Text("What was said is taken back.", style="dim"))
    elif report.id is not None:
        back = f"goodwill dispute --withdraw {report.id}"
        page.print(Text(f"Take it back:  {back}", style="dim"))


def _standings(moved: LineMoved) -> tuple[str, str]:
    """How a line stood and stands; where the same words hold, which way it moved."""
    before = _standing(moved.before, moved.chance_before)
    after = _standing(moved.after, moved.chance_after)
    if before != after or moved.chance_before is None or moved.chance_after is None:
        return before, after
    is_surer = moved.chance_after > moved.chance_before
    return before, "a little surer" if is_surer else "a little less sure"


def _standing(state: str, chance: float | None) -> str:
    parts = (
        lower_first(spelled(state)) if state else "",
        "" if chance is None else how_sure(chance),
    )
    return ", ".join(part for part in parts if part)


def _plan(report: DisputeReport, titles: Titles) -> list[str]:
    """What the plan has gained and lost."""
    before, after = report.plan_before, report.plan_after
    new = [titles.plays.get(name, name) for name in after if name not in before]
    gone = [titles.plays.get(name, name) for name in before if name not in after]
    told = []
    if new:
        told.append(plain(f"New in the plan: {listed([lower_first(one) for one in new])}."))
    if gone:
        told.append(plain(f"No longer in it: {listed([lower_first(one) for one in gone])}."))
    return told


def show_line(console: Console, found: LineEvidence, values: Sequence[str], titles: Titles) -> None:
    """How a line stands, what can be said of it, and the items that can be spoken of alone."""
    page = Page(console)
    page.section(plain(line_title(found.name, titles)), line_state(found.line))
    if values:
        page.print(Text(f"--value {' | '.join(values)}", style="dim"), indent=INDENT)
    table = grid(None, 1)
    for item in found.evidence:
        if item["source"] in {"count", "dispute"}:
            continue
        said = quoted(item["quote"]) if item["quote"] else plain(item["ref"])
        about = Text(f"{plain(item['says'])}\n{said}")
        table.add_row(Text(item["id"][:ID_SHOWN], style="bold"), about)
    if table.row_count:
        page.print(table, indent=INDENT)
    account, line = quote(plain(found.account)), quote(found.name)
    page.print(Text(f"Say so:  goodwill dispute {account} {line} wrong [--about ID]", style="dim"))
