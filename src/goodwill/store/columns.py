"""Facts as the relations of `goodwill.facts.tables`, in Arrow, for some accounts or for all.

Rows are linked here (points to people, invoices to accounts) and nothing is cut by `as_of`: that
is `goodwill.signals.known`. Interactions are put together in `interaction_columns`, the rows
of tables in `row_columns`; how values become Arrow is in `arrays`.
"""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa

from goodwill.config import Settings
from goodwill.facts.tables import RELATIONS
from goodwill.store.arrays import Days, arrow_table
from goodwill.store.database import Rows, Store, Transaction
from goodwill.store.interaction_columns import interaction_rows
from goodwill.store.resolution import account_ids as named_accounts
from goodwill.store.row_columns import People, table_rows

__all__ = ["fact_tables"]


def fact_tables(
    store: Store, account_ids: Collection[str] | None, settings: Settings
) -> dict[str, pa.Table]:
    """Every relation, with the rows of these accounts (None: of all).

    Colleagues of ours and quotas belong to no account: they are in it whichever was asked for.
    """
    days = Days(settings.company.timezone)
    with store.read() as reader:
        accounts = _accounts(reader)
        wanted = sorted(accounts if account_ids is None else set(account_ids) & accounts.keys())
        people = People(reader)
        rows: dict[str, Rows] = {
            "account": [_account_row(key, accounts[key], people) for key in wanted],
            "person": _person_rows(reader, wanted),
            **interaction_rows(reader, wanted, days),
            **table_rows(reader, wanted, people, days),
        }
    return {name: arrow_table(name, rows[name]) for name in RELATIONS}


def _accounts(reader: Transaction) -> dict[str, tuple[object, ...]]:
    """Id to name, owner, segment, parent, desired kind and first day, from all that name one."""
    accounts: dict[str, tuple[object, ...]] = dict.fromkeys(named_accounts(reader), ())
    accounts = {key: (key, *[None] * 5) for key in accounts}
    for key, name in reader.rows("SELECT account_id, name FROM discovered_account"):
        accounts[key] = (name, *[None] * 5)
    listed = reader.rows(
        "SELECT account_id, name, owner, segment, parent_account_id, desired_kind, "
        "customer_since FROM account WHERE superseded_by IS NULL"
    )
    accounts.update({key: tuple(rest) for key, *rest in listed})
    return accounts


def _account_row(key: str, said: tuple[object, ...], people: People) -> tuple[object, ...]:
    name, owner, *rest = said
    return key, name, people.id_of(owner), *rest


def _person_rows(reader: Transaction, wanted: list[str]) -> Rows:
    names = (
        "person_id, account_id, side, name, email, title, committee_role, seniority, "
        "is_shared, left_on"
    )
    ours = reader.rows(f"SELECT {names} FROM person WHERE account_id IS NULL ORDER BY person_id")
    theirs = reader.rows_in(f"SELECT {names} FROM person WHERE account_id IN (?*)", wanted)
    return [*ours, *sorted(theirs, key=lambda row: (row[1], row[0]))]
