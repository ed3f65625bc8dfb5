"""What moving to the kind that is wanted went along with in a book, beside the plan of an account.

It is worked out over all accounts by `goodwill calibrate --shifts` (`goodwill.hindsight.shifts`)
and never called an effect; it stands beside plays and goes into the worth of none.
"""

from __future__ import annotations

from collections.abc import Mapping

from goodwill.hindsight.shifts import shift_wanted
from goodwill.serve.languages import mark, say
from goodwill.serve.learning_port import LearningPort
from goodwill.serve.words import day, told

__all__ = ["NOT_YET", "shift_worths"]

NOT_YET = mark(
    "What moving there is worth in this book has not been worked out yet:  "
    "goodwill calibrate --shifts"
)

Kinds = tuple[str | None, str | None]
"""The kind that an account is, and the one that is wanted."""


def shift_worths(book: LearningPort, accounts: Mapping[str, Kinds]) -> dict[str, str]:
    """By account, in words, what its move is worth; accounts that should not move are left out."""
    pairs = {account: pair for account, kinds in accounts.items() if (pair := shift_wanted(*kinds))}
    if not pairs:
        return {}
    from goodwill.lab.returns.words import said_of_shift  # noqa: PLC0415  numpy: 0.1 s

    kept = book.shifts()
    found = {}
    for account, pair in pairs.items():
        shift = kept.between(*pair) if kept else None
        if kept is None or shift is None:
            found[account] = say(NOT_YET)
        else:
            words = told(said_of_shift(shift, kept.currency))
            worked_out = day(kept.made_on.isoformat())
            found[account] = say("{words} Worked out {day}.", words=words, day=worked_out)
    return found
