"""What came of a play, in one sentence that claims no more than was compared.

"Associated with" is as much as is ever said, but for what lots decided: who stands first by lot was
picked by nobody.
"""

from __future__ import annotations

from goodwill.advise.outcome.compare import Outcome
from goodwill.advise.outcome.drawn import DrawnFirst
from goodwill.advise.outcome.effect import Effect
from goodwill.advise.outcome.works import Works

__all__ = ["said_of_drawn", "said_of_move", "said_of_works"]


def said_of_move(outcome: Outcome) -> str:
    """One registered move: what was seen, beside what, and how sure that is."""
    move, effect = outcome.move, outcome.effect
    name = move.signal.replace("_", " ")
    if outcome.verdict == "too_early":
        return f"Too early to tell of {name}: look again after {move.by.isoformat()[:7]}."
    if outcome.verdict == "nothing_to_move":
        return f"Of {name} nothing was to move: it stood where it should already."
    if effect is None:
        return f"Not enough to tell of {name}: too few months with anything in them."
    before, after = _figure(effect.before, move.unit), _figure(effect.after, move.unit)
    course = f"stayed at {before}" if before == after else f"went from {before} to {after}"
    course = f"{name[0].upper()}{name[1:]} {course}."
    return f"{course} {_beside(effect, move.unit)} {_so(outcome, effect)}"


def _beside(effect: Effect, unit: str) -> str:
    """The change, and what it was set beside."""
    change = _signed(effect.change, unit)
    if effect.low is None or effect.high is None:
        return f"That is {change} over {effect.windows[0]} and {effect.windows[1]} months."
    between = f"{_signed(effect.low, unit)} to {_signed(effect.high, unit)} with 95 %"
    if effect.compared == "controls":
        beside = f"beyond {effect.others} accounts that stood alike and were left alone"
    else:
        beside = f"beyond its own course over {effect.windows[0]} months before"
    return f"That is {change} {beside} ({between})."


def _so(outcome: Outcome, effect: Effect) -> str:
    """What may be said of it."""
    if effect.compared == "before_and_after":
        return "This is before and after: it cannot be attributed to the play, nor held against it."
    if outcome.verdict == "moved":
        return "So it moved as it should: this is associated with the play, and no proof of it."
    if outcome.verdict == "wrong_way":
        return "So it went the wrong way: this is associated with the play, and no proof of it."
    wanted = _signed(outcome.move.change or 0.0, outcome.move.unit)
    return f"{wanted} had been hoped for: what was to show does not show."


def said_of_works(works: Works) -> str:
    """One play over all accounts: how often it showed, and how sure that is."""
    if not works.is_told:
        return (
            f"Accepted {_times(works.accepted)}, measured {_times(works.measured)} so far: too"
            " few to say more than what was believed beforehand."
        )
    low, high = works.interval
    return (
        f"Of {works.measured} that could be measured {works.moved} moved what they should; the next"
        f" one has a chance of {works.chance:.0%} ({low:.0%} to {high:.0%})."
    )


def said_of_drawn(found: DrawnFirst) -> str:
    """What putting a play first by lot did, beside putting another first."""
    lots = (
        f"A lot put it first {_times(found.first)}, and another play {_times(found.other)},"
        " where it could be measured"
    )
    if found.shares is None or found.difference is None or found.low is None or found.high is None:
        return f"{lots}: too few to say what putting it first does."
    one, two = found.shares
    return (
        f"{lots}: what was taken up moved in {one:.0%} and in {two:.0%} of them. That is"
        f" {_signed(found.difference, 'share')} ({_signed(found.low, 'share')} to"
        f" {_signed(found.high, 'share')} with 95 %). {_of_lot(found.low, found.high)}"
    )


def _of_lot(low: float, high: float) -> str:
    """Nobody picked the accounts, so what differs is what putting it first did."""
    if low > 0:
        return "Nobody picked which: putting it first helps."
    if high < 0:
        return "Nobody picked which: putting it first does harm."
    return "It does not show that it matters which stands first."


def _times(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count} times")


def _figure(value: float, unit: str) -> str:
    return f"{value:.0%}" if unit == "share" else f"{value:.3g} {unit}"


def _signed(value: float, unit: str) -> str:
    return f"{value * 100:+.0f} points" if unit == "share" else f"{value:+.3g} {unit}"
