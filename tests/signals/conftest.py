"""Sparse cases become fact tables: what a case leaves out has a plain default."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from goodwill.engines.schema import arrow_schema
from goodwill.facts.tables import RELATIONS

Row = Mapping[str, Any]
Case = Mapping[str, Sequence[Row]]
FactTables = dict[str, pa.Table]
BuildFacts = Callable[..., FactTables]

DEFAULTS: dict[str, Row] = {
    "account": {"name": "Acme"},
    "person": {"side": "theirs", "name": "Tom", "email": "tom@acme.example", "seniority": "staff"},
    "opportunity": {"status": "won", "competitor_count": 0, "owner": "sam", "contact": "tom"},
    "invoice": {"amount": "100"},
    "payment": {"amount": "100"},
    "time_entry": {"person": "sam", "activity": "support", "is_billable": False, "hours": 1.0},
    "expense": {"person": "sam", "category": "entertainment", "amount": "10"},
    "ticket": {},
    "quota": {"person": "sam", "target_amount": "1000"},
    "meeting": {"hours": 1.0, "title": "Review", "place": "", "has_agenda": True},
}

KEYS = {
    "opportunity": "deal_id",
    "agreement": "agreement_id",
    "invoice": "invoice_id",
    "payment": "payment_id",
    "time_entry": "entry_id",
    "expense": "expense_id",
    "delivery": "delivery_id",
    "ticket": "ticket_id",
    "meeting": "meeting_id",
}
"""The column that numbers a row by itself where a case does not name it."""


class _Facts:
    """Rows by relation, filled case row by case row."""

    def __init__(self, account: str, prefix: str) -> None:
        self.account = account
        self.prefix = prefix
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RELATIONS}
        self.people: set[tuple[str, str | None]] = set()

    def person(self, name: str, account: str | None) -> None:
        """One of ours (no account) or of theirs, once."""
        if (name, account) in self.people:
            return
        self.people.add((name, account))
        self.plain(
            "person",
            {
                "person_id": name,
                "account_id": account,
                "side": "ours" if account is None else "theirs",
                "name": name,
                "email": f"{name}@example.com",
                "is_shared": name.startswith("office"),
            },
        )

    def known_person(self, row: Row) -> None:
        """A person as the case describes them, who is then not made up again."""
        self.people.add((row["person_id"], row.get("account_id", self.account)))
        self.plain("person", row)

    def message(self, row: Row) -> None:
        """`by`, `on` (noon) or `at`, `thread`, `us`, `them`, `acts` by probability, `remarks`."""
        account, us, them = (
            row.get("account_id", self.account),
            row.get("us", "sam"),
            row.get("them", "tom"),
        )
        self.person(us, None)
        self.person(them, account)
        number = len(self.rows["message"]) + 1
        sent_at = row.get("at") or datetime.combine(row["on"], time(12), UTC).replace(tzinfo=None)
        by = row.get("by", "theirs")
        sender, recipient = (us, them) if by == "ours" else (them, us)
        whole = {
            "account_id": account,
            "message_id": row.get("id", f"<{self.prefix}m{number}@example.com>"),
            "thread_id": row.get("thread", f"{self.prefix}t{number}"),
            "sent_at": sent_at,
            "sent_on": sent_at.date(),
            "side": by,
            "sender": sender,
        }
        mail = {"is_human": True, "is_authentic": True, "subject": "", "words": 10, "to_count": 1}
        self.rows["message"].append({**mail, **whole, **_known_columns("message", row)})
        other = "theirs" if by == "ours" else "ours"
        for name, side, role in ((sender, by, "from"), (recipient, other, "to")):
            self.plain("message_person", {**whole, "person_id": name, "side": side, "role": role})
        for act, probability in row.get("acts", {}).items():
            self.plain(
                "act",
                {
                    **whole,
                    "act": act,
                    "probability": probability,
                    "quote": f"words that {act}",
                    "counterpart": recipient,
                },
            )
        for remark in row.get("remarks", ()):
            words = {"quote": f"words of {remark}", "counterpart": recipient}
            self.plain("remark", {**whole, **words, "remark": remark})

    def meeting(self, row: Row) -> None:
        """`on`, `people` of both sides: ours stand in `us`, theirs in `them`, comma separated."""
        number = len(self.rows["meeting"]) + 1
        account, name = (
            row.get("account_id", self.account),
            row.get("id", f"{self.prefix}meeting-{number}"),
        )
        starts_at = datetime.combine(row["on"], time(9))
        self.plain(
            "meeting",
            {**row, "meeting_id": name, "starts_at": starts_at, "held_on": row["on"]},
        )
        for side, people in (("ours", row.get("us", "sam")), ("theirs", row.get("them", "tom"))):
            for person in filter(None, people.split(",")):
                self.person(person, account if side == "theirs" else None)
                self.plain(
                    "meeting_person",
                    {"account_id": account, "meeting_id": name, "person_id": person, "side": side},
                )

    def plain(self, relation: str, row: Row) -> None:
        """A row by its own columns, defaults for the rest."""
        number = len(self.rows[relation]) + 1
        key = {KEYS[relation]: f"{self.prefix}{relation}-{number}"} if relation in KEYS else {}
        base = {"account_id": self.account, **key, **DEFAULTS.get(relation, {})}
        known = {**base, **row}
        self.rows[relation].append(_known_columns(relation, known))


def _known_columns(relation: str, row: Row) -> dict[str, Any]:
    """Only the relation's own columns."""
    return {name: row[name] for name in RELATIONS[relation]._fields if name in row}


def _value(value: object, kind: pa.DataType) -> object:
    """TOML's value in the column's type."""
    if value is None:
        return {pa.bool_(): False, pa.int64(): None}.get(kind)
    if pa.types.is_decimal(kind):
        return Decimal(str(value))
    if kind == pa.float64():
        return float(str(value))
    if kind == pa.date32() and isinstance(value, datetime):
        return value.date()
    return value


def build_facts(case: Case, account: str = "acme", prefix: str = "") -> FactTables:
    """Every relation, as a store would hand it over; rows are of `account` unless they say.

    `prefix` opens the ids that rows do not give themselves.
    """
    facts = _Facts(account, prefix)
    facts.person("sam", None)
    facts.person("tom", account)
    for relation, rows in case.items():
        if relation not in RELATIONS:
            continue
        for row in rows:
            adder = {
                "person": facts.known_person,
                "message": facts.message,
                "meeting": facts.meeting,
            }.get(relation)
            adder(row) if adder else facts.plain(relation, row)
    named = {
        row["account_id"] for rows in facts.rows.values() for row in rows if "account_id" in row
    }
    listed = {row["account_id"] for row in facts.rows["account"]}
    for name in sorted(filter(None, named - listed)):
        facts.plain("account", {"account_id": name})
    return {name: _table(name, rows) for name, rows in facts.rows.items()}


def _table(relation: str, rows: Sequence[Row]) -> pa.Table:
    """Rows of one relation as Arrow."""
    schema = arrow_schema(relation)
    columns = [
        pa.array([_value(row.get(field.name), field.type) for row in rows], field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


@pytest.fixture(scope="session")
def facts() -> BuildFacts:
    """Builds fact tables from sparse rows."""
    return build_facts


@pytest.fixture
def as_of() -> date:
    """The day most tests ask about."""
    return date(2026, 6, 30)
