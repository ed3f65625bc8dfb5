"""Who decides, and what was promised, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from goodwill.facts.statement import (
    CommitmentItem,
    Commitments,
    CommitmentTally,
    Committee,
    CommitteePerson,
)
from goodwill.serve.summary import person_words
from goodwill.serve.text.layout import INDENT, Page, grid, words
from goodwill.serve.titles import ROLES
from goodwill.serve.words import count, day, lower_first, plain

__all__ = ["show_commitments", "show_committee"]

NOBODY = "Nobody of theirs has been in two-way contact in 180 days."
PEOPLE = 8
PROMISES = 5
STANCES = {"for": "for us", "against": "against us", "neutral": "neutral"}


def show_committee(page: Page, committee: Committee) -> None:
    """People by role; an empty role says that nobody was met."""
    active = f"{count(committee['active'], 'person', 'people')} active in 180 days"
    page.section("Who decides", active)
    table = grid(None, None, 1)
    for person in committee["people"][:PEOPLE]:
        table.add_row(*_person(person))
    for role in committee["missing_roles"]:
        table.add_row(Text(ROLES.get(role, role)), Text("nobody met", style="dim"), "")
    page.print(table, indent=INDENT)
    rest = len(committee["people"]) - PEOPLE
    if rest > 0:
        page.print(Text(f"And {rest:,} more."), indent=INDENT)
    if committee["single_threaded"]:
        said = "All goes through one person." if committee["active"] else NOBODY
        page.print(Text(said), indent=INDENT)


def _person(person: CommitteePerson) -> tuple[Text, Text, Text]:
    role = ROLES.get(person["role"] or "", "")
    seen = f"last {day(person['last_seen_on'])}" if person["last_seen_on"] else "never seen"
    seniority = "" if person["seniority"] == "unknown" else person["seniority"]
    parts = (
        person["role_is"] if role else "",
        seniority,
        STANCES.get(person["stance"], ""),
        "has left" if person["left"] else "",
        seen,
    )
    about = ", ".join(part for part in parts if part)
    name = plain(person["name"] or person["email"])
    return Text(role), Text(name, style="bold"), Text(about, style="dim")


def show_commitments(
    page: Page, commitments: Commitments, people: Sequence[CommitteePerson]
) -> None:
    """Tallies of both sides, then what is open, the oldest day first."""
    page.section("Promises, both ways", "12 months")
    table = grid(None, 1)
    table.add_row(Text("Ours"), Text(_tally(commitments["ours"])))
    table.add_row(Text("Theirs"), Text(_tally(commitments["theirs"])))
    page.print(table, indent=INDENT)
    waiting = [item for item in commitments["items"] if item["status"] != "kept"]
    waiting.sort(key=lambda item: (item["due_on"] or "9999", item["made_on"]))
    for item in waiting[:PROMISES]:
        page.print(_promise(item, people), indent=INDENT)


def _tally(tally: CommitmentTally) -> str:
    return f"{tally['kept']} kept, {tally['broken']} broken, {tally['open']} open"


def _promise(item: CommitmentItem, known: Sequence[CommitteePerson]) -> Text:
    due = f"due {day(item['due_on'])}" if item["due_on"] else "no day named"
    people = f"{person_words(item['by'], known)} to {person_words(item['to'], known)}"
    text = words((plain(item["what"]), "bold"), f", {lower_first(due)}")
    text.append(f"\n  {item['status']} · {people} · {day(item['made_on'])}", style="dim")
    return text
