"""What people's decisions make of a plan: their word stands before any reckoning.

A rejected play is proposed no more for the lines it was rejected for; when another line calls for
it, it may be. A postponed one waits for its day, one that is done rests a while, and the one that
is being done stands first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from goodwill.advise.reasons import Reason
from goodwill.facts.plans import Decision

__all__ = ["still_called_for"]


def still_called_for(
    play: str,
    reasons: Sequence[Reason],
    decisions: Sequence[Decision],
    *,
    as_of: date,
    rest_days: float,
) -> tuple[Reason, ...]:
    """Of the lines that call for a play, those for which it may be proposed on a day."""
    said = next((one for one in decisions if one.play == play), None)
    if said is None or said.is_active:
        return tuple(reasons)
    if said.answer == "postponed":
        waits = said.due_on is not None and as_of < said.due_on
        return () if waits else tuple(reasons)
    if said.answer == "done":
        is_resting = as_of < said.made_on + timedelta(days=rest_days)
        return () if is_resting else tuple(reasons)
    if not said.because:
        return ()
    return tuple(one for one in reasons if one.line not in said.because)
