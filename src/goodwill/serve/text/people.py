"""Who decides, on a terminal; what was promised is next door, in `promises`."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodwill.facts.statement import Committee, CommitteePerson, Statement
from goodwill.serve.text.layout import INDENT, Page, grid, title
from goodwill.serve.titles import ROLES
from goodwill.serve.words import count, day, plain

__all__ = ["show_committee", "show_people"]

NOBODY = "Nobody of theirs has been in two-way contact in 180 days."
PEOPLE = 8
STANCES = {"for": "for us", "against": "against us", "neutral": "neutral"}


def show_people(console: Console, statement: Statement) -> None:
    """The whole committee of an account, alone on its page."""
    page = Page(console)
    page.print(title(f"{statement['account']['name']}: the people"))
    page.print(Text(f"as of {day(statement['as_of'])}"))
    show_committee(page, statement["committee"], at_most=None)


def show_committee(page: Page, committee: Committee, *, at_most: int | None = PEOPLE) -> None:
    """People by role, `at_most` so many; an empty role says that nobody was met."""
    active = f"{count(committee['active'], 'person', 'people')} active in 180 days"
    page.section("Who decides", active)
    table = grid(None, None, 1)
    shown = committee["people"][:at_most]
    for person in shown:
        table.add_row(*_person(person))
    for role in committee["missing_roles"]:
        table.add_row(Text(ROLES.get(role, role)), Text("nobody met", style="dim"), "")
    page.print(table, indent=INDENT)
    if rest := len(committee["people"]) - len(shown):
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
