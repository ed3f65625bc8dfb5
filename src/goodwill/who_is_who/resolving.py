"""Resolve a whole book: read its points, run the rules of `goodwill.resolve`, keep the answer.

Everything written here is derived: people, links, threads, discovered accounts, the unmatched
queue. It is worked out again whenever facts, settings or rulings have changed; but threads, which
take longest, only where a message came or went or somebody on one is somebody else now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import orjson

from goodwill.config import Settings
from goodwill.machine.cycles import no_look_for_cycles
from goodwill.resolve.account_of import is_ours
from goodwill.resolve.domains import domain_of
from goodwill.resolve.ours import find_ours, points_of_ours
from goodwill.resolve.people import resolve_people
from goodwill.resolve.same_account import AccountLink
from goodwill.resolve.seniority import seniority_of
from goodwill.resolve.types import (
    ContactEntry,
    Directory,
    Person,
    PointLink,
    PointUse,
    Resolution,
)
from goodwill.store.database import Store, Transaction
from goodwill.store.who_is_who import resolution as kept
from goodwill.store.who_is_who.mail_use import Counted, mail_use
from goodwill.store.who_is_who.reconcile import listed_accounts
from goodwill.who_is_who.authors import link_authors, read_linked
from goodwill.who_is_who.conversations import threads_now, who_is_on_mail
from goodwill.who_is_who.reconciling import account_entries, money_of_unmatched, pair_rulings

__all__ = ["resolve_book"]


def resolve_book(store: Store, settings: Settings) -> Resolution:
    """Say who is who in the whole book, and store it in one transaction."""
    with store.read() as tx, no_look_for_cycles():
        directory = _directory(tx, settings)
        counted = _counted(tx, directory)
        points = [PointUse(**use._asdict()) for use in counted.uses]
        resolution = resolve_people(points, directory)
        threads = threads_now(tx, who_is_on_mail(resolution, points))
        money = money_of_unmatched(tx, resolution, settings)
    with store.write() as tx:
        _keep(tx, resolution, money)
        counted.keep(tx)
        threads.keep(tx)
        link_authors(tx, points, resolution, resolution.directory, settings.privacy.excluded)
        read_linked(tx, settings.company.timezone)
    return resolution


def _directory(tx: Transaction, settings: Settings) -> Directory:
    """Everything that people wrote down about who is who."""
    listed = listed_accounts(tx)
    domains = {d.lower(): one.account_id for one in listed for d in one.domains}
    our_domains, our_addresses = _ours(tx, settings)
    return Directory(
        account_ids=kept.account_ids(tx),
        account_domains=domains,
        has_account_list=any(one.is_list for one in listed),
        contacts=tuple(ContactEntry(**row._asdict()) for row in kept.contact_rows(tx)),
        our_domains=our_domains,
        our_addresses=our_addresses,
        rulings=kept.rulings(tx),
        entries=account_entries(tx, listed),
        pair_rulings=pair_rulings(tx),
    )


def _ours(tx: Transaction, settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    if settings.company.domains:
        return frozenset(d.lower() for d in settings.company.domains), frozenset()
    return find_ours(kept.mailbox_counts(tx))


def _counted(tx: Transaction, directory: Directory) -> Counted:
    """Every contact point; the mail it got counts only where one of ours had sent it."""
    everybody = tx.rows("select id, address, name from contact_point")
    ours = points_of_ours(everybody, lambda address: _is_one_of_us(address, directory))
    return mail_use(tx, frozenset(ours))


def _is_one_of_us(address: str, directory: Directory) -> bool:
    return address in directory.our_addresses or is_ours(domain_of(address), directory.our_domains)


def _keep(
    tx: Transaction,
    resolution: Resolution,
    money: Mapping[str, int],
) -> None:
    """Replace everything that an earlier resolving left, threads left out."""
    people = (
        {**_columns(person), "seniority": seniority_of(person.title or "")}
        for person in resolution.people
    )
    discovered = (
        {"account_id": a.account_id, "name": a.name, "domains": orjson.dumps([a.domain]).decode()}
        for a in resolution.discovered
    )
    unmatched = (
        {"subject": u.subject, "messages": u.messages, "amount": money.get(u.subject)}
        for u in resolution.unmatched
    )
    account_links = (
        _columns(link) for link in resolution.account_links if link.canonical_id != link.account_id
    )
    links = (_columns(link) for link in resolution.links)
    for table, rows in (
        ("person", people),
        ("point_link", links),
        ("account_link", account_links),
        ("discovered_account", discovered),
        ("unmatched", unmatched),
    ):
        kept.replace_rows(tx, table, list(rows))


def _columns(one: Person | PointLink | AccountLink) -> dict[str, Any]:
    """A record's columns; none holds another record."""
    return {column.name: getattr(one, column.name) for column in fields(one)}
