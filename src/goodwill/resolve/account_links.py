"""The accounts of a book put together: what tables name, what mail made known, what people ruled.

The rules are in `same_account`; here they get their entries, and what they found is given to the
domains of mail, so that `people` needs to know of one account id each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from goodwill.resolve.account_entry import AccountEntry, entry_of, entry_of_domain
from goodwill.resolve.domains import domain_of, organisation_domain
from goodwill.resolve.same_account import AccountLink, PairRuling, join_accounts
from goodwill.resolve.types import Directory, DiscoveredAccount, PointUse

__all__ = ["all_entries", "link_accounts", "put_together"]


def link_accounts(
    points: Iterable[PointUse],
    directory: Directory,
    found: Mapping[str, str],
    made: Sequence[DiscoveredAccount],
) -> tuple[AccountLink, ...]:
    """Under which account each account id goes, and each domain that a person ruled on.

    `found` maps domains that mail ties to an account, `made` are the accounts that mail made known.
    """
    return join_accounts(all_entries(points, directory, found, made), directory.pair_rulings)


def all_entries(
    points: Iterable[PointUse],
    directory: Directory,
    found: Mapping[str, str],
    made: Sequence[DiscoveredAccount],
) -> tuple[AccountEntry, ...]:
    """Everything that may be one account with another, by what is known of it."""
    known = {entry.account_id: entry for entry in directory.entries}
    for account_id in directory.account_ids - known.keys():
        known[account_id] = entry_of(account_id)
    for domain, account_id in found.items():
        if account_id in known:
            entry = known[account_id]
            known[account_id] = replace(entry, domains=entry.domains | {domain}, has_mail=True)
    known |= {one.account_id: entry_of_domain(one.domain) for one in made}
    domains = {domain_of(point.address) for point in points if point.sent or point.received}
    mailed = domains | {organisation_domain(domain) for domain in domains if domain}
    seen = (
        entry
        if entry.has_mail or mailed.isdisjoint(entry.domains)
        else replace(entry, has_mail=True)
        for entry in known.values()
    )
    return (*seen, *_ruled_domains(directory.pair_rulings, known))


def _ruled_domains(
    rulings: Iterable[PairRuling], known: Mapping[str, AccountEntry]
) -> Iterable[AccountEntry]:
    """Domains of no account of their own that a person said something of."""
    named = {one for ruling in rulings for one in (ruling.first, ruling.second)}
    for name in sorted(named - known.keys()):
        if "." in name and " " not in name:
            yield replace(entry_of_domain(name), has_mail=False)


def put_together(
    directory: Directory, links: Iterable[AccountLink], found: Mapping[str, str]
) -> Directory:
    """The directory with each account under its own id, and every domain that is an account's.

    `found` maps domains that mail ties to an account; a domain that a person gave one is its own.
    """
    goes_to = {link.account_id: link.canonical_id for link in links}
    given = {
        name: account_id
        for name, account_id in goes_to.items()
        if name != account_id and "." in name and " " not in name
    }
    domains = {**found, **directory.account_domains}
    known = {domain: goes_to.get(one, one) for domain, one in domains.items()}
    return replace(directory.under(goes_to), account_domains={**known, **given})
