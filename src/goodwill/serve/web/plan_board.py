"""What to do next, over all accounts: the plays of their plans, one below the other or in groups.

Groups are accounts, or whose account it is, by name. Nothing is counted, summed or ranked by one of
our own people: a group says what lies with somebody, never how somebody does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from goodwill.facts.overview import Overview
from goodwill.facts.statement import PlayLine
from goodwill.serve.languages import mark, say
from goodwill.serve.summary import person_words
from goodwill.serve.web.in_address import InAddress, page_in, part_of

__all__ = [
    "BY",
    "Asked",
    "PlanBoard",
    "PlanGroup",
    "PlanRow",
    "asked_in",
    "plan_board",
    "plan_rows",
]

PAGE = 60
"""Plays of one page."""

BY = (("account", mark("By account")), ("owner", mark("By owner")), ("value", mark("By value")))
"""How plays may be put together: by account, by whose account it is, or all by their value."""

NO_OWNER = mark("Nobody’s yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(InAddress):
    """How plays are put together, and which part; `account` "" is all."""

    by: str = "account"
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One play of one account's plan; `owner` is the name of whose account it is, "" of nobody."""

    account_id: str
    account: str
    owner: str
    currency: str
    play: PlayLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """Plays under one heading; `account_id` is "" where it is no account's."""

    title: str
    account_id: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBoard:
    """One page of what was asked for; `total` plays fit in all, on `pages` pages."""

    asked: Asked
    groups: tuple[PlanGroup, ...]
    rows: tuple[PlanRow, ...]
    total: int
    pages: int


def asked_in(query: Mapping[str, str], accounts: Iterable[str]) -> Asked:
    """What an address asks for; what it says that is not known is as if it were not said."""
    by, account = query.get("by", ""), query.get("account", "")
    return Asked(
        by=by if by in dict(BY) else Asked().by,
        account=account if account in frozenset(accounts) else "",
        page=page_in(query),
    )


def plan_rows(overviews: Iterable[Overview]) -> list[PlanRow]:
    """Every play of these plans, an account's own in their order."""
    return [
        PlanRow(
            account_id=each["account"]["id"],
            account=each["account"]["name"],
            owner=_owner(each["account"]["owner"]),
            currency=each["currency"],
            play=play,
        )
        for each in overviews
        for play in each["plays"]
    ]


def _owner(named: str | None) -> str:
    return person_words(named, []) if named else ""


def plan_board(rows: Sequence[PlanRow], asked: Asked, *, size: int = PAGE) -> PlanBoard:
    """The plays that fit, in order, of one page; `size` 0 gives all of them."""
    fitting = [row for row in rows if asked.account in ("", row.account_id)]
    found = _in_order(fitting, asked.by)
    part = part_of(found, asked.page, size)
    return PlanBoard(
        asked=replace(asked, page=part.page),
        groups=tuple(_groups(part.rows, asked.by)),
        rows=part.rows,
        total=len(found),
        pages=part.pages,
    )


def _value(row: PlanRow) -> float:
    return row.play["expected_value"] or 0.0


def _in_order(rows: Sequence[PlanRow], by: str) -> list[PlanRow]:
    """By value; by account those with the dearest play first; by owner in the order of names."""
    if by == "value":
        return sorted(rows, key=lambda row: (-_value(row), row.account_id, row.play["id"]))
    if by == "owner":
        return sorted(
            rows,
            key=lambda row: (not row.owner, row.owner.casefold(), -_value(row), row.account_id),
        )
    dearest = dict[str, float]()
    for row in rows:
        dearest[row.account_id] = max(dearest.get(row.account_id, 0.0), _value(row))
    return sorted(rows, key=lambda row: (-dearest[row.account_id], row.account_id))


def _groups(rows: Sequence[PlanRow], by: str) -> Iterable[PlanGroup]:
    if by == "value":
        yield from ([PlanGroup(title="", account_id="", rows=tuple(rows))] if rows else [])
    elif by == "owner":
        for owner, some in groupby(rows, key=lambda row: row.owner):
            yield PlanGroup(title=owner or say(NO_OWNER), account_id="", rows=tuple(some))
    else:
        for (account_id, name), some in groupby(
            rows, key=lambda row: (row.account_id, row.account)
        ):
            yield PlanGroup(title=name, account_id=account_id, rows=tuple(some))
