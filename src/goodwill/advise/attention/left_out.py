"""Why an account got no place in the plan, in a sentence that says what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from goodwill.advise.attention.program import Room
from goodwill.facts.attention import Budget, Candidate, LeftOut

__all__ = ["left_out"]


def left_out(candidates: Sequence[Candidate], room: Room, budget: Budget) -> LeftOut:
    """An account's best play, and what stood in its way."""
    best = max(candidates, key=_goodness)
    return LeftOut(
        account_id=best.account_id,
        account=best.account,
        owner=best.owner,
        play=best.play,
        title=best.title,
        hours=best.hours,
        expected_value=best.worth,
        why=_why(best, room, budget),
    )


def _goodness(one: Candidate) -> tuple[bool, bool, float, str]:
    gain = one.urgency if one.gain is None else one.gain
    return (one.is_owed, one.gain is not None, gain, one.play)


def _why(one: Candidate, room: Room, budget: Budget) -> str:
    """The first limit that it meets; nothing is said of what people did with their hours."""
    if one.worth is not None and one.worth <= 0 and not one.is_owed:
        return "It may cost more than it saves."
    left = max(0.0, room.hours[one.owner][0])
    if one.hours > left:
        return _short(one, one.hours - left, budget)
    if one.executive and room.asks[one.executive] < 1:
        times = f"{budget.escalations} times" if budget.escalations > 1 else "once"
        return f"{one.executive} would be asked more than {times} in a quarter."
    if one.is_large and room.large is not None and one.hours > room.large:
        return (
            f"The largest accounts have {budget.top_share:.0%} of all hours already; the others"
            " keep the rest."
        )
    if not any(
        begun > 0 and hours >= one.hours
        for begun, hours in zip(room.begun[one.owner], room.hours[one.owner], strict=True)
    ):
        return f"No week has room to take up more than {budget.begun_a_week} plays."
    return "Other plays are worth more of the same hours."


def _short(one: Candidate, hours: float, budget: Budget) -> str:
    whose = f"of {one.owner}" if one.owner else "of somebody (the account has no owner)"
    weeks = f"{budget.weeks} weeks" if budget.weeks > 1 else "week"
    return f"It would need {_number(hours)} h more {whose} in these {weeks}."


def _number(hours: float) -> str:
    return f"{hours:.1f}".removesuffix(".0")
