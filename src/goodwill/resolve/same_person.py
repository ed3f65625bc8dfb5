"""Which addresses are one person, and who a bare name is.

Within one account (or among us), the same first and last name is one person, under the
address that was listed first. A shared mailbox is never a person. A private address joins the one
account that has somebody of its name, as a guess that can be undone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goodwill.facts.people import Side
from goodwill.resolve.account_of import Claim
from goodwill.resolve.domains import is_shared_mailbox
from goodwill.resolve.names import fold_name, is_person_name, name_of_address, show_name
from goodwill.resolve.types import ContactEntry

__all__ = ["Address", "Owner", "addresses_of", "only_owner_of", "people_by_name"]

Owner = tuple[Side, str | None]
"""Our side, or an account of theirs: names are told apart within one of these."""

MANY_NAMES = 3
"""An address that writes under more personal names than this is several people's."""


@dataclass(slots=True)
class Address:
    """Everything known of one address: its names, whose it is, in which order it was met."""

    address: str
    order: int
    names: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    contact: ContactEntry | None = None
    claim: Claim | None = None

    @property
    def name(self) -> str:
        """The name to show: the one written down, else the commonest, else the address."""
        if self.contact and self.contact.name:
            return self.contact.name
        if self.shown:
            return min(self.shown.items(), key=lambda item: (-item[1], item[0]))[0]
        return name_of_address(self.address).title() or self.address

    @property
    def person_names(self) -> frozenset[str]:
        """Folded names that can tell a person: written down, displayed or spelt by the address."""
        written = fold_name(self.contact.name) if self.contact and self.contact.name else ""
        found = {written, *self.names, name_of_address(self.address)}
        return frozenset(name for name in found if is_person_name(name))

    @property
    def is_shared(self) -> bool:
        """Whether several people stand behind it."""
        return is_shared_mailbox(self.address, self.name) or len(self.names) > MANY_NAMES


def addresses_of(
    points: Iterable[tuple[str, str, int]], contacts: Iterable[ContactEntry]
) -> dict[str, Address]:
    """Addresses by text, contacts first in their order, then as (address, name, count) come."""
    found: dict[str, Address] = {}
    for contact in contacts:
        entry = found.setdefault(contact.email, Address(contact.email, len(found)))
        entry.contact = entry.contact or contact
    for address, name, count in points:
        if not address:
            continue
        entry = found.setdefault(address, Address(address, len(found)))
        if is_person_name(fold_name(name)):
            entry.names[fold_name(name)] += count
        if show_name(name) and "@" not in name:
            entry.shown[show_name(name)] += count
    return found


def people_by_name(addresses: Mapping[str, Address]) -> dict[str, str]:
    """For each claimed address the first-listed address of the same person (perhaps itself)."""
    first: dict[tuple[Owner, str], str] = {}
    leader: dict[str, str] = {}
    for entry in sorted(addresses.values(), key=lambda entry: entry.order):
        if entry.claim is None:
            continue
        owner: Owner = (entry.claim.side, entry.claim.account_id)
        names = frozenset[str]() if entry.is_shared else entry.person_names
        known = sorted(first[owner, name] for name in names if (owner, name) in first)
        lead = min(known, key=lambda address: addresses[address].order, default=entry.address)
        leader[entry.address] = lead
        for name in names:
            first.setdefault((owner, name), lead)
    return leader


def only_owner_of(
    addresses: Mapping[str, Address], leader: Mapping[str, str]
) -> dict[str, tuple[Owner, str]]:
    """Names that exactly one person in the whole book has: who that is, and on which side.

    A bare surname is such a name too: old exports cut "Bailey, Susan" at the comma.
    """
    holders: defaultdict[str, set[tuple[Owner, str]]] = defaultdict(set)
    for address, lead in leader.items():
        entry = addresses[address]
        if entry.claim is None or entry.is_shared:
            continue
        for name in entry.person_names:
            holder = ((entry.claim.side, entry.claim.account_id), lead)
            holders[name].add(holder)
            holders[name.rpartition(" ")[2]].add(holder)
    return {name: next(iter(found)) for name, found in holders.items() if len(found) == 1}
