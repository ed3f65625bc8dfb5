"""Rows of tables as relations: invoices, deals, hours and the rest, each with its account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from goodwill.store.columns.arrays import Days, as_columns
from goodwill.store.database import Columns, Transaction
from goodwill.store.who_is_who.accounts import AccountNames

__all__ = ["People", "table_columns"]

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


def table_columns(
    reader: Transaction, wanted: list[str], names: AccountNames, people: People, days: Days
) -> dict[str, Columns]:
    """The current rows of every table, for these accounts; put in order where they are cut.

    Here, and here alone, a row gets the account that its account id goes under.
    """
    ids = names.ids_of(wanted)
    makers = _makers(people, days)
    found: dict[str, Columns] = {}
    for relation, asked in _COLUMNS.items():
        columns = reader.columns_in(asked, _rest(relation), ids)
        if names.goes_to:
            columns[0] = [names.account_of(own) for own in columns[0]]
        for column, make in makers.get(relation, {}).items():
            place = asked.index(column)
            columns[place] = [make(value) for value in columns[place]]
        found[relation] = columns
    quotas = reader.rows(
        "SELECT person, period_start, period_end, target_amount FROM quota "
        "WHERE superseded_by IS NULL ORDER BY person, period_start, period_end"
    )
    found["quota"] = as_columns([(people.id_of(person), *rest) for person, *rest in quotas])
    return found


def _rest(relation: str) -> str:
    if relation in {"invoice_line", "payment"}:
        return (
            f"FROM {relation} t JOIN invoice i ON i.invoice_id = t.invoice_id "
            "WHERE i.account_id IN (?*) AND t.superseded_by IS NULL AND i.superseded_by IS NULL"
        )
    return f"FROM {relation} WHERE account_id IN (?*) AND superseded_by IS NULL"


def _listed(columns: str) -> tuple[str, ...]:
    return tuple(column.strip() for column in columns.split(","))


_COLUMNS = {
    "opportunity": _listed("""account_id, deal_id, name, opened_on, closed_on, status, origin,
        amount, list_amount, currency, competitors, contact_email, owner, proposal_hours,
        loss_reason, opportunity.competitors"""),
    "agreement": _listed("""account_id, agreement_id, signed_on, ends_on, payment_terms_days,
        max_discount, included_support_hours_per_month, imposed_by_parent, exclusive,
        reviewed_on"""),
    "invoice": _listed("""account_id, invoice_id, issued_on, due_on, amount, cost, list_amount,
        currency, credits_invoice_id"""),
    "invoice_line": _listed("""i.account_id, t.invoice_id, t.line, i.issued_on, t.sku,
        t.description, t.period_start, t.period_end, t.quantity, t.unit_price, t.list_unit_price,
        t.unit_cost, t.amount"""),
    "payment": _listed("i.account_id, t.payment_id, t.invoice_id, t.paid_on, t.amount"),
    "time_entry": _listed("""account_id, entry_id, person, worked_on, hours, activity, billable,
        hourly_cost"""),
    "expense": _listed("account_id, expense_id, person, spent_on, category, amount, currency"),
    "delivery": _listed("""account_id, delivery_id, deal_id, promised_on, delivered_on, complete,
        accepted, note"""),
    "ticket": _listed("""account_id, ticket_id, opened_at, closed_at, due_at, closed_at <= due_at,
        severity, in_scope, subject"""),
    "feedback": _listed("account_id, lower(contact_email), asked_on, score, comment"),
}
"""What to ask each table for, in the order of its relation."""

Make = Callable[[Any], object]


def _makers(people: People, days: Days) -> dict[str, dict[str, Make]]:
    """By column as it is asked for: how a value of the relation is made of one that was found."""
    who = people.id_of

    def day(at: int | None) -> int | None:
        return None if at is None else days(at)

    return {
        "opportunity": {
            "competitors": lambda names: len(orjson.loads(names)),
            "opportunity.competitors": lambda names: "\n".join(orjson.loads(names)) or None,
            "contact_email": who,
            "owner": who,
            "proposal_hours": _whole,
        },
        "agreement": {"max_discount": _whole, "included_support_hours_per_month": _whole},
        "time_entry": {"person": who, "hours": _whole, "billable": bool},
        "expense": {"person": who},
        "ticket": {"opened_at": day, "closed_at": day, "due_at": day},
    }


def _whole(millionths: int | None) -> float | None:
    return None if millionths is None else millionths / _MILLION
