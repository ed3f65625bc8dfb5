"""Whose address is it: the order of the contract, "Whose address" and "Unknown domains".

A human ruling, else `contacts.csv`, else the longest domain of an account that fits, else
nobody's. Names come later, in `same_person`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodwill.facts.people import Side
from goodwill.resolve.domains import (
    domain_of,
    is_public_domain,
    longest_domain,
    organisation_domain,
)
from goodwill.resolve.types import Directory, DiscoveredAccount, PointUse

__all__ = ["Claim", "claim_address", "discover_accounts", "is_ours", "shared_domains"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """On which side an address is, at which account, and why."""

    side: Side
    account_id: str | None
    reason: str
    certainty: float


def claim_address(address: str, directory: Directory, domains: Mapping[str, str]) -> Claim | None:
    """Who claims an address; None when nobody does. `domains` maps a domain to its account."""
    if ruled := directory.rulings.get(address):
        return _claim("theirs", ruled, "ruled by a person", 1.0)
    domain = domain_of(address)
    if address in directory.our_addresses or is_ours(domain, directory.our_domains):
        return _claim("ours", None, f"our own domain {domain}", 1.0)
    if address in directory.rulings:  # a person said that it is no account's
        return None
    contact = directory.contact_accounts.get(address)
    if contact is not None:
        return _claim("theirs", contact, "contacts.csv", 0.99)
    account = None if is_public_domain(domain) else longest_domain(domain, domains)
    return _claim("theirs", account, f"domain {domain}", 0.97) if account else None


def _claim(side: Side, account_id: str | None, reason: str, certainty: float) -> Claim:
    return Claim(side=side, account_id=account_id, reason=reason, certainty=certainty)


def is_ours(domain: str, ours: frozenset[str]) -> bool:
    """Our domain, one below it, or the bare first label that directory systems write."""
    if longest_domain(domain, dict.fromkeys(ours, "ours")) is not None:
        return True
    first_labels = {one.partition(".")[0] for one in ours}
    return bool(domain) and "." not in domain and domain in first_labels


def shared_domains(directory: Directory) -> frozenset[str]:
    """Domains under which contacts of several accounts have addresses: they fit nobody."""
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for contact in directory.contacts:
        if contact.account_id:
            accounts[domain_of(contact.email)].add(contact.account_id)
    return frozenset(
        domain
        for domain, ids in accounts.items()
        if len(ids) > 1 and domain not in directory.account_domains
    )


def discover_accounts(
    points: Iterable[PointUse], directory: Directory
) -> tuple[dict[str, str], tuple[DiscoveredAccount, ...]]:
    """Domains that mail alone ties to an account, and the accounts that this makes.

    An outside organisation counts when human mail went both ways. An account that only other
    tables name takes the domain that equals its id, or whose first label does; without an
    `accounts.csv`, every other such domain is an account of its own.
    """
    found: dict[str, str] = {}
    made: list[DiscoveredAccount] = []
    without_domain = directory.account_ids - set(directory.account_domains.values())
    for domain in sorted(_two_way_domains(points, directory)):
        first_label = domain.partition(".")[0]
        named = next((x for x in (domain, first_label) if x in without_domain), None)
        if named is not None:
            found[domain] = named
        elif not directory.has_account_list:
            found[domain] = domain
            made.append(DiscoveredAccount(account_id=domain, name=domain, domain=domain))
    return found, tuple(made)


def _two_way_domains(points: Iterable[PointUse], directory: Directory) -> set[str]:
    """Outside organisations' domains that wrote to us and that we wrote to."""
    sent: set[str] = set()
    received: set[str] = set()
    for point in points:
        domain = domain_of(point.address)
        if not domain or "." not in domain or is_public_domain(domain):
            continue
        if is_ours(domain, directory.our_domains) or point.address in directory.our_addresses:
            continue
        if longest_domain(domain, directory.account_domains) is not None:
            continue
        if point.sent:
            sent.add(organisation_domain(domain))
        if point.received:
            received.add(organisation_domain(domain))
    return sent & received
