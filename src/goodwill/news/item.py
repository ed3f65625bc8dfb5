"""What goes in, an account on a day, and what is found: one line that moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goodwill.facts.digest import AmountOf, Because, Moved, Tone
from goodwill.facts.statement import Evidence, Statement

__all__ = ["COUNT", "AccountDay", "Item", "because_of", "dated_after", "fresh", "rests_on"]

COUNT = "count"
"""The source of figures that sum up many rows: they name no cause."""


class AccountDay(NamedTuple):
    """The statement of an account as of a day, and all evidence by the full name of its line."""

    statement: Statement
    evidence: Mapping[str, Sequence[Evidence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line that moved; `evidence` is what moved it, what tells most first.

    `cause` names a cause that several items share by their nature; "" where only their evidence
    can tell. `expected` is a chance times money.
    """

    tone: Tone
    moved: Moved
    because: Because
    evidence: tuple[Evidence, ...]
    is_leading: bool = False
    is_ours: bool = False
    cause: str = ""
    amount: float | None = None
    amount_of: AmountOf | None = None
    expected: float | None = None


def fresh(before: AccountDay, after: AccountDay, line: str) -> tuple[Evidence, ...]:
    """Evidence of a line that it did not have before: what happened since first, then by weight."""
    known = {_key(one) for one in before.evidence.get(line, ())}
    new = [one for one in after.evidence.get(line, ()) if _key(one) not in known and one["weight"]]
    since = before.statement["as_of"]
    return tuple(sorted(new, key=lambda one: (not _happened_after(one, since), *_loudness(one))))


def rests_on(after: AccountDay, line: str, *, sign: int = 1) -> tuple[Evidence, ...]:
    """Evidence that speaks for a line (`sign` -1: against it), heaviest first."""
    found = [one for one in after.evidence.get(line, ()) if one["weight"] * sign > 0]
    return tuple(sorted(found, key=_loudness))


def _key(item: Evidence) -> tuple[str, str, str | None]:
    """The same thing seen again: a figure that sums up is known by its name, whatever it says."""
    return (item["source"], item["ref"], item["quote"])


def _loudness(item: Evidence) -> tuple[bool, bool, float, str]:
    """Rows and words before sums, words before rows, then by weight."""
    is_sum = item["source"] == COUNT
    return (is_sum, item["quote"] is None, -abs(item["weight"]), item["ref"])


def _happened_after(item: Evidence, since: str) -> bool:
    return item["source"] != COUNT and item["on"] is not None and item["on"] > since


def dated_after(items: Iterable[Evidence], since: str) -> tuple[Evidence, ...]:
    """Those that happened after a day; a sum is made anew each day and happens never."""
    return tuple(one for one in items if _happened_after(one, since))


def because_of(items: Iterable[Evidence], since: str) -> Because:
    """Somebody did something, or time passed."""
    return "client" if dated_after(items, since) else "time"
