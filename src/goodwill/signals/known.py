"""The cut by `as_of`: what of each relation was known on the day asked about.

A row is known from the day its thing happened (contract, section 4, "as_of"); what it says of
a later day is blank. Everything a signal or a judge reads has been through here. Relations
come in as `uncut_<name>` and are kept as `<name>`, in an order that does not depend on the
order of import. The rules are a table, so that a reader can check them against the contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from goodwill.facts.tables import RELATIONS, column_types

__all__ = ["CUTS", "Cut", "cut_order", "cut_order_by", "cut_query"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How one relation is cut.

    `happened_on` is the column that dates a row (None: its rows hold at every date);
    `blank_after` are days that are blank while they lie ahead, `blank_with` other columns and
    what they say while such a day lies ahead; `within` is a relation, cut before, whose row a
    row needs, and the column they share beside the account; `known_on` is a column with the day
    on which a row became known, where that is later.
    """

    happened_on: str | None = None
    blank_after: tuple[str, ...] = ()
    blank_with: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    within: tuple[str, str] | None = None
    known_on: str | None = None


CUTS: dict[str, Cut] = {
    "account": Cut(blank_after=("customer_since",)),
    "message": Cut(happened_on="sent_on"),
    "message_person": Cut(within=("message", "message_id")),
    "act": Cut(happened_on="sent_on", known_on="passed_on"),
    "remark": Cut(happened_on="sent_on", known_on="passed_on"),
    "person_note": Cut(happened_on="told_on"),
    "meeting": Cut(happened_on="held_on"),
    "meeting_person": Cut(within=("meeting", "meeting_id")),
    "opportunity": Cut(
        happened_on="opened_on",
        blank_after=("closed_on",),
        blank_with={"status": ("closed_on", "'open'"), "loss_reason": ("closed_on", "null")},
    ),
    "agreement": Cut(happened_on="signed_on", blank_after=("reviewed_on",)),
    "invoice": Cut(happened_on="issued_on"),
    "invoice_line": Cut(happened_on="issued_on"),
    "payment": Cut(happened_on="paid_on"),
    "time_entry": Cut(happened_on="worked_on"),
    "expense": Cut(happened_on="spent_on"),
    "delivery": Cut(
        happened_on="promised_on",
        blank_after=("delivered_on",),
        blank_with={
            "complete": ("delivered_on", "null"),
            "accepted": ("delivered_on", "null"),
            "note": ("delivered_on", "null"),
        },
    ),
    "ticket": Cut(
        happened_on="opened_on",
        blank_after=("closed_on",),
        blank_with={"closed_in_time": ("closed_on", "null")},
    ),
    "quota": Cut(happened_on="period_start"),
    "feedback": Cut(happened_on="asked_on"),
    "person": Cut(blank_after=("left_on",)),
}
"""By relation, those that others need first; `person` last: who is seen nowhere is not known."""

PEOPLE_SEEN = """
    select person_id from message_person
    union select person_id from meeting_person
    union select contact from opportunity
    union select owner from opportunity
    union select person from time_entry
    union select person from expense
    union select person from quota
    union select owner from account
    union select sender from act
"""
"""Whoever takes part in something known."""

WRITTEN_DOWN = "committee_role is not null or title is not null or left_on is not null"
"""Somebody wrote this person down: names and roles hold at every date."""


def cut_order() -> tuple[str, ...]:
    """The relations, each after those that its cut needs."""
    return tuple(CUTS)


@cache
def cut_query(relation: str) -> str:
    """The portable query for what was known of `relation` on `$as_of`."""
    cut = CUTS[relation]
    columns = ",\n    ".join(_column(cut, name) for name in RELATIONS[relation]._fields)
    conditions = " and ".join(_conditions(relation, cut))
    where = f"\nwhere {conditions}" if conditions else ""
    order = ", ".join(cut_order_by(relation))
    return f"select\n    {columns}\nfrom uncut_{relation} as uncut{where}\norder by {order}"


def _column(cut: Cut, name: str) -> str:
    """One column, blank while the day that it hangs on lies ahead."""
    if name in cut.blank_after:
        return f"case when uncut.{name} > $as_of then null else uncut.{name} end as {name}"
    if name in cut.blank_with:
        day, blank = cut.blank_with[name]
        return f"case when uncut.{day} > $as_of then {blank} else uncut.{name} end as {name}"
    return f"uncut.{name}"


def _conditions(relation: str, cut: Cut) -> list[str]:
    """What a row must fulfil to be known."""
    found = []
    if cut.happened_on:
        found.append(f"uncut.{cut.happened_on} <= $as_of")
    if cut.known_on:
        found.append(f"(uncut.{cut.known_on} is null or uncut.{cut.known_on} <= $as_of)")
    if cut.within:
        other, key = cut.within
        found.append(
            f"exists (select 1 from {other} as seen"  # noqa: S608  names of `CUTS`
            " where seen.account_id = uncut.account_id"
            f" and seen.{key} = uncut.{key})"
        )
    if relation == "person":
        found.append(
            f"(uncut.person_id in ({PEOPLE_SEEN}) or (uncut.account_id is not null"
            f" and ({WRITTEN_DOWN})))"
        )
    return found


def cut_order_by(relation: str) -> tuple[str, ...]:
    """Account and day first, then every other column: one order, whatever came first."""
    columns = tuple(column_types(relation))
    happened_on = CUTS[relation].happened_on
    first = tuple(name for name in ("account_id", happened_on) if name in columns)
    return (*first, *(name for name in columns if name not in first))
