"""The CSV tables of the contract: which columns make a table, and which type a row becomes."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING

from goodwill.facts.commerce import (
    Agreement,
    Delivery,
    Expense,
    Invoice,
    InvoiceLine,
    Opportunity,
    Payment,
    TimeEntry,
)
from goodwill.facts.people import Account, Contact
from goodwill.facts.service import Feedback, Quota, Ticket

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "CSV_TABLES",
    "KEYS",
    "SPREADSHEET_ERRORS",
    "TableFact",
    "columns",
    "recognise_table",
    "required_columns",
]

TableFact = (
    Account
    | Contact
    | Opportunity
    | Agreement
    | Invoice
    | InvoiceLine
    | Payment
    | TimeEntry
    | Expense
    | Delivery
    | Ticket
    | Quota
    | Feedback
)

CSV_TABLES: dict[str, type[TableFact]] = {
    "accounts": Account,
    "contacts": Contact,
    "deals": Opportunity,
    "agreements": Agreement,
    "invoices": Invoice,
    "invoice_lines": InvoiceLine,
    "payments": Payment,
    "effort": TimeEntry,
    "expenses": Expense,
    "deliveries": Delivery,
    "tickets": Ticket,
    "quotas": Quota,
    "feedback": Feedback,
}
"""The table's name (its file without `.csv`) and the fact that a row becomes."""

KEYS: dict[str, tuple[str, ...]] = {
    "accounts": ("account_id",),
    "contacts": ("email",),
    "deals": ("deal_id",),
    "agreements": ("agreement_id",),
    "invoices": ("invoice_id",),
    "invoice_lines": ("invoice_id", "line"),
    "payments": ("payment_id",),
    "effort": ("entry_id",),
    "expenses": ("expense_id",),
    "deliveries": ("delivery_id",),
    "tickets": ("ticket_id",),
    "quotas": ("person", "period_start", "period_end"),
    "feedback": ("account_id", "asked_on", "contact_email"),
}
"""The columns that name a row: a second row of the same name is the same one, or mends it."""

SPREADSHEET_ERRORS = frozenset(
    {"#BLOCKED!", "#BUSY!", "#CALC!", "#CONNECT!", "#DIV/0!", "#EXTERNAL!", "#FIELD!", "#N/A"}
    | {"#NAME?", "#NULL!", "#NUM!", "#REF!", "#SPILL!", "#UNKNOWN!", "#VALUE!"}
)
"""What stands in a cell whose formula comes to nothing; workbooks store it so in every language."""

_NOT_COLUMNS = {"attributes", "source"}


def columns(table: str) -> tuple[str, ...]:
    """The columns that the contract names, in its order."""
    return tuple(f.name for f in fields(CSV_TABLES[table]) if f.name not in _NOT_COLUMNS)


@cache
def required_columns(table: str) -> frozenset[str]:
    """The columns without which a row means nothing."""
    return frozenset(
        f.name
        for f in fields(CSV_TABLES[table])
        if f.default is MISSING and f.name not in _NOT_COLUMNS
    )


def recognise_table(header: Collection[str]) -> str | None:
    """The table whose required columns all stand in `header`; the best covered one, if several.

    An address alone does not make contacts: invoices and orders have one too. Half of the columns
    have to be those of contacts, or one of them the account.
    """
    found = set(header)
    fits = [name for name in CSV_TABLES if required_columns(name) <= found]
    if "contacts" in fits and "account_id" not in found:
        fits = [name for name in fits if name != "contacts" or _is_half_of(found, name)]
    return max(fits, key=lambda name: len(found & set(columns(name))), default=None)


def _is_half_of(found: Collection[str], table: str) -> bool:
    """Whether at least half of these columns are the table's."""
    return 2 * len(set(columns(table)).intersection(found)) >= len(found)
