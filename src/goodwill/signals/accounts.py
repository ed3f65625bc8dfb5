"""Each account's rows as known on the day asked about, as the tuples that a judge reads.

The cut itself is in `known`; this only deals the rows out, account by account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from goodwill.facts.tables import RELATIONS, AccountRow, Tables
from goodwill.signals.known import cut_order_by
from goodwill.signals.rows import position_in

__all__ = ["account_query", "deal_out", "first_contact"]

# S608 below: every name in these queries is one of `RELATIONS`, none comes from outside.
OURS_TOO = frozenset({"person", "quota"})
"""Relations whose rows belong to each account that a person of ours appears with."""


def account_query(relation: str, *, is_ordered: bool = True) -> str:
    """The rows of a relation with the account they are shown under, `for_account`.

    `is_ordered`: they come in the order that they were cut in without being asked to.
    """
    columns = RELATIONS[relation]._fields
    whole = f"select account_id as for_account, {_listed(relation, columns)} from {relation}"  # noqa: S608
    if relation not in OURS_TOO:
        order = ", ".join(cut_order_by(relation))
        return whole if is_ordered else f"{whole} order by {order}"
    key = "person_id" if relation == "person" else "person"
    ours = (
        f"select our_people.account_id as for_account, {_listed(relation, columns)}"  # noqa: S608
        f" from our_people join {relation} on {relation}.{key} = our_people.person_id"
    )
    order = ", ".join(_order(columns))
    if relation == "quota":
        return f"{ours} order by {order}"
    return f"{whole} where account_id is not null union all {ours} order by {order}"


def _listed(relation: str, columns: Sequence[str]) -> str:
    """The columns with their relation's name."""
    return ", ".join(f"{relation}.{name}" for name in columns)


def _order(columns: Sequence[str]) -> Iterator[str]:
    """Theirs before ours, then by every column."""
    yield "for_account"
    if "account_id" in columns:
        yield "case when account_id is null then 1 else 0 end"
    yield from columns


def deal_out(relations: Mapping[str, pa.Table], accounts: Sequence[str]) -> Iterator[Tables]:
    """One `Tables` for each account, in the order of `accounts`.

    A relation that is not there has no rows; each comes with `for_account` as its first
    column, in a stable order.
    """
    dealt = {name: _dealt(table, RELATIONS[name], accounts) for name, table in relations.items()}
    others = [name for name in relations if name != "account"]
    for account in zip(dealt["account"], *(dealt[name] for name in others), strict=True):
        (own,), rest = account[0], account[1:]
        yield _tables(own, dict(zip(others, rest, strict=True)))


def _tables(own: NamedTuple, rest: Mapping[str, tuple[NamedTuple, ...]]) -> Tables:
    """The tables of one account."""
    if not isinstance(own, AccountRow):
        raise TypeError(f"an account's own row is an AccountRow, not {type(own).__name__}")
    return Tables(account=own, **rest)  # type: ignore[arg-type]  # by relation, each its type


def _dealt(
    table: pa.Table, row: type[NamedTuple], accounts: Sequence[str]
) -> Iterator[tuple[NamedTuple, ...]]:
    """The rows of each account in turn."""
    account = position_in(table["for_account"], accounts)
    order = np.argsort(account, kind="stable")
    edges = np.searchsorted(account[order], np.arange(len(accounts) + 1))
    sorted_already = bool((order == np.arange(len(order))).all())
    rest = table if sorted_already else table.take(order)
    columns = [_reader(column) for column in rest.drop_columns("for_account").columns]
    for start in range(0, len(accounts), DEALT_AT_ONCE):
        stop = min(start + DEALT_AT_ONCE, len(accounts))
        first, end = int(edges[start]), int(edges[stop])
        values = zip(*(read(first, end) for read in columns), strict=True)
        rows = list(map(partial(tuple.__new__, row), values))  # `_make` takes twice as long
        for at in range(start, stop):
            yield tuple(rows[int(edges[at]) - first : int(edges[at + 1]) - first])


DEALT_AT_ONCE = 16
"""Accounts whose rows are made into tuples at once."""


def _reader(column: pa.ChunkedArray[Any]) -> Callable[[int, int], list[object]]:
    """What reads a stretch of one column as Python values.

    Of days, times, decimals and texts each different value is made once: few prices, days and names
    stand on many rows, and what is the same object is found faster.
    """
    kind = column.type
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return lambda first, end: column.slice(first, end - first).to_pylist()
    encoded = column.combine_chunks().dictionary_encode()
    values = np.array([*_different(encoded.dictionary), None], dtype=object)
    places = encoded.indices.fill_null(len(values) - 1).to_numpy()
    return lambda first, end: values[places[first:end]].tolist()


def _different(values: pa.Array[Any]) -> list[object]:
    """Arrow itself takes twenty times as long over days and times, twice as long over decimals."""
    if pa.types.is_string(values.type):
        return values.to_pylist()
    made: list[object] = values.to_numpy(zero_copy_only=False).tolist()
    return made


def first_contact(tables: Tables) -> date | None:
    """The first day of mail, a meeting, a deal or an invoice."""
    days = [
        *(row.sent_on for row in tables.message[:1]),
        *(row.held_on for row in tables.meeting[:1]),
        *(row.opened_on for row in tables.opportunity[:1]),
        *(row.issued_on for row in tables.invoice[:1]),
    ]
    return min(days, default=None)
