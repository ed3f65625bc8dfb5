"""What reconciling reads from a book: accounts' rows, people's rulings, the money behind names.

The rules are in `goodwill.resolve`; what they found is kept by `resolution` and read through
`accounts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import orjson

from goodwill.store.database import Transaction
from goodwill.store.reader import Reader
from goodwill.store.tables.schema import ROW_TABLES

__all__ = [
    "ListedAccount",
    "Money",
    "RejectedRow",
    "RulingRow",
    "add_ruling",
    "contact_addresses",
    "contact_deals",
    "currencies",
    "deal_money",
    "invoice_money",
    "listed_accounts",
    "rejected_rows",
    "ruling_rows",
]

CONTRACT_TABLES = "csv_tables"
"""The connector of tables in the form of the contract."""

_KEPT_WITH_INVOICES = frozenset({"invoice_line", "payment"})
_ADDRESSES = {
    "contact": "email",
    "opportunity": "contact_email",
    "feedback": "contact_email",
    "ticket": "requester",
}
"""Tables whose rows name somebody at an account, and the column."""


class ListedAccount(NamedTuple):
    """A current row of a table of accounts.

    `is_list`: its file does nothing but list accounts; `is_given`: in the form of the contract, so
    that its ids are the ones that the user gave.
    """

    account_id: str
    name: str
    domains: tuple[str, ...]
    parent_account_id: str | None
    attributes: tuple[tuple[str, str], ...]
    path: str
    is_list: bool
    is_given: bool


class Money(NamedTuple):
    """An amount in millionths of a currency (None: the company's) that an account has on a day."""

    account_id: str
    currency: str | None
    on: str
    amount: int


class RulingRow(NamedTuple):
    """What a person said of two accounts, `same` or `apart`."""

    made_at: int
    kind: str
    first: str
    second: str
    by: str
    note: str


class RejectedRow(NamedTuple):
    """A rejected row: the contract's table or the mapping that it was read by, and its cells."""

    kind: str
    path: str
    locator: str
    cells: dict[str, str]


def listed_accounts(tx: Transaction) -> list[ListedAccount]:
    """Every account that a file lists, in the order in which they came."""
    rows = tx.rows(
        "select account_id, name, domains, parent_account_id, attributes, source_file_id,"
        " path, connector"
        " from account a join source_file f on f.id = a.source_file_id"
        " where superseded_by is null order by a.id"
    )
    mixed = _files_of_other_rows(tx, {row[5] for row in rows})
    return [
        ListedAccount(
            account_id,
            name,
            tuple(orjson.loads(domains)),
            parent,
            tuple(orjson.loads(attributes).items()),
            path,
            file not in mixed,
            connector == CONTRACT_TABLES,
        )
        for account_id, name, domains, parent, attributes, file, path, connector in rows
    ]


def _files_of_other_rows(tx: Transaction, files: set[int]) -> set[int]:
    """Which of these files hold deals, invoices or other rows beside accounts."""
    found: set[int] = set()
    for table in ROW_TABLES.values():
        if table != "account" and table not in _KEPT_WITH_INVOICES:
            sql = f"select distinct source_file_id from {table} where source_file_id in (?*)"
            found |= {row[0] for row in tx.rows_in(sql, sorted(files - found))}
    return found


def contact_addresses(tx: Transaction) -> dict[str, set[str]]:
    """The addresses of people that rows name at an account, in lower case."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, column in _ADDRESSES.items():
        sql = (
            f"select distinct account_id, lower({column}) from {table}"
            f" where superseded_by is null and account_id is not null and {column} like '%@%'"
        )
        for account_id, address in tx.rows(sql):
            found[account_id].add(address)
    return found


def currencies(tx: Transaction) -> dict[str, set[str]]:
    """The currencies of each account's invoices."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for account_id, currency in tx.rows(
        "select distinct account_id, currency from invoice"
        " where superseded_by is null and currency is not null"
    ):
        found[account_id].add(currency)
    return found


def invoice_money(tx: Transaction) -> Iterator[Money]:
    """What was invoiced, by account, currency and day."""
    rows = tx.each(
        "select account_id, currency, issued_on, sum(amount) from invoice"
        " where superseded_by is null group by account_id, currency, issued_on"
    )
    return (
        Money(account_id, currency, on, int(amount)) for account_id, currency, on, amount in rows
    )


def deal_money(tx: Transaction) -> Iterator[Money]:
    """What deals that are not lost are worth, by account, currency and day."""
    rows = tx.each(
        "select account_id, currency, coalesce(closed_on, opened_on), sum(amount) from opportunity"
        " where superseded_by is null and amount is not null and status in ('open', 'won')"
        " group by account_id, currency, coalesce(closed_on, opened_on)"
    )
    return (
        Money(account_id, currency, on, int(amount)) for account_id, currency, on, amount in rows
    )


def contact_deals(tx: Transaction) -> list[tuple[str, str]]:
    """Addresses that deals name as their contact, in lower case, with the deal's account."""
    rows = tx.rows(
        "select distinct lower(contact_email), account_id from opportunity"
        " where superseded_by is null and contact_email is not null and account_id is not null"
        " order by 1, 2"
    )
    return [(address, account_id) for address, account_id in rows]


def rejected_rows(reader: Reader) -> list[RejectedRow]:
    """Rows of tables that stand rejected in their files as they are now for an empty cell."""
    rows = reader.rows(
        "select r.kind, f.path, r.locator, r.row_json from reject r"
        " join source_file f on f.id = r.source_file_id and f.generation = r.generation"
        " where r.column_name <> '' and r.value_seen = '' order by f.path, r.id"
    )
    return [
        RejectedRow(kind, path, locator, dict(orjson.loads(said)))
        for kind, path, locator, said in rows
    ]


def ruling_rows(reader: Reader) -> list[RulingRow]:
    """What people said of pairs of accounts, in the order in which they said it."""
    rows = reader.rows(
        "select made_at, kind, subject, answer, by, note from ruling"
        " where kind in ('same', 'apart') order by id"
    )
    return [RulingRow(*row) for row in rows]


def add_ruling(
    tx: Transaction,
    kind: str,
    subject: str,
    answer: str | None,
    *,
    made_at: int,
    by: str,
    note: str,
) -> None:
    """Write down what a person said; nothing said before is lost."""
    tx.run(
        'insert into ruling (id, made_at, kind, subject, answer, "by", note)'
        " values (?, ?, ?, ?, ?, ?, ?)",
        (tx.next_id("ruling"), made_at, kind, subject, answer, by, note),
    )
