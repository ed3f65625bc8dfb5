"""The accounts of a book, each once, though several ids name it.

`account_link` says under which account another id goes (worked out by `goodwill.resolve`); what is
read of accounts goes through here, so that nothing further on meets the other ids. Light: a
stored statement is found without SQLAlchemy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from goodwill.store.reader import Reader

__all__ = [
    "AccountNames",
    "CanonicalAccount",
    "KnownAccount",
    "account_names",
    "canonical_accounts",
    "known_accounts",
    "segments",
]


AT_ONCE = 500
"""Ids that one query names at most."""


@dataclass(frozen=True, slots=True)
class AccountNames:
    """Which ids go under which account; an id that is not there is an account itself."""

    goes_to: Mapping[str, str]
    members: Mapping[str, Sequence[str]]

    def account_of(self, account_id: str) -> str:
        """The account that an id goes under."""
        return self.goes_to.get(account_id, account_id)

    def ids_of(self, account_ids: Iterable[str]) -> list[str]:
        """All ids of these accounts, each account's own first."""
        return [one for own in account_ids for one in (own, *self.members.get(own, ()))]


class CanonicalAccount(NamedTuple):
    """An account and what its lists say of it; `also` are other ids and names that it has."""

    account_id: str
    name: str
    domains: tuple[str, ...]
    owner: str | None = None
    segment: str | None = None
    parent_account_id: str | None = None
    desired_kind: str | None = None
    customer_since: str | None = None
    also: tuple[str, ...] = ()


class KnownAccount(NamedTuple):
    """An account of the book: what it may be called by."""

    account_id: str
    name: str
    domains: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Other ids and names that are the same account."""


def account_names(reader: Reader) -> AccountNames:
    """Every id that goes under another."""
    rows = reader.rows("SELECT account_id, canonical_id FROM account_link ORDER BY account_id")
    members: defaultdict[str, list[str]] = defaultdict(list)
    for account_id, canonical_id in rows:
        members[canonical_id].append(account_id)
    return AccountNames(dict(rows), members)


def canonical_accounts(
    reader: Reader,
    account_ids: Collection[str],
    names: AccountNames,
    *,
    only: Collection[str] | None = None,
) -> dict[str, CanonicalAccount]:
    """These accounts and all that are listed or were made known by mail, by their own id.

    `only` leaves out all but those of these ids.
    """
    ids = None if only is None else names.ids_of(only)
    listed = _said(
        reader,
        "SELECT account_id, name, domains, owner, segment, parent_account_id, desired_kind, "
        "customer_since FROM account WHERE superseded_by IS NULL",
        ids,
    )
    found = _said(
        reader,
        "SELECT account_id, name, domains, NULL, NULL, NULL, NULL, NULL FROM discovered_account "
        "WHERE account_id IS NOT NULL",
        ids,
    )
    said = {**found, **listed}
    if only is None:
        wanted = {names.account_of(one) for one in (*account_ids, *said)}
    else:
        own = {one for one in only if one not in names.goes_to}
        wanted = {
            one for one in own if any(i in said or i in account_ids for i in names.ids_of([one]))
        }
    return {own: _one_account(own, names, said) for own in sorted(wanted)}


def known_accounts(reader: Reader) -> list[KnownAccount]:
    """Every account that a statement can be drawn up for, by id."""
    drawn = [row[0] for row in reader.rows("select account_id from account_state")]
    found = canonical_accounts(reader, drawn, account_names(reader))
    return [KnownAccount(one.account_id, one.name, one.domains, one.also) for one in found.values()]


def segments(reader: Reader) -> dict[str, str]:
    """The segment of each account that has one; an account's own before that of a merged id."""
    names = account_names(reader)
    rows = reader.rows(
        "select account_id, segment from account where superseded_by is null"
        " and trim(coalesce(segment, '')) <> '' order by id"
    )
    rows.sort(key=lambda row: names.account_of(row[0]) == row[0])
    return {names.account_of(account_id): segment.strip() for account_id, segment in rows}


def _said(reader: Reader, sql: str, ids: Sequence[str] | None) -> dict[str, tuple[Any, ...]]:
    """Rows by account id: all of them, or those of some ids."""
    if ids is None:
        return {row[0]: row for row in reader.rows(sql)}
    found: dict[str, tuple[Any, ...]] = {}
    for start in range(0, len(ids), AT_ONCE):
        bite = ids[start : start + AT_ONCE]
        marks = ",".join("?" * len(bite))
        found |= {row[0]: row for row in reader.rows(f"{sql} AND account_id IN ({marks})", bite)}
    return found


def _one_account(
    own: str, names: AccountNames, said: Mapping[str, tuple[Any, ...]]
) -> CanonicalAccount:
    """What the rows of all its ids say: its own row first, the others where that is silent."""
    others = names.members.get(own, ())
    rows = [said[one] for one in (own, *others) if one in said]
    domains = dict.fromkeys(domain for row in rows for domain in orjson.loads(row[2]))
    domains |= dict.fromkeys(one for one in others if one not in said and _is_domain(one))
    has_name = own in said and said[own][1] != own
    name = rows[0][1] if has_name else _better_name(own, others, said)
    owner, segment, parent, kind, since = (
        next((row[at] for row in rows if row[at] is not None), None) for at in range(3, 8)
    )
    parent = names.account_of(parent) if parent else None
    called = dict.fromkeys((*others, *(row[1] for row in rows)))
    return CanonicalAccount(
        account_id=own,
        name=name,
        domains=tuple(domains),
        owner=owner,
        segment=segment,
        parent_account_id=None if parent == own else parent,
        desired_kind=kind,
        customer_since=since,
        also=tuple(one for one in called if one not in {own, name}),
    )


def _better_name(own: str, others: Sequence[str], said: Mapping[str, tuple[Any, ...]]) -> str:
    """A name that a list or another id gives, where the id itself is a domain or no list has it."""
    names = [said[one][1] if one in said else one for one in (own, *others)]
    return next((name for name in names if not _is_domain(name)), names[0])


def _is_domain(name: str) -> bool:
    return "." in name and not any(c.isspace() or c == "@" for c in name)
