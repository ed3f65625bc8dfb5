"""Numbers that decide something: each with a unit, a first day and a reason.

A changed number is a new entry with a later `since`, never an edit, so that a statement of an
earlier day keeps the rule of that day. A book's own numbers take their place in `overrides`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

__all__ = ["Dated", "Thresholds", "check_thresholds", "in_force", "must"]


class HasSince(Protocol):
    """Anything that holds from a day on."""

    @property
    def since(self) -> date:
        """The first day it holds."""
        ...


Held = TypeVar("Held", bound=HasSince)


def in_force(entries: tuple[Held, ...], as_of: date) -> Held:
    """The latest entry that holds on `as_of`; for days before all of them, the earliest.

    A day before the catalogue was written still gets an answer, by the first rule there was.
    """
    begun = [entry for entry in entries if entry.since <= as_of]
    if begun:
        return max(begun, key=lambda entry: entry.since)
    return min(entries, key=lambda entry: entry.since)


def must(holds: bool, message: str) -> None:
    """Refuse a value; the reader adds file and table."""
    if not holds:
        raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A number in `unit` that holds from the day `since`, and where it comes from."""

    value: float
    unit: str
    since: date
    basis: str


Thresholds = Mapping[str, tuple[Dated, ...]]
"""By name; `Catalogue.threshold("CONCEPT.NAME", as_of)` finds the one in force."""


def check_thresholds(thresholds: Thresholds) -> None:
    """Refuse a threshold without a number."""
    for name, entries in thresholds.items():
        must(bool(entries), f'the threshold "{name}" needs at least one entry')
