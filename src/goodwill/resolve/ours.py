"""Which addresses are our own, where no `goodwill.toml` says so.

The rule of the contract: in each mailbox, the person who takes part in most messages is ours,
and so is the whole domain of that address, unless it is public.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from goodwill.resolve.domains import domain_of, is_public_domain, longest_domain
from goodwill.resolve.domains import organisation_domain as organisation
from goodwill.resolve.names import fold_name, is_person_name, name_of_address

__all__ = ["Point", "find_ours", "person_key", "points_of_ours"]

Point = tuple[str, str]
"""An address ("" where only a name was given) and a display name."""


def find_ours(
    mailboxes: Mapping[str, Mapping[Point, int]],
) -> tuple[frozenset[str], frozenset[str]]:
    """Our domains and our addresses at public domains.

    `mailboxes` holds, for each mailbox, how many messages each point takes part in. The largest
    mailbox speaks first; a mailbox in which one of ours already takes part in half the
    messages adds nobody, so that a client's saved mail does not make the client ours.
    """
    domains: set[str] = set()
    addresses: set[str] = set()
    for counts in sorted(mailboxes.values(), key=_size_then_names):
        known = sum(n for point, n in counts.items() if _is_known(point[0], domains, addresses))
        if known * 2 >= max(counts.values(), default=0) and known:
            continue
        address = _owner_of(counts)
        if not address:
            continue
        if is_public_domain(domain_of(address)):
            addresses.add(address)
        else:
            domains.add(organisation(domain_of(address)))
    return frozenset(domains | _siblings(domains, mailboxes)), frozenset(addresses)


def _siblings(domains: set[str], mailboxes: Mapping[str, Mapping[Point, int]]) -> set[str]:
    """Our own name under another ending: whoever is `acme.com` is taken to be `acme.net` too."""
    labels = {domain.partition(".")[0] for domain in domains}
    seen = {
        organisation(domain_of(address)) for counts in mailboxes.values() for address, _ in counts
    }
    return {domain for domain in seen if "." in domain and domain.partition(".")[0] in labels}


def _size_then_names(counts: Mapping[Point, int]) -> tuple[int, list[Point]]:
    return -sum(counts.values()), sorted(counts)


def _is_known(address: str, domains: set[str], addresses: set[str]) -> bool:
    """Whether an address is one of ours already."""
    owners = dict.fromkeys(domains, "ours")
    return address in addresses or longest_domain(domain_of(address), owners) is not None


def _owner_of(counts: Mapping[Point, int]) -> str:
    """The most used address of the person who takes part in most messages of a mailbox."""
    by_person: Counter[str] = Counter()
    addresses: dict[str, Counter[str]] = {}
    for (address, name), count in counts.items():
        person = person_key(address, name)
        by_person[person] += count
        if "@" in address:
            addresses.setdefault(person, Counter())[address] += count
    for person, _ in sorted(by_person.items(), key=lambda item: (-item[1], item[0])):
        if person in addresses:
            return min(addresses[person].items(), key=lambda item: (-item[1], item[0]))[0]
    return ""


def person_key(address: str, name: str) -> str:
    """One key for all the ways in which one person is written in a mailbox."""
    for folded in (name_of_address(address), fold_name(name)):
        if is_person_name(folded):
            return folded
    return address or fold_name(name)


def points_of_ours(
    points: Iterable[tuple[int, str, str]], is_ours: Callable[[str], bool]
) -> frozenset[int]:
    """The points (id, address, name) that are ours, bare names of our people among them.

    A bare name is one of ours where one of our addresses shows or spells it and nobody else's does.
    """
    rows = list(points)
    ours = {number for number, address, _ in rows if address and is_ours(address)}
    our_names: set[str] = set()
    other_names: set[str] = set()
    for number, address, name in rows:
        if address:
            names = {name_of_address(address), fold_name(name)}
            (our_names if number in ours else other_names).update(names)
    known = {name for name in our_names - other_names if is_person_name(name)}
    bare = {number for number, address, name in rows if not address and fold_name(name) in known}
    return frozenset(ours | bare)
