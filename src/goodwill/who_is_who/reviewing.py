"""What a person is asked about accounts: which are one, and whose is what belongs to nobody.

Pairs taken for one account or perhaps one, each with its reasons; and the queue of all that has no
account, by money. What people answer is written down in `account_rulings`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from math import log
from shlex import quote
from typing import Literal

from goodwill.config import Settings
from goodwill.facts.csv_tables import KEYS
from goodwill.reports import AccountPair, NamedAccount, PairStep, WaitingRow
from goodwill.resolve.account_entry import AccountEntry, entry_of, entry_of_domain, merged
from goodwill.resolve.account_review import review_accounts
from goodwill.resolve.domains import is_public_domain
from goodwill.resolve.same_account import Pair, ruled_pairs
from goodwill.store.database import Transaction
from goodwill.store.imports.settings import commonest_currency
from goodwill.store.who_is_who import reconcile as kept
from goodwill.store.who_is_who.accounts import (
    AccountNames,
    CanonicalAccount,
    account_names,
    canonical_accounts,
)
from goodwill.store.who_is_who.resolution import account_ids
from goodwill.who_is_who.reconciling import (
    account_entries,
    accounts_by_key,
    key_of_domain,
    pair_rulings,
    rate_on,
)
from goodwill.who_is_who.waiting import RowWithoutAccount

__all__ = ["accounts_to_review", "waiting_rows"]


def accounts_to_review(tx: Transaction) -> list[AccountPair]:
    """Pairs that a person should look at: guesses that hold, then what waits for a word."""
    names = account_names(tx)
    called = canonical_accounts(tx, account_ids(tx), names)
    return [*_joined(tx, called), *_proposed(tx, names, called)]


def _joined(tx: Transaction, called: Mapping[str, CanonicalAccount]) -> list[AccountPair]:
    """Ids that go under another account by a guess."""
    rows = tx.rows(
        "select account_id, canonical_id, reason, certainty from account_link where is_guess"
        " order by certainty, canonical_id, account_id"
    )
    listed = {one.account_id: one.name for one in kept.listed_accounts(tx)}
    return [
        AccountPair(
            status="joined",
            first=_named(canonical_id, called),
            second=NamedAccount(id=account_id, name=listed.get(account_id) or account_id),
            probability=certainty,
            steps=(PairStep(what="rule", says=reason, weight=log(certainty / (1 - certainty))),),
        )
        for account_id, canonical_id, reason, certainty in rows
    ]


def _proposed(
    tx: Transaction, names: AccountNames, called: Mapping[str, CanonicalAccount]
) -> list[AccountPair]:
    """Accounts, and domains that wait for one, that may be one account."""
    entries = _entries_to_review(tx, names, called)
    apart = _ruled_apart(tx, names)
    return [
        AccountPair(
            status="proposed",
            first=_named(pair.first, called),
            second=_named(pair.second, called),
            probability=pair.probability,
            steps=tuple(
                PairStep(what=one.what, says=one.says, weight=one.weight) for one in pair.reasons
            ),
        )
        for pair in review_accounts(entries, apart)
    ]


def _ruled_apart(tx: Transaction, names: AccountNames) -> list[Pair]:
    """The pairs that a person put apart, each by the account that it goes under."""
    return [
        frozenset(map(names.account_of, ruling.pair))
        for ruling in ruled_pairs(pair_rulings(tx)).values()
        if ruling.answer == "apart"
    ]


def _named(account_id: str, called: Mapping[str, CanonicalAccount]) -> NamedAccount:
    account = called.get(account_id)
    return NamedAccount(id=account_id, name=account.name if account else account_id)


def _entries_to_review(
    tx: Transaction, names: AccountNames, called: Mapping[str, CanonicalAccount]
) -> list[AccountEntry]:
    """One entry for each account, made of all its ids; and one for each domain that waits."""
    known = {one.account_id: one for one in account_entries(tx, kept.listed_accounts(tx))}
    entries = []
    for own in called:
        some = [
            known.get(one) or (entry_of_domain(one) if _is_domain(one) else entry_of(one))
            for one in names.ids_of([own])
        ]
        entries.append(merged(some))
    waiting = (row[0] for row in tx.rows("select subject from unmatched order by subject"))
    return [*entries, *(entry_of_domain(one) for one in waiting if _is_domain(one))]


def _is_domain(subject: str) -> bool:
    """Whether what waits is a domain that an organisation of its own may have."""
    if "." not in subject or "@" in subject or " " in subject:
        return False
    return not is_public_domain(subject)


def waiting_rows(
    tx: Transaction, rows: Sequence[RowWithoutAccount], settings: Settings
) -> list[WaitingRow]:
    """All that has no account yet, `rows` of tables among it, by money, then messages."""
    currency = settings.company.currency or commonest_currency(tx)
    names = account_names(tx)
    by_key = accounts_by_key(tx, names.goes_to)
    apart = frozenset(_ruled_apart(tx, names))
    found = [
        _waiting_subject(subject, messages, amount, currency, _alike(subject, by_key, apart))
        for subject, messages, amount in tx.rows("select subject, messages, amount from unmatched")
        if messages or amount  # else only a table names somebody, as whose deal it is
    ]
    found += [_waiting_row(row, settings, currency) for row in rows]
    return sorted(
        found, key=lambda one: (-(one.amount or 0), -one.messages, one.subject, one.where)
    )


def _alike(
    subject: str, by_key: Mapping[str, set[str]], apart: Collection[Pair]
) -> tuple[str, ...]:
    """Accounts of the name that a domain spells, but those that a person put apart from it."""
    if not _is_domain(subject):
        return ()
    found = sorted(by_key.get(key_of_domain(subject), ()))
    return tuple(one for one in found if frozenset((subject, one)) not in apart)


def _waiting_subject(
    subject: str,
    messages: int,
    amount: int | None,
    currency: str | None,
    like: Sequence[str],
) -> WaitingRow:
    """Somebody whom no account claims, and the accounts that it looks `like`."""
    is_domain = _is_domain(subject)
    kind: Literal["domain", "address", "name"] = (
        "domain" if is_domain else "address" if "@" in subject else "name"
    )
    account = like[0] if len(like) == 1 else "ACCOUNT"
    advice = f"goodwill accounts --same {quote(subject)} {quote(account)}"
    if kind == "name":
        advice = "Give the name an address: a row with both in contacts.csv."
    return WaitingRow(
        kind=kind,
        subject=subject,
        amount=None if amount is None else float(round(Decimal(amount).scaleb(-6), 2)),
        currency=None if amount is None else currency,
        messages=messages,
        looks_like=tuple(like),
        where="",
        next=advice,
    )


def _waiting_row(row: RowWithoutAccount, settings: Settings, currency: str | None) -> WaitingRow:
    """A row of a table in which no account stands."""
    cells = row.cells
    key = next((cells[name] for name in KEYS.get(row.table, ()) if cells.get(name)), "")
    amount = _amount(cells, settings, currency)
    return WaitingRow(
        kind="row",
        subject=f"{row.table} {key}".strip(),
        amount=amount,
        currency=None if amount is None else currency,
        messages=0,
        looks_like=(),
        where=f"{row.path}, {row.locator}",
        next="Write its account into the file and import that again.",
    )


def _amount(cells: Mapping[str, str], settings: Settings, own: str | None) -> float | None:
    """A row's amount in the company's currency; None where it cannot be told."""
    day = next((cells[name] for name in _DAYS if cells.get(name)), "")
    rate = rate_on(cells.get("currency") or None, day, settings, own)
    try:
        amount = Decimal(cells.get("amount") or cells.get("list_amount") or "")
    except InvalidOperation:
        return None
    if rate is None or not amount.is_finite():
        return None
    return float(round(amount * rate, 2))


_DAYS = ("closed_on", "issued_on", "spent_on", "opened_on")
