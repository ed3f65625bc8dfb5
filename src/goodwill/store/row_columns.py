"""Rows of tables as relations: invoices, deals, hours and the rest, each with its account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from goodwill.store.accounts import AccountNames
from goodwill.store.arrays import Days
from goodwill.store.database import Rows, Transaction

__all__ = ["People", "table_rows"]

_MILLION = 1_000_000


class People:
    """Who a table's row means by an address or a name."""

    def __init__(self, reader: Transaction) -> None:
        self._reader = reader
        self._known: dict[str, str] = {}

    def id_of(self, who: object) -> str | None:
        """The person's id; where nobody is known by it, what was written, in lower case."""
        if not isinstance(who, str) or not who:
            return None
        if who not in self._known:
            self._known[who] = self._look_up(who)
        return self._known[who]

    def _look_up(self, who: str) -> str:
        address, name = (who.lower(), "") if "@" in who else ("", who)
        column, value = ("address", address) if address else ("name", name)
        found = self._reader.rows(
            "SELECT l.person_id FROM contact_point c JOIN point_link l ON l.point_id = c.id "
            f"WHERE c.{column} = ? ORDER BY c.address = '' DESC, l.person_id LIMIT 1",
            (value,),
        )
        return str(found[0][0]) if found else who.lower()


def table_rows(
    reader: Transaction, wanted: list[str], names: AccountNames, people: People, days: Days
) -> dict[str, Rows]:
    """The current rows of every table, for these accounts; put in order where they are cut.

    Here, and here alone, a row gets the account that its account id goes under.
    """
    ids = names.ids_of(wanted)
    shapes = _shapes(people, days)
    found: dict[str, Rows] = {}
    for relation, columns in _COLUMNS.items():
        shape = shapes.get(relation, _same)
        rows = reader.rows_in(_query(relation, columns), ids)
        if names.goes_to:
            rows = [(names.account_of(row[0]), *row[1:]) for row in rows]
        found[relation] = rows if shape is _same else [shape(row) for row in rows]
    quotas = reader.rows(
        "SELECT person, period_start, period_end, target_amount FROM quota "
        "WHERE superseded_by IS NULL ORDER BY person, period_start, period_end"
    )
    found["quota"] = [(people.id_of(person), *rest) for person, *rest in quotas]
    return found


def _query(relation: str, columns: str) -> str:
    if relation in {"invoice_line", "payment"}:
        return (
            f"SELECT {columns} FROM {relation} t JOIN invoice i ON i.invoice_id = t.invoice_id "
            "WHERE i.account_id IN (?*) AND t.superseded_by IS NULL AND i.superseded_by IS NULL"
        )
    return f"SELECT {columns} FROM {relation} WHERE account_id IN (?*) AND superseded_by IS NULL"


_COLUMNS = {
    "opportunity": """account_id, deal_id, name, opened_on, closed_on, status, origin, amount,
        list_amount, currency, competitors, contact_email, owner, proposal_hours, loss_reason""",
    "agreement": """account_id, agreement_id, signed_on, ends_on, payment_terms_days, max_discount,
        included_support_hours_per_month, imposed_by_parent, exclusive, reviewed_on""",
    "invoice": """account_id, invoice_id, issued_on, due_on, amount, cost, list_amount, currency,
        credits_invoice_id""",
    "invoice_line": """i.account_id, t.invoice_id, t.line, i.issued_on, t.sku, t.description,
        t.period_start, t.period_end, t.quantity, t.unit_price, t.list_unit_price, t.unit_cost,
        t.amount""",
    "payment": "i.account_id, t.payment_id, t.invoice_id, t.paid_on, t.amount",
    "time_entry": """account_id, entry_id, person, worked_on, hours, activity, billable,
        hourly_cost""",
    "expense": "account_id, expense_id, person, spent_on, category, amount, currency",
    "delivery": """account_id, delivery_id, deal_id, promised_on, delivered_on, complete,
        accepted, note""",
    "ticket": """account_id, ticket_id, opened_at, closed_at, due_at, severity, in_scope,
        subject""",
    "feedback": "account_id, lower(contact_email), asked_on, score, comment",
}
"""What to ask each table for, in the order of its relation."""

Shape = Callable[[tuple[Any, ...]], tuple[Any, ...]]


def _shapes(people: People, days: Days) -> dict[str, Shape]:
    """How a found row becomes one of its relation, where it is not one as it stands."""
    who = people.id_of
    return {
        "opportunity": lambda row: (
            *row[:10],
            len(orjson.loads(row[10])),
            who(row[11]),
            who(row[12]),
            _whole(row[13]),
            row[14],
        ),
        "agreement": lambda row: (*row[:5], _whole(row[5]), _whole(row[6]), *row[7:]),
        "time_entry": lambda row: (
            *row[:2],
            who(row[2]),
            row[3],
            _whole(row[4]),
            row[5],
            bool(row[6]),
            row[7],
        ),
        "expense": lambda row: (*row[:2], who(row[2]), *row[3:]),
        "ticket": lambda row: (
            *row[:2],
            *(None if at is None else days(at) for at in row[2:5]),
            _in_time(row[3], row[4]),
            *row[5:],
        ),
    }


def _same(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row


def _whole(millionths: int | None) -> float | None:
    return None if millionths is None else millionths / _MILLION


def _in_time(closed_at: int | None, due_at: int | None) -> bool | None:
    return None if closed_at is None or due_at is None else closed_at <= due_at
