"""Facts as the relations of `goodwill.facts.tables`, in Arrow, for some accounts or for all.

Rows are linked here (points to people, invoices to accounts) and nothing is cut by `as_of`: that
is `goodwill.signals.known`. Mail is put together in `mail`, meetings and the like in
`interactions`, the rows of tables in `rows`; how values become Arrow is in `arrays`.
"""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa

from goodwill.config import Settings
from goodwill.facts.tables import RELATIONS
from goodwill.store.columns.arrays import Days, arrow_table, as_columns
from goodwill.store.columns.interactions import interaction_rows
from goodwill.store.columns.mail import mail_tables
from goodwill.store.columns.rows import People, table_columns
from goodwill.store.database import Rows, Store, Transaction
from goodwill.store.who_is_who.accounts import CanonicalAccount, account_names, canonical_accounts
from goodwill.store.who_is_who.resolution import account_ids as named_accounts

__all__ = ["fact_tables"]


def fact_tables(
    store: Store, account_ids: Collection[str] | None, settings: Settings
) -> dict[str, pa.Table]:
    """Every relation, with the rows of these accounts (None: of all).

    Colleagues of ours and quotas belong to no account: they are in it whichever was asked for.
    """
    days = Days(settings.company.timezone)
    with store.read() as reader:
        names = account_names(reader)
        ids = None if account_ids is None else names.ids_of(account_ids)
        accounts = canonical_accounts(reader, named_accounts(reader, ids), names, only=account_ids)
        wanted = list(accounts)
        people = People(reader)
        rows = {
            "account": [_account_row(accounts[key], people) for key in wanted],
            "person": _person_rows(reader, wanted),
            **interaction_rows(reader, wanted, days),
        }
        columns = {
            **{name: as_columns(found) for name, found in rows.items()},
            **table_columns(reader, wanted, names, people, days),
        }
        mail = mail_tables(reader, wanted, days)
    tables = {name: arrow_table(name, found) for name, found in columns.items()}
    return {name: _together(mail.get(name), tables.get(name)) for name in RELATIONS}


def _together(*tables: pa.Table | None) -> pa.Table:
    """The rows of all; those without any are left out."""
    found = [one for one in tables if one is not None]
    filled = [one for one in found if one.num_rows]
    return pa.concat_tables(filled) if len(filled) > 1 else (filled or found)[0]


def _account_row(account: CanonicalAccount, people: People) -> tuple[object, ...]:
    key, name, _, owner, *rest, _ = account
    return key, name, people.id_of(owner), *rest


def _person_rows(reader: Transaction, wanted: list[str]) -> Rows:
    names = (
        "person_id, account_id, side, name, email, title, committee_role, seniority, "
        "is_shared, left_on"
    )
    ours = reader.rows(f"SELECT {names} FROM person WHERE account_id IS NULL ORDER BY person_id")
    theirs = reader.rows_in(f"SELECT {names} FROM person WHERE account_id IN (?*)", wanted)
    return [*ours, *sorted(theirs, key=lambda row: (row[1], row[0]))]
