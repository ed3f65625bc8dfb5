"""What was promised, on a terminal: what is not kept in a statement, the whole ledger alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from goodwill.facts.statement import (
    CommitmentItem,
    Commitments,
    CommitmentTally,
    CommitteePerson,
    Mailbox,
    Statement,
)
from goodwill.serve.languages import mark, say
from goodwill.serve.people_words import names_of
from goodwill.serve.summary import due_words, person_words
from goodwill.serve.text.layout import INDENT, Page, grid, title, words
from goodwill.serve.words import count, day, lower_first, numeral, plain, quoted, told

__all__ = ["show_commitments", "show_ledger"]

PROMISES = 5
HEADINGS = (("open", mark("Open")), ("broken", mark("Broken")), ("kept", mark("Kept")))


def show_commitments(
    page: Page, commitments: Commitments, people: Sequence[CommitteePerson | Mailbox]
) -> None:
    """Tallies of both sides, then what is not kept, the oldest day first."""
    page.section(say("Promises, both ways"), say("12 months"))
    _tallies(page, commitments)
    waiting = by_day(item for item in commitments["items"] if item["status"] != "kept")
    for item in waiting[:PROMISES]:
        page.print(_promise(item, people), indent=INDENT)
    if len(waiting) > PROMISES:
        rest = numeral(len(waiting) - PROMISES, ",")
        page.print(Text(say("And {rest} more.", rest=rest)), indent=INDENT)


def show_ledger(console: Console, statement: Statement) -> None:
    """Every promise: what is open first, the oldest day first; then broken, then kept."""
    page = Page(console)
    commitments, people = statement["commitments"], names_of(statement["committee"])
    page.print(title(say("{name}: promises, both ways", name=statement["account"]["name"])))
    page.print(Text(say("as of {day}", day=day(statement["as_of"]))))
    _tallies(page, commitments)
    for status, heading in HEADINGS:
        items = by_day(item for item in commitments["items"] if item["status"] == status)
        if items:
            page.section(say(heading), count(len(items), "promise"))
        for item in items:
            page.print(_promise(item, people), indent=INDENT)
            if found := _told(item):
                page.print(found, indent=2 * INDENT)
    if not commitments["items"]:
        page.print(Text(say("None is on record.")))


def by_day(items: Iterable[CommitmentItem]) -> list[CommitmentItem]:
    """The oldest day first; those without a day last."""
    return sorted(items, key=lambda item: (item["due_on"] or "9999", item["made_on"]))


def _tallies(page: Page, commitments: Commitments) -> None:
    table = grid(None, 1)
    table.add_row(Text(say("Ours")), Text(_tally(commitments["ours"])))
    table.add_row(Text(say("Theirs")), Text(_tally(commitments["theirs"])))
    page.print(table, indent=INDENT)


def _tally(tally: CommitmentTally) -> str:
    return say(
        "{kept} kept, {broken} broken, {open} open",
        kept=tally["kept"],
        broken=tally["broken"],
        open=tally["open"],
    )


def _promise(item: CommitmentItem, known: Sequence[CommitteePerson | Mailbox]) -> Text:
    by, to = person_words(item["by"], known), person_words(item["to"], known)
    people = say("{by} to {to}", by=by, to=to)
    text = words((plain(item["what"]).rstrip("."), "bold"), f", {lower_first(due_words(item))}")
    text.append(f"\n  {say(item['status'])} · {people} · {day(item['made_on'])}", style="dim")
    for outcome in _outcomes(item):
        text.append(f"\n  {outcome}", style="dim")
    return text


def _outcomes(item: CommitmentItem) -> list[str]:
    """What came of it where the status alone does not tell: late, moved in time, dropped."""
    return [told(one["says"]) for one in item["evidence"] if one["source"] == "count"]


def _told(item: CommitmentItem) -> Text:
    """What tells what came of it, oldest first, and not the promise again."""
    found = sorted(item["evidence"], key=lambda one: (one["on"] or "", one["ref"]))
    lines = [
        f"{day(one['on'])}: {told(one['says'])}"
        + (f" {quoted(one['quote'])}" if one["quote"] else "")
        for one in found
        if one["quote"] != item["what"] and one["source"] != "count"
    ]
    return Text("\n".join(lines), style="dim")
