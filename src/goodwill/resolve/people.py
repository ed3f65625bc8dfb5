"""Contact points to people to accounts: the whole of resolving, in one pass over the points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from goodwill.resolve.account_links import link_accounts, put_together
from goodwill.resolve.account_of import Claim, claim_address, discover_accounts, shared_domains
from goodwill.resolve.domains import domain_of, is_public_domain, organisation_domain
from goodwill.resolve.names import fold_name, is_person_name, name_of_address
from goodwill.resolve.same_person import (
    Address,
    Owner,
    addresses_of,
    only_owner_of,
    people_by_name,
)
from goodwill.resolve.types import (
    Directory,
    Person,
    PointLink,
    PointUse,
    Resolution,
    Unmatched,
)

__all__ = ["resolve_people"]

NAME_CERTAINTY = 0.8
"""How far one shared first and last name is trusted, until a person rules."""

SURNAME_CERTAINTY = 0.6
"""How far a bare surname is trusted that one person alone has."""


def resolve_people(points: Sequence[PointUse], directory: Directory) -> Resolution:
    """Say whose every contact point is, with a reason; the rest waits unmatched."""
    found, made = discover_accounts(_with_bare_names(points), directory)
    account_links = link_accounts(points, directory, found, made)
    directory = put_together(directory, account_links, found)
    addresses = addresses_of(_uses(points), directory.contacts)
    for entry in addresses.values():
        entry.claim = claim_address(entry.address, directory, directory.account_domains)
    leader = people_by_name(addresses)
    only = only_owner_of(addresses, leader)
    _guess_private_addresses(addresses, leader, only, shared_domains(directory))
    links = tuple(_links(points, addresses, leader, only))
    return Resolution(
        links=links,
        people=tuple(_people(addresses, leader)),
        discovered=made,
        unmatched=_unmatched(points, {link.point_id for link in links}, directory),
        account_links=account_links,
        directory=directory,
    )


def _with_bare_names(points: Sequence[PointUse]) -> list[PointUse]:
    """Mail to a bare name counts for the one address in the book that spells or shows that name.

    Old exports write names where addresses were: without this, an outside firm that we answered
    by name alone would look as if we had never written to it.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for point in points:
        if point.address:
            for name in (fold_name(point.name), name_of_address(point.address)):
                holders[name].add(point.address)
    found = []
    for point in points:
        owners = holders.get(fold_name(point.name), set()) if not point.address else set()
        if len(owners) == 1 and is_person_name(fold_name(point.name)):
            found.append(replace(point, address=next(iter(owners))))
        else:
            found.append(point)
    return found


def _uses(points: Iterable[PointUse]) -> Iterable[tuple[str, str, int]]:
    return ((p.address, p.name, 1 + p.sent + p.received) for p in points)


def _guess_private_addresses(
    addresses: Mapping[str, Address],
    leader: dict[str, str],
    only: Mapping[str, tuple[Owner, str]],
    shared: frozenset[str],
) -> None:
    """Give a private address to the one person who alone has its name (contract)."""
    for entry in addresses.values():
        domain = domain_of(entry.address)
        if entry.claim is not None or not (is_public_domain(domain) or domain in shared):
            continue
        matches = {only[name] for name in entry.person_names if name in only}
        if len(matches) != 1:
            continue
        (side, account_id), lead = matches.pop()
        entry.claim = Claim(
            side=side,
            account_id=account_id,
            reason=f"the only {addresses[lead].name} in the book; a guess",
            certainty=NAME_CERTAINTY,
        )
        leader[entry.address] = lead


def _links(
    points: Iterable[PointUse],
    addresses: Mapping[str, Address],
    leader: Mapping[str, str],
    only: Mapping[str, tuple[Owner, str]],
) -> Iterable[PointLink]:
    for point in points:
        entry = addresses.get(point.address)
        if entry is not None and entry.claim is not None:
            yield _link(point, leader[entry.address], entry.claim)
        elif not point.address and fold_name(point.name) in only:
            (side, account_id), lead = only[fold_name(point.name)]
            reason = f"a name without an address; the only {addresses[lead].name} in the book"
            certainty = NAME_CERTAINTY if " " in fold_name(point.name) else SURNAME_CERTAINTY
            claim = Claim(side=side, account_id=account_id, reason=reason, certainty=certainty)
            yield _link(point, lead, claim)


def _link(point: PointUse, person_id: str, claim: Claim) -> PointLink:
    return PointLink(
        point_id=point.point_id,
        person_id=person_id,
        account_id=claim.account_id,
        side=claim.side,
        reason=claim.reason,
        certainty=claim.certainty,
        is_guess=claim.certainty <= NAME_CERTAINTY,
    )


def _people(addresses: Mapping[str, Address], leader: Mapping[str, str]) -> Iterable[Person]:
    """One person for each first-listed address, with what any of their rows says of them."""
    rows: dict[str, Person] = {}
    for address, lead in sorted(leader.items(), key=lambda item: addresses[item[0]].order):
        entry = addresses[address]
        person = rows.get(lead) or _person(addresses[lead])
        contact = entry.contact
        if contact is not None:
            person = replace(
                person,
                title=person.title or contact.title,
                committee_role=person.committee_role or contact.committee_role,
                left_on=person.left_on or contact.left_on,
            )
        rows[lead] = person
    return rows.values()


def _person(entry: Address) -> Person:
    claim = entry.claim
    return Person(
        person_id=entry.address,
        account_id=claim.account_id if claim else None,
        side=claim.side if claim else "theirs",
        name=entry.name,
        email=entry.address,
        title=None,
        committee_role=None,
        is_shared=entry.is_shared,
        left_on=None,
    )


def _unmatched(
    points: Iterable[PointUse], linked: set[int], directory: Directory
) -> tuple[Unmatched, ...]:
    """Who belongs to nobody, by organisation where there is one, most messages first.

    Addresses that a person ruled to be nobody's wait for no further word.
    """
    counts: Counter[str] = Counter()
    for point in points:
        if point.point_id in linked or (point.address and point.address in directory.rulings):
            continue
        domain = domain_of(point.address)
        private = not domain or is_public_domain(domain)
        subject = (point.address or point.name) if private else organisation_domain(domain)
        counts[subject] += point.sent + point.received
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Unmatched(subject=subject, messages=n) for subject, n in ordered if subject)
