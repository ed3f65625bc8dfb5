"""People of theirs as every page words them: their parts, when they were last met, who is missing.

A part that nobody active plays is either held by somebody we have not met lately, who is named, or
by nobody at all. Names of people and mailboxes for addresses are next door, in
`goodwill.serve.summary`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goodwill.facts.statement import Committee, CommitteePerson, Mailbox
from goodwill.serve.languages import say
from goodwill.serve.titles import ROLES
from goodwill.serve.words import day, listed, lower_first, plain

__all__ = ["Unmet", "names_of", "part_words", "seen_words", "unmet_roles"]


class Unmet(NamedTuple):
    """A part that nobody plays whom we met in 180 days, and what is said of it."""

    role: str
    says: str


def names_of(committee: Committee) -> list[CommitteePerson | Mailbox]:
    """Everybody who has a name: people, and mailboxes that several write under."""
    return [*committee["people"], *committee.get("mailboxes", ())]


def part_words(person: CommitteePerson) -> str:
    """The parts that somebody plays: "Decides, warns us"; "" where none is known."""
    roles = (person["role"] or "", *person.get("also", ()))
    first, *rest = [ROLES[role] for role in roles if role in ROLES] or [""]
    return ", ".join([first, *map(lower_first, rest)])


def seen_words(person: CommitteePerson, missing: Sequence[str]) -> str:
    """When somebody was last seen; and that it is long ago, where their part is among `missing`."""
    if not person["last_seen_on"]:
        return say("never seen")
    last = say("last {day}", day=day(person["last_seen_on"]))
    if person["left"] or person["role"] not in missing:
        return last
    return f"{last}, {say('not met in 180 days')}"


def unmet_roles(committee: Committee, *, shown: int | None = None) -> list[Unmet]:
    """The missing parts, but those whose holder is among the first `shown` people (None: all)."""
    people = committee["people"]
    found: list[Unmet] = []
    for role in committee["missing_roles"]:
        holders = [one for one in people if one["role"] == role and not one["left"]]
        if any(one in people[:shown] for one in holders):
            continue
        names = listed([plain(one["name"] or one["email"]) for one in holders])
        says = (
            say("{names}, not met in 180 days", names=names)
            if holders
            else say("nobody met in 180 days")
        )
        found.append(Unmet(role, says))
    return found
