"""One statement on a terminal, from the sentence that sums it up to what it was made with."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodwill.facts.money import Money
from goodwill.facts.statement import PlayLine, Statement
from goodwill.serve.decided import drawn_words
from goodwill.serve.languages import say
from goodwill.serve.people_words import names_of
from goodwill.serve.summary import coverage_line, gap_words, sentence
from goodwill.serve.text.disputes import show_marks
from goodwill.serve.text.kind import show_kind, show_stage
from goodwill.serve.text.layout import INDENT, Page, grid, title, words
from goodwill.serve.text.lines import show_expectations, show_patterns, show_practices, show_risks
from goodwill.serve.text.money import show_earnings
from goodwill.serve.text.people import show_committee
from goodwill.serve.text.promises import show_commitments
from goodwill.serve.titles import Titles
from goodwill.serve.words import (
    calibration_words,
    day,
    lower_first,
    told,
    upper_first,
    worth_words,
)

__all__ = ["show_statement"]


def show_statement(
    console: Console, statement: Statement, titles: Titles, money: Money | None = None
) -> None:
    """Print the whole statement, with what stands behind its economics where that is given."""
    page = Page(console)
    _show_head(page, statement, titles)
    show_kind(page, statement, titles)
    show_stage(page, statement["stage"], titles)
    show_earnings(page, statement, money)
    show_patterns(page, statement["patterns"], titles)
    show_risks(page, statement, titles)
    show_practices(page, statement["practices"], titles)
    show_committee(page, statement["committee"])
    show_commitments(page, statement["commitments"], names_of(statement["committee"]))
    show_expectations(page, statement["expectations"], titles)
    _show_plan(page, statement, titles)
    show_marks(page, statement, titles)
    _show_gaps(page, statement)
    _show_foot(page, statement)


def _show_head(page: Page, statement: Statement, titles: Titles) -> None:
    name = title(statement["account"]["name"])
    top = grid(1, None)
    top.add_row(name, words((say("as of {day}", day=day(statement["as_of"])), "dim")))
    page.print(top)
    page.print(Text(("=" if page.is_ascii else "═") * min(name.cell_len, page.width)))
    page.print(Text(sentence(statement, titles)))
    page.print()
    page.print(Text(f"{coverage_line(statement)}.", style="dim"))


def _show_gaps(page: Page, statement: Statement) -> None:
    gaps = statement["coverage"]["gaps"]
    if not gaps:
        return
    page.section(say("What could not be seen"))
    for gap in gaps:
        page.print(Text(f"{upper_first(gap_words(gap))}.", style="dim"), indent=INDENT)


def _show_plan(page: Page, statement: Statement, titles: Titles) -> None:
    plan = statement["plan"]
    now, wanted = plan["from"], plan["to"]
    way = _way(titles.kinds[now], titles.kinds[wanted]) if now and wanted else ""
    page.section(say("Plan"), way)
    if not plan["plays"]:
        page.print(Text(say("Nothing to do that the evidence would carry.")), indent=INDENT)
    for number, play in enumerate(plan["plays"], start=1):
        page.print(_play(number, play, statement["economics"]["currency"], titles), indent=INDENT)


def _way(now: str, wanted: str) -> str:
    """From the kind it is to the kind that is wanted, or that it is to stay so."""
    if now == wanted:
        return say("to keep it {kind}", kind=lower_first(wanted))
    return say("from {now} to {wanted}", now=lower_first(now), wanted=lower_first(wanted))


def _play(number: int, play: PlayLine, currency: str, titles: Titles) -> Text:
    value = play["expected_value"]
    notes = [titles.called_for_by(play["because"])] if play["because"] else []
    notes += [drawn_words(play)] if play.get("drawn_from") else []
    notes += [worth_words(value, currency)] if value else []
    text = words((f"{number}. {told(play['title'])}", "bold"))
    text.append(f"\n   {' · '.join(notes)}", style="dim")
    for step in play["steps"]:
        text.append(f"\n   - {told(step)}")
    measure = say("It worked if: {measure}", measure=lower_first(told(play["measure"])))
    text.append(f"\n   {measure}", style="dim")
    return text


def _show_foot(page: Page, statement: Statement) -> None:
    made = statement["made_with"]
    page.print()
    versions = say(
        "Facts {facts} · catalogue {catalogue} · code {code} · calibration {calibration}",
        facts=made["facts"][:12],
        catalogue=made["catalogue"][:12],
        code=made["code"],
        calibration=calibration_words(made),
    )
    page.print(Text(versions, style="dim"))
    command = f"goodwill why {statement['account']['id']} LINE"
    page.print(Text(say("Any line in full:  {command}", command=command), style="dim"))
