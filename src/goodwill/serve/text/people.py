"""Who decides, on a terminal; what was promised is next door, in `promises`."""

from __future__ import annotations

from rich.text import Text

from goodwill.facts.statement import Committee, CommitteePerson
from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.titles import ROLES
from goodwill.serve.words import count, day, plain

__all__ = ["show_committee"]

NOBODY = "Nobody of theirs has been in two-way contact in 180 days."
PEOPLE = 8
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
