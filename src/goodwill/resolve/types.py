"""What resolving reads and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from goodwill.facts.people import Side
from goodwill.resolve.account_entry import AccountEntry
from goodwill.resolve.same_account import AccountLink, PairRuling

__all__ = [
    "ContactEntry",
    "Directory",
    "DiscoveredAccount",
    "Person",
    "PointLink",
    "PointUse",
    "Resolution",
    "Unmatched",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointUse:
    """One address or bare name as it occurs, and how much human mail it sent and got."""

    point_id: int
    address: str
    name: str
    sent: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """A row of `contacts.csv`, in the order of the file."""

    email: str
    name: str | None
    title: str | None
    account_id: str | None
    committee_role: str | None
    left_on: str | None


@dataclass(frozen=True, kw_only=True)
class Directory:
    """What people wrote down: accounts with their domains, contacts, ourselves, rulings.

    `account_domains` maps a domain to its account; `rulings` map an address to the
    account a person said it belongs to (None: to nobody). `account_ids` holds all accounts
    that any table names; `has_account_list` is whether the book has an `accounts.csv`.
    `entries` say of each account what tells whether another is the same one, `pair_rulings` what
    people said of that.
    """

    account_ids: frozenset[str] = frozenset()
    account_domains: Mapping[str, str] = field(default_factory=dict)
    has_account_list: bool = False
    contacts: tuple[ContactEntry, ...] = ()
    our_domains: frozenset[str] = frozenset()
    our_addresses: frozenset[str] = frozenset()
    rulings: Mapping[str, str | None] = field(default_factory=dict)
    entries: tuple[AccountEntry, ...] = ()
    pair_rulings: tuple[PairRuling, ...] = ()

    @cached_property
    def contact_accounts(self) -> Mapping[str, str]:
        """The account that `contacts.csv` gives an address."""
        return {c.email: c.account_id for c in reversed(self.contacts) if c.account_id}

    def under(self, goes_to: Mapping[str, str]) -> Directory:
        """The same with each account id replaced by the one that it goes under."""
        contacts = (
            replace(one, account_id=goes_to.get(one.account_id, one.account_id))
            if one.account_id
            else one
            for one in self.contacts
        )
        return replace(
            self,
            account_ids=frozenset(goes_to.get(one, one) for one in self.account_ids),
            account_domains={d: goes_to.get(a, a) for d, a in self.account_domains.items()},
            contacts=tuple(contacts),
            rulings={k: a and goes_to.get(a, a) for k, a in self.rulings.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLink:
    """Whose a contact point is, and why we say so."""

    point_id: int
    person_id: str
    account_id: str | None
    side: Side
    reason: str
    certainty: float
    is_guess: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One human being, or one shared mailbox; `person_id` is the first address, in lower case."""

    person_id: str
    account_id: str | None
    side: Side
    name: str
    email: str
    title: str | None
    committee_role: str | None
    is_shared: bool
    left_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoveredAccount:
    """An outside organisation that mail alone made known."""

    account_id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """Somebody who belongs to no account yet: a domain, an address or a bare name."""

    subject: str
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Everything that resolving found, ready to be stored.

    `directory` is what people wrote down with each account under its own id, and every domain that
    mail tied to one.
    """

    links: tuple[PointLink, ...]
    people: tuple[Person, ...]
    discovered: tuple[DiscoveredAccount, ...]
    unmatched: tuple[Unmatched, ...]
    account_links: tuple[AccountLink, ...] = ()
    directory: Directory = field(default_factory=Directory)
