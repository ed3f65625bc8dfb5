"""What people say of plays, and which kind they want: decisions that a plan has to follow.

How they are kept stands in `goodwill.store.answers.plans`; what a plan makes of them in
`goodwill.advise`. Nothing here is ever edited: a later word takes the place of an earlier one, or
it is withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from goodwill.facts.people import Kind

__all__ = [
    "ACTIVE",
    "NO_PLANS",
    "PLAY_ANSWERS",
    "AccountPlans",
    "Decision",
    "PlayAnswer",
    "WantedKind",
    "Word",
    "active",
    "as_decided",
]

PlayAnswer = Literal["accepted", "changed", "postponed", "rejected", "done"]
"""What a person says of a play; `changed`: accepted, with other steps."""

PLAY_ANSWERS: tuple[PlayAnswer, ...] = get_args(PlayAnswer)
ACTIVE: tuple[PlayAnswer, ...] = ("accepted", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What goes with an answer to a play: who does it, by when (postponed: until when), and why.

    `by` is who says it, `steps` are those of a changed play.
    """

    owner: str | None = None
    due_on: date | None = None
    reason: str = ""
    by: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing that somebody said of a play of one account.

    `due_on`: by when an accepted play is to be done, or until when it is postponed. `because` are
    the lines that called for the play when it was decided, `steps` those of a changed play (none:
    as the catalogue has them). `expects` is JSON: what should move by how much by when.
    """

    account_id: str
    play: str
    answer: PlayAnswer
    owner: str | None = None
    due_on: date | None = None
    reason: str = ""
    by: str = ""
    made_on: date
    steps: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    expects: str = ""

    @property
    def is_active(self) -> bool:
        """Whether the play is being done."""
        return self.answer in ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedKind:
    """Which kind of relationship somebody wants with an account; None: as the book's default."""

    account_id: str
    kind: Kind | None
    since: date
    reason: str = ""
    by: str = ""
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlans:
    """What holds of one account: the last word on each play, and the kind wanted, if any was said.

    `decisions` stand in the order in which they were made; `made` are all that were ever made and
    not withdrawn, the earlier ones of a play too.
    """

    decisions: tuple[Decision, ...] = ()
    wanted: WantedKind | None = None
    made: tuple[Decision, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What a statement rests on of it: the same words, the same plan."""
        return tuple(repr(one) for one in self.decisions)


NO_PLANS = AccountPlans()


def as_decided(made: Sequence[Decision], wanted: WantedKind | None) -> AccountPlans:
    """What holds, of all that was said and not withdrawn, in the order in which it was said."""
    last: dict[str, Decision] = {}
    for one in made:
        last.pop(one.play, None)
        last[one.play] = one
    return AccountPlans(decisions=tuple(last.values()), wanted=wanted, made=tuple(made))


def active(decisions: Sequence[Decision]) -> Decision | None:
    """The play that is being done at an account: one at most."""
    return next((one for one in reversed(decisions) if one.is_active), None)
