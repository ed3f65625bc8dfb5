"""Who decides, on a terminal; what was promised is next door, in `promises`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from goodwill.facts.statement import Committee, CommitteePerson, Statement
from goodwill.serve.languages import mark, say, spoken
from goodwill.serve.people_words import part_words, seen_words, unmet_roles
from goodwill.serve.text.layout import INDENT, Page, grid, title
from goodwill.serve.titles import ROLES
from goodwill.serve.words import count, day, numeral, plain

__all__ = ["show_committee", "show_people"]

NOBODY = mark("Nobody of theirs has been in two-way contact in 180 days.")
PEOPLE = 8
STANCES = spoken({"for": "for us", "against": "against us", "neutral": "neutral"})


def show_people(console: Console, statement: Statement) -> None:
    """The whole committee of an account, alone on its page."""
    page = Page(console)
    page.print(title(say("{name}: the people", name=statement["account"]["name"])))
    page.print(Text(say("as of {day}", day=day(statement["as_of"]))))
    show_committee(page, statement["committee"], at_most=None)


def show_committee(page: Page, committee: Committee, *, at_most: int | None = PEOPLE) -> None:
    """People by role, `at_most` so many; an empty role says that nobody was met."""
    people = count(committee["active"], "person", "people")
    page.section(say("Who decides"), say("{people} active in 180 days", people=people))
    table = grid(None, None, 1)
    shown = committee["people"][:at_most]
    for person in shown:
        table.add_row(*_person(person, committee["missing_roles"]))
    for role, says in unmet_roles(committee, shown=at_most):
        table.add_row(Text(ROLES.get(role, role)), Text(says, style="dim"), "")
    page.print(table, indent=INDENT)
    if rest := len(committee["people"]) - len(shown):
        page.print(Text(say("And {rest} more.", rest=numeral(rest, ","))), indent=INDENT)
    if committee["single_threaded"]:
        said = say("All goes through one person.") if committee["active"] else say(NOBODY)
        page.print(Text(said), indent=INDENT)


def _person(person: CommitteePerson, missing: Sequence[str]) -> tuple[Text, Text, Text]:
    role = part_words(person)
    seniority = "" if person["seniority"] == "unknown" else say(person["seniority"])
    parts = (
        say(person["role_is"]) if person["role"] else "",
        seniority,
        STANCES.get(person["stance"], ""),
        say("has left") if person["left"] else "",
        seen_words(person, missing),
    )
    about = ", ".join(part for part in parts if part)
    name = plain(person["name"] or person["email"])
    return Text(role), Text(name, style="bold"), Text(about, style="dim")
