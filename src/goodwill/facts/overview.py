"""What the pages over all accounts read of each: its promises, people, plays, money.

A statement is far larger, most of it evidence. Of thousands of accounts these parts fit into memory
at once; they are cut out of the stored statements, so that nothing is stored twice. What the table
of all accounts shows is smaller still, and stored (`goodwill.facts.glance`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from goodwill.facts.money import Money, MoneyFigure
from goodwill.facts.people import Side
from goodwill.facts.statement import (
    AccountHead,
    CommitmentItem,
    CommitmentTally,
    Committee,
    DyadKind,
    Economics,
    Evidence,
    PlayLine,
    Statement,
)

__all__ = ["Overview", "Promise", "is_theirs", "overview_of"]

PATTERNS_COST = "patterns_cost"


class Promise(TypedDict):
    """One promise; `sign` is what settled it, or tells that nobody spoke of it again."""

    side: Side
    by: str
    to: str
    what: str
    made_on: str
    due_on: str | None
    status: Literal["open", "kept", "broken"]
    settled_on: str | None
    sign: Evidence | None


class Overview(TypedDict):
    """Parts of one statement; `figures` holds what its patterns cost, if anything does."""

    account: AccountHead
    as_of: str
    ours: CommitmentTally
    theirs: CommitmentTally
    promises: list[Promise]
    committee: Committee
    people: list[DyadKind]
    plays: list[PlayLine]
    economics: Economics
    currency: str
    figures: list[MoneyFigure]


def overview_of(statement: Statement, money: Money) -> Overview:
    """The parts of a statement, and of the money behind it."""
    ledger, economics = statement["commitments"], statement["economics"]
    return Overview(
        account=statement["account"],
        as_of=statement["as_of"],
        ours=ledger["ours"],
        theirs=ledger["theirs"],
        promises=[_promise(item, statement) for item in ledger["items"]],
        committee=statement["committee"],
        people=statement["kind"]["people"],
        plays=statement["plan"]["plays"],
        economics=economics,
        currency=economics["currency"],
        figures=[figure for figure in money["figures"] if figure["id"] == PATTERNS_COST],
    )


def _promise(item: CommitmentItem, statement: Statement) -> Promise:
    return Promise(
        side="theirs" if is_theirs(item["by"], statement) else "ours",
        by=item["by"],
        to=item["to"],
        what=item["what"],
        made_on=item["made_on"],
        due_on=item["due_on"],
        status=item["status"],
        settled_on=item["settled_on"],
        sign=_sign(item, item["evidence"]),
    )


def is_theirs(address: str, statement: Statement) -> bool:
    """Whether somebody is one of theirs: by the committee, by who writes with whom, by domain."""
    dyads = statement["kind"]["people"]
    if any(address == dyad["ours"] for dyad in dyads):
        return False
    known = {person["email"] for person in statement["committee"]["people"]}
    domain = address.rpartition("@")[2].casefold()
    return (
        address in known
        or any(address == dyad["theirs"] for dyad in dyads)
        or any(domain == d or domain.endswith(f".{d}") for d in statement["account"]["domains"])
    )


def _sign(item: CommitmentItem, evidence: Sequence[Evidence]) -> Evidence | None:
    """The words of the day on which it was settled; of an open one a note on it, if any."""
    other = [one for one in evidence if one["quote"] != item["what"]]
    if item["status"] == "open":
        return next((one for one in other if one["quote"] is None), None)
    found = [one for one in other if one["on"] == item["settled_on"]]
    return min(found, key=lambda one: one["quote"] is None, default=None)
