"""What an address asks of the plan over all accounts, and that plan by owner and week.

Hours are a budget that somebody sets. Owners stand in the order of their names, and nothing is
counted, summed or compared by person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from goodwill.errors import CallError
from goodwill.facts.attention import Task, WholePlan
from goodwill.serve.languages import mark, say
from goodwill.serve.summary import person_words

__all__ = ["NO_OWNER", "AskedWeeks", "OfOwner", "asked_weeks", "by_owner", "owner_words"]

NO_OWNER = mark("Nobody’s yet")
MOST = 6
"""Letters of a number; a longer one is none of hours or weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWeeks:
    """Hours a week and how many weeks; None: as the book has them."""

    hours: float | None = None
    weeks: int | None = None

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        said = {"hours": self.hours, "weeks": self.weeks}
        return {name: f"{value:g}" for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOwner:
    """What somebody takes up, by the Monday of the week in which it is; `hours` a week at most."""

    name: str
    hours: float
    weeks: tuple[tuple[date, tuple[Task, ...]], ...]


def asked_weeks(query: Mapping[str, str]) -> AskedWeeks:
    """What an address asks for; `CallError` where it is no number."""
    hours, weeks = (_number(query.get(name, "")) for name in ("hours", "weeks"))
    if weeks is not None and weeks != int(weeks):
        raise CallError(
            say("{weeks} weeks are none.", weeks=f"{weeks:g}"),
            hint=say("Give a whole number of weeks."),
        )
    return AskedWeeks(hours=hours, weeks=None if weeks is None else int(weeks))


def _number(said: str) -> float | None:
    said = said.strip()
    if not said:
        return None
    whole, _, part = said.partition(".")
    if len(said) > MOST or not (whole + part).isdecimal() or not said.isascii():
        raise CallError(
            say('"{said}" is no number.', said=said), hint=say("Write hours or weeks as 4 or 2.5.")
        )
    return float(said)


def by_owner(plan: WholePlan) -> tuple[OfOwner, ...]:
    """The tasks of each, those that are nobody's yet last."""
    ordered = sorted(
        plan.tasks, key=lambda task: (not task.owner, owner_words(task.owner), task.owner)
    )
    return tuple(
        OfOwner(
            name=owner_words(owner),
            hours=plan.hours_a_week.get(owner, 0.0),
            weeks=_weeks(list(tasks)),
        )
        for owner, tasks in groupby(ordered, key=lambda task: task.owner)
    )


def _weeks(tasks: list[Task]) -> tuple[tuple[date, tuple[Task, ...]], ...]:
    ordered = sorted(tasks, key=lambda task: (task.week, task.due_on, task.account_id))
    return tuple((week, tuple(some)) for week, some in groupby(ordered, key=lambda one: one.week))


def owner_words(owner: str) -> str:
    """The name of whoever it is."""
    return person_words(owner, []) if owner else say(NO_OWNER)
