"""What would change a line of a statement, and what has changed it since an earlier day.

Three things can move a line: the client (something happened), time (something is too old to count,
or fades), and our yardstick (a number of the catalogue is another one). They are told apart by
drawing the earlier day up again: with the numbers in force then and with those in force now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from goodwill.judge.evidence import chance_of, logit
from goodwill.reports import Change, LineChanges, Without

if TYPE_CHECKING:
    from goodwill.facts.calibration import Curve
    from goodwill.facts.statement import Evidence
    from goodwill.reports import LineEvidence

__all__ = ["changes_of", "state_of", "without"]

MOST = 3
"""Items whose absence is worked out: the heaviest."""
HARDLY = 0.005
"""Weights are written with two decimals: less than that is no change."""


def without(
    line: Mapping[str, object],
    items: Iterable[Evidence],
    curve: Curve | None = None,
) -> tuple[Without, ...]:
    """What a probability would be without each of the heaviest items that speak for it.

    A line adds up its evidence in log-odds, so taking one item away is one subtraction: before
    `curve`, through which the sum was shown. A line that has no probability has none of these.
    """
    chance = line.get("probability", line.get("strength"))
    if not isinstance(chance, float):
        return ()
    stated = chance if curve is None else curve.stated_for(chance)
    heaviest = [item for item in items if item["weight"] > 0][:MOST]
    return tuple(
        Without(id=item["id"], probability=round(_shown(stated, item["weight"], curve), 2))
        for item in heaviest
    )


def _shown(stated: float, weight: float, curve: Curve | None) -> float:
    less = chance_of(logit(stated) - weight)
    return less if curve is None else curve(less)


def state_of(line: Mapping[str, object]) -> str | float | None:
    """The one word or number that says how a line stands."""
    for name in ("status", "now", "probability", "strength", "met"):
        if name in line:
            return cast("str | float | None", line[name])
    return None


def changes_of(
    earlier: LineEvidence, earlier_now: LineEvidence, later: LineEvidence
) -> LineChanges:
    """What moved a line between two days.

    Args:
        earlier: as of the earlier day, by the numbers in force then.
        earlier_now: as of the same day, by the numbers in force on the later day.
        later: as of the later day.
    """
    return LineChanges(
        since=earlier.as_of,
        then=state_of(earlier.line),
        then_by_rules_now=state_of(earlier_now.line),
        now=state_of(later.line),
        changes=tuple(_changes(earlier_now, later)),
    )


def _changes(earlier: LineEvidence, later: LineEvidence) -> Iterator[Change]:
    """Item by item, in the order of the later day, what is gone last."""
    before = {item["id"]: item for item in earlier.evidence}
    after = {item["id"]: item for item in later.evidence}
    for key, item in after.items():
        old = before.get(key)
        if old is None:
            is_new = item["on"] is None or item["on"] > earlier.as_of
            yield Change(evidence=item, was=None, because="client" if is_new else "time")
        elif abs(old["weight"] - item["weight"]) > HARDLY:
            yield Change(evidence=item, was=old["weight"], because="time")
    for key, item in before.items():
        if key not in after:
            yield Change(evidence={**item, "weight": 0.0}, was=item["weight"], because="time")
