"""What the doors ask of a book about plans: what is decided of an account, and the plan over all.

The other shapes are in `ports`, next door.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from goodwill.facts.attention import WholePlan
from goodwill.facts.people import Kind
from goodwill.facts.plans import AccountPlans, Decision, PlayAnswer, WantedKind

__all__ = ["PlanPort"]


class PlanPort(Protocol):
    """Decisions go in, plans come out."""

    def plan(
        self,
        as_of: date | None = None,
        *,
        hours_a_week: float | None = None,
        weeks: int | None = None,
    ) -> WholePlan:
        """Whose hours which plays get in the next weeks, over all accounts."""
        ...

    def plans(self, account: str) -> AccountPlans:
        """What people have decided of one account."""
        ...

    def decide(
        self,
        account: str,
        play: str,
        answer: PlayAnswer,
        *,
        owner: str | None = None,
        due_on: date | None = None,
        reason: str = "",
        by: str = "",
        steps: Sequence[str] = (),
        as_of: date | None = None,
    ) -> Decision:
        """Write down what becomes of a play."""
        ...

    def take_back(self, account: str, play: str) -> AccountPlans:
        """Withdraw the last word on a play."""
        ...

    def desire(
        self,
        account: str,
        kind: Kind | None,
        *,
        since: date | None = None,
        reason: str,
        by: str = "",
    ) -> WantedKind:
        """Write down which kind is wanted; None: as the book's default again."""
        ...

    def take_back_desire(self, account: str) -> AccountPlans:
        """Withdraw the last word on the kind that is wanted."""
        ...
