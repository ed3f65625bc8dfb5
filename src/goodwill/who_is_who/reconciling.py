"""Reconcile a whole book: what it knows of its accounts, and the money behind who is nobody's.

Reads for `resolving`, which joins accounts as it works out who is who. What a person is
asked is in `reviewing`, what they answer in `account_rulings`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from goodwill.config import Settings
from goodwill.resolve.account_entry import AccountEntry, AccountRow, entry_of
from goodwill.resolve.domains import domain_of, is_public_domain, organisation_domain
from goodwill.resolve.firm_names import read_firm_name
from goodwill.resolve.same_account import PairRuling
from goodwill.resolve.types import Resolution
from goodwill.store.database import Transaction
from goodwill.store.imports.settings import commonest_currency
from goodwill.store.who_is_who import reconcile as kept

__all__ = [
    "account_entries",
    "accounts_by_key",
    "key_of_domain",
    "money_of_unmatched",
    "pair_rulings",
    "rate_on",
]

GIVEN_LIST = ""
"""All files in the form of the contract are one list: whoever wrote them gave the ids."""

_FIGURES = re.compile(r"[\d\W_]+")


def account_entries(
    tx: Transaction, listed: Sequence[kept.ListedAccount]
) -> tuple[AccountEntry, ...]:
    """What the book says of each account that any table names."""
    emails, currencies = kept.contact_addresses(tx), kept.currencies(tx)
    rows = {one.account_id: _row(one) for one in listed}
    ids = sorted({*rows, *emails, *currencies})
    return tuple(
        entry_of(
            account_id,
            rows.get(account_id),
            emails=emails.get(account_id, ()),
            currencies=currencies.get(account_id, ()),
        )
        for account_id in ids
    )


def _row(one: kept.ListedAccount) -> AccountRow:
    """A listed account; an id that is the name as written is no id of its own, but in a list."""
    name = GIVEN_LIST if one.is_given else _list_name(one.path)
    has_own_id = one.is_list or one.account_id.casefold() != one.name.casefold()
    return AccountRow(
        account_id=one.account_id,
        name=one.name,
        domains=one.domains,
        parent_account_id=one.parent_account_id,
        attributes=one.attributes,
        list_name=name if has_own_id else None,
        is_listed=one.is_given,
    )


def _list_name(path: str) -> str:
    """One name for all exports of one list: `crm/firms-2026-01.csv`, `crm/firms (2).csv`."""
    return _FIGURES.sub(" ", path.casefold()).strip()


def pair_rulings(tx: Transaction) -> tuple[PairRuling, ...]:
    """What people said of pairs of accounts, the oldest first."""
    return tuple(
        PairRuling(
            first=row.first, second=row.second, answer="same" if row.kind == "same" else "apart"
        )
        for row in kept.ruling_rows(tx)
    )


def money_of_unmatched(
    tx: Transaction, resolution: Resolution, settings: Settings
) -> dict[str, int]:
    """Millionths of the company's currency behind each domain or address that is nobody's.

    Behind it stand the accounts whose deals name somebody there as their contact, and those whose
    name it spells: what they were invoiced, and where that is nothing, their deals not lost.
    """
    subjects = {one.subject for one in resolution.unmatched}
    if not subjects:
        return {}
    goes_to = {link.account_id: link.canonical_id for link in resolution.account_links}
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for address, account_id in kept.contact_deals(tx):
        for subject in {address, organisation_domain(domain_of(address))} & subjects:
            accounts[subject].add(goes_to.get(account_id, account_id))
    by_key = accounts_by_key(tx, goes_to)
    for subject in subjects:
        if "." in subject and "@" not in subject and not is_public_domain(subject):
            accounts[subject] |= by_key.get(key_of_domain(subject), set())
    if not any(accounts.values()):
        return {}
    worth = _worth(tx, goes_to, settings)
    found = {
        subject: sum(worth.get(account_id, 0) for account_id in ids)
        for subject, ids in accounts.items()
    }
    return {subject: amount for subject, amount in found.items() if amount}


def key_of_domain(domain: str) -> str:
    """What a domain spells, as names of firms are compared."""
    return "".join(read_firm_name(domain.partition(".")[0]).words)


def accounts_by_key(tx: Transaction, goes_to: Mapping[str, str]) -> dict[str, set[str]]:
    """Accounts by each of their names without legal form and blanks."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    names = [(one.account_id, one.name) for one in kept.listed_accounts(tx)]
    for account_id, name in (*names, *((one, one) for one in goes_to)):
        for key in read_firm_name(name).keys:
            found[key].add(goes_to.get(account_id, account_id))
    return found


def _worth(tx: Transaction, goes_to: Mapping[str, str], settings: Settings) -> dict[str, int]:
    """Each account's invoices, or where it has none its deals, in the company's currency."""
    currency = settings.company.currency or commonest_currency(tx)
    invoiced = _sums(kept.invoice_money(tx), goes_to, settings, currency)
    return {**_sums(kept.deal_money(tx), goes_to, settings, currency), **invoiced}


def _sums(
    money: Iterable[kept.Money],
    goes_to: Mapping[str, str],
    settings: Settings,
    currency: str | None,
) -> dict[str, int]:
    """Sums by account; what has no rate is left out, as in statements."""
    found: defaultdict[str, int] = defaultdict(int)
    for one in money:
        rate = rate_on(one.currency, one.on, settings, currency)
        if rate is not None:
            found[goes_to.get(one.account_id, one.account_id)] += round(one.amount * rate)
    return {account_id: amount for account_id, amount in found.items() if amount > 0}


def rate_on(currency: str | None, day: str, settings: Settings, own: str | None) -> Decimal | None:
    """What a unit of a currency was worth on a day in the company's; None where nobody said."""
    if currency is None or currency == own:
        return Decimal(1)
    known = [
        rate
        for rate in settings.rates
        if rate.currency == currency and (rate.since is None or rate.since.isoformat() <= day)
    ]
    return max(known, key=lambda rate: rate.since or date.min).rate if known else None
