"""Whom we have not met, over all accounts: parts that nobody plays, by the margin at stake there.

What is asked stands in the address. Nothing filters, groups or sorts by one of our own people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goodwill.facts.overview import Overview
from goodwill.serve.languages import say, spoken
from goodwill.serve.summary import person_words
from goodwill.serve.titles import ROLES
from goodwill.serve.web.in_address import InAddress, page_in, part_of
from goodwill.serve.words import amount, count, listed, lower_first, upper_first

__all__ = [
    "MISSING",
    "NOBODY",
    "Asked",
    "PeopleRow",
    "PeopleTable",
    "asked_in",
    "named_only",
    "people_rows",
    "people_table",
    "says_unmet",
]

PAGE = 100
"""Rows of one page."""

MISSING = ("economic_buyer", "user_buyer", "technical_buyer", "coach")
SINGLE = "single_thread"

NOBODY = spoken(
    {
        "economic_buyer": "nobody who decides",
        "user_buyer": "nobody who uses it",
        "technical_buyer": "nobody who judges the work",
        "coach": "nobody who warns us",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(InAddress):
    """What is asked for: accounts where nobody plays `role` ("single_thread": with one person)."""

    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """One account; `rests` is its gross margin of 12 months, else (`is_revenue`) its revenue."""

    account_id: str
    account: str
    currency: str
    rests: float | None
    is_revenue: bool
    missing: tuple[str, ...]
    active: int
    is_single: bool
    left: tuple[str, ...]
    inferred: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTable:
    """One page of what was asked for; `total` rows fit in all, on `pages` pages."""

    asked: Asked
    rows: tuple[PeopleRow, ...]
    total: int
    pages: int


def asked_in(query: Mapping[str, str]) -> Asked:
    """What an address asks for; what it says that is not known is as if it were not said."""
    role = query.get("role", "")
    return Asked(
        role=role if role in {*MISSING, SINGLE} else "",
        page=page_in(query),
    )


def people_rows(overviews: Iterable[Overview]) -> list[PeopleRow]:
    """Every account, where most rests first; without any money those with fewest people."""
    return sorted(
        map(_row, overviews),
        key=lambda row: (-(row.rests or 0.0), row.active, row.account.casefold(), row.account_id),
    )


def _row(overview: Overview) -> PeopleRow:
    committee, economics = overview["committee"], overview["economics"]
    margin, people = economics["gross_margin"], committee["people"]
    missing = {role for role in committee["missing_roles"] if role in ROLES}
    return PeopleRow(
        account_id=overview["account"]["id"],
        account=overview["account"]["name"],
        currency=overview["currency"],
        rests=economics["revenue"] if margin is None else margin,
        is_revenue=margin is None,
        missing=tuple(role for role in MISSING if role in missing),
        active=committee["active"],
        is_single=committee["active"] == 1,
        left=tuple(one["name"] or one["email"] for one in people if one["left"]),
        inferred=tuple(
            (one["name"] or one["email"], ROLES.get(one["role"], one["role"]))
            for one in people
            if one["role"] and one["role_is"] == "inferred" and not one["left"]
        ),
    )


def people_table(rows: Sequence[PeopleRow], asked: Asked, *, size: int = PAGE) -> PeopleTable:
    """The rows that fit, of one page; `size` 0 gives all of them."""
    found = [row for row in rows if _fits(row, asked)]
    part = part_of(found, asked.page, size)
    return PeopleTable(
        asked=replace(asked, page=part.page), rows=part.rows, total=len(found), pages=part.pages
    )


def _fits(row: PeopleRow, asked: Asked) -> bool:
    return not asked.role or asked.role in row.missing or (asked.role == SINGLE and row.is_single)


def named_only(one: Overview) -> tuple[tuple[str, str], ...]:
    """Name and part of everybody who was named to us, and of whom nothing has ever come."""
    talking = {dyad["theirs"] for dyad in one["people"]}
    people = one["committee"]["people"]
    return tuple(
        (person_words(person["email"], people), ROLES.get(person["role"] or "", ""))
        for person in people
        if person["last_seen_on"] is None and not person["left"] and person["email"] not in talking
    )


def says_unmet(row: PeopleRow) -> str:
    """Of one account: who is missing, what rests on it, and whether all goes through one."""
    said = list[str]()
    if row.missing:
        parts = [lower_first(ROLES[role]) for role in row.missing]
        said.append(say("Nobody we are in touch with {listed}", listed=listed(parts, last="or")))
    if row.missing and row.rests:
        what = "revenue" if row.is_revenue else say("gross margin")
        said[0] += say(
            "; {amount} {what} of 12 months rests on this account",
            amount=amount(row.rests, row.currency),
            what=what,
        )
    if row.is_single:
        said.append(say("All goes through one person"))
    said.append(
        say(
            "{active} in touch in 180 days",
            active=upper_first(count(row.active, "person", "people")),
        )
    )
    return ". ".join(said) + "."
